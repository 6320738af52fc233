"""draw.io: a diagram to edit on, of the lean-mapping shapes (drawio.com, mxfile, uncompressed)."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.analysis.results import Analysis
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.scene import MapScene
from vsmap.drawing.shape import BOX, Box
from vsmap.exchange.markup import marked_up, marked_up_lines
from vsmap.exchange.wording import arrow_words, headline, rules_of, stage_lines, title_of
from vsmap.model.calendar import rounded
from vsmap.model.records import Flow, Rework
from vsmap.model.stream import ValueStream

_ACROSS: Final = 10
_DOWN: Final = 34
"""Pixels of a cell: room for a data box beneath each process."""
_TOP: Final = 120
_PROCESS: Final = 60
_DATA: Final = 64
_BURST: Final = (110, 56)
_TRIANGLE: Final = (44, 40)
_SHAPE: Final = "shape=mxgraph.lean_mapping."
_LINES: Final = "&#10;"
"""The end of a line inside an attribute."""
_STYLES: Final = {
    "process": f"{_SHAPE}manufacturing_process;whiteSpace=wrap;html=0;fontSize=12;spacingTop=14;",
    "data": "shape=rectangle;whiteSpace=wrap;html=0;align=left;verticalAlign=top;spacingLeft=6;fontSize=11;",
    "queue": f"{_SHAPE}inventory_box;html=0;fontSize=10;verticalLabelPosition=bottom;verticalAlign=top;",
    "burst": f"{_SHAPE}kaizen_lightening_burst;whiteSpace=wrap;html=0;fontSize=10;",
    "outside": f"{_SHAPE}outside_sources;whiteSpace=wrap;html=0;",
    "text": "text;html=0;align=left;verticalAlign=top;whiteSpace=wrap;fontSize=12;",
    "high": "shape=line;strokeWidth=2;html=0;verticalLabelPosition=top;verticalAlign=bottom;fontSize=11;",
    "low": "shape=line;strokeWidth=2;html=0;verticalLabelPosition=bottom;verticalAlign=top;fontSize=11;",
    "flow": "edgeStyle=orthogonalEdgeStyle;rounded=0;html=0;endArrow=block;endFill=1;",
    "rework": "edgeStyle=orthogonalEdgeStyle;rounded=0;html=0;endArrow=block;endFill=1;dashed=1;",
    "information": f"{_SHAPE}electronic_info_flow_edge;html=0;endArrow=block;rounded=0;",
}


def drawio(stream: ValueStream) -> str:
    """Return a map as a draw.io file: process and data boxes, queues, bursts, outside parties, the ladder."""
    analysis = analyse(stream)
    scene = MapScene(stream, analysis)
    cells = [*_Diagram(stream, analysis, layout(scene.numbering.shape, BOX), scene).cells()]
    return "\n".join(
        (
            '<mxfile host="vsmap">',
            f'  <diagram id="map" name="{marked_up(title_of(stream))[:200]}">',
            '    <mxGraphModel grid="1" gridSize="10" page="0" arrows="1" tooltips="1">',
            "      <root>",
            '        <mxCell id="0"/>',
            '        <mxCell id="1" parent="0"/>',
            *(f"        {cell}" for cell in cells),
            "      </root>",
            "    </mxGraphModel>",
            "  </diagram>",
            "</mxfile>",
            "",
        )
    )


class _Diagram:
    """Makes the cells of one diagram; every cell has an id of its own."""

    def __init__(self, stream: ValueStream, analysis: Analysis, laid_out: Layout, scene: MapScene) -> None:
        self._stream, self._analysis, self._layout, self._scene = stream, analysis, laid_out, scene
        self._numbers = count(1)
        self._cell_of = {stage: f"stage-{stage}" for stage in stream.ids()}

    def cells(self) -> Iterator[str]:
        """Yield every cell: what stands before what leads to it."""
        stream = self._stream
        yield self._vertex("text", self._heading(), Box(0, 0, 900, 90))
        for number, stage in enumerate(stream.stages()):
            yield from self._stage(number, stage.id)
        yield from self._outside()
        for improvement in stream.improvements.values():
            if improvement.stage:
                box = self._place(self._scene.numbering.number_of[improvement.stage])
                at = Box(box.x + box.width - _BURST[0], box.y - _BURST[1] - 4, *_BURST)
                yield self._vertex("burst", marked_up(improvement.title or improvement.id), at)
        arrows: list[Flow | Rework] = [*stream.flows(), *stream.reworks()]
        for arrow in arrows:
            kind = "rework" if isinstance(arrow, Rework) else "flow"
            yield self._edge(kind, marked_up(arrow_words(arrow)), arrow.source, arrow.target)
        for telling in stream.lists["information"]:
            yield self._edge("information", marked_up(telling.via), telling.source, telling.target)
        yield from self._ladder()

    def _heading(self) -> str:
        lines = [title_of(self._stream), headline(self._stream, self._analysis), rules_of(self._stream)]
        return marked_up_lines(lines, _LINES)

    def _place(self, number: int) -> Box:
        """Return the pixels of a stage's process box."""
        box = self._layout.box(number)
        return Box(box.x * _ACROSS + 160, box.y * _DOWN + _TOP, box.width * _ACROSS, _PROCESS)

    def _stage(self, number: int, identifier: str) -> Iterator[str]:
        stage, box = self._stream.stage(identifier), self._place(number)
        name, *figures = stage_lines(stage, self._stream)
        yield self._vertex("process", marked_up(name), box, self._cell_of[identifier])
        figures = [part for line in figures for part in line.split(" · ")]
        lines = marked_up_lines(figures, _LINES)
        yield self._vertex("data", lines, Box(box.x, box.y + _PROCESS, box.width, _DATA))
        if stage.queue:
            at = Box(box.x - _TRIANGLE[0] - 2, box.y - 14, *_TRIANGLE)
            yield self._vertex("queue", rounded(stage.queue), at)

    def _outside(self) -> Iterator[str]:
        """Yield what the stream starts with, and who receives the value."""
        right = self._layout.width * _ACROSS + 220
        for text, x in ((self._stream.map.trigger, 0), (self._stream.map.customer, right)):
            if text:
                yield self._vertex("outside", marked_up(text), Box(x, _TOP, 120, 70))

    def _ladder(self) -> Iterator[str]:
        """Yield the timeline of the critical path: waits high, process times low."""
        y = self._layout.height * _DOWN + _TOP + _DATA + 60
        before = None
        for step in self._scene.steps():
            box = self._place(step.stage)
            start = before if before is not None else box.x
            middle, before = box.x + box.width // 2, box.x + box.width
            if step.wait:
                yield self._vertex("high", marked_up(step.wait), Box(start, y, middle - start, 10))
            if step.process:
                yield self._vertex("low", marked_up(step.process), Box(middle, y + 24, before - middle, 10))

    def _vertex(self, kind: str, value: str, box: Box, identifier: str = "") -> str:
        name = identifier or f"{kind}-{next(self._numbers)}"
        geometry = (
            f'<mxGeometry x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" as="geometry"/>'
        )
        return (
            f'<mxCell id="{name}" value="{value}" style="{_STYLES[kind]}" vertex="1" parent="1">'
            f"{geometry}</mxCell>"
        )

    def _edge(self, kind: str, value: str, source: str, target: str) -> str:
        ends = f'source="{self._cell_of[source]}" target="{self._cell_of[target]}"'
        return (
            f'<mxCell id="{kind}-{next(self._numbers)}" value="{value}" style="{_STYLES[kind]}" edge="1" '
            f'parent="1" {ends}><mxGeometry relative="1" as="geometry"/></mxCell>'
        )
