"""Work that changes hands: handoffs, and ways that return to a lane they had left."""

from collections.abc import Iterator

from vsmap.analysis.totals import changes_lane, changes_systems
from vsmap.analysis.waste.finding import Finding, Sight


def handoffs(sight: Sight) -> Iterator[Finding]:
    """Find arrows on which lane and system change at once: what is known has to be told again."""
    measures = sight.worked.measures
    on_path = set(sight.worked.path.arrows)
    for arrow, (source, target) in enumerate(measures.structure.arrows):
        if not changes_systems(measures, arrow) or not changes_lane(measures, arrow):
            continue
        if not measures.reach.counts[target]:
            continue
        giver, taker = measures.stages[source], measures.stages[target]
        systems = f"{', '.join(giver.systems)} to {', '.join(taker.systems)}"
        text = f"{giver.name} → {taker.name}: from {giver.lane} to {taker.lane}, and from {systems}"
        wait = measures.ways[arrow].wait_time + (measures.rows[target].wait_time or 0.0)
        yield Finding("handoff", text, wait if arrow in on_path else 0.0, ends=(source, target))


def ping_pong(sight: Sight) -> Iterator[Finding]:
    """Find the lanes that the critical path returns to; told once a lane, where the work waits longest."""
    stages = sight.worked.measures.stages
    returns: dict[str, list[tuple[int, str]]] = {}
    before = ""
    for index in sight.worked.path.stages:
        lane = stages[index].lane
        if lane and before and lane != before and lane in returns:
            returns[lane].append((index, before))
        if lane:
            returns.setdefault(lane, [])
            before = lane
    for lane, back in returns.items():
        if back:
            index, left_for = max(back, key=lambda place: sight.wait_at(place[0]))
            times = f" ({len(back)} times in all)" if len(back) > 1 else ""
            text = (
                f"{stages[index].name}: the work is back at {lane}, which it had left for {left_for}{times}"
            )
            yield Finding("ping-pong", text, sight.wait_at(index), index)
