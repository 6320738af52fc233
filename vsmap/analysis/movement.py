"""What moved between two states of a map's numbers."""

from typing import Final, NamedTuple

from vsmap.analysis.results import Analysis
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.stream import ValueStream

COMPARED: Final = {
    "lead_time_h": "lead time",
    "process_time_h": "process time",
    "total_process_time_h": "process time of all stages",
    "labour_h": "labour",
    "wait_time_h": "waiting",
    "flow_efficiency_pct": "flow efficiency",
    "value_added_pct": "value-added ratio",
    "rolled_complete_accurate_pct": "rolled %C&A",
    "expected_lead_time_h": "expected lead time",
    "handoffs": "handoffs",
}
"""The totals that are compared, by their field, as they are called within a sentence."""
_NOISE: Final = 1e-9
_NAMED: Final = 2


class Difference(NamedTuple):
    """What a total was and is; None where either is unknown."""

    was: float | None
    now: float | None

    @property
    def absolute(self) -> float | None:
        """How much more it is now, in the total's own unit."""
        return None if self.was is None or self.now is None else self.now - self.was

    @property
    def percent(self) -> float | None:
        """How much more it is now, in percent of what it was; None where it was 0."""
        absolute = self.absolute
        return None if absolute is None or not self.was else absolute / self.was * 100

    @property
    def is_change(self) -> bool:
        """Whether the total moved by more than rounding noise, became known, or became unknown."""
        if self.was is None or self.now is None:
            return self.was is not self.now
        return abs(self.now - self.was) > _NOISE * max(1.0, abs(self.was))


def difference(before: Analysis, after: Analysis) -> dict[str, Difference]:
    """Compare every total of two analyses, by the total's field."""
    was, now = before.totals, after.totals
    return {field: Difference(getattr(was, field), getattr(now, field)) for field in COMPARED}


def explain_change(before: Analysis, after: Analysis, stream: ValueStream, stage: str | None) -> str:
    """Say in one sentence what moved between two analyses, or why nothing did.

    `stream` is the map as it is after; `stage` is the one that was edited, if it was one.
    """
    joined = _joined_path(before, after)
    if joined:
        return f"critical path now through {_names(joined, after)}"
    moved = difference(before, after)
    if moved["lead_time_h"].is_change:
        return _in_words("lead_time_h", moved["lead_time_h"], stream.calendar)
    others = ("process_time_h", "flow_efficiency_pct", "rolled_complete_accurate_pct", "handoffs")
    other = next((field for field in others if moved[field].is_change), None)
    if other is not None:
        return f"lead time unchanged, {_in_words(other, moved[other], stream.calendar)}"
    return f"lead time unchanged{_reason(after, stage, stream.calendar)}"


def _joined_path(before: Analysis, after: Analysis) -> list[str]:
    """Return the stages that were beside the critical path and are on it now, the longest first."""
    was = set(before.critical_path)
    joined = [stage for stage in after.critical_path if stage in before.stages and stage not in was]
    return sorted(joined, key=lambda stage: -(after.stages[stage].lead_time_h or 0.0))


def _names(stages: list[str], analysis: Analysis) -> str:
    names = [analysis.stages[stage].name for stage in stages]
    if len(names) > _NAMED:
        return f"{names[0]} and {len(names) - 1} more"
    return " and ".join(names)


def _in_words(field: str, moved: Difference, calendar: Calendar) -> str:
    name = COMPARED[field]
    was, now = shown_total(field, moved.was, calendar), shown_total(field, moved.now, calendar)
    if moved.absolute is None:
        return f"{name} is {now}" if moved.was is None else f"{name} is not known any more"
    if was == now:
        sign = "+" if moved.absolute > 0 else "−"
        return f"{name} {now} ({sign}{shown_total(field, abs(moved.absolute), calendar, places=6)})"
    if moved.percent is None or not field.endswith("_h"):
        return f"{name} {was} → {now}"
    return f"{name} {was} → {now} ({_signed_percent(moved.percent)})"


def shown_total(field: str, value: float | None, calendar: Calendar, places: int = 1) -> str:
    """Show the value of a total, by its field; unknown is a dash."""
    if value is None:
        return "–"
    if field.endswith("_h"):
        return format_hours(value, calendar)
    return f"{rounded(value, places)} %" if field.endswith("_pct") else rounded(value)


def _signed_percent(percent: float) -> str:
    """Show a change in whole percent, and one that rounds to none with the decimals that tell.

    >>> _signed_percent(-22.9), _signed_percent(0.04)
    ('−23 %', '+0.04 %')
    """
    places = 0
    while places < 6 and not float(rounded(abs(percent), places)):  # noqa: PLR2004 - beyond it is noise
        places += 1
    return f"{'−' if percent < 0 else '+'}{rounded(abs(percent), places)} %"


def _reason(analysis: Analysis, stage: str | None, calendar: Calendar) -> str:
    result = analysis.stages.get(stage) if stage is not None else None
    if result is None:
        return ""
    if result.after_delivery:
        return f": {result.name} lies after delivery"
    if result.dead_end:
        return f": {result.name} leads to no delivery"
    if not result.critical and result.slack_h is not None:
        return f": {result.name} has {format_hours(result.slack_h, calendar, '')} slack"
    return ""
