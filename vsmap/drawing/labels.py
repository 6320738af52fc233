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
        for net in self._layout.channels[gap].nets if self._arrows else ():
            found = [(unit, text) for unit in net.units if (text := self._text(gap, unit))]
            if not found:
                continue
            rows = [self._layout.unit_rows(gap, unit) for unit in net.units]
            lefts, rights = Counter(left for left, _ in rows), Counter(right for _, right in rows)
            for unit, text in found:
                left, right = self._layout.unit_rows(gap, unit)
                self._forward(gap, net, (left, right), (lefts[left] == 1, rights[right] == 1), text)

    def _text(self, gap: int, unit: int) -> str:
        """Return the label of a unit that carries one forward arrow into its target."""
        layout = self._layout
        carried = layout.carried(gap, unit)
        if len(carried) != 1 or carried[0] not in self._arrows or layout.is_returning(carried[0]):
            return ""
        return self.label(carried[0]) if 0 <= layout.unit(gap, unit)[2] < layout.shape.stages else ""

    def _forward(self, gap: int, net: Net, rows: tuple[int, int], own: tuple[bool, bool], text: str) -> None:
        """Write at the end of the line, else at its start, else above its end."""
        layout = self._layout
        start, end = layout.box_edge(gap), layout.gap_edge(gap) - 1
        bend = layout.track_x(gap, net.track) if net.track >= 0 else -1
        after = (bend + 1 if bend >= 0 else start, end, rows[1])
        before = (start, bend if bend >= 0 else end, rows[0])
        places = [place for place, mine in zip((after, before), reversed(own), strict=True) if mine]
        if any(self._on_line(*place, text) for place in places):
            return
        for first, last, row in places:
            room = end + 1 if last == end else last
            if self._above(first, room, row - 1, text):
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
