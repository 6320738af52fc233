"""The largest wait on the critical path, and queues that build up."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.waste.finding import NOISE, Finding, Sight
from vsmap.analysis.waste.single import wait_text
from vsmap.model.calendar import rounded

_TIMES_THE_OTHERS: Final = 1.5
_LARGEST: Final = ", the largest wait on the critical path"


def largest_wait(sight: Sight) -> Iterator[Finding]:
    """Find the largest wait on the critical path, of a stage or of a flow, whatever its share."""
    worked, measures = sight.worked, sight.worked.measures
    waits = [(measures.rows[stage].wait_time or 0.0, stage, None) for stage in worked.path.stages]
    between = [(measures.ways[arrow].wait_time, None, arrow) for arrow in worked.path.arrows]
    wait, stage, arrow = max([*waits, *between], key=lambda found: found[0], default=(0.0, None, None))
    if not wait:
        return
    if stage is not None:
        text = wait_text(sight.name(stage), measures.rows[stage], sight.calendar)
        yield Finding("wait-dominated", f"{text}{_LARGEST}", wait, stage)
    elif arrow is not None:
        ends = measures.structure.arrows[arrow]
        text = f"{sight.arrow_name(ends)}: {sight.hours(wait)} of waiting in between"
        yield Finding("wait-dominated", f"{text}{_LARGEST}", wait, ends=ends)


def queues(sight: Sight) -> Iterator[Finding]:
    """Find queues above the limit and above one and a half times the mean of the others."""
    recorded = {
        index: stage.queue
        for index, stage in enumerate(sight.worked.measures.stages)
        if stage.queue is not None
    }
    limit, total = sight.thresholds.limit("queue-builds-up"), sum(recorded.values())
    for index, queue in recorded.items():
        others = len(recorded) - 1
        mean = (total - queue) / others if others else 0.0
        if queue <= max(limit, _TIMES_THE_OTHERS * mean) + NOISE:
            continue
        beside = f"; the other queues hold {rounded(mean)} on average" if others else ""
        text = f"{sight.name(index)}: {rounded(queue)} items wait in front{beside}"
        row = sight.worked.measures.rows[index]
        yield Finding("queue-builds-up", text, row.wait_time or 0.0, index)
