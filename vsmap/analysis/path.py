"""The critical path: of the ways that tie for the longest, the one with most work, then first in the map."""

from typing import Final, NamedTuple

from vsmap.analysis.measures import Measures
from vsmap.analysis.timing import CRITICAL_WITHIN, Timing

_SAME: Final = 1e-9


class CriticalPath(NamedTuple):
    """The stages of the path by position, and the arrows between them."""

    stages: tuple[int, ...]
    arrows: tuple[int, ...]


def critical_path_of(measures: Measures, timing: Timing) -> CriticalPath:
    """Find the path: among the longest ways the greatest Σ PT, then the first in file order."""
    work, chosen = _most_work(measures, timing)
    predecessors = measures.structure.predecessors
    stage = best = -1
    for start in range(len(predecessors)):
        better = stage < 0 or work[start] > work[best] + _SAME
        if not predecessors[start] and timing.critical[start] and better:
            stage = best = start
    stages, arrows = [], []
    while stage >= 0:
        stages.append(stage)
        stage, arrow = chosen[stage]
        arrows.append(arrow)
    return CriticalPath(tuple(stages), tuple(arrows[:-1]))


def _most_work(measures: Measures, timing: Timing) -> tuple[list[float], list[tuple[int, int]]]:
    """Return the most work on a longest way from each critical stage on, and the way that has it."""
    successors = measures.structure.successors
    work = [row.process_time or 0.0 for row in measures.rows]
    chosen = [(-1, -1)] * len(work)
    for stage in reversed(measures.structure.order):
        if not timing.critical[stage]:
            continue
        finish, most = timing.earliest_finish[stage], -1.0
        for target, arrow in successors[stage]:
            begin = timing.latest_start[target]
            tight = begin is not None and begin - measures.ways[arrow].wait_time - finish <= CRITICAL_WITHIN
            if tight and work[target] > most + _SAME:
                most, chosen[stage] = work[target], (target, arrow)
        work[stage] += max(most, 0.0)
    return work, chosen
