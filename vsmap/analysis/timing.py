"""The critical path method over lead times: earliest and latest times, and slack (semantics.md, Totals)."""

from typing import Final, NamedTuple

from vsmap.analysis.measures import Measures

CRITICAL_WITHIN: Final = 1e-6
"""Hours of slack up to which a stage is critical."""
_NOISE: Final = 1e-9


class Timing(NamedTuple):
    """Times of each stage in working hours from the start; None where it leads to no delivery."""

    length: float
    """The longest way through, by lead time, to a delivering stage."""
    earliest_start: list[float]
    earliest_finish: list[float]
    latest_start: list[float | None]
    latest_finish: list[float | None]
    slack: list[float | None]
    free_slack: list[float | None]
    critical: list[bool]
    """Whether a stage has no slack."""


def timing_of(measures: Measures) -> Timing:
    """Run through the map forwards and backwards; linear in its stages and arrows."""
    durations = [row.least_lead_time for row in measures.rows]
    waits = [way.wait_time for way in measures.ways]
    start, finish = _forwards(measures, durations, waits)
    counts = measures.reach.counts
    length = max((time for time, counted in zip(finish, counts, strict=True) if counted), default=0.0)
    latest, soonest = _backwards(measures, durations, waits, start, length)
    slack = _until(latest, finish)
    return Timing(
        length,
        start,
        finish,
        [None if time is None else time - took for time, took in zip(latest, durations, strict=True)],
        latest,
        slack,
        _until(soonest, finish),
        [hours is not None and hours <= CRITICAL_WITHIN for hours in slack],
    )


def _forwards(
    measures: Measures, durations: list[float], waits: list[float]
) -> tuple[list[float], list[float]]:
    predecessors = measures.structure.predecessors
    start = [0.0] * len(durations)
    finish = [0.0] * len(durations)
    for stage in measures.structure.order:
        ready = 0.0
        for source, arrow in predecessors[stage]:
            arrival = finish[source] + waits[arrow]
            ready = max(ready, arrival)
        start[stage] = ready
        finish[stage] = ready + durations[stage]
    return start, finish


def _backwards(
    measures: Measures, durations: list[float], waits: list[float], start: list[float], length: float
) -> tuple[list[float | None], list[float | None]]:
    """Return when each stage must be finished, not to delay the delivery and not to delay any other."""
    successors, counts = measures.structure.successors, measures.reach.counts
    latest: list[float | None] = [None] * len(durations)
    soonest: list[float | None] = [None] * len(durations)
    for stage in reversed(measures.structure.order):
        if not counts[stage]:
            continue
        must = may = length
        for target, arrow in successors[stage]:
            due = latest[target]
            if due is not None:
                must = min(must, due - durations[target] - waits[arrow])
                may = min(may, start[target] - waits[arrow])
        latest[stage], soonest[stage] = must, may
    return latest, soonest


def _until(limits: list[float | None], finish: list[float]) -> list[float | None]:
    """Return the hours between a finish and its limit, free of rounding noise around 0."""
    gaps = (None if limit is None else limit - time for limit, time in zip(limits, finish, strict=True))
    return [gap if gap is None or gap > _NOISE else 0.0 for gap in gaps]
