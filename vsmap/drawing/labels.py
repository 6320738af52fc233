"""Labels of arrows and queues: on the arrow's own line where there is room, else on blank cells above."""

from vsmap.drawing.canvas import Canvas
from vsmap.drawing.card import Arrows, Role
from vsmap.drawing.cells import width
from vsmap.drawing.layout import Layout
from vsmap.drawing.places import Place, Places
from vsmap.drawing.ports import Port
from vsmap.drawing.shape import Piece


class Labels:
    """Writes labels over lines that are drawn already; rows count from the spine."""

    def __init__(self, layout: Layout, arrows: Arrows, canvas: Canvas, piece: Piece | None = None) -> None:
        self._layout, self._canvas = layout, canvas
        self.piece = piece or Piece(range(len(layout.columns)), 0, layout.width)
        self._places = Places(layout, arrows, canvas.glyphs)
        self.label = self._places.label

    def gap(self, gap: int) -> None:
        """Label the forward arrows that have a line of their own in the gap before their target."""
        if gap + 1 not in self.piece.ranks:
            return
        for text, places in self._places.of_gap(gap):
            self._forward(places, self._layout.gap_edge(gap), text)

    def _forward(self, places: list[Place], edge: int, text: str) -> None:
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
        if text and rank and rank in self.piece.ranks:
            row, shown = layout.node_rows[stage] + layout.detail.port - 1, self._canvas.glyphs.text(text)
            start, end = layout.box_edge(rank - 1), layout.columns[rank]
            if not self._above(start, end, row, shown) and layout.told:
                self._above(start, end, row - 1, shown)

    def ports(self, rank: int, stage: int) -> None:
        """Label the rework that leaves a stage and passes no rank on its way."""
        layout = self._layout
        row = layout.node_rows[stage] + layout.detail.height
        for port in layout.ports(stage) if rank in self.piece.ranks else ():
            text = "" if port.incoming or len(port.arrows) != 1 else self.label(port.arrows[0])
            if text and abs(rank - layout.rank(layout.shape.ends(port.arrows[0])[1])) <= 1:
                self._beside(layout.columns[rank], port, row + port.depth, text)

    def _beside(self, x: int, port: Port, row: int, text: str) -> None:
        """Write on the line beside a port, as far as it meets nothing; where room is short the rate alone."""
        step = -1 if port.side == "left" else 1
        near = far = x + port.column + step
        while self._canvas.is_plain_line(far, far + 1, row):
            far += step
        start, end = (far + 1, near + 1) if step < 0 else (near, far)
        start, end = max(start, self.piece.left), min(end, self.piece.right)
        if not self._on_line(start, end, row, text):
            self._on_line(start, end, row, text.partition(" ")[0])

    def passing(self, rank: int, node: int) -> None:
        """Label the rework that passes a rank right beside its source."""
        layout = self._layout
        carried = layout.passing(node)
        if rank in self.piece.ranks and len(carried) == 1 and layout.is_returning(carried[0]):
            source = layout.rank(layout.shape.ends(carried[0])[0])
            text = self.label(carried[0])
            if text and abs(source - rank) == 1:
                x = layout.columns[rank]
                self._on_line(x, x + layout.detail.width, layout.node_rows[node], text)
