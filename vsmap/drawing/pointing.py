"""What lies at a cell of a drawing, and which stage comes next in a direction."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vsmap.drawing.information import arrow_at
from vsmap.drawing.layout import Layout
from vsmap.drawing.nets import Net
from vsmap.drawing.shape import Direction, Hit

NOTHING = Hit()
REACH = 64
"""Columns that a step to a neighbour looks at in one direction."""
ROW_COST = 2
"""A cell is about twice as high as it is wide."""


def at(layout: Layout, x: int, y: int) -> Hit:
    """Return what lies at a cell: a stage's box, an arrow (of those that share it the first), or nothing."""
    if not (0 <= x < layout.width and 0 <= y < layout.height):
        return NOTHING
    row, rank = y - layout.spine, layout.rank_at(x)
    if layout.told and (told := arrow_at(layout, x, row)) is not None:
        return Hit(arrow=told)
    in_column = x < layout.box_edge(rank)
    hit = _in_column(layout, rank, x, row) if in_column else _in_gap(layout, rank, x, row)
    if hit is NOTHING:
        for lane in layout.visible_lanes(row, rank - 1, rank):
            if lane.first < rank and (rank < lane.last or (rank == lane.last and in_column)):
                return Hit(arrow=lane.arrows[0])
    return hit


def _in_column(layout: Layout, rank: int, x: int, row: int) -> Hit:
    order = layout.order[rank]
    place = bisect_right(order, row, key=layout.node_rows.__getitem__) - 1
    if place < 0:
        return NOTHING
    node = order[place]
    below = row - layout.node_rows[node]
    if node >= layout.shape.stages:
        return Hit(arrow=layout.passing(node)[0]) if below == 0 else NOTHING
    if below < layout.detail.height:
        return Hit(stage=node)
    depth, column = below - layout.detail.height, x - layout.columns[rank]
    for port in layout.ports(node):
        outside = column <= port.column if port.side == "left" else column >= port.column
        if (depth == port.depth and outside) or (depth < port.depth and column == port.column):
            return Hit(arrow=port.arrows[0])
    return NOTHING


def _in_gap(layout: Layout, gap: int, x: int, row: int) -> Hit:
    for net in layout.channels[gap].nets:
        top, bottom = net.extent()
        if top <= row <= bottom:
            for unit in net.units:
                if (x, row) in _Way(layout, gap, net, unit):
                    return Hit(arrow=layout.carried(gap, unit)[0])
    return NOTHING


class _Way:
    """The cells that a unit takes in its gap."""

    def __init__(self, layout: Layout, gap: int, net: Net, unit: int) -> None:
        self._left, self._right = layout.unit_rows(gap, unit)
        self._turns = layout.is_turn(gap, unit)
        detour = net.detour(self._right)
        self._via = detour.via if detour else self._right
        self._first = layout.track_x(gap, net.track) if net.track >= 0 else None
        self._second = layout.track_x(gap, detour.track) if detour else self._first

    def __contains__(self, cell: tuple[int, int]) -> bool:
        x, row = cell
        first, second = self._first, self._second
        if first is None or second is None:
            return row == self._left
        if self._turns and x < first:
            return row in (self._left, self._right)
        return (
            (x <= first and row == self._left)
            or (x == first and _between(row, self._left, self._via))
            or (not self._turns and first <= x <= second and row == self._via)
            or (x == second and _between(row, self._via, self._right))
            or (not self._turns and x >= second and row == self._right)
        )


def _between(row: int, one: int, other: int) -> bool:
    return min(one, other) <= row <= max(one, other)


def nearest(layout: Layout, stage: int, direction: Direction) -> int | None:
    """Return the nearest stage in a direction, or None.

    To the left and right those of other columns count, up and down those above and beneath; distance is
    measured as the eye does, a row being as far as two cells.
    """
    here, row = layout.rank(stage), layout.node_rows[stage]
    best, found = 0, None
    for rank in _ranks(layout, here, direction):
        aside = abs(layout.columns[rank] - layout.columns[here])
        if found is not None and aside >= best:
            break
        for other in _beside(layout, rank, row, direction):
            down = ROW_COST * abs(layout.node_rows[other] - row)
            if direction in {"up", "down"} and abs(rank - here) > 1 and aside > 2 * down:
                continue
            if found is None or aside + down < best:
                best, found = aside + down, other
    return found


def _ranks(layout: Layout, here: int, direction: Direction) -> Iterator[int]:
    """Yield the ranks to look at, nearest first."""
    last = len(layout.columns) - 1
    if direction == "right":
        yield from range(here + 1, min(last, here + REACH) + 1)
    elif direction == "left":
        yield from range(here - 1, max(0, here - REACH) - 1, -1)
    else:
        for distance in range(REACH):
            yield from (rank for rank in {here + distance, here - distance} if 0 <= rank <= last)


def _beside(layout: Layout, rank: int, row: int, direction: Direction) -> Iterator[int]:
    """Yield the stages of a rank that may be nearest: the first above and beneath a row."""
    order, rows = layout.order[rank], layout.node_rows.__getitem__
    above = range(bisect_left(order, row, key=rows) - 1, -1, -1)
    beneath = range(bisect_right(order, row, key=rows), len(order))
    level = range(above.start + 1, beneath.start)
    wanted = {"up": (above,), "down": (beneath,)}.get(direction, (level, above, beneath))
    for places in wanted:
        stage = next((order[at] for at in places if order[at] < layout.shape.stages), None)
        if stage is not None:
            yield stage
