"""The extremes of a map, which Karen Martin circles: where to look first."""

from collections.abc import Iterator

from vsmap.analysis.waste.finding import Finding, Sight


def extremes(sight: Sight) -> Iterator[Finding]:
    """Find the four extremes among the stages that lead to a delivery; the first in the map where they tie.

    An extreme wants something to be compared with, and something to be said against it.
    """
    rows, stages = sight.worked.measures.rows, sight.counted()
    longest = _first([(-(rows[stage].lead_time or 0.0), stage) for stage in stages])
    if longest is not None:
        lead = rows[longest].lead_time or 0.0
        text = f"{sight.name(longest)}: {sight.hours(lead)}, the longest lead time of the map"
        yield Finding("longest-lead-time", text, lead, longest)
    busiest = _first([(-(rows[stage].process_time or 0.0), stage) for stage in stages])
    if busiest is not None:
        work = rows[busiest].process_time or 0.0
        text = f"{sight.name(busiest)}: {sight.hours(work)} of work, the most of the map"
        yield Finding("highest-process-time", text, min(work, rows[busiest].least_lead_time), busiest)
    yield from _lowest_percentages(sight)


def _lowest_percentages(sight: Sight) -> Iterator[Finding]:
    rows, stages = sight.worked.measures.rows, sight.counted()
    accurate = [
        (value - 100, stage) for stage in stages if (value := rows[stage].complete_accurate) is not None
    ]
    poorest = _first(accurate)
    if poorest is not None:
        row = rows[poorest]
        percent = row.complete_accurate or 0.0
        text = f"{sight.name(poorest)}: {sight.percent(percent)} complete and accurate, the lowest of the map"
        yield Finding("lowest-complete-accurate", text, row.least_lead_time * (1 - percent / 100), poorest)
    active = [(value - 100, stage) for stage in stages if (value := rows[stage].activity_ratio) is not None]
    idlest = _first(active)
    if idlest is not None:
        row = rows[idlest]
        worked = f"{sight.hours(row.process_time or 0.0)} of work in {sight.hours(row.lead_time or 0.0)}"
        ratio = sight.percent(row.activity_ratio or 0.0)
        text = f"{sight.name(idlest)}: {worked} ({ratio}), the lowest activity ratio of the map"
        yield Finding("lowest-activity-ratio", text, row.wait_time or 0.0, idlest)


def _first(scores: list[tuple[float, int]]) -> int | None:
    """Return the stage of the lowest score below 0, of two stages at least."""
    score, stage = min(scores, default=(0.0, -1))
    return stage if score < 0 and len(scores) > 1 else None
