"""The totals of a map (semantics.md, Totals), put together from timing, path and first pass."""

from math import fsum, prod
from typing import Final, NamedTuple

from vsmap.analysis.demand import Load
from vsmap.analysis.expected import Expected
from vsmap.analysis.measures import Measures, StageMeasures
from vsmap.analysis.path import CriticalPath
from vsmap.analysis.results import Totals
from vsmap.analysis.timing import Timing
from vsmap.analysis.visiting import Factor, FirstPass
from vsmap.model.records import Conventions, Demand

LADDER: Final = "waits-only"


class Worked(NamedTuple):
    """What the totals are put together from."""

    measures: Measures
    timing: Timing
    path: CriticalPath
    first_pass: FirstPass
    expected: Expected
    load: Load
    conventions: Conventions
    demand: Demand

    @property
    def on_path(self) -> list[StageMeasures]:
        """The figures of the stages on the critical path."""
        return [self.measures.rows[stage] for stage in self.path.stages]

    @property
    def is_ladder(self) -> bool:
        """Whether lead time is the waiting alone (Rother and Shook)."""
        return self.conventions.lead_time == LADDER


def totals_of(worked: Worked) -> Totals:
    """Compute the totals; an empty map has none."""
    measures = worked.measures
    lead = lead_time(worked)
    process = process_time(worked) if lead is not None else None
    idle = waiting(worked) if lead is not None else None
    factors = rolled_factors(worked)
    stages, assessed = _rolled_counts(worked)
    whole = _path_is_known(worked)
    handoffs = handoff_arrows(worked)
    bottleneck = worked.load.bottleneck
    return Totals(
        lead_time_h=lead,
        lead_time_complete=_is_complete(worked, ladder=worked.is_ladder),
        calendar_days=None if lead is None else measures.calendar.calendar_days(lead),
        route_share_pct=_route_share(worked) if lead is not None else None,
        process_time_h=process,
        process_time_complete=all(row.has_process_time for row in worked.on_path),
        total_process_time_h=fsum(row.process_time or 0.0 for row in measures.rows)
        if measures.rows
        else None,
        labour_h=_labour(measures),
        wait_time_h=idle,
        wait_share_pct=idle / lead * 100 if idle is not None and lead else None,
        flow_efficiency_pct=process / lead * 100 if whole and process is not None and lead else None,
        value_added_pct=_value_added(worked, lead) if whole else None,
        rolled_complete_accurate_pct=prod(factor.value for factor in factors) * 100 if assessed else None,
        rolled_exact=worked.first_pass.exact,
        rolled_stages=stages,
        rolled_assessed=assessed,
        expected_lead_time_h=None if worked.expected.passage is None else worked.expected.passage.mean,
        expected_exact=None if worked.expected.passage is None else worked.expected.exact,
        expected_complete=_is_complete(worked, ladder=False) and worked.expected.loops.is_known,
        takt_h=worked.load.takt,
        bottleneck=None if bottleneck is None else measures.structure.ids[bottleneck],
        handoffs=len(handoffs),
        handoffs_with_system_change=sum(changes_systems(measures, arrow) for arrow in handoffs),
        stages=len(measures.rows),
        assessed_lead_time=sum(row.has_lead_time for row in measures.rows),
        assessed_process_time=sum(row.has_process_time for row in measures.rows),
        assessed_complete_accurate=sum(row.complete_accurate is not None for row in measures.rows),
    )


def lead_time(worked: Worked) -> float | None:
    """Return the lead time: the longest way, or the waiting on it by the ladder's convention."""
    if not worked.path.stages:
        return None
    return waiting(worked) if worked.is_ladder else worked.timing.length


def process_time(worked: Worked) -> float:
    """Return the process time on the critical path; unknown ones count 0."""
    return fsum(row.process_time or 0.0 for row in worked.on_path)


def _total_process_time(measures: Measures) -> float | None:
    return fsum(row.process_time or 0.0 for row in measures.rows) if measures.rows else None


def stage_wait(worked: Worked, stage: int) -> float:
    """Return the hours of a stage that are not work: its wait, as far as it is known."""
    return (_ladder_wait if worked.is_ladder else _plain_wait)(worked.measures.rows[stage])


def _ladder_wait(row: StageMeasures) -> float:
    return row.wait_time or 0.0


def _plain_wait(row: StageMeasures) -> float:
    return max(0.0, row.least_lead_time - (row.process_time or 0.0))


