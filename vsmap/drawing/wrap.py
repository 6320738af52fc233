"""The wrapped view: one layout broken into strips that fit a width, as a text is broken into lines.

It breaks at cut ranks, where only one stage's arrows cross; a block wider than the width is broken at any
rank. What crosses a break is marked on both sides. Rows of nothing but passing verticals are squeezed to one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vsmap.drawing import information
from vsmap.drawing.ladder import LADDER_ROWS, Step
from vsmap.drawing.layout import Layout
from vsmap.drawing.shape import Box


class Strip(NamedTuple):
    """One line of a wrapped view."""

    first: int
    """Its first rank."""
    last: int
    """Its last rank."""
    x: int
    """First cell of the drawing that it shows."""
    width: int
    """Cells of the drawing that it shows."""
    rows: tuple[int, ...]
    """Rows of the drawing that it shows."""
    top: int
    """Its first row in the view."""
    indent: int
    """Cells before the drawing, for the mark of what comes from the strip above."""
    starts: dict[int, bool]
    """Rows of the drawing at which a line crosses its left edge; True where it runs to the right."""
    ends: dict[int, bool]
    """The same at its right edge."""


class Wrapped(NamedTuple):
    """A layout in strips."""

    layout: Layout
    width: int
    strips: tuple[Strip, ...]
    steps: Sequence[Step]
    """The critical path, drawn as a ladder beneath each strip; empty for none."""
    between: int = 1
    """Blank rows between two strips."""

    def below(self, strip: "Strip") -> int:
        """Return the first row of the view beneath a strip, its ladder and the blank rows."""
        return strip.top + len(strip.rows) + LADDER_ROWS * bool(self.steps) + self.between

    @property
    def height(self) -> int:
        """Rows of the whole view."""
        if not self.strips:
            return 0
        last = self.strips[-1]
        return last.top + len(last.rows) + LADDER_ROWS * bool(self.steps)

    def strip_of(self, stage: int) -> Strip:
        """Return the strip that shows a stage."""
        return self.strips[bisect_left(self.strips, self.layout.rank(stage), key=lambda strip: strip.last)]

    def box(self, stage: int) -> Box:
        """Return the cells of a stage's box in the view."""
        strip, box = self.strip_of(stage), self.layout.box(stage)
        y = strip.top + bisect_left(strip.rows, box.y)
        return Box(box.x - strip.x + strip.indent, y, box.width, box.height)

    def cell(self, x: int, y: int) -> tuple[int, int] | None:
        """Return the cell of the drawing that a cell of the view shows, or None between and beside strips."""
        place = bisect_right(self.strips, y, key=lambda strip: strip.top) - 1
        if place < 0:
            return None
        strip = self.strips[place]
        row, column = y - strip.top, x - strip.indent
        if row >= len(strip.rows) or not 0 <= column < strip.width:
            return None
        return column + strip.x, strip.rows[row]


def wrap(layout: Layout, width: int, steps: Sequence[Step] = (), between: int = 1) -> Wrapped:
    """Break a layout into strips.

    What stands at the sides of a map that has to be broken gives its room to boxes.

    Args:
        layout: The laid out map.
        width: Cells that the view may take; a single column wider than that is cut.
        steps: The critical path from left to right, for a timeline ladder beneath each strip.
        between: Blank rows between two strips.
    """
    if layout.width > width:
        layout = layout.without_margins()
    view = Wrapped(layout, width, (), steps, between)
    strips: list[Strip] = []
    for first, last in _breaks(layout, width):
        top = view.below(strips[-1]) if strips else 0
        strips.append(_strip(layout, (first, last), top, width))
    return view._replace(strips=tuple(strips))


def least_width(layout: Layout) -> int:
    """Return the cells that a wrapped view needs so that no box is cut: those of its widest column."""
    bare = layout.without_margins()
    last = len(bare.columns) - 1
    ends = (bare.box_edge(rank) + 2 if rank < last else bare.width for rank in range(last + 1))
    return max((end - _left_edge(bare, rank) + (rank > 0) for rank, end in enumerate(ends)), default=0)


