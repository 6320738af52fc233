"""What is written in the boxes and on the arrows of the map view, made from a scene on demand."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from vsmap.drawing.card import Arrow, Card, Line, Role, Segment
from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of
from vsmap.drawing.shape import Detail
from vsmap.model.calendar import rounded
from vsmap.model.records import Stage
from vsmap.widgets.columns import UNKNOWN, figure_text
from vsmap.widgets.field_ink import field_inks
from vsmap.widgets.marks import VALUE_MARKS, is_wasteful
from vsmap.widgets.state import Scene

_BOX_FIGURES: Final = (("process_time", "lead_time"), ("complete_accurate",))
DATA_FIGURES: Final = (
    ("process_time", "lead_time"),
    ("wait_time", "complete_accurate"),
    ("people", "in_progress"),
    ("batch", "uptime"),
    ("lane",),
)
_SHORT: Final = {
    "process_time": "PT",
    "lead_time": "LT",
    "wait_time": "W",
    "complete_accurate": "%C&A",
    "people": "☺",
    "in_progress": "WIP",
    "batch": "batch",
    "uptime": "up",
    "lane": "@",
}


def card_of(scene: Scene, stage: Stage, detail: Detail) -> Card:
    """Return what is written in the box of a stage at a level of detail."""
    selected = scene.selection.stage == stage.id and scene.selection.arrow is None
    rows = () if not detail.figures else _BOX_FIGURES if detail.name == "box" else DATA_FIGURES
    inner = detail.width - 2
    marks = [Segment("!", Role.WASTE)] if is_wasteful(scene, stage) else []
    if stage.value is not None and rows:
        marks.append(Segment(VALUE_MARKS[stage.value][0], Role.MARK))
    return Card(
        title=stage.name,
        figures=tuple(_figure_line(scene, stage, figures, inner) for figures in rows),
        marks=tuple(marks),
        queue=f"▽{rounded(stage.queue)}" if stage.queue else "",
        critical=scene.analysis.stages[stage.id].critical,
        selected=selected,
    )


def _figure_line(scene: Scene, stage: Stage, figures: tuple[str, ...], width: int) -> Line:
    """Write figures side by side, each in its share of the width so that none moves another."""
    share = width // len(figures)
    segments: list[Segment] = []
    for position, figure in enumerate(figures):
        is_last = position == len(figures) - 1
        room = width - share * position if is_last else share
        segments += _figure(scene, stage, figure, room, is_last=is_last)
    return tuple(segments)


def _figure(scene: Scene, stage: Stage, figure: str, room: int, *, is_last: bool) -> list[Segment]:
    label = _SHORT[figure] + ("" if figure == "lane" else " ")
    selection, field = scene.selection, scene.field
    here = selection.stage == stage.id and selection.figure == figure and selection.arrow is None
    space = room - width_of(label) - 1
    if here and field is not None:
        typed = "".join(ink.text for ink in field_inks(field.edit, space))
        return [Segment(label, Role.LABEL), Segment(typed, Role.SELECTED_FIGURE), Segment(" ")]
    text = fit(figure_text(stage, figure, scene.stream.calendar), space)
    role = Role.SELECTED_FIGURE if here else Role.MISSING if text == UNKNOWN else Role.FIGURE
    blanks = "" if is_last else " " * (room - width_of(label) - width_of(text))
    return [Segment(label, Role.LABEL), Segment(text, role), Segment(blanks)]


class ShownArrows(Mapping[int, Arrow]):
    """What is written on the arrows of a scene, made for those that are asked for."""

    def __init__(self, scene: Scene, ends: Sequence[tuple[str, str, str]]) -> None:
        self._scene, self._ends = scene, ends
        self._critical = frozenset(pairwise(scene.analysis.critical_path))

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._ends)))

    def __getitem__(self, number: int) -> Arrow:
        """Write the share or rate of an arrow, then its wait."""
        ends = self._ends[number]
        table, source, target = ends
        stream = self._scene.stream
        rework = stream.rework.get((source, target)) if table == "rework" else None
        flow = stream.flow(source, target) if table == "flow" else None
        percent = rework.rate if rework else flow.share if flow else None
        wait = rework.wait_time if rework else flow.wait_time if flow else None
        parts = [f"{rounded(percent)}%"] if percent is not None else ["?"] if rework else []
        parts += [wait.text] if wait else []
        return Arrow(
            label=" ".join(parts),
            critical=flow is not None and (source, target) in self._critical,
            selected=self._scene.selection.arrow == ends,
        )
