"""The report: all the numbers of a map at once."""

from itertools import starmap
from typing import Final

from vsmap.analysis.demand import load_of
from vsmap.analysis.expected import expected_of
from vsmap.analysis.lever import Lever, levers_of
from vsmap.analysis.measures import measures_of
from vsmap.analysis.path import critical_path_of
from vsmap.analysis.results import Analysis, Highlight, StageResult, TargetResult, Totals
from vsmap.analysis.targets import targets_of
from vsmap.analysis.timing import timing_of
from vsmap.analysis.totals import Worked, totals_of
from vsmap.analysis.visiting import first_pass_of
from vsmap.analysis.waste.highlights import highlights_of
from vsmap.model.stream import ValueStream

__all__: Final = ["Analysis", "Highlight", "StageResult", "TargetResult", "Totals", "analyse", "work_out"]

_SHOWN: Final = 5
"""How many of a stage's measures are results too: the first ones, process time to activity ratio."""


def analyse(stream: ValueStream) -> Analysis:
    """Compute every number of a map as it is now.

    Linear in the map. What did not change since the last call for the same stream is not read again.
    """
    worked = work_out(stream)
    totals = totals_of(worked)
    ids = worked.measures.structure.ids
    return Analysis(
        totals=totals,
        critical_path=tuple(ids[stage] for stage in worked.path.stages),
        stages=_stage_results(worked),
        highlights=highlights_of(stream, worked),
        targets=targets_of(stream, totals),
    )


def work_out(stream: ValueStream) -> Worked:
    """Work out timing, path and first pass, from which totals and their terms follow."""
    measures = measures_of(stream)
    timing = timing_of(measures)
    path = critical_path_of(measures, timing)
    first_pass = first_pass_of(measures)
    expected = expected_of(stream, measures, first_pass)
    load = load_of(stream, measures, expected.visits)
    return Worked(measures, timing, path, first_pass, expected, load, stream.conventions, stream.demand)


def _stage_results(worked: Worked) -> dict[str, StageResult]:
    measures, timing, reach = worked.measures, worked.timing, worked.measures.reach
    levers = _levers(worked)
    rows = zip(
        measures.structure.ids,
        [stage.name for stage in measures.stages],
        *list(zip(*measures.rows, strict=True))[:_SHOWN],
        timing.earliest_start,
        timing.earliest_finish,
        timing.latest_start,
        timing.latest_finish,
        timing.slack,
        timing.free_slack,
        timing.critical,
        reach.dead_end,
        reach.after_delivery,
        worked.expected.visits,
        [worked.load.utilisation(stage) for stage in range(len(measures.rows))],
        [lever.worth for lever in levers],
        [lever.until for lever in levers],
        strict=True,
    )
    return dict(zip(measures.structure.ids, starmap(StageResult, rows), strict=True))


def _levers(worked: Worked) -> list[Lever]:
    """Return the lever of each stage, on the expected lead time where items differ by shares or rework."""
    if not worked.expected.has_variety:
        return levers_of(worked.measures, worked.timing)
    slopes = worked.expected.slopes
    return [Lever(slopes.get(stage, 0.0), None) for stage in range(len(worked.measures.rows))]
