"""Approvals that stand behind each other."""

from collections.abc import Iterator

from vsmap.analysis.waste.finding import Finding, Sight, listed


def stacked_approvals(sight: Sight) -> Iterator[Finding]:
    """Find the way with most approvals, those that take longest where ways tie; one linear pass."""
    measures, limit = sight.worked.measures, max(1, sight.thresholds.limit("stacked-approvals"))
    approving = [stage.kind == "approve" for stage in measures.stages]
    if sum(approving) < limit:
        return
    stacked: list[tuple[int, float]] = [(0, 0.0)] * len(approving)
    before = [-1] * len(approving)
    for stage in measures.structure.order:
        best, chosen = (0, 0.0), -1
        for source, _arrow in measures.structure.predecessors[stage]:
            if chosen < 0 or stacked[source] > best:
                best, chosen = stacked[source], source
        if approving[stage]:
            best = (best[0] + 1, best[1] + measures.rows[stage].least_lead_time)
        stacked[stage], before[stage] = best, chosen
    last = max(range(len(approving)), key=lambda stage: (stacked[stage], approving[stage]))
    if stacked[last][0] >= limit:
        way = _approvals_before(last, before, approving)
        yield _finding(sight, way)


def _approvals_before(last: int, before: list[int], approving: list[bool]) -> list[int]:
    way = []
    stage = last
    while stage >= 0:
        if approving[stage]:
            way.append(stage)
        stage = before[stage]
    return way[::-1]


def _finding(sight: Sight, way: list[int]) -> Finding:
    """Say which approvals stand on the way; it is placed at the last of them that is critical."""
    rows, timing = sight.worked.measures.rows, sight.worked.timing
    critical = [stage for stage in way if timing.critical[stage]]
    together = sum(rows[stage].least_lead_time for stage in way)
    concerned = sum(rows[stage].least_lead_time for stage in critical)
    names = listed([sight.name(stage) for stage in way])
    text = f"{len(way)} approvals on one way: {names} take {sight.hours(together)}"
    return Finding("stacked-approvals", text, concerned, (critical or way)[-1])
