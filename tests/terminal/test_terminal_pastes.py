"""Whatever is pasted is text: it is shown, cleaned or cut, and none of it becomes a key."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.terminal.pastes import AFTERWARDS, BURST, END, LONGEST, START, UNCLOSED, PasteFilter

CONTROLS = {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\n", "\t", "\r"}
EVIL = "safe\x1b[2J\x1b]52;c;eA==\x07\x9b31m\x1b[201~qD\x03\x1b"


def parts(stream: str) -> tuple[str, str]:
    """Split what a filter gave into what was typed and what was pasted."""
    typed, pasted = "", ""
    while stream:
        before, marker, stream = stream.partition(START)
        typed += before
        if marker:
            inside, end, stream = stream.partition(END)
            assert end, "a paste was not closed"
            pasted += inside
    return typed, pasted


def through(pieces: list[str], apart: float = 0.0) -> tuple[str, str]:
    """Send pieces through a filter, with so much time between them, and wait for the end."""
    paste, now, given_back = PasteFilter(), 100.0, ""
    for piece in pieces:
        given_back += paste.feed(piece, now) + paste.tick(now + apart / 2)
        now += apart
    return parts(given_back + paste.tick(now + UNCLOSED + 1))


def cut(text: str, places: list[int]) -> list[str]:
    """Cut a text at places."""
    ends = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


@given(st.text(st.sampled_from("ab\n\t \x1b\x07\x9b[]~201;qD"), max_size=80), st.lists(st.integers(0, 400)))
def test_a_paste_never_becomes_keys(content: str, places: list[int]) -> None:
    """With end markers, escapes and controls in it, cut anywhere: nothing of it is typed.

    Seen to fail with `rpartition` made `partition` and nothing taken afterwards: what follows an end marker
    inside the paste are keys, so that a paste could delete and quit.
    """
    typed, pasted = through(cut(START + content + END, places))
    assert not set(typed) & set("abqD\n\t ")
    assert not set(pasted) & CONTROLS


@given(st.lists(st.integers(0, 400)))
def test_a_paste_is_whole_wherever_it_is_cut(places: list[int]) -> None:
    """All its text arrives, once, whatever pieces it comes in."""
    typed, pasted = through(cut(START + "one\ntwo 2d/1w\tüñ" + END, places))
    assert (typed, pasted) == ("", "one\ntwo 2d/1w\tüñ")


def test_an_evil_paste_is_harmless_text() -> None:
    """Escape sequences lose their escapes, and the marker inside does not end the paste."""
    typed, pasted = through([START + EVIL + END])
    assert typed == ""
    assert pasted == "safe[2J]52;c;eA==31mqD"


@given(st.text("abc\x1b[ABOP~123;", max_size=40), st.lists(st.integers(0, 100)))
def test_what_is_typed_goes_through_as_it_is(keys: str, places: list[int]) -> None:
    """Keys and their sequences are not touched; a marker's beginning comes out a little later."""
    typed, pasted = through(cut(keys, places), apart=0.2)
    assert (typed, pasted) == (keys, "")


def test_keys_after_a_paste_are_keys_again() -> None:
    """A moment after the paste typing is typing; what came in the same burst is pasted still."""
    paste = PasteFilter()
    first = paste.feed(f"{START}one{END}q", 10.0)
    assert parts(first) == ("", "oneq")
    assert paste.feed("q", 10.0 + AFTERWARDS / 2) == f"{START}q{END}"
    assert paste.feed("q", 10.0 + 2 * AFTERWARDS) == "q"


def test_what_the_terminal_says_behind_a_paste_is_heard() -> None:
    """Reports of the mouse, the focus and modes are the terminal's own, even in the same burst."""
    report = "\x1b[<0;10;5m\x1b[I\x1b[?2026;2$y"
    typed, pasted = through([f"{START}one{END}{report}"])
    assert (typed, pasted) == (report, "one")


@pytest.mark.parametrize("size", [BURST, 5000])
def test_a_terminal_that_knows_no_markers(size: int) -> None:
    """Nobody types a hundred characters between two looks: that, and its tail, is a paste."""
    text = "quit D\r" * size
    typed, pasted = through([text[:BURST], text[BURST : BURST + 20]], apart=0.001)
    assert (typed, pasted) == ("", text[: BURST + 20])


def test_a_paste_that_never_ends_is_ended() -> None:
    """After a while without a character the paste is over, and keys are keys."""
    paste = PasteFilter()
    given_back = paste.feed(f"{START}half", 10.0)
    assert paste.tick(10.5) == ""
    given_back += paste.tick(10.0 + UNCLOSED + 0.1)
    assert parts(given_back) == ("", "half")
    assert paste.feed("q", 20.0) == "q"


def test_a_huge_paste_is_cut_and_said() -> None:
    """What is kept is bounded, however much comes."""
    paste = PasteFilter()
    chunk = "x" * 100_000
    kept = len(paste.feed(START, 1.0)) + sum(len(paste.feed(chunk, 1.0)) for _ in range(20))
    assert kept == LONGEST + len(START)
    assert paste.is_cut
    assert paste.feed(END, 1.0) == END
