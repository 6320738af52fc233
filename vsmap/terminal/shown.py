"""What a terminal shows, remembered cell by cell, and the bytes that make it show something else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from vsmap.terminal.cells import REST, is_doubtful, surely_plain, widest
from vsmap.terminal.pens import UNKNOWN, Pens

_LONGEST_BRIDGE = 5


class Cells(NamedTuple):
    """A stretch of one line: the text of each cell, and the number of its pen."""

    texts: list[str]
    pens: list[int]


class Piece(NamedTuple):
    """What to paint: cells, the row and the column of the first, and the columns between which to paint."""

    row: int
    column: int
    start: int
    end: int
    cells: Cells


class _Run(NamedTuple):
    """Cells beside each other that are drawn with one pen."""

    row: int
    column: int
    texts: list[str]
    pen: int

    def is_plain(self) -> bool:
        """Whether every terminal draws it in as many cells."""
        text = "".join(self.texts)
        return text.isascii() or surely_plain(self.texts, text)


@dataclass(slots=True)
class _Position:
    """Where the terminal's cursor is, as far as that is known."""

    row: int | None = None
    column: int | None = None


@dataclass(slots=True)
class _Frame:
    """The bytes of one frame in the making."""

    parts: list[str] = field(default_factory=list)
    torn: set[tuple[int, int]] = field(default_factory=set)