def _left_edge(layout: Layout, first: int) -> int:
    return layout.box_edge(first - 1) if first else 0


def _breaks(layout: Layout, width: int) -> Iterator[tuple[int, int]]:
    """Yield first and last rank of each strip: as much as fits, up to a cut rank where there is one."""
    end = len(layout.columns) - 1
    first = 0
    while first <= end:
        left, mark = _left_edge(layout, first), int(first > 0)
        last = end
        if layout.width - left + mark > width:
            room = left + width - mark - 2
            last = bisect_right(layout.columns, room - layout.detail.width) - 1
            last = _at_cut(layout, first, max(first, min(last, end - 1)), width)
        yield first, last
        first = last + 1


def _at_cut(layout: Layout, first: int, last: int, width: int) -> int:
    """Return the last cut rank of those that fit, unless that would only put off breaking a wide block."""
    cuts = layout.cuts
    at = bisect_right(cuts, last) - 1
    if cuts[at] < first:
        return last
    following = cuts[min(at + 1, len(cuts) - 1)]
    too_wide = layout.box_edge(following) - layout.box_edge(cuts[at]) + 3 > width
    return last if cuts[at] == first and too_wide else cuts[at]


def _strip(layout: Layout, ranks: tuple[int, int], top: int, width: int) -> Strip:
    first, last = ranks
    final = last == len(layout.columns) - 1
    x, indent = _left_edge(layout, first), int(first > 0)
    end = layout.width if final else layout.box_edge(last) + 1
    shown = min(end - x, width - indent - (not final))
    starts = crossings(layout, first - 1) if first else {}
    ends = {} if final else crossings(layout, last)
    rows = _squeezed(sorted({*_used_rows(layout, first, last), *starts, *ends}))
    return Strip(first, last, x, shown, tuple(rows), top, indent, starts, ends)


def crossings(layout: Layout, gap: int) -> dict[int, bool]:
    """Return the rows of the drawing at which lines cross a gap's left edge; True where to the right."""
    found: dict[int, bool] = {}
    for net in layout.channels[gap].nets:
        for unit in net.units:
            left, right = layout.unit_rows(gap, unit)
            source, target = layout.shape.ends(layout.carried(gap, unit)[0])
            found[left + layout.spine] = layout.rank(source) < layout.rank(target)
            if layout.is_turn(gap, unit):
                found[right + layout.spine] = True
    for row, lanes in layout.lanes.items():
        for lane in lanes:
            if lane.first < gap < lane.last and gap not in lane.stops:
                source, target = layout.shape.ends(lane.arrows[0])
                found[row + layout.spine] = layout.rank(source) < layout.rank(target)
    told = information.crossings(layout, layout.box_edge(gap))
    return found | {row + layout.spine: to_the_right for row, to_the_right in told.items()}


def _used_rows(layout: Layout, first: int, last: int) -> Iterator[int]:
    """Yield the rows of the drawing that hold more than passing verticals between two ranks."""
    spine = layout.spine
    for rank in range(first, last + 1):
        for node in layout.order[rank]:
            top = layout.node_rows[node] + spine
            yield from range(top, top + layout.node_height(node))
    for gap in range(max(0, first - 1), last + (last == len(layout.columns) - 1)):
        for net in layout.channels[gap].nets:
            for rows in (net.left, net.right, *((each.via, each.right) for each in net.detours)):
                yield from (row + spine for row in rows)
    told = information.used_rows(layout, _left_edge(layout, first), layout.box_edge(last))
    yield from (row + spine for row in told)


def _squeezed(used: list[int]) -> Iterator[int]:
    """Yield the rows used, and one of each run of rows between them."""
    before = used[0] if used else 0
    for row in used:
        if row > before + 1:
            yield row - 1
        yield row
        before = row
