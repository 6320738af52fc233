"""The lines of a drawing: nets in gaps, arrows that pass a rank, rework beneath boxes, bus lanes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from vsmap.drawing.canvas import Canvas, Pen
from vsmap.drawing.card import PLAIN, Arrow, Arrows, Role
from vsmap.drawing.lanes import Lane
from vsmap.drawing.layout import Layout
from vsmap.drawing.nets import Net


class Head(NamedTuple):
    """An arrow head to be set when all lines are drawn."""

    x: int
    row: int
    glyph: str
    role: Role


class Wires:
    """Draws the visible lines of a layout; its rows count from the spine."""

    def __init__(self, layout: Layout, arrows: Arrows, canvas: Canvas) -> None:
        self._layout, self._arrows, self._canvas = layout, arrows, canvas
        self.accents: dict[int, Role] = {}
        """Roles of the arrow heads into stages, where not ordinary."""
        self.heads: list[Head] = []

    def accent(self, arrows: Sequence[int]) -> Arrow:
        """Return how a line is shown that carries these arrows: critical and selected if any of them is."""
        if not self._arrows:
            return PLAIN
        found = [self._arrows[arrow] for arrow in arrows if arrow in self._arrows]
        critical, selected = any(each.critical for each in found), any(each.selected for each in found)
        return Arrow(critical=critical, selected=selected) if critical or selected else PLAIN

    def pen(self, name: object, arrows: Sequence[int]) -> Pen:
        """Return the pen for a line that is critical or selected as a whole if any of its arrows is."""
        accent = self.accent(arrows)
        if accent.role is not Role.BLANK:
            return Pen(name, accent.role, accent.critical)
        return self._plain_pen(name, arrows)

    def _plain_pen(self, name: object, arrows: Sequence[int]) -> Pen:
        return Pen(name, Role.LINE if arrows[0] < len(self._layout.shape.flows) else Role.REWORK)

    def gap(self, gap: int) -> None:
        """Draw all nets of a gap that reach into the viewport."""
        view = self._canvas.viewport
        for at, net in enumerate(self._layout.channels[gap].nets):
            top, bottom = net.extent()
            if top < view.y + view.height and bottom >= view.y:
                self._net(gap, ("net", gap, at), net)

    def _net(self, gap: int, name: object, net: Net) -> None:
        """Draw a net, then its critical and selected arrows over it."""
        layout = self._layout
        pen = self._plain_pen(name, layout.carried(gap, net.units[0]))
        for left in self._seen(net.left):
            self._left(gap, net, left, pen)
        for right in (*self._seen(net.right), *(detour.right for detour in net.detours)):
            self._right(gap, net, right, pen)
        self._down(gap, net.track, *net.bends(), pen)
        for unit in net.units if self._arrows else ():
            accent = self.accent(layout.carried(gap, unit))
            if accent.role is not Role.BLANK:
                self._accented(gap, net, unit, Pen(name, accent.role, accent.critical))
        for row in net.merges:
            self._merge(gap, net, row, pen.role)

    def _seen(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """Return those of sorted rows that the viewport shows."""
        view = self._canvas.viewport
        return rows[bisect_left(rows, view.y) : bisect_left(rows, view.y + view.height)]

    def _down(self, gap: int, track: int, top: int, bottom: int, pen: Pen) -> None:
        if track >= 0:
            self._canvas.down(self._layout.track_x(gap, track), top, bottom, pen)

    def _left(self, gap: int, net: Net, row: int, pen: Pen) -> None:
        """Draw from the left edge of a gap to a net's track."""
        layout = self._layout
        end = layout.track_x(gap, net.track) if net.track >= 0 else layout.gap_edge(gap)
        self._canvas.across(layout.box_edge(gap) - 1, end, row, pen)

    def _right(self, gap: int, net: Net, row: int, pen: Pen) -> None:
        """Draw from a net's track to the right edge of a gap.

        A detour is a line of its own: where it meets its net again, it may carry others' arrows too.
        """
        track = net.track
        detour = net.detour(row) if net.detours else None
        if detour:
            pen = pen._replace(net=(pen.net, row))
            start, end = self._layout.track_x(gap, track), self._layout.track_x(gap, detour.track)
            self._canvas.across(start, end, detour.via, pen)
            self._down(gap, detour.track, min(detour.via, row), max(detour.via, row), pen)
            track = detour.track
        if track >= 0:
            self._canvas.across(self._layout.track_x(gap, track), self._layout.gap_edge(gap), row, pen)

    def _accented(self, gap: int, net: Net, unit: int, pen: Pen) -> None:
        """Draw the way of one unit through a net."""
        left, right = self._layout.unit_rows(gap, unit)
        target = self._layout.unit(gap, unit)[2]
        if 0 <= target < self._layout.shape.stages:
            self.accents[target] = max(pen.role, self.accents.get(target, Role.BLANK))
        self._left(gap, net, left, pen)
        bend = right
        if self._layout.is_turn(gap, unit):
            self._left(gap, net, right, pen)
        else:
            detour = net.detour(right)
            bend = detour.via if detour else right
            self._right(gap, net, right, pen)
        if left != bend:
            self._down(gap, net.track, min(left, bend), max(left, bend), pen)

    def _merge(self, gap: int, net: Net, row: int, role: Role) -> None:
        """Note the arrow head at which a net runs into another one's line."""
        detour = net.detour(row)
        track, start = (detour.track, detour.via) if detour else (net.track, net.bends()[0])
        glyphs = self._canvas.glyphs
        glyph = glyphs.head_down if start < row else glyphs.head_up
        self.heads.append(Head(self._layout.track_x(gap, track), row, glyph, role))

    def passing(self, rank: int, node: int) -> None:
        """Draw an arrow that passes a rank between its boxes."""
        layout = self._layout
        pen = self.pen(("node", node), layout.passing(node))
        x = layout.columns[rank]
        self._canvas.across(x - 1, x + layout.detail.width, layout.node_rows[node], pen)

    def ports(self, rank: int, stage: int) -> None:
        """Draw the rework lines beneath a box."""
        layout, glyphs = self._layout, self._canvas.glyphs
        x, beneath = layout.columns[rank], layout.node_rows[stage] + layout.detail.height
        boxed = layout.detail.figures > 0
        for port in layout.ports(stage):
            pen = self.pen(("port", stage, port.side, port.depth), port.arrows)
            column, row = x + port.column, beneath + port.depth
            if port.side == "left":
                self._canvas.across(x - 1, column, row, pen)
            else:
                self._canvas.across(column, x + layout.detail.width, row, pen)
            self._canvas.down(column, beneath - 1, row, pen)
            if port.incoming:
                self.heads.append(Head(column, beneath - boxed, glyphs.head_up, pen.role))

    def lanes(self, first: int, last: int) -> None:
        """Draw the bus lanes that reach into the gaps from first to last."""
        view = self._canvas.viewport
        for row in self._layout.lanes:
            if view.y <= row < view.y + view.height:
                for lane in self._layout.visible_lanes(row, first, last):
                    self._lane(lane, first, last)

    def _lane(self, lane: Lane, first: int, last: int) -> None:
        """Draw a lane between those of its stops that enclose the visible gaps."""
        stops, layout = lane.stops, self._layout
        start = max(0, bisect_right(stops, first) - 1)
        end = min(len(stops) - 1, bisect_left(stops, last))
        pen = self.pen(("lane", lane.row, lane.first), lane.arrows)
        for at in range(start, end):
            self._canvas.across(layout.gap_edge(stops[at]) - 1, layout.box_edge(stops[at + 1]), lane.row, pen)
