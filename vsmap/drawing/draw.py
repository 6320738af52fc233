"""A laid out map as rows of text: only what the viewport shows is touched."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from vsmap.drawing.boxes import face, frame_of
from vsmap.drawing.canvas import Canvas
from vsmap.drawing.card import AccentedArrows, Arrows, Card, Cards, Role, Row
from vsmap.drawing.cells import fit, width
from vsmap.drawing.glyphs import UNICODE, Glyphs
from vsmap.drawing.information import draw_lines, draw_texts
from vsmap.drawing.labels import Labels
from vsmap.drawing.layout import Layout
from vsmap.drawing.places import Places
from vsmap.drawing.shape import Piece, Viewport
from vsmap.drawing.wires import Wires

_FRAMES_KEPT: Final = 8


def draw(  # noqa: PLR0913, PLR0917 - what is drawn, and which part of it how
    layout: Layout,
    cards: Cards,
    arrows: Arrows,
    viewport: Viewport,
    glyphs: Glyphs = UNICODE,
    piece: Piece | None = None,
) -> list[Row]:
    """Draw the part of a map that a viewport shows.

    Args:
        layout: The laid out map.
        cards: Gives the card of a stage; asked for visible stages (and those that stubs name) only.
        arrows: What is shown on arrows; ordinary ones may be missing.
        viewport: The part to draw, in cells of the drawing; it may reach beyond it.
        glyphs: The characters to draw with.
        piece: The strip of a wrapped drawing that the viewport is part of; None for a drawing in one piece.

    Returns:
        One row for each row of the viewport, each as wide as the viewport.
    """
    part = Viewport(viewport.x, viewport.y - layout.spine, viewport.width, viewport.height)
    canvas = Canvas(_around(layout, arrows, part, glyphs), glyphs)
    return _Picture(layout, cards, arrows, canvas, part).rows(piece)


def _around(layout: Layout, arrows: Arrows, part: Viewport, glyphs: Glyphs) -> Viewport:
    """Return what to draw so that nothing in a part depends on where its edges are.

    Labels find their place by what is drawn around them: a column on either side, a row above and below,
    and all of an arrow that may carry its label at either end.
    """
    across = layout.detail.width + layout.detail.gap
    around = Viewport(part.x - across, part.y - 1, part.width + 2 * across, part.height + 2)
    places = Places(layout, arrows, glyphs)
    top, bottom = places.rows(_ranks(layout, around), around.y, around.y + around.height)
    return Viewport(around.x, top, around.width, bottom - top)


def _ranks(layout: Layout, view: Viewport) -> range:
    """Return the ranks that reach into a viewport, each with the gap right of it."""
    return range(layout.rank_at(view.x), bisect_left(layout.columns, view.x + view.width))


class _Picture:
    """One frame; rows count from the spine."""

    def __init__(self, layout: Layout, cards: Cards, arrows: Arrows, canvas: Canvas, part: Viewport) -> None:
        self._layout, self._cards, self._canvas, self._part = layout, cards, canvas, part
        self._arrows = arrows
        self._ranks = _ranks(layout, canvas.viewport)
        self._nodes = [(rank, node) for rank in self._ranks for node in self._visible(rank)]

    def _visible(self, rank: int) -> Iterator[int]:
        """Yield the nodes of a rank that reach into the viewport."""
        layout, order = self._layout, self._layout.order[rank]
        start = bisect_right(order, self._canvas.viewport.y, key=layout.node_rows.__getitem__) - 1
        for node in order[max(0, start) :]:
            if layout.node_rows[node] >= self._canvas.viewport.y + self._canvas.viewport.height:
                return
            yield node

    def rows(self, piece: Piece | None) -> list[Row]:
        """Draw lines, then boxes, labels and heads over them; return the part that is shown."""
        stages = self._layout.shape.stages
        self._canvas, self._wires = self._lines()
        self._labels = Labels(self._layout, self._arrows, self._canvas, piece)
        for rank, node in self._nodes:
            if node < stages:
                self._stage(rank, node)
            else:
                self._labels.passing(rank, node)
        for rank in self._ranks:
            self._labels.gap(rank)
        for head in self._wires.heads:
            self._canvas.text(head.x, head.row, head.glyph, head.role)
        draw_texts(self._layout, self._arrows, self._canvas, self._labels.piece)
        return self._canvas.rows(self._part)

    def _lines(self) -> tuple[Canvas, Wires]:
        """Return the lines, inked: those of the frame before where no line can have changed since.

        What is typed into a box changes no line, and lines are most of the work of a frame.
        """
        if not isinstance(self._arrows, AccentedArrows):
            return self._canvas, self._drawn_lines()
        key = (self._canvas.viewport, self._canvas.glyphs.name, self._arrows.accents)
        kept = self._layout.lines
        if key not in kept:
            if len(kept) >= _FRAMES_KEPT:
                kept.clear()
            kept[key] = (self._canvas, self._drawn_lines())
        canvas, wires = kept[key]
        return canvas.copy(), wires

    def _drawn_lines(self) -> Wires:
        wires = Wires(self._layout, self._arrows, self._canvas)
        for rank in self._ranks:
            wires.gap(rank)
        if self._ranks:
            wires.lanes(max(0, self._ranks[0] - 1), self._ranks[-1])
        for rank, node in self._nodes:
            if node < self._layout.shape.stages:
                wires.ports(rank, node)
            else:
                wires.passing(rank, node)
        draw_lines(self._layout, self._arrows, self._canvas)
        self._canvas.ink()
        return wires

    def _stage(self, rank: int, stage: int) -> None:
        """Draw a box with all that belongs to it."""
        layout, canvas = self._layout, self._canvas
        card, detail = self._cards(stage), layout.detail
        x, row = layout.columns[rank], layout.node_rows[stage]
        if x + detail.width > self._part.x and x < self._part.x + self._part.width:
            size = (detail.width, detail.height)
            for at, strip in enumerate(face(card, size, self._loops(stage), canvas.glyphs), row):
                canvas.put(x, at, *strip)
        if layout.is_entered(stage):
            role = self._wires.accents.get(stage, Role.LINE)
            canvas.text(x - 1, row + detail.port, canvas.glyphs.head_right, role)
        self._ends(rank, stage, card)
        self._outs(x, row + detail.height - 1, stage, card)
        self._labels.queue(rank, stage, card.queue)
        self._labels.ports(rank, stage)
        self._stub(x, stage)

    def _ends(self, rank: int, stage: int, card: Card) -> None:
        """Name what sets the stream off and who receives the value: beside the box, else on its border."""
        layout, glyphs = self._layout, self._canvas.glyphs
        before, behind = layout.shape.margins
        x, row = layout.columns[rank], layout.node_rows[stage]
        room, on_border = layout.detail.width - 4, layout.detail.figures > 0 < layout.detail.title_rows
        head, port = glyphs.head_right, row + layout.detail.port
        if card.comes_from:
            text = fit(glyphs.text(card.comes_from), before - 2 if before else room, glyphs.ellipsis)
            if before and not rank:
                self._canvas.text(x - width(text) - 2, port, f"{text} {head}", Role.END)
            elif on_border:
                self._canvas.text(x + 1, row, f"{text} {head}", Role.END)
        if card.goes_to:
            last = behind and rank == len(layout.columns) - 1
            text = fit(glyphs.text(card.goes_to), behind - 3 if last else room, glyphs.ellipsis)
            start = layout.box_edge(rank)
            if last and self._canvas.is_blank(start, start + width(text) + 3, port):
                self._canvas.text(start, port, f" {head} {text}", Role.END)
            elif on_border:
                self._canvas.text(x + 1, row, f"{head} {text}", Role.END)

    def _loops(self, stage: int) -> str:
        """Return the mark for rework of a stage on itself with its rate; empty where there is none."""
        loops = self._layout.loops(stage)
        labels = filter(None, map(self._labels.label, loops))
        return self._canvas.glyphs.loop + next(labels, "") if loops else ""

    def _outs(self, x: int, row: int, stage: int, card: Card) -> None:
        """Mark where rework leaves the lower border of a box."""
        glyphs = self._canvas.glyphs
        if self._layout.detail.figures:
            frame, role = frame_of(card, glyphs)
            for port in self._layout.ports(stage):
                if not port.incoming:
                    self._canvas.text(x + port.column, row, frame.out, role)

    def _stub(self, x: int, stage: int) -> None:
        """Name the targets of arrows that the budget left out, beneath the box."""
        layout, glyphs = self._layout, self._canvas.glyphs
        stubs = layout.stubs(stage)
        if stubs:
            row = layout.node_rows[stage] + layout.node_height(stage) - 1
            flows = len(layout.shape.flows)
            sign = glyphs.stub if stubs[0] < flows else glyphs.loop
            more = f" +{len(stubs) - 1}" if len(stubs) > 1 else ""
            title = self._cards(layout.shape.ends(stubs[0])[1]).title
            room = layout.detail.width - len(more)
            text = fit(glyphs.text(f"{sign} to {title}"), room, glyphs.ellipsis) + more
            self._canvas.text(x, row, text, Role.STUB)
