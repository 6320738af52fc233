"""Composing the picture of a map: the drawing at a detail and a width, its boxes, what stands around it."""

from typing import Final, NamedTuple

from vsmap.analysis.report import analyse
from vsmap.analysis.results import Analysis
from vsmap.drawing.cells import width
from vsmap.drawing.layout import layout
from vsmap.drawing.scene import DETAILS, MapScene, figure_text
from vsmap.drawing.shape import Detail
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import Wrapped, wrap
from vsmap.exchange.picture.shapes import Panel, Picture
from vsmap.exchange.picture.tracing import traced
from vsmap.exchange.wording import described, headline, rules_of, title_of
from vsmap.model.stream import ValueStream

_UNWRAPPED: Final = 10**6
"""A width in which every map is one piece."""
_LEGEND: Final = (
    "◆ and heavy: critical path · dotted: information · ! waste · ▽ queue · ✶ improvement · "
    "+ adds value · ○ necessary · − waste"
)
_WIDEST: Final = 34
_BORDERS: Final = 3
"""Cells of both borders and a blank."""
_MARKS: Final = 8
"""Cells of a blank and the marks that stand beside the name in a chip."""
_LABEL: Final = 4
"""Cells of `PT ` and a blank behind the figure."""


class Wanted(NamedTuple):
    """How a picture is wanted."""

    detail: str = "box"
    """Which figures the boxes hold: chip, box or data."""
    columns: int = 0
    """Cells in which the map is wrapped; 0 for one piece."""


def composed(stream: ValueStream, wanted: Wanted) -> Picture:
    """Compose the picture of a map."""
    analysis = analyse(stream)
    scene = MapScene(stream, analysis)
    detail = _roomy(stream, DETAILS[wanted.detail])
    view = wrap(layout(scene.numbering.shape, detail), wanted.columns or _UNWRAPPED, scene.steps())
    wide = max((strip.indent + strip.width + 1 for strip in view.strips), default=1)
    view = view._replace(width=wide)
    rows = draw_wrapped(
        view, lambda number: scene.card(number, detail), scene.drawn_arrows(), (0, view.height)
    )
    drawn = traced(rows)
    return Picture(
        width=wide,
        height=len(rows),
        panels=tuple(_panel(view, number, scene) for number in range(len(stream))),
        **drawn._asdict(),
        breaks=(*(strip.top for strip in view.strips[1:]), len(rows)),
        title=title_of(stream),
        above=_above(stream, analysis),
        below=(rules_of(stream), _LEGEND),
        description=described(stream, analysis),
    )


def _roomy(stream: ValueStream, detail: Detail) -> Detail:
    """Return a detail whose boxes are wide enough for what they hold: paper has the room."""
    names = max((width(stage.name) for stage in stream.stages()), default=0)
    times = max(
        (
            width(figure_text(stage, figure, stream.calendar))
            for stage in stream.stages()
            for figure in ("process_time", "lead_time")
        ),
        default=0,
    )
    needed = max(names, 2 * (times + _LABEL)) if detail.figures else names + _MARKS
    return detail._replace(width=max(detail.width, min(needed + _BORDERS, _WIDEST)))


def _panel(view: Wrapped, number: int, scene: MapScene) -> Panel:
    box = view.box(number)
    critical = scene.analysis.stages[scene.numbering.ids[number]].critical
    if not view.layout.detail.figures:
        return Panel(box.x, box.y, box.width, box.height, critical, framed=True)
    return Panel(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, critical, framed=False)


def _above(stream: ValueStream, analysis: Analysis) -> tuple[str, ...]:
    about = stream.map
    label = [f"{about.state} state", about.team, about.date.isoformat() if about.date else ""]
    return (" · ".join(filter(None, label)), headline(stream, analysis))
