"""Where an hour saved shortens the lead time of a map without variety, and how many hours do so."""

from heapq import heappop, heappush
from typing import Final, NamedTuple

from vsmap.analysis.measures import Measures
from vsmap.analysis.timing import CRITICAL_WITHIN, Timing

_NEVER: Final = float("-inf")


class Lever(NamedTuple):
    """What an hour saved at a stage is worth, and until when."""

    worth: float
    until: float | None
    """Hours that can be saved there until another way becomes the longest; None where nothing is gained."""


NO_LEVER: Final = Lever(0.0, None)


def levers_of(measures: Measures, timing: Timing) -> list[Lever]:
    """Return the levers of a map where every item takes the same way: 1 on every longest way, else 0."""
    levers = []
    for stage, (row, around) in enumerate(zip(measures.rows, _around(measures, timing), strict=True)):
        gap = timing.length - around
        if timing.critical[stage] and gap > CRITICAL_WITHIN:
            levers.append(Lever(1.0, min(row.least_lead_time, gap)))
        else:
            levers.append(NO_LEVER)
    return levers


def _around(measures: Measures, timing: Timing) -> list[float]:
    """Return the longest way that avoids each stage.

    In topological order such a way has an arrow that leaps over the stage, starts behind it, or ends
    before it; and an arrow that leaps over it is on such a way.
    """
    structure, counts = measures.structure, measures.reach.counts
    longest = [_NEVER] * len(structure.ids)
    leaps = _leaps(measures, timing)
    open_leaps: list[tuple[float, int]] = []
    ended = _NEVER
    for place, stage in enumerate(structure.order):
        while open_leaps and open_leaps[0][1] <= place:
            heappop(open_leaps)
        longest[stage] = ended
        if open_leaps and -open_leaps[0][0] > ended:
            longest[stage] = -open_leaps[0][0]
        for leap in leaps.get(stage, ()):
            heappush(open_leaps, leap)
        if counts[stage] and not any(counts[target] for target, _arrow in structure.successors[stage]):
            ended = max(ended, timing.earliest_finish[stage])
    started = _NEVER
    for stage in reversed(structure.order):
        longest[stage] = max(longest[stage], started)
        if not structure.predecessors[stage]:
            started = max(started, _remaining(timing, stage))
    return longest


def _leaps(measures: Measures, timing: Timing) -> dict[int, list[tuple[float, int]]]:
    """Return the arrows that leap over a stage, by their source: negated length of the way, and place."""
    rank, counts = measures.structure.rank, measures.reach.counts
    leaps: dict[int, list[tuple[float, int]]] = {}
    for arrow, (source, target) in enumerate(measures.structure.arrows):
        if rank[target] > rank[source] + 1 and counts[target]:
            way = timing.earliest_finish[source] + measures.ways[arrow].wait_time
            leaps.setdefault(source, []).append((-(way + _remaining(timing, target)), rank[target]))
    return leaps


def _remaining(timing: Timing, stage: int) -> float:
    """Return the hours from the start of a stage to the end of the longest way from it."""
    latest = timing.latest_start[stage]
    return _NEVER if latest is None else timing.length - latest
