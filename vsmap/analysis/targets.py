"""The targets of a map beside its numbers."""

from vsmap.analysis.results import TargetResult, Totals
from vsmap.model.durations import Duration
from vsmap.model.stream import ValueStream


def targets_of(stream: ValueStream, totals: Totals) -> dict[str, TargetResult]:
    """Return every target that is set, by its key in the map; `met` is None where figures are missing."""
    rolled_known = totals.rolled_assessed == totals.rolled_stages
    found = {
        "lead_time": _at_most(
            stream, stream.targets.lead_time, totals.lead_time_h, known=totals.lead_time_complete
        ),
        "process_time": _at_most(
            stream, stream.targets.process_time, totals.process_time_h, known=totals.process_time_complete
        ),
        "flow_efficiency": _at_least(
            stream.targets.flow_efficiency, totals.flow_efficiency_pct, known=totals.process_time_complete
        ),
        "rolled_complete_accurate": _at_least(
            stream.targets.rolled_complete_accurate, totals.rolled_complete_accurate_pct, known=rolled_known
        ),
    }
    return {key: result for key, result in found.items() if result is not None}


def _at_most(
    stream: ValueStream, wanted: Duration | None, actual: float | None, *, known: bool
) -> TargetResult | None:
    target = wanted.hours(stream.calendar) if wanted is not None else None
    if target is None:
        return None
    met = actual <= target * (1 + _NOISE) if actual is not None and known else None
    return TargetResult(target=target, actual=actual, met=met, unit="h")


def _at_least(target: float | None, actual: float | None, *, known: bool) -> TargetResult | None:
    if target is None:
        return None
    met = actual >= target * (1 - _NOISE) if actual is not None and known else None
    return TargetResult(target=target, actual=actual, met=met, unit="%")


_NOISE = 1e-9
"""A target that is met exactly is met, whatever the last bit of a sum says."""
