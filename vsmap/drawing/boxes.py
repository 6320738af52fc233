"""The boxes of a drawing and what is written in them."""

from vsmap.drawing.canvas import Canvas
from vsmap.drawing.card import Card, Line, Role, Segment
from vsmap.drawing.cells import fit, width
from vsmap.drawing.glyphs import Frame, Glyphs


def frame_of(card: Card, glyphs: Glyphs) -> tuple[Frame, Role]:
    """Return the border of a box: double when selected, heavy when critical, otherwise light."""
    if card.selected:
        return glyphs.selected, Role.SELECTED_BORDER
    if card.critical:
        return glyphs.critical, Role.CRITICAL_BORDER
    return glyphs.plain, Role.BORDER


def marks_of(card: Card, glyphs: Glyphs, loop: str) -> Line:
    """Return the marks of a box: those of the card, rework on itself, and the critical mark."""
    marks = [*card.marks, Segment(loop, Role.REWORK)] if loop else [*card.marks]
    if card.critical:
        marks.append(Segment(glyphs.critical_mark, Role.CRITICAL_MARK))
    return tuple(marks)


class Pencil:
    """Writes cards into boxes."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas, self._glyphs = canvas, canvas.glyphs

    def chip(self, x: int, row: int, size: int, card: Card, loop: str) -> None:
        """Draw a chip: title and marks between two ends."""
        frame, role = frame_of(card, self._glyphs)
        self._canvas.text(x, row, frame.chip[0], role)
        self._canvas.text(x + size - 1, row, frame.chip[1], role)
        self._written(x + 1, row, size - 2, (self._title(card),), marks_of(card, self._glyphs, loop))

    def box(self, x: int, row: int, size: tuple[int, int], card: Card, loop: str) -> None:
        """Draw a box: title, figures, and marks at the right of the last line."""
        across, height = size
        frame, role = frame_of(card, self._glyphs)
        for at, edge in ((row, frame.top), (row + height - 1, frame.bottom)):
            self._canvas.text(x, at, edge[0] + edge[1] * (across - 2) + edge[2], role)
        lines = [(self._title(card),), *card.figures][: height - 2]
        lines += [()] * (height - 2 - len(lines))
        for at, line in enumerate(lines, row + 1):
            self._canvas.text(x, at, frame.side, role)
            self._canvas.text(x + across - 1, at, frame.side, role)
            marks = marks_of(card, self._glyphs, loop) if at == row + height - 2 else ()
            self._written(x + 1, at, across - 2, line, marks)

    def _title(self, card: Card) -> Segment:
        return Segment(card.title, Role.SELECTED_NAME if card.selected else Role.NAME)

    def _written(self, x: int, row: int, size: int, line: Line, marks: Line) -> None:
        """Write a line, and marks set right; the line gives way to the marks, both are cut to the box."""
        self._canvas.text(x, row, " " * size, Role.BLANK)
        shown: list[Segment] = []
        left = size
        for text, role in marks:
            piece = fit(self._glyphs.text(text), left, self._glyphs.ellipsis)
            left -= width(piece)
            shown.append(Segment(piece, role))
        at = x + left
        for piece, role in shown:
            self._canvas.text(at, row, piece, role)
            at += width(piece)
        self._cut(x, row, left - 1 if 0 < left < size else left, line)

    def _cut(self, x: int, row: int, left: int, line: Line) -> None:
        """Write the segments of a line into that many cells."""
        end = x + left
        for text, role in line:
            piece = fit(self._glyphs.text(text), end - x, self._glyphs.ellipsis)
            self._canvas.text(x, row, piece, role)
            x += width(piece)
