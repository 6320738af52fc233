"""Drawing a wrapped view: each strip a piece of the drawing, with marks where lines go on."""

from collections.abc import Iterator
from itertools import pairwise

from vsmap.drawing.card import Arrows, Cards, Role, Row, Run
from vsmap.drawing.cells import width
from vsmap.drawing.draw import draw
from vsmap.drawing.glyphs import UNICODE, Glyphs
from vsmap.drawing.ladder import ladder
from vsmap.drawing.shape import Piece, Viewport
from vsmap.drawing.wrap import Strip, Wrapped


def draw_wrapped(
    view: Wrapped,
    cards: Cards,
    arrows: Arrows,
    span: tuple[int, int],
    glyphs: Glyphs = UNICODE,
) -> list[Row]:
    """Draw rows of a wrapped view, each as wide as the view.

    Args:
        view: The wrapped layout.
        cards: Gives the card of a stage.
        arrows: What is shown on arrows.
        span: First row of the view to draw, and how many.
        glyphs: The characters to draw with.
    """
    first, count = span
    rows: list[Row] = []
    at = first
    for strip in view.strips:
        bottom = view.below(strip)
        if strip.top < first + count and bottom > at:
            painter = _Painter(view, cards, arrows, glyphs)
            whole = [*painter.strip(strip), *painter.ladder(strip), *[painter.blank] * view.between]
            rows += whole[at - strip.top :]
            at = bottom
    rows += [(Run(" " * view.width, Role.BLANK),)] * (count - len(rows))
    return rows[:count]


class _Painter:
    """Draws whole strips."""

    def __init__(self, view: Wrapped, cards: Cards, arrows: Arrows, glyphs: Glyphs) -> None:
        self._view, self._cards, self._arrows, self._glyphs = view, cards, arrows, glyphs
        self.blank: Row = (Run(" " * view.width, Role.BLANK),)

    def strip(self, strip: Strip) -> Iterator[Row]:
        """Yield the rows of a strip with the marks at both edges."""
        glyphs = self._glyphs
        start_marks = {True: glyphs.wrap_start, False: glyphs.wrap_up}
        end_marks = {True: glyphs.wrap_end, False: glyphs.wrap_back}
        for row, body in zip(strip.rows, self._bodies(strip), strict=True):
            before = self._mark(strip.starts, row, start_marks) if strip.indent else ()
            after = self._mark(strip.ends, row, end_marks) if strip is not self._view.strips[-1] else ()
            yield self._padded((*before, *body, *after))

    def _mark(self, crossing: dict[int, bool], row: int, marks: dict[bool, str]) -> Row:
        return (Run(marks[crossing[row]], Role.WRAP),) if row in crossing else (Run(" ", Role.BLANK),)

    def _bodies(self, strip: Strip) -> Iterator[Row]:
        """Yield the drawing's rows; neighbouring rows are drawn in one go."""
        ranks = range(strip.first, strip.last + 1)
        piece = Piece(ranks, strip.x, self._view.layout.box_edge(strip.last))
        starts = [0, *(at for at in range(1, len(strip.rows)) if strip.rows[at] != strip.rows[at - 1] + 1)]
        for start, end in pairwise([*starts, len(strip.rows)]):
            window = Viewport(strip.x, strip.rows[start], strip.width, end - start)
            yield from draw(self._view.layout, self._cards, self._arrows, window, self._glyphs, piece)

    def ladder(self, strip: Strip) -> Iterator[Row]:
        """Yield the ladder of a strip, if the view has ladders."""
        if self._view.steps:
            for row in ladder(self._view.layout, self._view.steps, strip.x, strip.width, self._glyphs):
                yield self._padded((Run(" " * strip.indent, Role.BLANK), *row))

    def _padded(self, row: Row) -> Row:
        """Fill a row up to the width of the view; every character of a run was placed cell by cell."""
        used = sum(width(run.text) for run in row)
        return (*row, Run(" " * (self._view.width - used), Role.BLANK)) if used < self._view.width else row
