"""Demand against what the stages can do: takt, utilisation, policy waits, and work in progress."""

from collections.abc import Iterator
from functools import lru_cache

from vsmap.analysis.queueing import waiting_time
from vsmap.analysis.waste.finding import NOISE, Finding, Sight
from vsmap.model.calendar import Calendar, format_hours, rounded


def over_takt(sight: Sight) -> Iterator[Finding]:
    """Find stages whose work takes longer than the time between two items asked for."""
    takt, limit = sight.worked.load.takt, sight.thresholds.limit("over-takt")
    if takt is None:
        return
    for index, (row, stage) in enumerate(
        zip(sight.worked.measures.rows, sight.worked.measures.stages, strict=True)
    ):
        if row.process_time is None or stage.people is None:
            continue
        pace = row.process_time / stage.people
        if pace > takt * (limit / 100 + NOISE):
            text = (
                f"{stage.name}: {sight.hours(pace)} an item, where one is asked for every {sight.hours(takt)}"
            )
            yield Finding("over-takt", text, row.process_time, index)


def busy_stages(sight: Sight) -> Iterator[Finding]:
    """Find stages that are asked for more than they can do, or for nearly as much."""
    load, thresholds = sight.worked.load, sight.thresholds
    full, near = thresholds.limit("overloaded"), thresholds.limit("near-capacity")
    if load.rate is None:
        return
    for index, row in enumerate(sight.worked.measures.rows):
        used = load.utilisation(index)
        if used is None or used < min(full, near) - NOISE:
            continue
        rule = "overloaded" if used >= full - NOISE else "near-capacity"
        text = f"{sight.name(index)}: {sight.percent(used)} of what it can do is asked of it"
        yield Finding(rule, text, row.wait_time or 0.0, index)


def policy_waits(sight: Sight) -> Iterator[Finding]:
    """Find waits that a lack of people does not explain: M/M/c with c people and the demand of the map."""
    load, limit = sight.worked.load, sight.thresholds.limit("wait-is-policy")
    if load.rate is None:
        return
    for index, (row, stage) in enumerate(
        zip(sight.worked.measures.rows, sight.worked.measures.stages, strict=True)
    ):
        capacity = load.capacity[index]
        if not row.wait_time or not row.process_time or capacity is None or stage.people is None:
            continue
        visits = sight.worked.expected.visits[index]
        servers = max(1, int(stage.people))
        explained = waiting_time(load.rate * visits, capacity * visits / servers, servers)
        if explained is not None and row.wait_time > limit * explained + NOISE:
            used = load.utilisation(index) or 0.0
            text = _policy_text(stage.name, row.wait_time, used, explained, sight.calendar)
            yield Finding("wait-is-policy", text, row.wait_time, index)


@lru_cache(maxsize=16_384)
def _policy_text(name: str, wait: float, used: float, explained: float, calendar: Calendar) -> str:
    """Say how much of a wait is explained; remembered, as of most stages it is the same at the next key."""
    shown = f"{name}: waits {format_hours(wait, calendar)}; at {rounded(used)} % of its capacity"
    return f"{shown} a queue explains {format_hours(explained, calendar)}"


def mismatch(sight: Sight) -> Iterator[Finding]:
    """Find a map whose counted items are far from demand × lead time (Little's law)."""
    measures, rate = sight.worked.measures, sight.worked.load.rate
    counted = [measures.stages[stage] for stage in sight.counted()]
    items = [
        (stage.queue or 0.0) + (stage.in_progress or 0.0)
        for stage in counted
        if stage.queue is not None or stage.in_progress is not None
    ]
    expected = rate * sight.worked.timing.length if rate else 0.0
    if not items or not expected:
        return
    low, high = (sight.thresholds.limit("wip-mismatch", key) for key in ("low", "high"))
    ratio = sum(items) / expected
    if low - NOISE <= ratio <= high + NOISE:
        return
    text = f"{rounded(sum(items))} items were counted, demand × lead time makes {rounded(expected)}"
    yield Finding("wip-mismatch", f"{text}: {rounded(ratio, 2)} times as many", 0)
