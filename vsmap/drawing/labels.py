"""Labels of arrows and queues: on the arrow's own line where there is room, else on blank cells above."""

from collections import Counter

from vsmap.drawing.canvas import Canvas
from vsmap.drawing.card import Arrows, Role
from vsmap.drawing.cells import width
from vsmap.drawing.layout import Layout
from vsmap.drawing.nets import Net
from vsmap.drawing.ports import Port


class Labels:
    """Writes labels over lines that are drawn already; rows count from the spine."""

    def __init__(self, layout: Layout, arrows: Arrows, canvas: Canvas) -> None:
        self._layout, self._arrows, self._canvas = layout, arrows, canvas

    def label(self, arrow: int) -> str:
        """Return the label of an arrow in the characters that may be shown."""
        found = self._arrows.get(arrow)
        return self._canvas.glyphs.text(found.label) if found and found.label else ""

    def gap(self, gap: int) -> None:
        """Label the forward arrows that have a line of their own in the gap before their target."""
        nets = self._layout.channels[gap].nets if self._arrows else ()
        merges = {row: self._merge(gap, net, row) for net in reversed(nets) for row in net.merges}
        for net in nets:
            found = [(unit, text) for unit in net.units if (text := self._text(gap, unit))]
            if not found:
                continue
            rows = [self._layout.unit_rows(gap, unit) for unit in net.units]
            lefts, rights = Counter(left for left, _ in rows), Counter(right for _, right in rows)
            for unit, text in found:
                left, right = self._layout.unit_rows(gap, unit)
                ends = [(*self._after(gap, net), right)] if rights[right] == 1 and right not in merges else []
                if lefts[left] == 1:
                    ends.append((*self._before(gap, net, merges.get(left)), left))
                self._forward(ends, self._layout.gap_edge(gap), text)

    def _merge(self, gap: int, net: Net, row: int) -> int:
        """Return the cell at which a net runs into another one's line."""
        detour = net.detour(row)
        return self._layout.track_x(gap, detour.track if detour else net.track)

    def _after(self, gap: int, net: Net) -> tuple[int, int]:
        """Return the cells between a net's track and the arrow head."""
        layout = self._layout
        start = layout.track_x(gap, net.track) + 1 if net.track >= 0 else layout.box_edge(gap)
        return start, layout.gap_edge(gap) - 1

    def _before(self, gap: int, net: Net, merge: int | None) -> tuple[int, int]:
        """Return the cells before a net's track, or before others run into its straight line."""
        layout = self._layout
        end = layout.track_x(gap, net.track) if net.track >= 0 else layout.gap_edge(gap) - 1
        return layout.box_edge(gap), end if merge is None else min(end, merge)

    def _text(self, gap: int, unit: int) -> str:
        """Return the label of a unit that carries one forward arrow into its target."""
        layout = self._layout
        carried = layout.carried(gap, unit)
        if len(carried) != 1 or carried[0] not in self._arrows or layout.is_returning(carried[0]):
            return ""
        return self.label(carried[0]) if 0 <= layout.unit(gap, unit)[2] < layout.shape.stages else ""

    def _forward(self, places: list[tuple[int, int, int]], edge: int, text: str) -> None:
        """Write on the first of the places (first cell, end, row) that has room, else above one.

        Above the arrow head at the edge of the gap there is room too.
        """
        if any(self._on_line(*place, text) for place in places):
            return
        for start, end, row in places:
            if self._above(start, edge if end == edge - 1 else end, row - 1, text):
                return

    def _on_line(self, start: int, end: int, row: int, text: str) -> bool:
        """Write over a horizontal line between two cells if the text fits."""
        size = width(text)
        at = end - size - (end - start - size) // 2
        if size > end - start or not self._canvas.is_plain_line(at, at + size, row):
            return False
        self._canvas.text(at, row, text, Role.LABEL)
        return True

    def _above(self, start: int, end: int, row: int, text: str) -> bool:
        """Write to the right end of blank cells if the text fits."""
        at = end - width(text)
        if at < start or not self._canvas.is_blank(at, end, row):
            return False
        self._canvas.text(at, row, text, Role.LABEL)
        return True

    def queue(self, rank: int, stage: int, text: str) -> None:
        """Write what waits in front of a box above the arrow into it."""
        layout = self._layout
        if text and rank:
            row = layout.node_rows[stage] + layout.detail.port - 1
            self._above(layout.box_edge(rank - 1), layout.columns[rank], row, self._canvas.glyphs.text(text))

    def ports(self, rank: int, stage: int) -> None:
        """Label the rework that leaves a stage and passes no rank on its way."""
        layout = self._layout
        row = layout.node_rows[stage] + layout.detail.height
        for port in layout.ports(stage):
            text = "" if port.incoming or len(port.arrows) != 1 else self.label(port.arrows[0])
            if text and abs(rank - layout.rank(layout.shape.ends(port.arrows[0])[1])) <= 1:
                self._beside(layout.columns[rank], port, row + port.depth, text)

    def _beside(self, x: int, port: Port, row: int, text: str) -> None:
        """Write on the line beside a port, as far as it meets nothing."""
        step = -1 if port.side == "left" else 1
        near = far = x + port.column + step
        while self._canvas.is_plain_line(far, far + 1, row):
            far += step
        start, end = (far + 1, near + 1) if step < 0 else (near, far)
        self._on_line(start, end, row, text)

    def passing(self, rank: int, node: int) -> None:
        """Label the rework that passes a rank right beside its source."""
        layout = self._layout
        carried = layout.passing(node)
        if len(carried) == 1 and layout.is_returning(carried[0]):
            source = layout.rank(layout.shape.ends(carried[0])[0])
            text = self.label(carried[0])
            if text and abs(source - rank) == 1:
                x = layout.columns[rank]
                self._on_line(x, x + layout.detail.width, layout.node_rows[node], text)
