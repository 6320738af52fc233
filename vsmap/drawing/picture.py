"""A map as a picture: laid out at a level of detail, whole or wrapped, drawn where it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from vsmap.drawing.card import Arrows, Cards, Row
from vsmap.drawing.draw import draw
from vsmap.drawing.glyphs import UNICODE, Glyphs
from vsmap.drawing.ladder import LADDER_ROWS, Step, ladder
from vsmap.drawing.layout import Layout
from vsmap.drawing.pointing import at, nearest
from vsmap.drawing.scene import DETAILS
from vsmap.drawing.shape import BOX, LOW_BOX, Box, Detail, Direction, Hit, Viewport
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.swimlanes import HEADING, with_headings
from vsmap.drawing.wrap import Wrapped, wrap


@dataclass(frozen=True)
class Picture:
    """A layout as it is looked at: in one piece with its ladder docked beneath, or wrapped to a width."""

    layout: Layout
    wrapped_to: int = 0
    """The width that it is wrapped to; 0 for one piece."""
    has_ladder: bool = True
    lanes: tuple[str, ...] = ()
    """The names of the swimlanes of the layout, to be written above each; not for a wrapped picture."""
    between: int = 1
    """Blank rows between the lines of a wrapped map."""

    @cached_property
    def _wrapped(self) -> Wrapped:
        steps = (Step(0, "", ""),) if self.has_ladder else ()
        return wrap(self.layout, self.wrapped_to, steps, self.between)

    @property
    def detail(self) -> Detail:
        """The level of detail."""
        return self.layout.detail

    @property
    def width(self) -> int:
        """Cells of the whole picture."""
        return self.wrapped_to or self.layout.width

    @property
    def height(self) -> int:
        """Rows of the whole picture, without a docked ladder."""
        return self._wrapped.height if self.wrapped_to else self.layout.height + self._above

    @property
    def _above(self) -> int:
        return HEADING if self.lanes else 0

    @property
    def docked(self) -> int:
        """Rows that are docked beneath what is looked at."""
        return 0 if self.wrapped_to or not self.has_ladder else LADDER_ROWS

    def fits(self, width: int, height: int) -> bool:
        """Tell whether all of it is seen in a window."""
        return self.width <= width and self.height + self.docked <= height

    def box(self, number: int) -> Box:
        """Return the cells of a stage's box in the picture."""
        if self.wrapped_to:
            return self._wrapped.box(number)
        box = self.layout.box(number)
        return box._replace(y=box.y + self._above)

    def hit(self, x: int, y: int) -> Hit:
        """Return what lies at a cell of the picture."""
        if not self.wrapped_to:
            return at(self.layout, x, y - self._above)
        cell = self._wrapped.cell(x, y)
        return Hit() if cell is None else at(self._wrapped.layout, *cell)

    def nearest(self, number: int, direction: Direction) -> int | None:
        """Return the stage nearest to one in a direction; in a wrapped picture also in the next line."""
        found = nearest(self.layout, number, direction)
        if found is None and self.wrapped_to and direction in {"up", "down"}:
            return self._in_next_line(number, 1 if direction == "down" else -1)
        return found

    def _in_next_line(self, number: int, step: int) -> int | None:
        """Return the stage that stands nearest in the lines below (+1) or above (-1)."""
        here = self.box(number)
        boxes = [(each, self.box(each)) for each in range(self.layout.shape.stages)]
        beyond = [(each, box) for each, box in boxes if (box.y - here.y) * step > 0]
        nearest_first = sorted(beyond, key=lambda pair: (abs(pair[1].y - here.y), abs(pair[1].x - here.x)))
        return nearest_first[0][0] if nearest_first else None

    def seen(self, view: Viewport) -> range:
        """Return the columns of stages that a view shows."""
        if not self.wrapped_to:
            return range(self.layout.rank_at(view.x), self.layout.rank_at(view.x + view.width - 1) + 1)
        strips = [each for each in self._wrapped.strips if each.top < view.y + view.height]
        first = next((each.first for each in strips if each.top + len(each.rows) > view.y), 0)
        return range(first, max(first, strips[-1].last) + 1 if strips else first + 1)

    def rows(
        self, cards: Cards, arrows: Arrows, steps: Sequence[Step], view: Viewport, glyphs: Glyphs = UNICODE
    ) -> list[Row]:
        """Draw the part of the picture that a view shows, and what is docked beneath it.

        Args:
            cards: Gives the card of a stage.
            arrows: What is shown on arrows.
            steps: The critical path, for the ladder.
            view: The part that is looked at, docked rows included.
            glyphs: The characters to draw with.
        """
        shown = steps if self.has_ladder else ()
        if self.wrapped_to:
            wrapped = self._wrapped._replace(steps=shown)
            return draw_wrapped(wrapped, cards, arrows, (view.y, view.height), glyphs)
        body = Viewport(view.x, view.y - self._above, view.width, view.height - self.docked)
        drawn = draw(self.layout, cards, arrows, body, glyphs)
        if self.lanes:
            drawn = with_headings(drawn, self.layout, self.lanes, body.y, glyphs)
        docked = ladder(self.layout, steps, view.x, view.width, glyphs) if self.has_ladder else ()
        return [*drawn, *docked]


def largest_that_fits(layout_at: Callable[[Detail], Layout], width: int, height: int) -> Picture | None:
    """Return the largest detail at which the whole map is seen, wrapped where need be; None for none.

    Where room is short trigger and customer go first, then the ladder, then boxes become low and their lines
    close up, before they shrink to chips; the ladder does not go for the sake of data boxes.

    Args:
        layout_at: Gives the layout at a detail.
        width: Columns of the window.
        height: Rows of the window.
    """
    ways = _from_the_largest(layout_at, width, height)
    fitting = (each for each in ways if each.fits(width, height))
    return next(fitting, None)


def rows_for_boxes(layout_at: Callable[[Detail], Layout], width: int) -> int:
    """Return the fewest rows in which the whole map is seen as boxes, wrapped to a width."""
    return Picture(layout_at(LOW_BOX), width, has_ladder=False, between=0).height


def has_room(detail: Detail, stages: int, width: int, height: int) -> bool:
    """Tell whether the boxes alone, without any arrow, could be seen at once in a window."""
    return stages * detail.width * detail.height <= width * height


def _from_the_largest(layout_at: Callable[[Detail], Layout], width: int, height: int) -> Iterator[Picture]:
    """Yield the ways to look at a map in a window, those that show most first.

    No map is laid out at a detail at which its boxes alone would take more than the window.
    """
    smallest, *_, largest = DETAILS.values()
    stages = layout_at(smallest).shape.stages
    for detail in (largest, BOX, LOW_BOX, smallest):
        if not has_room(detail, stages, width, height):
            continue
        laid_out = layout_at(detail)
        wrapped = Picture(laid_out, width)
        if detail is not LOW_BOX:
            yield Picture(laid_out)
            yield Picture(laid_out.without_margins())
        yield wrapped
        if detail is not largest:
            yield replace(wrapped, has_ladder=False)
        if detail is LOW_BOX:
            yield replace(wrapped, has_ladder=False, between=0)
