"""The plan as a table: a line for each improvement, with what it brings and its place in the order."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from textual.geometry import Region

from vsmap.analysis.plan import Plan, is_overdue
from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of
from vsmap.drawing.glyphs import UNICODE
from vsmap.drawing.plan_page import curve_bar, gain_texts
from vsmap.model.calendar import Calendar, format_hours
from vsmap.model.records import Improvement
from vsmap.model.values import show_value
from vsmap.widgets.field_ink import field_inks
from vsmap.widgets.ink import BAD, GOOD, LABEL, MUTED, SELECTED, STRONG, TEXT, Ink, InkLine
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.pane import LinePane

EDITED: Final = ("title", "owner", "due", "status", "effort")
"""The fields that are edited in place, from left to right."""
_WIDTHS: Final = {
    "title": 24,
    "owner": 12,
    "due": 10,
    "status": 8,
    "effort": 7,
    "alone": 8,
    "last_in": 8,
    "per_day": 8,
    "lead_time": 8,
    "bar": 12,
}
_HEADINGS: Final = {
    "title": "Improvement",
    "owner": "Owner",
    "due": "Due",
    "status": "Status",
    "effort": "Effort",
    "alone": "Alone",
    "last_in": "Last in",
    "per_day": "Per day",
    "lead_time": "LT then",
    "bar": "",
}
_LEAVING: Final = ("bar", "per_day", "last_in", "owner", "effort")
"""The columns that leave first where there is little room."""
_RIGHT: Final = frozenset({"effort", "alone", "last_in", "per_day", "lead_time"})
_MARKS: Final = 6
"""Cells for the pointer, the switch and the place in the order."""
_WIDEST_TITLE: Final = 46


@dataclass(frozen=True, slots=True)
class PlanScene:
    """What the table shows."""

    improvements: tuple[Improvement, ...]
    plan: Plan | None
    """None while it is worked out."""
    calendar: Calendar
    chosen: int
    field: str
    edit: LineEdit | None
    day: date


class PlanTable(LinePane, can_focus=True):
    """The improvements; one of their fields is selected, and edited where it stands."""

    def __init__(self) -> None:
        super().__init__(id="plan")
        self._scene: PlanScene | None = None
        self._top = 0

    def show(self, scene: PlanScene) -> list[Region]:
        """Show a scene, with the chosen improvement in view."""
        self._scene = scene
        rows = max(1, self.content_size.height - 1)
        self._top = min(max(self._top, scene.chosen - rows + 1), scene.chosen)
        return self.changes()

    def columns(self) -> dict[str, int]:
        """Return the columns that there is room for, with their widths."""
        widths, room = dict(_WIDTHS), self.content_size.width - _MARKS
        for column in _LEAVING:
            if sum(widths.values()) + len(widths) <= room:
                break
            del widths[column]
        spare = room - sum(widths.values()) - len(widths)
        widths["title"] = max(10, min(_WIDEST_TITLE, widths["title"] + spare))
        if "bar" in widths:
            widths["bar"] += max(0, room - sum(widths.values()) - len(widths))
        return widths

    def ink_line(self, row: int) -> InkLine:
        """Return the heading, or one improvement."""
        scene, columns = self._scene, self.columns()
        if row == 0:
            heads = [_aligned(_HEADINGS[column], size, column) for column, size in columns.items()]
            return (Ink(f"{' ' * _MARKS}{' '.join(heads)}", MUTED),)
        at = self._top + row - 1
        if scene is None or at >= len(scene.improvements):
            return ()
        return self._line(scene, at, columns)

    def _line(self, scene: PlanScene, at: int, columns: dict[str, int]) -> InkLine:
        each, chosen = scene.improvements[at], at == scene.chosen
        number = _numbers(scene.plan).get(each.id, "")
        texts = _texts(scene, each)
        is_part = each.in_future and each.status != "dropped"
        switch = "✓" if is_part else "·"
        inks = [Ink(f"{'▶' if chosen else ' '}{switch}{number:>3} ", GOOD if is_part else MUTED)]
        for column, size in columns.items():
            here = chosen and column == scene.field
            if here and scene.edit is not None:
                inks += field_inks(scene.edit, size, to_the_right=column in _RIGHT)
            else:
                ink = SELECTED if here else _ink(scene, each, column, is_part=is_part)
                text = texts[column] if column != "bar" else _bar(scene, each, size)
                inks.append(Ink(_aligned(text, size, column), ink))
            inks.append(Ink(" "))
        return tuple(inks)


def _numbers(plan: Plan | None) -> dict[str, str]:
    steps = plan.steps if plan is not None else ()
    return {step.improvement: str(number) for number, step in enumerate(steps, 1)}


def _texts(scene: PlanScene, each: Improvement) -> dict[str, str]:
    """Return what the columns show of an improvement; what is not worked out yet is three points."""
    texts = {field: show_value(getattr(each, field)) or "–" for field in EDITED}
    if is_overdue(each, scene.day):
        texts["due"] = f"!{texts['due']}"
    gain = scene.plan.gains.get(each.id) if scene.plan is not None else None
    waiting = "…" if scene.plan is None else ""
    shown = gain_texts(gain, scene.calendar)[1:] if gain is not None else (waiting,) * 3
    texts |= dict(zip(("alone", "last_in", "per_day"), shown, strict=True))
    after = _lead_times(scene.plan).get(each.id)
    return texts | {"lead_time": waiting if after is None else format_hours(after, scene.calendar)}


def _lead_times(plan: Plan | None) -> dict[str, float]:
    return {step.improvement: step.lead_time_h for step in plan.steps} if plan is not None else {}


def _bar(scene: PlanScene, each: Improvement, size: int) -> str:
    after = _lead_times(scene.plan).get(each.id)
    if scene.plan is None or after is None:
        return ""
    return curve_bar(after, scene.plan.lead_time_h, size, UNICODE)


def _ink(scene: PlanScene, each: Improvement, column: str, *, is_part: bool) -> str:
    if column == "due" and is_overdue(each, scene.day):
        return BAD
    if not is_part:
        return MUTED
    return {"title": STRONG, "owner": LABEL, "lead_time": STRONG, "bar": GOOD}.get(column, TEXT)


def _aligned(text: str, size: int, column: str) -> str:
    shown = fit(text, size)
    blanks = " " * (size - width_of(shown))
    return blanks + shown if column in _RIGHT else shown + blanks
