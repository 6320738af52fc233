"""What a terminal sends and nobody understands is dropped, and never typed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from vsmap.terminal.sequences import HELD_ON, SequenceFilter, is_understood

MEANT = [
    "a",
    "ü",
    "\x1b",
    "\x1ba",
    "\x1bOP",
    "\x1b[A",
    "\x1b[1;2A",
    "\x1b[3~",
    "\x1b[97;5u",
    "\x1b[I",
    "\x1b[[A",
]
MEANT += ["\x1b[[A", "\x1b[<0;5;5M", "\x1b[?2026;2$y", "\x1b[48;24;80;400;800t", "\x1b[5;5R"]
NOISE = ["\x1b]52;c;" + "A" * 5000 + "\x07", "\x1b]11;rgb:1/1/1\x1b\\", "\x1bP1$r0m\x1b\\", "\x1b_Gi=1\x1b\\"]
NOISE += ["\x1b[99;99;99x", "\x1b[>1;2;3c", "\x1b[?62;22c", "\x1b[M!!!", "\x1b[1;1;1;1;1;1;1;1;1;1;1q"]


def typed(pieces: list[str]) -> str:
    """Send pieces through a filter and wait for the end."""
    sequences = SequenceFilter()
    tokens = [token for piece in pieces for token in sequences.feed(piece, 1.0)]
    return "".join(tokens + sequences.tick(1.0 + 2 * HELD_ON))


@pytest.mark.parametrize("sequence", [*MEANT, *ANSI_SEQUENCES_KEYS])
def test_what_is_known_passes_whole(sequence: str) -> None:
    """Every key and report that Textual knows goes through as it is, as one."""
    assert typed([sequence]) == sequence


@pytest.mark.parametrize("sequence", NOISE)
def test_what_is_unknown_is_dropped(sequence: str) -> None:
    """An answer that nobody asked for types nothing.

    Seen to fail with everything passed on: Textual types what it does not know, letter by letter.
    """
    assert typed([sequence, "q"]) == "q"


@given(
    st.lists(st.sampled_from([each for each in MEANT + NOISE if len(each) > 2 or each == "a"]), max_size=6),
    st.lists(st.integers(0, 60)),
)
def test_pieces_do_not_matter(sent: list[str], places: list[int]) -> None:
    """Cut anywhere within its sequences, what is meant arrives and what is noise does not."""
    text = "".join(sent)
    ends = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    pieces = [text[start:end] for start, end in pairwise(ends)]
    pieces = [piece for piece in pieces if piece]
    if any(piece.endswith("\x1b") for piece in pieces):
        return  # a lone escape is a key and waits for nothing
    assert typed(pieces) == "".join(each for each in sent if each in MEANT)


def test_a_bracket_with_alt_is_a_key() -> None:
    """The beginning of a sequence that goes no further is what was pressed."""
    assert typed(["\x1b["]) == "\x1b["
    assert typed(["\x1b[12"]) == ""


def test_a_slow_line_does_not_type_the_end_of_a_sequence() -> None:
    """A key whose sequence comes in two parts, long after each other, is that key and no letters."""
    sequences = SequenceFilter()
    assert sequences.feed("\x1b[1", 1.0) == []
    assert sequences.tick(1.0 + HELD_ON / 2) == []
    assert sequences.feed("5~", 1.0 + HELD_ON / 2) == ["\x1b[15~"]


def test_what_breaks_the_parser_is_not_understood() -> None:
    """A sequence that Textual stumbles over means nothing."""
    assert not is_understood("\x1b[99999999999999999999u")