class Shown:
    """The cells that a terminal of a given size shows, its cursor and its pen.

    A frame is any number of `paint` and one `finish`, which gives what is to be written.

    Args:
        width: columns of the terminal.
        height: rows of the terminal.
        pens: numbers and changes of pens.
    """

    def __init__(self, width: int, height: int, pens: Pens) -> None:
        self.width = width
        self.height = height
        self._changes = pens
        self._texts = [[" "] * width for _ in range(height)]
        self._pens = [[UNKNOWN] * width for _ in range(height)]
        self._pen = UNKNOWN
        self._cursor = _Position()
        self._frame = _Frame()

    @property
    def is_torn(self) -> bool:
        """Whether this frame damaged cells that it did not paint: half a wide character was overwritten."""
        return any(self._pens[row][column] == UNKNOWN for row, column in self._frame.torn)

    def has_size(self, width: int, height: int) -> bool:
        """Whether this is what a terminal of that size shows."""
        return (width, height) == (self.width, self.height)

    def paint(self, piece: Piece) -> None:
        """Make the terminal show a piece, whole characters only, and only what lies inside the terminal."""
        for run in self._changed(piece):
            self._send(run)

    def paint_all(self, pieces: Iterable[Piece]) -> None:
        """Paint pieces in their order."""
        for piece in pieces:
            self.paint(piece)

    def paint_apart(self, pieces: Iterable[Piece]) -> None:
        """Paint pieces of which none overlaps another, all that shares a pen together.

        Where colours are told by their parts a change of the pen takes more bytes than a way elsewhere.
        """
        runs = [run for piece in pieces for run in self._changed(piece)]
        if not all(run.is_plain() for run in runs):
            for run in runs:
                self._send(run)
            return
        by_pen: dict[int, list[_Run]] = {}
        for run in runs:
            by_pen.setdefault(run.pen, []).append(run)
        while by_pen:
            nearest = min(by_pen, key=lambda pen: len(self._changes.change(self._pen, pen)))
            for run in by_pen.pop(nearest):
                self._send(run)

    def finish(self, column: int, row: int) -> str:
        """End the frame with the cursor at a place, and give what is to be written: perhaps nothing."""
        self._move(row, column)
        written = "".join(self._frame.parts)
        self._frame = _Frame()
        return written

    def _whole(self, piece: Piece) -> tuple[int, int]:
        """Widen what is to be painted so that no wide character, be it shown or new, is cut."""
        row, column, start, end, (texts, _) = piece
        first, last = max(column, 0), min(column + len(texts), self.width)
        start, end = max(start, first), min(end, last)
        if start >= end:
            return first, first
        shown = self._texts[row]
        while start > first and REST in (texts[start - column], shown[start]):
            start -= 1
        while end < last and REST in (texts[end - column], shown[end]):
            end += 1
        return start, end

    def _changed(self, piece: Piece) -> Iterator[_Run]:
        """Give each run of cells of a piece that changed and share a pen."""
        row, column, _, _, cells = piece
        if row >= self.height:
            return
        start, end = self._whole(piece)
        texts, pens = cells.texts[start - column : end - column], cells.pens[start - column : end - column]
        if end == self.width and cells.texts[end - column : end - column + 1] == [REST]:
            texts[-1] = " "  # a wide character does not fit into the last column
        if texts != self._texts[row][start:end] or pens != self._pens[row][start:end]:
            yield from self._runs(row, start, Cells(texts, pens))

    def _runs(self, row: int, start: int, cells: Cells) -> Iterator[_Run]:
        shown_texts, shown_pens = self._texts[row], self._pens[row]
        texts, pens = cells
        at, count = 0, len(texts)
        while at < count:
            pen = pens[at]
            if shown_texts[start + at] == texts[at] and shown_pens[start + at] == pen:
                at += 1
                continue
            run = at + 1
            while run < count and (
                texts[run] == REST
                or (
                    pens[run] == pen
                    and (shown_texts[start + run] != texts[run] or shown_pens[start + run] != pen)
                )
            ):
                run += 1
            yield _Run(row, start + at, texts[at:run], pen)
            at = run

    def _send(self, run: _Run) -> None:
        """Send a run of cells, and remember it."""
        row, column, texts, pen = run
        end = column + len(texts)
        self._tear(row, column, end)
        self._move(row, column)
        if pen != self._pen:
            self._frame.parts.append(self._changes.change(self._pen, pen))
            self._pen = pen
        if run.is_plain():
            self._frame.parts.append("".join(texts))
            self._advance(end)
            self._remember(row, column, texts)
        else:
            self._send_each(row, column, texts)

    def _tear(self, row: int, column: int, end: int) -> None:
        """Forget the half of a wide character whose other half is about to be overwritten."""
        shown = self._texts[row]
        if column > 0 and shown[column] == REST:
            self._forget(row, column - 1)
        if end < self.width and shown[end] == REST:
            self._forget(row, end)

    def _remember(self, row: int, column: int, texts: list[str]) -> None:
        end = column + len(texts)
        self._texts[row][column:end] = texts
        self._pens[row][column:end] = [self._pen] * len(texts)

    def _forget(self, row: int, column: int) -> None:
        self._texts[row][column] = " "
        self._pens[row][column] = UNKNOWN
        self._frame.torn.add((row, column))

    def _send_each(self, row: int, column: int, texts: list[str]) -> None:
        """Send cells of which some are doubtful, so that no terminal's opinion on these moves the rest."""
        for offset, text in enumerate(texts):
            if text == REST:
                continue
            at = column + offset
            wide = texts[offset + 1 : offset + 2] == [REST]
            self._move(row, at)
            if is_doubtful(text, wide=wide):
                self._send_doubtful(row, at, text, wide=wide)
            else:
                self._frame.parts.append(text)
                self._advance(at + 1 + wide)
            self._remember(row, at, texts[offset : offset + 1 + wide])

    def _send_doubtful(self, row: int, column: int, text: str, *, wide: bool) -> None:
        """Send one cell that a terminal may draw narrower (blank it before) or wider (repaint after it)."""
        if wide:
            self._frame.parts.append("  ")
            self._cursor.column = None
            self._move(row, column)
        self._frame.parts.append(text)
        self._cursor.column = None
        after = column + 1 + wide
        for spilled in range(after, min(column + widest(text), self.width)):
            self._forget(row, spilled)

    def _advance(self, column: int) -> None:
        """Note the column after what was sent; in the last one a terminal may or may not be about to wrap."""
        self._cursor.column = column if column < self.width else None

    def _move(self, row: int, column: int) -> None:
        """Bring the cursor to a cell by the shortest way."""
        cursor = self._cursor
        if cursor.row == row and cursor.column == column:
            return
        ways = [f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"]
        if cursor.row == row:
            ways += self._ways_along(row, column)
        elif cursor.column == column and cursor.row is not None:
            ways.append(_step(row - cursor.row, "B", "A"))
        self._frame.parts.append(min(ways, key=len))
        cursor.row, cursor.column = row, column

    def _ways_along(self, row: int, column: int) -> list[str]:
        """Give the ways to another column of the cursor's own row."""
        ways = [f"\x1b[{column + 1}G" if column else "\r"]
        if self._cursor.column is not None:
            distance = column - self._cursor.column
            ways.append(_step(distance, "C", "D") if distance < -2 or distance > 0 else "\b" * -distance)  # noqa: PLR2004 - two backspaces beat a sequence
            if 0 < distance < _LONGEST_BRIDGE:
                ways += self._bridge(row, self._cursor.column, column)
        return ways

    def _bridge(self, row: int, start: int, end: int) -> list[str]:
        """Give the cells between as a way, where sending them again leaves them as they are."""
        texts = self._texts[row][start:end]
        text = "".join(texts)
        same_pen = self._pen != UNKNOWN and self._pens[row][start:end].count(self._pen) == end - start
        return [text] if same_pen and text.isascii() and len(text) == end - start else []


def _step(distance: int, forward: str, back: str) -> str:
    """Make a relative move; a distance of one is what a sequence without a number means."""
    number = abs(distance)
    return f"\x1b[{number if number > 1 else ''}{forward if distance > 0 else back}"
