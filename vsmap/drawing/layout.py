"""Where every box stands and every arrow runs, in cells: the one value that drawing and hit tests read."""

from __future__ import annotations

from bisect import bisect_right
from copy import copy
from typing import TYPE_CHECKING

from vsmap.drawing.blocks import Block, Content, cut_ranks, lowered, solve
from vsmap.drawing.information import Told, told
from vsmap.drawing.lanes import BELOW, BUS, Lane
from vsmap.drawing.legs import TURN
from vsmap.drawing.nets import Channel
from vsmap.drawing.order import KINDS, Unit
from vsmap.drawing.routes import Routes
from vsmap.drawing.shape import Box, Detail, Shape
from vsmap.drawing.tracks import pin_row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from vsmap.drawing.canvas import Canvas
    from vsmap.drawing.ports import Port
    from vsmap.drawing.wires import Wires


class Layout:
    """A laid out map. Made by `layout`; never changed afterwards.

    Positions that methods take and return are cells of the drawing, from 0. Attributes named `..._rows` and
    all rows in gaps and lanes count from the top of the first block's boxes; `spine` is that row in the
    drawing.
    """

    shape: Shape
    detail: Detail
    width: int
    height: int
    spine: int
    """Row of the drawing at which row 0 of the blocks lies; lanes of skips run above it."""
    columns: list[int]
    """Left cell of each rank."""
    order: list[list[int]]
    """Nodes of each rank from top to bottom; numbers from `shape.stages` on are passing arrows."""
    node_rows: list[int]
    channels: list[Channel]
    """The gap right of each rank."""
    lanes: dict[int, list[Lane]]
    """Stretches of bus lanes by row, from left to right."""
    told: tuple[Told, ...]
    """Who tells whom."""

    def __init__(self, shape: Shape, detail: Detail, known: dict[Content, Block]) -> None:
        self.shape, self.detail = shape, detail
        self._routes = routes = Routes(shape, detail)
        self._ranks = routes.plan.rank
        self.order = [*routes.layers]
        self.node_rows = [0] * len(routes.heights)
        self.channels = [Channel((), 0)] * len(routes.layers)
        self.blocks: dict[Content, Block] = {}
        self.lines: dict[Hashable, tuple[Canvas, Wires]] = {}
        """Lines of frames drawn before, kept here by `draw` since they are good as long as the layout."""
        self.cuts = cut_ranks(routes.layers, shape.stages)
        bottom = 0
        for first, key, block in solve(routes, self.cuts, known):
            self._place(first, key, block)
            bottom = max(bottom, block.bottom)
        self._add_lanes(bottom)
        self._measure_columns()
        self._add_told()

    def _place(self, first: int, key: Content, block: Block) -> None:
        """Take over a block's rows and nets."""
        self.blocks[key] = block
        layers = self._routes.layers[first : first + len(block.order)]
        nodes = [node for layer in layers for node in layer]
        for at, (layer, order) in enumerate(zip(layers, block.order, strict=True), first):
            self.order[at] = [nodes[node] for node in order] if len(order) > 1 else layer
        for node, row in zip(nodes, block.rows, strict=True):
            self.node_rows[node] = row
        self.channels[first : first + len(block.channels)] = block.channels

    def _add_lanes(self, bottom: int) -> None:
        """Fix the rows of the bus lanes, and with them the height of the map."""
        self.lanes = {}
        below = bottom + 1
        top = 0
        for lane in self._routes.lanes:
            row = lane.row - BELOW + below if lane.row >= BELOW else lane.row
            top, bottom = min(top, row), max(bottom, row + 1)
            self.lanes.setdefault(row, []).append(lane._replace(row=row))
        if bottom > below:
            self.channels = [lowered(gap, below) for gap in self.channels]
        self._below = below
        self.spine = -top
        self.height = bottom - top

    def _measure_columns(self) -> None:
        """Give every rank its left cell; a gap is as wide as its tracks need."""
        self.columns = []
        x = self.shape.margins[0]
        last = len(self.channels) - 1
        for at, gap in enumerate(self.channels):
            self.columns.append(x)
            x += self.detail.width
            if at < last:
                x += max(self.detail.gap, 2 * gap.tracks + 2)
            elif gap.tracks:
                x += 2 * gap.tracks + 1
        self.width = x + self.shape.margins[1]
        self.told = told(self)

    def _add_told(self) -> None:
        """Make room above the map for who tells whom."""
        top = min((net.row for net in self.told), default=-self.spine)
        self.height += max(0, -top - self.spine)
        self.spine = max(self.spine, -top)

    def without_margins(self) -> Layout:
        """Return the same layout with nothing left free at its sides."""
        bare = copy(self)
        bare.lines = {}
        bare.set_margins((0, 0))
        return bare

    def set_margins(self, margins: tuple[int, int]) -> None:
        """Leave so many cells free left and right; while a layout is being made."""
        self.shape = self.shape._replace(margins=margins)
        self._measure_columns()

    def box(self, stage: int) -> Box:
        """Return the cells of a stage's box."""
        x = self.columns[self._ranks[stage]]
        return Box(x, self.node_rows[stage] + self.spine, self.detail.width, self.detail.height)

    def swimlane(self, lane: int) -> Box:
        """Return the cells across the whole drawing that a swimlane takes; height 0 if it has no stages."""
        nodes = [node for node, kind in enumerate(self._routes.kinds) if kind // KINDS == lane]
        top = min((self.node_rows[node] for node in nodes), default=0)
        bottom = max((self.node_rows[node] + self.node_height(node) for node in nodes), default=0)
        return Box(0, top + self.spine, self.width, bottom - top)

    def rank(self, stage: int) -> int:
        """Return the column, from 0, that a stage stands in."""
        return self._ranks[stage]

    def stages(self, rank: int) -> list[int]:
        """Return the stages of a rank from top to bottom."""
        return [node for node in self.order[rank] if node < self.shape.stages]

    def rank_at(self, x: int) -> int:
        """Return the last rank that begins at or left of a cell (0 left of all)."""
        return max(0, bisect_right(self.columns, x) - 1)

    def ports(self, stage: int) -> tuple[Port, ...]:
        """Return the places at which rework leaves and enters a stage's lower border."""
        return self._routes.ports.of_stage.get(stage, ())

    def stubs(self, stage: int) -> tuple[int, ...]:
        """Return the arrows out of a stage that are named beneath it instead of drawn (budgets)."""
        return tuple(self._routes.plan.stubs.get(stage, ()))

    def loops(self, stage: int) -> tuple[int, ...]:
        """Return the arrows of a stage onto itself; they are a mark in its box."""
        return tuple(self._routes.plan.loops.get(stage, ()))

    def is_returning(self, arrow: int) -> bool:
        """Tell whether an arrow is drawn beneath the boxes: rework, and what closes a ring."""
        return arrow in self._routes.returning

    def is_entered(self, stage: int) -> bool:
        """Tell whether a forward arrow is drawn into a stage."""
        return stage in self._routes.entered

    def node_height(self, node: int) -> int:
        """Return the rows that a node takes, with what hangs beneath its box."""
        return self._routes.heights[node]

    def carried(self, gap: int, unit: int) -> list[int]:
        """Return the arrows that a unit of a gap carries."""
        plain = self._routes.carried[gap]
        return plain[unit] if unit < len(plain) else self._routes.extra_carried[gap][unit - len(plain)]

    def unit(self, gap: int, unit: int) -> Unit:
        """Return a unit of a gap."""
        plain = self._routes.units[gap]
        return plain[unit] if unit < len(plain) else self._routes.extra[gap][unit - len(plain)]

    def is_turn(self, gap: int, unit: int) -> bool:
        """Tell whether both ends of a unit lie left of its gap."""
        return self.unit(gap, unit)[4] == TURN

    def unit_rows(self, gap: int, unit: int) -> tuple[int, int]:
        """Return the rows of a unit's two pins."""
        left, left_row, right, right_row, _ = self.unit(gap, unit)
        return self._pin_row(left, left_row), self._pin_row(right, right_row)

    def _pin_row(self, node: int, row: int) -> int:
        if node == BUS and row >= BELOW:
            return row - BELOW + self._below
        return pin_row(node, row, self.node_rows)

    def passing(self, node: int) -> list[int]:
        """Return the arrows that a placeholder carries."""
        return self._routes.passing[node - self.shape.stages]

    def visible_lanes(self, row: int, first: int, last: int) -> Iterator[Lane]:
        """Yield the stretches of bus lanes on a row that reach into the gaps from first to last."""
        stretches = self.lanes.get(row, ())
        start = max(0, bisect_right(stretches, first, key=lambda lane: lane.first) - 1)
        for lane in stretches[start:]:
            if lane.first > last:
                return
            yield lane

    def gap_edge(self, gap: int) -> int:
        """Return the first cell right of a gap."""
        return self.columns[gap + 1] if gap + 1 < len(self.columns) else self.width

    def box_edge(self, rank: int) -> int:
        """Return the first cell right of a rank's boxes."""
        return self.columns[rank] + self.detail.width

    def track_x(self, gap: int, track: int) -> int:
        """Return the cell of a track of a gap."""
        return self.columns[gap] + self.detail.width + 1 + 2 * track


def layout(shape: Shape, detail: Detail, previous: Layout | None = None) -> Layout:
    """Lay out a map.

    Args:
        shape: The stages and arrows.
        detail: The size of every box.
        previous: The layout before an edit; blocks whose content did not change are taken over from it.
    """
    return Layout(shape, detail, previous.blocks if previous is not None else {})