def waiting(worked: Worked) -> float:
    """Return the waiting on the critical path: its lead time less its process time."""
    rows, ways = worked.measures.rows, worked.measures.ways
    own = _ladder_wait if worked.is_ladder else _plain_wait
    return fsum(
        [
            *[own(rows[stage]) for stage in worked.path.stages],
            *[ways[arrow].wait_time for arrow in worked.path.arrows],
        ]
    )


def _is_known(row: StageMeasures, *, ladder: bool) -> bool:
    return row.has_wait_time if ladder else row.has_lead_time


def _path_is_known(worked: Worked) -> bool:
    """Tell whether every lead time and flow wait on the critical path is known, or does not apply."""
    ways = worked.measures.ways
    return all(_is_known(row, ladder=worked.is_ladder) for row in worked.on_path) and all(
        ways[arrow].has_wait_time for arrow in worked.path.arrows
    )


def _is_complete(worked: Worked, *, ladder: bool) -> bool:
    """Tell whether every stage and arrow that leads to a delivering stage is known, or does not apply."""
    measures, counts = worked.measures, worked.measures.reach.counts
    stages = zip(measures.rows, counts, strict=True)
    arrows = zip(measures.structure.arrows, measures.ways, strict=True)
    return all(_is_known(row, ladder=ladder) for row, counted in stages if counted) and all(
        way.has_wait_time for (_source, target), way in arrows if counts[target]
    )


def _route_share(worked: Worked) -> float:
    """Return how many percent of the items take every arrow of the critical path."""
    shares = (route_share(worked.measures, arrow) for arrow in worked.path.arrows)
    return prod(share / 100 for share in shares if share is not None) * 100


def route_share(measures: Measures, arrow: int) -> float | None:
    """Return how many percent of the items behind an arrow's source take it; None where all do."""
    source, _target = measures.structure.arrows[arrow]
    own = measures.ways[arrow].share
    if own is None:
        return None
    ways = measures.structure.successors[source]
    return own / sum(measures.ways[each].share or 0.0 for _stage, each in ways) * 100


def _labour(measures: Measures) -> float | None:
    known = [
        row.process_time * stage.people
        for row, stage in zip(measures.rows, measures.stages, strict=True)
        if row.process_time is not None and stage.people is not None
    ]
    return fsum(known) if known else None


def _value_added(worked: Worked, lead: float | None) -> float | None:
    stages = worked.measures.stages
    if not lead or all(stage.value is None for stage in stages):
        return None
    return fsum(adding_times(worked).values()) / lead * 100


def adding_times(worked: Worked) -> dict[int, float]:
    """Return the process time of each stage on the critical path that adds value."""
    rows, stages = worked.measures.rows, worked.measures.stages
    return {
        stage: rows[stage].process_time or 0.0
        for stage in worked.path.stages
        if stages[stage].value == "adding"
    }


def rolled_factors(worked: Worked) -> list[Factor]:
    """Return what rolled %C&A is the product of, by the convention in force."""
    if worked.conventions.rolled == "all":
        return worked.first_pass.factors
    rows = ((stage, worked.measures.rows[stage].complete_accurate) for stage in worked.path.stages)
    return [Factor((stage,), value / 100) for stage, value in rows if value is not None]


def _rolled_counts(worked: Worked) -> tuple[int, int]:
    """Return how many stages rolled %C&A is about, and how many of them are assessed."""
    counts = worked.measures.reach.counts
    about = [stage for stage, counted in enumerate(counts) if counted]
    stages = about if worked.conventions.rolled == "all" else worked.path.stages
    rows = worked.measures.rows
    return len(stages), sum(rows[stage].complete_accurate is not None for stage in stages)


def handoff_arrows(worked: Worked) -> list[int]:
    """Return the arrows on the critical path between two known, different lanes."""
    measures = worked.measures
    return [arrow for arrow in worked.path.arrows if changes_lane(measures, arrow)]


def changes_lane(measures: Measures, arrow: int) -> bool:
    """Tell whether the two stages of an arrow have different lanes; an unnamed lane is not known."""
    source, target = measures.structure.arrows[arrow]
    left, entered = measures.stages[source].lane, measures.stages[target].lane
    return bool(left and entered) and left != entered


def changes_systems(measures: Measures, arrow: int) -> bool:
    """Tell whether both stages of an arrow list systems and share none."""
    source, target = measures.structure.arrows[arrow]
    left, entered = measures.stages[source].systems, measures.stages[target].systems
    return bool(left and entered) and set(left).isdisjoint(entered)
