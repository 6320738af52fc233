"""The numbers of a map as plain values for JSON: version 1 of the contract in cli.md."""

from typing import Any, Final

from vsmap.analysis.average_lever import lever_limits
from vsmap.analysis.report import work_out
from vsmap.analysis.results import Analysis, Highlight, TargetResult, Totals
from vsmap.model.stream import ValueStream

VERSION: Final = 1
MOST_LIMITS: Final = 100
"""In a larger map with shares or rework the limits of levers take too long, and are null."""
_TOTALS: Final = (
    *("lead_time_h", "lead_time_complete", "route_share_pct"),
    *("process_time_h", "total_process_time_h", "labour_h", "wait_time_h"),
    *("flow_efficiency_pct", "value_added_pct", "rolled_complete_accurate_pct"),
    *("expected_lead_time_h", "expected_exact", "p50_h", "p85_h", "p95_h"),
    *("handoffs", "takt_h", "bottleneck", "stages"),
)
_ASSESSED: Final = ("lead_time", "process_time", "complete_accurate")


def metrics_json(stream: ValueStream, analysis: Analysis) -> dict[str, Any]:
    """Return the numbers as `vsmap metrics --json` prints them: unrounded, in working hours and percent."""
    calendar, conventions = stream.calendar, stream.conventions
    return {
        "version": VERSION,
        "title": stream.map.title,
        "state": stream.map.state,
        "calendar": {"hours_per_day": calendar.hours_per_day, "days_per_week": calendar.days_per_week},
        "conventions": {"lead_time": conventions.lead_time, "rolled": conventions.rolled},
        "totals": _totals(analysis.totals),
        "critical_path": list(analysis.critical_path),
        "stages": _stages(stream, analysis),
        "highlights": [_highlight(highlight) for highlight in analysis.highlights],
        "targets": {key: _target(result) for key, result in analysis.targets.items()},
    }


def _totals(totals: Totals) -> dict[str, Any]:
    assessed = {figure: getattr(totals, f"assessed_{figure}") for figure in _ASSESSED}
    return {name: getattr(totals, name) for name in _TOTALS} | {"assessed": assessed}


def _stages(stream: ValueStream, analysis: Analysis) -> list[dict[str, Any]]:
    stages: list[dict[str, Any]] = [result._asdict() for result in analysis.stages.values()]
    worked = work_out(stream)
    if worked.expected.has_variety and len(stages) <= MOST_LIMITS:
        limits = lever_limits(stream, worked)
        for stage in stages:
            stage["lever_until_h"] = limits.get(stage["id"])
    return stages


def _highlight(highlight: Highlight) -> dict[str, Any]:
    flow = {"from": highlight.flow[0], "to": highlight.flow[1]} if highlight.flow else None
    return highlight._asdict() | {"flow": flow, "countermeasures": list(highlight.countermeasures)}


def _target(result: TargetResult) -> dict[str, Any]:
    return {"target_h" if result.unit == "h" else "target_pct": result.target, "met": result.met}
