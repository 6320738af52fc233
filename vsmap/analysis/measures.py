"""The figures of stages and arrows in working hours, read again only where a record changed."""

from typing import NamedTuple

from vsmap.analysis.means import mean_hours, mean_lead_time, times_entered
from vsmap.analysis.memory import StreamMemory, again
from vsmap.analysis.reach import Reach, reach_of
from vsmap.analysis.structure import Structure, compile_structure
from vsmap.model.calendar import Calendar
from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream


class StageMeasures(NamedTuple):
    """A stage's figures: hours and percent; None is unknown, or does not apply."""

    process_time: float | None
    lead_time: float | None
    wait_time: float | None
    complete_accurate: float | None
    activity_ratio: float | None
    least_lead_time: float
    """The lead time, or the lower bound where it is unknown; 0 where it does not apply."""
    has_process_time: bool
    """Whether the process time is known or does not apply: it is not missing."""
    has_lead_time: bool
    has_wait_time: bool
    mean_lead_time: float
    """The lower bound with the mean of each distribution in place of the value that totals use."""
    is_uncertain: bool
    """Whether a time is a range, a three-point or an estimate."""


class FlowMeasures(NamedTuple):
    """An arrow's figures."""

    wait_time: float
    """Hours; 0 where it is unknown or does not apply."""
    has_wait_time: bool
    share: float | None
    mean_wait_time: float
    is_uncertain: bool


class Measures(NamedTuple):
    """Everything that a map's numbers are made of, by position of stage and number of arrow."""

    revision: int
    structure: Structure
    calendar: Calendar
    stages: list[Stage]
    flows: list[Flow]
    rows: list[StageMeasures]
    ways: list[FlowMeasures]
    reach: Reach
    forks: frozenset[int]
    """The stages behind which each item takes one way, by shares."""


def measure_stage(stage: Stage, calendar: Calendar) -> StageMeasures:
    """Read a stage's figures under a calendar (semantics.md, Time and Unknown figures)."""
    times = times_of(stage, calendar)
    process, lead, wait = times.process_time, times.lead_time, times.wait_time
    return StageMeasures(
        process,
        lead,
        wait,
        complete_accurate_of(stage),
        process / lead * 100 if process is not None and lead else None,
        times.lower_bound,
        process is not None or not times.process_applies,
        lead is not None or not times.lead_applies,
        wait is not None or not times.lead_applies,
        mean_lead_time(stage, calendar, times.lower_bound),
        any(time is not None and time.is_uncertain for time in times_entered(stage)),
    )


def measure_flow(flow: Flow, calendar: Calendar) -> FlowMeasures:
    """Read an arrow's figures; an arrow that says nothing has no wait."""
    entered = flow.wait_time
    if entered is None:
        return FlowMeasures(0.0, True, flow.share, 0.0, False)  # noqa: FBT003 - the fields in their order
    hours = entered.hours(calendar)
    known = hours is not None or not entered.applies
    return FlowMeasures(hours or 0.0, known, flow.share, mean_hours(entered, calendar), entered.is_uncertain)


_MEMORY: StreamMemory[Measures] = StreamMemory()


def measures_of(stream: ValueStream) -> Measures:
    """Return the measures of a stream as it is now; what did not change is taken from the last time."""
    old = _MEMORY.recall(stream)
    fresh = old is None or old.revision != stream.structure
    structure = compile_structure(stream) if old is None or fresh else old.structure
    calendar = stream.calendar
    same = old if old is not None and not fresh and old.calendar == calendar else None
    stages, flows = stream.stages(), stream.flows()
    delivering = [index for index, stage in enumerate(stages) if stage.delivers]
    reach = old.reach if old is not None and not fresh else None
    if reach is None or reach.delivering != delivering:
        reach = reach_of(structure, delivering)
    seen = (same.stages, same.rows) if same else None
    rows = again(stages, seen, lambda stage: measure_stage(stage, calendar))
    drawn = (same.flows, same.ways) if same else None
    ways = again(flows, drawn, lambda flow: measure_flow(flow, calendar))
    forks = same.forks if same and same.ways is ways else _forks(structure, ways)
    now = Measures(stream.structure, structure, calendar, stages, flows, rows, ways, reach, forks)
    return _MEMORY.keep(stream, now)


def _forks(structure: Structure, ways: list[FlowMeasures]) -> frozenset[int]:
    arrows = zip(structure.arrows, ways, strict=True)
    return frozenset(source for (source, _target), way in arrows if way.share is not None)
