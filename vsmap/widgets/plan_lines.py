"""What stands around the plan: where it leads, how far from the targets that is, and its curve."""

from typing import Final

from vsmap.analysis.plan import Plan
from vsmap.analysis.report import Analysis, analyse
from vsmap.analysis.results import TargetResult
from vsmap.analysis.told import shown_for
from vsmap.drawing.chart import column_chart
from vsmap.drawing.glyphs import UNICODE
from vsmap.model.calendar import Calendar, format_hours
from vsmap.model.future import future_of
from vsmap.model.records import Targets
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream
from vsmap.widgets.ink import BAD, GOOD, LABEL, MUTED, STRONG, Ink, InkLine
from vsmap.widgets.pane import LinePane

_ROWS: Final = 5
_WHOLE: Final = 100
_WIDE: Final = 130
"""Columns from which targets are called by their full names."""
_SHORT: Final = {
    "lead_time": "LT",
    "process_time": "PT",
    "flow_efficiency": "Eff.",
    "rolled_complete_accurate": "%C&A",
}
_VERDICTS: Final = {True: ("✓", GOOD), False: ("✗", BAD), None: ("?", MUTED)}


class PlanLine(LinePane):
    """Lines that are made elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.lines: list[InkLine] = []

    def ink_line(self, row: int) -> InkLine:
        """Return one line."""
        return self.lines[row] if row < len(self.lines) else ()


def summary_lines(stream: ValueStream, width: int) -> list[InkLine]:
    """Say where the plan leads, and which part of the way to each target that is."""
    now, then = analyse(stream), analyse(future_of(stream).stream)
    reached = [
        ink
        for key, result in then.targets.items()
        for ink in _target(key, now.targets[key].actual, result, stream.calendar, is_wide=width >= _WIDE)
    ]
    targets = (
        (Ink(" "), *reached[:-1]) if reached else (Ink(" no targets yet: T on the map sets some", MUTED),)
    )
    return [_lead_time(now, then, stream.calendar), targets]


def _lead_time(now: Analysis, then: Analysis, calendar: Calendar) -> InkLine:
    was, to_be = now.totals.lead_time_h, then.totals.lead_time_h
    if was is None or to_be is None:
        return (Ink(" the map has no lead time", MUTED),)
    change = f"  {(to_be - was) / was * 100:+.0f} %".replace("-", "−") if was else ""
    both = f"{format_hours(was, calendar)} → {format_hours(to_be, calendar)}"
    return (Ink(" Lead time ", LABEL), Ink(both, STRONG), Ink(change, GOOD if to_be < was else MUTED))


def _target(
    key: str, before: float | None, result: TargetResult, calendar: Calendar, *, is_wide: bool
) -> InkLine:
    mark, ink = _VERDICTS[result.met]
    label = specs_of(Targets)[key].label if is_wide else _SHORT[key]
    actual = "–" if result.actual is None else shown_for(result, result.actual, calendar)
    said = f"{label} {actual} of {shown_for(result, result.target, calendar)} "
    way = _way(before, result) + (" of the way" if is_wide and not result.met else "")
    return (Ink(said, LABEL), Ink(f"{mark}{way}", ink), Ink("   " if is_wide else " · ", MUTED))


def _way(before: float | None, result: TargetResult) -> str:
    """Say how much of the way to a target the future goes; nothing where it is reached."""
    if result.met or before is None or result.actual is None or before == result.target:
        return ""
    share = (before - result.actual) / (before - result.target) * _WHOLE
    return f" {max(0.0, min(share, _WHOLE)):.0f} %"


def curve_lines(plan: Plan | None, width: int) -> list[InkLine]:
    """Draw the lead time now and after each step of the plan."""
    if plan is None or not plan.steps:
        return []
    values = [plan.lead_time_h, *(step.lead_time_h for step in plan.steps)]
    said = "per day of effort" if plan.by_effort else "in hours (per day, once all have an effort)"
    head = f" Lead time now and after each step; each is the best next one {said}"
    charted = column_chart(values, width - 2, _ROWS, UNICODE)
    return [(Ink(head, LABEL),), *((Ink(f" {line}", GOOD),) for line in charted)]
