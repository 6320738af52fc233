"""The ladder of a map as numbers: the wait before each stage of the critical path, and its work."""

from typing import NamedTuple

from vsmap.analysis.results import Analysis


class Rung(NamedTuple):
    """One step of the ladder, in working hours; all rungs of a map add up to its longest way."""

    stage: str
    wait_h: float
    """All that is no work since the stage before: the wait on the flow, and in the stage."""
    process_h: float


def rungs_of(analysis: Analysis) -> tuple[Rung, ...]:
    """Return the rungs of the critical path, as far as its times are known."""
    rungs, before = [], 0.0
    for identifier in analysis.critical_path:
        result = analysis.stages[identifier]
        work = min(result.process_time_h or 0.0, result.earliest_finish_h - result.earliest_start_h)
        rungs.append(Rung(identifier, result.earliest_finish_h - before - work, work))
        before = result.earliest_finish_h
    return tuple(rungs)
