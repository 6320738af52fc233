"""What is told of the totals wherever they stand as text: bound, target, what they rest on, and the rules."""

from collections.abc import Callable
from typing import Final, NamedTuple

from vsmap.analysis.bounds import bound_of
from vsmap.analysis.results import Analysis, TargetResult, Totals
from vsmap.analysis.terms import PERCENTILES, Explanation
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.records import Conventions
from vsmap.model.stream import ValueStream

_WHOLE: Final = 100
_VERDICTS: Final = {True: "met", False: "missed", None: "can't be told: figures are missing"}
_IN_NOTES: Final = ("total-process-time", "labour", "route-share")
"""Totals that are said beside another one."""


class Told(NamedTuple):
    """One total as it is told."""

    key: str
    """Its name on the command line: `lead-time`."""
    label: str
    shown: str
    """The number with its unit, and before it what is missing to know it exactly."""
    note: str
    """What it rests on, and its target."""


def told_totals(stream: ValueStream, analysis: Analysis, found: dict[str, Explanation]) -> list[Told]:
    """Return the totals that apply to a map, in the order in which they are read."""
    return [
        Told(
            key,
            explained.label,
            bounded(key, explained.shown, analysis.totals),
            _note(key, stream, analysis, found),
        )
        for key, explained in found.items()
        if key not in _IN_NOTES
    ]


def rules_line(conventions: Conventions, calendar: Calendar) -> str:
    """Say which school the totals follow, and what a day and a week are."""
    lead = "lead time includes process time" if conventions.lead_time == "includes-process" else "waits only"
    rolled = "all stages" if conventions.rolled == "all" else "the critical path"
    day, week = rounded(calendar.hours_per_day, 2), rounded(calendar.days_per_week, 2)
    return f"Rules: {lead} · rolled over {rolled} · {day} h a day, {week} days a week"


def target_text(result: TargetResult, calendar: Calendar) -> str:
    """Show a target with whether it is met."""
    return f"target {shown_for(result, result.target, calendar)}: {_VERDICTS[result.met]}"


def measured(result: TargetResult, calendar: Calendar) -> str:
    """Show the number that a target is set for."""
    return "–" if result.actual is None else shown_for(result, result.actual, calendar)


def shown_for(result: TargetResult, value: float, calendar: Calendar) -> str:
    """Show a number in the unit of a target."""
    return format_hours(value, calendar) if result.unit == "h" else f"{rounded(value)} %"


_FIELDS: Final = {
    "lead-time": "lead_time_h",
    "process-time": "process_time_h",
    "waiting": "wait_time_h",
    "flow-efficiency": "flow_efficiency_pct",
    "value-added": "value_added_pct",
    "rolled-complete-accurate": "rolled_complete_accurate_pct",
    "expected-lead-time": "expected_lead_time_h",
    **{percentile: f"{percentile}_h" for percentile in PERCENTILES},
}
"""The field in the analysis of each total that may be a bound."""


def bounded(key: str, shown: str, totals: Totals) -> str:
    """Say before a total that figures are missing that it needs (semantics.md, Unknown figures)."""
    word = bound_of(_FIELDS.get(key, ""), totals)
    return f"{word} {shown}" if word and shown != "–" else shown


def _note(key: str, stream: ValueStream, analysis: Analysis, found: dict[str, Explanation]) -> str:
    notes = _NOTES[key](analysis.totals, found) if key in _NOTES else []
    target = analysis.targets.get(key.replace("-", "_"))
    if target is not None:
        notes = [*notes, target_text(target, stream.calendar)]
    return " · ".join(notes)


def _lead_time(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    notes = []
    if totals.calendar_days is not None:
        notes.append(f"{rounded(totals.calendar_days)} calendar days")
    if totals.route_share_pct is not None and totals.route_share_pct < _WHOLE:
        notes.append(f"longest route, taken by {rounded(totals.route_share_pct)} %")
    if not totals.lead_time_complete and totals.stages:
        notes.append(f"{totals.assessed_lead_time} of {totals.stages} stages assessed")
    return notes


def _process_time(totals: Totals, found: dict[str, Explanation]) -> list[str]:
    notes = [f"{found[key].shown} {words}" for key, words in _BESIDE_PROCESS if key in found]
    if totals.assessed_process_time < totals.stages:
        notes.append(f"{totals.assessed_process_time} of {totals.stages} stages assessed")
    return notes if totals.process_time_h is not None else []


_BESIDE_PROCESS: Final = (("total-process-time", "in all stages"), ("labour", "times people"))


def _waiting(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    share = totals.wait_share_pct
    return [] if share is None else [f"{rounded(share)} % of the lead time"]


def _rolled(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    stages, assessed = totals.rolled_stages, totals.rolled_assessed
    return [f"{assessed} of {stages} stages assessed"] if stages else []


def _bottleneck(_totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    return ["of what it can do is asked of it"]


def _expected(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    return [] if totals.expected_exact else ["parallel ways are waited for by their means"]


def _percentile(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    return [] if totals.percentiles_exact else ["by a seeded sample"]


def _handoffs(totals: Totals, _found: dict[str, Explanation]) -> list[str]:
    changes = totals.handoffs_with_system_change
    return [f"{changes} of them with a change of systems"] if changes else []


_NOTES: Final[dict[str, Callable[[Totals, dict[str, Explanation]], list[str]]]] = {
    "lead-time": _lead_time,
    "process-time": _process_time,
    "waiting": _waiting,
    "rolled-complete-accurate": _rolled,
    "handoffs": _handoffs,
    "expected-lead-time": _expected,
    "bottleneck": _bottleneck,
    **dict.fromkeys(PERCENTILES, _percentile),
}
