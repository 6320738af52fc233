"""What an item goes through, with the laws of every time: the question that both answers start from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vsmap.analysis.distribution.laws import Time, stage_time, time_of
from vsmap.analysis.expected import whole_network
from vsmap.analysis.loops import bodies_of
from vsmap.analysis.structure import Way
from vsmap.analysis.totals import Worked
from vsmap.model.stream import ValueStream


@dataclass(frozen=True, slots=True)
class Course:
    """Stages in topological order and the ways between them; where an item starts, and where it ends."""

    order: Sequence[int]
    starts: Sequence[int]
    ends: frozenset[int]
    ways: Mapping[int, Sequence[Way]] | Sequence[Sequence[Way]]


@dataclass(frozen=True, slots=True)
class Return:
    """A rework arrow: how often it is taken after each completion of its source, 0 to 1."""

    rate: float
    wait: Time
    body: Course


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything that decides how long an item takes. Stages by position, arrows by number."""

    ids: Sequence[str]
    whole: Course
    times: Sequence[Time]
    """The lead time of each stage, without its rework."""
    waits: Sequence[Time]
    shares: Sequence[float | None]
    forks: frozenset[int]
    returns: Mapping[int, tuple[Return, ...]]
    """The rework out of each source, the sources from first to last."""


def journey_of(stream: ValueStream, worked: Worked) -> Journey:
    """Return the journey through a map; `worked` is what was worked out for the map as it is now."""
    measures, loops = worked.measures, worked.expected.loops
    calendar, structure = measures.calendar, measures.structure
    bodies = bodies_of(stream, structure) if loops.loops else {}
    returns: dict[int, tuple[Return, ...]] = {}
    for loop in loops.loops:
        if loop.rate:
            body = bodies[loop.target, loop.source]
            course = Course([*body], (loop.target,), frozenset((loop.source,)), body)
            arrow = stream.rework[structure.ids[loop.source], structure.ids[loop.target]]
            back = Return(loop.rate, time_of(arrow.wait_time, calendar), course)
            returns[loop.source] = (*returns.get(loop.source, ()), back)
    network = whole_network(measures, loops)
    return Journey(
        structure.ids,
        Course(network.order, network.starts, network.ends, network.ways),
        [stage_time(stage, calendar) for stage in measures.stages],
        [time_of(flow.wait_time, calendar) for flow in measures.flows],
        [way.share for way in measures.ways],
        measures.forks,
        returns,
    )
