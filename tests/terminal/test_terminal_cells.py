"""Text falls into the cells that Textual counts for it, and nothing in it can act on the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vsmap.terminal.cells import REST, is_doubtful, split, surely_plain, widest

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PRINTABLE = st.text(st.characters(exclude_categories=["Cc", "Cs"])) | st.text(
    st.sampled_from("a日─é\u0301\u200d\ufe0f\u2764\u2705\u1100\U0001f680\U0001f1e9\U0001f3fd")
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("ab", ("a", "b")),
        ("日a", ("日", REST, "a")),
        ("e\u0301x", ("e\u0301", "x")),
        ("日\u0301x", ("日\u0301", REST, "x")),
        ("\u2764\ufe0fx", ("\u2764\ufe0f", REST, "x")),
        (f"{FAMILY}x", (FAMILY, REST, "x")),
        ("\U0001f1e9\U0001f1ea\U0001f1eb", ("\U0001f1e9\U0001f1ea", REST, "\U0001f1eb")),
        ("#\ufe0f\u20e3", ("#\ufe0f\u20e3", REST)),
        ("a\ud800b", ("a", "\ufffd", "b")),
        ("", ()),
    ],
)
def test_a_character_with_all_that_joins_it_is_one_cell(text: str, cells: tuple[str, ...]) -> None:
    """Marks, joiners, selectors and flags stay with their character; a wide one takes the next cell, too."""
    assert split(text) == ("", cells)


def test_marks_before_any_character_belong_to_the_cell_before() -> None:
    """A text may begin with the marks of a character that another text ends with."""
    assert split("\u0301\u0302ab") == ("\u0301\u0302", ("a", "b"))


@given(PRINTABLE)
def test_cells_are_as_many_as_textual_counts_and_keep_the_text(text: str) -> None:
    """What Textual lays out in n cells fills n cells, and no character is lost."""
    marks, cells = split(text)
    assert len(cells) == cell_len(text)
    assert marks + "".join(cells) == text


@given(st.text())
def test_no_control_character_reaches_the_terminal(text: str) -> None:
    """Escape, C1 and other control characters have no cell and are not sent."""
    marks, cells = split(text)
    assert not any(
        ord(character) < 32 or 0x7F <= ord(character) < 0xA0 for character in marks + "".join(cells)
    )


@given(PRINTABLE)
def test_the_quick_look_never_takes_a_doubtful_cell_for_plain(text: str) -> None:
    """`surely_plain` may ask for a closer look in vain, but misses no cell on which terminals disagree."""
    _, cells = split(text)
    wide = [following == REST for following in (*cells[1:], "x")]
    doubtful = any(is_doubtful(cell, wide=rest) for cell, rest in zip(cells, wide, strict=False) if cell)
    assert not (surely_plain(list(cells), "".join(cells)) and doubtful)


@pytest.mark.parametrize(
    ("cell", "cells"), [("a", 1), ("日", 2), ("e\u0301", 1), (FAMILY, 6), ("\U0001f680", 2)]
)
def test_a_terminal_that_joins_nothing_takes_the_sum_of_the_parts(cell: str, cells: int) -> None:
    """`widest` is how far a cell may spill over those after it."""
    assert widest(cell) == cells
