"""A terminal's screen for tests: pyte's, with what today's terminals do beyond it.

It joins emoji sequences and widens by variation selectors as Rich measures them, blanks the other half
of a wide character that is overwritten, knows the alternate screen and dim text, and leaves out what pyte
would print.
"""

import copy
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, cast

import pyte
from pyte import modes
from pyte.screens import Char
from rich.cells import cell_len

_ALTERNATE_SCREEN: Final = 1049
_UNKNOWN_TO_PYTE: Final = re.compile(
    r"\x1b[PX^_][^\x1b\x9c]*(?:\x1b\\|\x9c)"  # device control and other strings
    r"|\x1b\[[<=>][0-9;:]*[ -/]*[@-~]"  # private sequences of keyboard protocols
    r"|\x1b\[\??[0-9;:]*[ -/]+[@-~]"  # sequences with an intermediate character, as mode queries
)
_UNFINISHED: Final = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[PX^_\]](?:(?!\x1b\\)[^\x07\x9c])*|[ -/]*)?$")


class Cell(NamedTuple):
    """One cell of the screen; the second cell of a wide character has no text."""

    data: str = " "
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    dim: bool = False


class EmulatedScreen(pyte.Screen):
    """A screen on which characters take as many cells as Rich says."""

    def __init__(self, columns: int, rows: int) -> None:
        self._primary: tuple[Any, Any] | None = None
        super().__init__(columns, rows)

    @property
    def default_char(self) -> Char:
        """An empty cell."""
        return _as_pyte(Cell(reverse=modes.DECSCNM in self.mode))

    def reset(self) -> None:
        """Start anew; pyte's cursor would have a pen of its own kind."""
        super().reset()
        self.cursor.attrs = self.default_char

    def joins(self, before: str, character: str) -> bool:
        """Whether a character becomes part of the one that was written just before it."""
        return before.endswith("\u200d") or is_flag(before + character)

    def width(self, grapheme: str) -> int:
        """Give the cells that a character takes with all that joined it."""
        return 2 if is_flag(grapheme) else cell_len(grapheme)

    def draw(self, data: str) -> None:
        """Write characters at the cursor."""
        before = ""
        for character in data:
            if cell_len(character) == 0 or (before and self.joins(before, character)):
                before = self._join(character)
            else:
                before = self._put(character)

    def _put(self, character: str) -> str:
        width = self.width(character)
        if self.cursor.x + width > self.columns:
            self._wrap(width)
        line, column = self.buffer[self.cursor.y], self.cursor.x
        self._blank_halves(column, column + width)
        line[column] = self.cursor.attrs._replace(data=character)
        if width > 1:
            line[column + 1] = self.cursor.attrs._replace(data="")
        self.cursor.x += width
        return character

    def _wrap(self, width: int) -> None:
        if modes.DECAWM in self.mode:
            self.carriage_return()
            self.linefeed()
        else:
            self.cursor.x = self.columns - width

    def _join(self, character: str) -> str:
        """Add to the character left of the cursor, which may become wide by it; give the whole of it."""
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
        column -= column > 0 and line[column].data == ""
        if column < 0:
            return ""
        grapheme = line[column].data + character
        line[column] = line[column]._replace(data=grapheme)
        if self.cursor.x < min(column + self.width(grapheme), self.columns):
            self._blank_halves(self.cursor.x, self.cursor.x + 1)
            line[self.cursor.x] = line[column]._replace(data="")
            self.cursor.x += 1
        return str(grapheme)

    def _blank_halves(self, start: int, end: int) -> None:
        """Blank what stays of wide characters of which a half is overwritten."""
        line = self.buffer[self.cursor.y]
        if start > 0 and line[start].data == "":
            line[start - 1] = line[start - 1]._replace(data=" ")
        if end < self.columns and line[end].data == "":
            line[end] = line[end]._replace(data=" ")

    def select_graphic_rendition(self, *attrs: int) -> None:
        """Set colours and attributes; pyte does not know dim."""
        super().select_graphic_rendition(*attrs)
        for code in _codes_without_colours(attrs or (0,)):
            if code in {0, 2, 22}:
                self.cursor.attrs = _as_pyte(_as_cell(self.cursor.attrs)._replace(dim=code == 2))

    def set_mode(self, *numbers: int, **flags: bool) -> None:
        """Set modes; the alternate screen is cleared each time that it is asked for, as xterm does."""
        super().set_mode(*numbers, **flags)
        if flags.get("private") and _ALTERNATE_SCREEN in numbers:
            if self._primary is None:
                self._primary = copy.deepcopy((dict(self.buffer), self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *numbers: int, **flags: bool) -> None:
        """Reset modes; leaving the alternate screen brings back the primary one, its cursor and its pen."""
        super().reset_mode(*numbers, **flags)
        if flags.get("private") and _ALTERNATE_SCREEN in numbers and self._primary is not None:
            lines, self.cursor = self._primary
            self.buffer.clear()
            self.buffer.update(lines)
            self._primary = None

    def report_device_status(self, mode: int) -> None:
        """Leave answers to whoever plays the terminal."""

    def report_device_attributes(self, mode: int = 0, **kwargs: bool) -> None:
        """Leave answers to whoever plays the terminal."""


def _as_pyte(cell: Cell) -> Char:
    """Pass a cell off as one of pyte's, which is only ever read and replaced field by field."""
    return cast("Char", cell)


def _as_cell(char: Char) -> Cell:
    """See one of pyte's cells as what it is on this screen."""
    return cast("Cell", char)


def is_flag(text: str) -> bool:
    """Whether this is two flag letters."""
    return len(text) == 2 and all("\U0001f1e6" <= letter <= "\U0001f1ff" for letter in text)


def _codes_without_colours(codes: tuple[int, ...]) -> Iterator[int]:
    rest = iter(codes)
    for code in rest:
        if code in {38, 48}:
            for _ in range(3 if next(rest, 5) == 2 else 1):
                next(rest, None)
        else:
            yield code


class Emulator:
    """A terminal of a given size that is fed bytes and can be looked at."""

    def __init__(self, columns: int, rows: int, screen: type[EmulatedScreen] = EmulatedScreen) -> None:
        self._screen = screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._held = ""

    def feed(self, output: bytes) -> None:
        """Play a program's output, of which the end of a sequence may still be missing."""
        text = self._held + self._decode(output)
        unfinished = _UNFINISHED.search(text)
        self._held = unfinished.group() if unfinished else ""
        self._stream.feed(_UNKNOWN_TO_PYTE.sub("", text[: len(text) - len(self._held)]))

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, cutting what no longer fits."""
        self._screen.resize(rows, columns)

    def lines(self) -> list[str]:
        """Give the text of each row, without blanks at its end."""
        return ["".join(cell.data for cell in row).rstrip() for row in self.cells()]

    def cells(self) -> list[list[Cell]]:
        """Give every cell, row by row."""
        columns, rows = range(self._screen.columns), range(self._screen.lines)
        return [[self.cell(column, row) for column in columns] for row in rows]

    def cell(self, column: int, row: int) -> Cell:
        """Give one cell."""
        return _as_cell(self._screen.buffer[row][column])

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return min(self._screen.cursor.x, self._screen.columns - 1), self._screen.cursor.y

    @property
    def pen(self) -> Cell:
        """What a blank would be written with now."""
        return _as_cell(self._screen.cursor.attrs._replace(data=" "))
