"""Text as the cells that it fills on a terminal's line.

A cell's text is the character that stands in it with all its marks, joiners and variation selectors. A wide
character fills two cells: the first has its text, the second has none. Widths are Rich's, because Textual
lays its lines out by them; terminals agree on most of them, and `is_doubtful` names the cells where some do
not.
"""

import re
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len

REST = ""
"""The text of a cell that holds the right half of a wide character."""

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_FIRST_FLAG_LETTER, _LAST_FLAG_LETTER = "\U0001f1e6", "\U0001f1ff"
_FIRST_EMOJI, _LAST_EMOJI = "\U0001f000", "\U0001ffff"
_FIRST_STEADY_WIDE = "\u2e80"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PERHAPS_DOUBTFUL = re.compile("[\u1100-\u11ff\u2300-\u24ff\u2600-\u2bff\U0001f000-\U0001ffff]")


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, tuple[str, ...]]:
    """Split a text into the marks that belong to the cell before it, and its own cells.

    Control characters have no cell and are left out: none ever reaches the terminal from here. A lone
    surrogate, which cannot be sent, becomes the replacement character. Two flag letters make one wide cell.
    """
    text = _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub("", text))
    marks, cells = "", list[str]()
    for character, width in zip(text, _widths(text), strict=True):
        if width and not (cells and _widens(cells[-1], character)):
            cells += [character, *[REST] * (width - 1)]
        elif cells:
            add_mark(cells, character)
            cells += [REST] * width
        else:
            marks += character
    return marks, tuple(cells)


def _widths(text: str) -> list[int]:
    """Give the cells that each character adds to the text before it."""
    if _JOINER not in text and _EMOJI_SELECTOR not in text:
        return [cell_len(character) for character in text]
    lengths = [cell_len(text[:end]) for end in range(len(text) + 1)]
    return [after - before for before, after in pairwise(lengths)]


def _widens(cell: str, character: str) -> bool:
    """Whether the character makes the cell before it wide instead of opening one of its own."""
    if character == _EMOJI_SELECTOR:
        return True
    return _is_flag_letter(cell) and _is_flag_letter(character)


def _is_flag_letter(cell: str) -> bool:
    return len(cell) == 1 and _FIRST_FLAG_LETTER <= cell <= _LAST_FLAG_LETTER


def add_mark(cells: list[str], mark: str) -> None:
    """Put a character without a width of its own into the last cell that has a text."""
    cells[-1 if cells[-1] else -2] += mark


def surely_plain(cells: list[str], text: str) -> bool:
    """Whether none of these cells, whose joined text is given, is doubtful; only a no may be wrong."""
    return len(text) == len(cells) - cells.count(REST) and not _PERHAPS_DOUBTFUL.search(text)


def is_doubtful(cell: str, *, wide: bool) -> bool:
    """Whether terminals disagree on how many cells this one takes: emoji, joined characters, marks."""
    if len(cell) > 1:
        return True
    return _FIRST_EMOJI <= cell <= _LAST_EMOJI or (wide and cell < _FIRST_STEADY_WIDE)


def widest(cell: str) -> int:
    """Give the cells that a terminal takes which knows nothing of joining: the sum of the parts."""
    return sum(2 if _FIRST_EMOJI <= part <= _LAST_EMOJI else cell_len(part) for part in cell)
