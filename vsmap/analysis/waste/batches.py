"""Batches: items that are handed on together, and releases in which much goes at once."""

from collections.abc import Iterator

from vsmap.analysis.waste.finding import NOISE, Finding, Sight, listed
from vsmap.model.calendar import rounded
from vsmap.model.records import Stage

_RELEASING = ("release", "deploy")


def big_batches(sight: Sight) -> Iterator[Finding]:
    """Find batches above the limit behind which there is a queue."""
    measures, limit = sight.worked.measures, sight.thresholds.limit("big-batch")
    for index, stage in enumerate(measures.stages):
        if stage.batch <= limit + NOISE:
            continue
        for target, _arrow in measures.structure.successors[index]:
            queue = measures.stages[target].queue
            if queue:
                behind = f"{rounded(queue)} wait in front of {sight.name(target)}"
                text = f"{stage.name}: {rounded(stage.batch)} items are handed on together, {behind}"
                yield Finding("big-batch", text, sight.wait_at(target), index)
                break


def big_releases(sight: Sight) -> Iterator[Finding]:
    """Find releases and deployments of a week or more that take many lanes' work, or a batch of it."""
    measures, limit = sight.worked.measures, sight.thresholds.limit("big-release")
    for index, stage in enumerate(measures.stages):
        lead = measures.rows[index].lead_time
        if stage.kind not in _RELEASING or lead is None or lead < sight.calendar.hours_per_week - NOISE:
            continue
        before = (measures.stages[source] for source, _arrow in measures.structure.predecessors[index])
        lanes = sorted({each.lane for each in before if each.lane})
        reason = _reason(stage, lanes, limit)
        if reason:
            text = f"{stage.name}: {reason} in one release of {sight.hours(lead)}"
            yield Finding("big-release", text, lead, index)


def _reason(stage: Stage, lanes: list[str], limit: float) -> str:
    reasons = [f"{rounded(stage.batch)} changes"] if stage.batch > 1 else []
    if len(lanes) >= limit:
        reasons.append(f"the work of {listed(lanes)}")
    return " and ".join(reasons)
