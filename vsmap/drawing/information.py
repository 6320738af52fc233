"""Information flows: who tells whom, drawn dashed above the map and down into the boxes.

All that is told to one stage is one net with a row of its own above the map. Lines come down onto the upper
border of a box; where another box of the column is in the way, through the gap beside it to its corner.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from vsmap.drawing.canvas import Pen
from vsmap.drawing.card import Role
from vsmap.drawing.cells import fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vsmap.drawing.canvas import Canvas
    from vsmap.drawing.card import Arrows
    from vsmap.drawing.layout import Layout
    from vsmap.drawing.shape import Piece

MOST_ROWS: Final = 12
"""Rows above the map; information for which none is left is not drawn."""
_LEAST_TEXT: Final = 3
"""Cells of what a line is labelled with below which it says nothing."""


class End(NamedTuple):
    """Where a line meets a stage; rows count from the spine."""

    arrow: int
    """The arrow that ends here; of those that end at one place, the first."""
    x: int
    """The cell of the line down."""
    row: int
    """Its last row."""
    corner: bool
    """Whether it comes through a gap and turns to the corner of the box there."""


class Told(NamedTuple):
    """All that is told to one stage: one net."""

    row: int
    """The row of its line across."""
    target: End
    sources: tuple[End, ...]
    """From left to right."""

    @property
    def first(self) -> int:
        """Its first cell."""
        return min(self.target.x, self.sources[0].x)

    @property
    def last(self) -> int:
        """Its last cell."""
        return max(self.target.x, self.sources[-1].x)

    def stretches(self) -> Iterator[tuple[int, int, int]]:
        """Yield the first cell, the last one and the arrow of each stretch that carries one arrow alone."""
        for ends in (
            [end for end in self.sources if end.x < self.target.x],
            [end for end in reversed(self.sources) if end.x >= self.target.x],
        ):
            if ends:
                following = ends[1].x if len(ends) > 1 else self.target.x
                yield min(ends[0].x, following), max(ends[0].x, following), ends[0].arrow


def told(layout: Layout) -> tuple[Told, ...]:
    """Return the nets of all information of a layout, lowest first.

    What finds no way is left out: what a stage tells itself, a lower chip, more than a border has room for.
    """
    shape = layout.shape
    first = len(shape.flows) + len(shape.rework)
    ways = [(first + at, *ends) for at, ends in enumerate(shape.information) if ends[0] != ends[1]]
    into: dict[int, list[End]] = defaultdict(list)
    entries: dict[int, End] = {}
    used: dict[int, int] = defaultdict(int)
    taken: set[int] = set()
    for arrow, source, target in ways:
        way_out = _way_out(layout, source, arrow, used[source])
        way_in = entries.get(target) or _way_in(layout, target, arrow)
        if way_out is None or way_in is None:
            continue
        ends = (way_out,) if target in entries else (way_out, way_in)
        corners = {end.x for end in ends if end.corner}
        if corners & taken:
            continue  # two lines in one place could not be told apart
        taken |= corners
        used[source] += 1
        entries[target] = way_in
        into[target].append(way_out)
    return tuple(
        _in_rows([Told(0, entries[target], _in_line(ends)) for target, ends in into.items()], layout)
    )


def _in_line(ends: list[End]) -> tuple[End, ...]:
    return tuple(sorted(ends, key=lambda end: end.x))


def _in_rows(nets: list[Told], layout: Layout) -> Iterator[Told]:
    """Give each net the lowest row that is free along it, short ones first so that they nest."""
    nets.sort(key=lambda net: (net.last - net.first, net.first))
    taken: list[list[tuple[int, int]]] = []
    lowest = min(-2, min(layout.lanes, default=0) - 1)
    for net in nets:
        free = (at for at, spans in enumerate(taken) if _is_free(spans, net.first, net.last))
        level = next(free, len(taken))
        if level == MOST_ROWS:
            continue
        if level == len(taken):
            taken.append([])
        taken[level].append((net.first, net.last))
        yield net._replace(row=lowest - level)


def _is_free(spans: list[tuple[int, int]], first: int, last: int) -> bool:
    return all(last < start - 1 or first > end + 1 for start, end in spans)


def _way_in(layout: Layout, stage: int, arrow: int) -> End | None:
    """Return where information enters a stage: at a third of its upper border, or at its left corner."""
    box, row = layout.columns[layout.rank(stage)], layout.node_rows[stage]
    if not _is_beneath_another(layout, stage):
        return End(arrow, box + layout.detail.width // 3, row - 1, corner=False)
    if layout.rank(stage) and layout.detail.figures:
        return End(arrow, box - 2, row, corner=True)
    return None


def _way_out(layout: Layout, stage: int, arrow: int, others: int) -> End | None:
    """Return where information leaves a stage: right of the middle of its border, or at its right corner."""
    rank, row, size = layout.rank(stage), layout.node_rows[stage], layout.detail.width
    if not _is_beneath_another(layout, stage):
        column = 2 * size // 3 + 2 * others
        return End(arrow, layout.columns[rank] + column, row - 1, corner=False) if column < size - 1 else None
    if rank < len(layout.columns) - 1 and layout.detail.figures and not others:
        return End(arrow, layout.box_edge(rank), row, corner=True)
    return None


def _is_beneath_another(layout: Layout, stage: int) -> bool:
    """Tell whether a box of the same column, or a line right above it, bars the way to a box from above."""
    row = layout.node_rows[stage]
    for node in layout.order[layout.rank(stage)]:
        if node == stage:
            return False
        if node < layout.shape.stages or layout.node_rows[node] == row - 1:
            return True
    return False


def draw_lines(layout: Layout, arrows: Arrows, canvas: Canvas) -> None:
    """Draw the lines of all information, selected ones over the others."""
    view = canvas.viewport
    for net in layout.told:
        if net.first < view.x + view.width and net.last >= view.x:
            pen = Pen(("told", net.row, net.first), Role.INFORMATION, dashed=True)
            canvas.across(net.first, net.last, net.row, pen)
            for end in net.sources:
                _down(canvas, net.row, end, -1, pen)
            _down(canvas, net.row, net.target, 1, pen)
            for end in net.sources:
                if (shown := arrows.get(end.arrow)) is not None and shown.selected:
                    _selected(canvas, net, end, pen._replace(role=Role.SELECTED_LINE))


def _selected(canvas: Canvas, net: Told, end: End, pen: Pen) -> None:
    canvas.across(min(end.x, net.target.x), max(end.x, net.target.x), net.row, pen)
    _down(canvas, net.row, end, -1, pen)
    _down(canvas, net.row, net.target, 1, pen)


def _down(canvas: Canvas, top: int, end: End, side: int, pen: Pen) -> None:
    """Draw a line down, and its turn to the corner of a box at its right (1) or left (-1)."""
    canvas.down(end.x, top, end.row + (side < 0 and not end.corner), pen)
    if end.corner:
        canvas.across(min(end.x, end.x + side), max(end.x, end.x + side), end.row, pen)


def draw_texts(layout: Layout, arrows: Arrows, canvas: Canvas, piece: Piece) -> None:
    """Draw the heads, and by what people are told on each line where there is room."""
    view, glyphs = canvas.viewport, canvas.glyphs
    for net in layout.told:
        if net.first >= view.x + view.width or net.last < view.x:
            continue
        carried = [arrows[end.arrow] for end in net.sources if end.arrow in arrows]
        chosen = any(each.selected for each in carried)
        role = Role.SELECTED_LINE if chosen else Role.INFORMATION
        x, row, corner = net.target.x, net.target.row, net.target.corner
        canvas.text(x + corner, row, glyphs.head_right if corner else glyphs.head_down, role)
        for start, end, arrow in net.stretches():
            shown = arrows.get(arrow)
            if shown is not None and shown.label:
                _written(layout, canvas, (start, end, net.row), glyphs.text(shown.label), piece)


def _written(layout: Layout, canvas: Canvas, stretch: tuple[int, int, int], text: str, piece: Piece) -> None:
    """Write in the middle of the longest part of a stretch that no other line crosses."""
    start, end, row = stretch
    crossed = {each.x for net in layout.told if net.row < row for each in (net.target, *net.sources)}
    left, right = max(start, piece.left - 1), min(end, piece.right)
    stops = sorted({left, right, *(x for x in crossed if left < x < right)})
    if len(stops) < 2:  # noqa: PLR2004 - a part has two ends
        return
    before, after = max(pairwise(stops), key=lambda part: part[1] - part[0])
    shown = fit(text, after - before - 5, canvas.glyphs.ellipsis)
    if len(shown) >= min(_LEAST_TEXT, len(text)):
        at = before + 1 + (after - before - 1 - len(shown) - 2) // 2
        canvas.text(at, row, f" {shown} ", Role.LABEL)


def arrow_at(layout: Layout, x: int, row: int) -> int | None:
    """Return the information whose line is seen in a cell; rows count from the spine."""
    for net in layout.told:
        for end in (*net.sources, net.target):
            if x == end.x and net.row < row <= end.row:
                return end.arrow
    for net in layout.told:
        if row == net.row and net.first <= x <= net.last:
            ways = sorted(net.sources, key=lambda end: abs(end.x - net.target.x))
            reaching = (end for end in ways if min(end.x, net.target.x) <= x <= max(end.x, net.target.x))
            return next(reaching).arrow
    return None


def used_rows(layout: Layout, left: int, right: int) -> Iterator[int]:
    """Yield the rows that lines hold between two cells, but those that they only pass downwards."""
    for net in layout.told:
        if net.first < right and net.last >= left:
            yield net.row
        yield from (end.row for end in (*net.sources, net.target) if left <= end.x < right)


def crossings(layout: Layout, edge: int) -> dict[int, bool]:
    """Return the rows at which lines cross a cell's left edge; True where they lead to the right."""
    return {net.row: net.target.x >= edge for net in layout.told if net.first < edge <= net.last}
