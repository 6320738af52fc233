"""The same numbers by counting everything out: every way through a map, and every scenario of its shares."""

from collections.abc import Iterator
from itertools import pairwise, product
from math import prod

from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.stream import ValueStream

Way = tuple[str, ...]


def delivers(stream: ValueStream, stage: str) -> bool:
    """Tell whether the clock stops at a stage."""
    if any(each.delivers for each in stream.stages()):
        return stream.stage(stage).delivers
    return not stream.successors(stage)


def ways_from(stream: ValueStream, stage: str) -> Iterator[Way]:
    """Yield every way from a stage to an end of the map, and each of its beginnings."""
    yield (stage,)
    for target in stream.successors(stage):
        for rest in ways_from(stream, target):
            yield (stage, *rest)


def counts(stream: ValueStream, stage: str) -> bool:
    """Tell whether a stage leads to a delivery."""
    return any(delivers(stream, way[-1]) for way in ways_from(stream, stage))


def hours_of(stream: ValueStream, way: Way) -> float:
    """Return the lead time of a way, or what is known of it."""
    total = sum(times_of(stream.stage(stage), stream.calendar).lower_bound for stage in way)
    for source, target in pairwise(way):
        flow = stream.flow(source, target)
        assert flow is not None
        if flow.wait_time is not None:
            total += flow.wait_time.hours(stream.calendar) or 0.0
    return total


def work_of(stream: ValueStream, way: Way) -> float:
    """Return the process time on a way."""
    return sum(times_of(stream.stage(stage), stream.calendar).process_time or 0.0 for stage in way)


def ways_through(stream: ValueStream) -> list[Way]:
    """Return every way from a start to a delivering stage that none follows on that way's continuation."""
    starts = [stage for stage in stream.ids() if not stream.predecessors(stage)]
    ways = (way for start in starts for way in ways_from(stream, start))
    return [way for way in ways if delivers(stream, way[-1]) and not _delivers_later(stream, way[-1])]


def _delivers_later(stream: ValueStream, stage: str) -> bool:
    return any(delivers(stream, way[-1]) for way in ways_from(stream, stage) if len(way) > 1)


def critical_path(stream: ValueStream) -> Way:
    """Return the longest way; of several the one with most work, then the first in the order of the map."""
    position = {stage: index for index, stage in enumerate(stream.ids())}
    return min(
        ways_through(stream),
        key=lambda way: (
            -round(hours_of(stream, way), 6),
            -round(work_of(stream, way), 6),
            [position[stage] for stage in way],
        ),
    )


def slack(stream: ValueStream, stage: str, longest: float) -> float | None:
    """Return by how much the longest way through a stage is shorter than the longest of all."""
    through = [hours_of(stream, way) for way in ways_through(stream) if stage in way]
    return longest - max(through) if through else None


def outcomes(stream: ValueStream) -> Iterator[tuple[float, dict[str, str]]]:
    """Yield every outcome of the shares: its probability, and the way taken out of each fork."""
    forks = []
    for stage in stream.ids():
        ways = [stream.flow(stage, target) for target in stream.successors(stage)]
        shared = [way for way in ways if way is not None and way.share is not None]
        if shared:
            forks.append([(stage, way.target, way.share or 0.0) for way in shared])
    for drawn in product(*forks):
        taken = {stage: target for stage, target, _share in drawn}
        yield prod(share / 100 for _stage, _target, share in drawn), taken


def scenarios(stream: ValueStream) -> Iterator[tuple[float, set[str]]]:
    """Yield every outcome of the shares: its probability and the stages that the item visits."""
    for probability, taken in outcomes(stream):
        visited = {stage for stage in stream.ids() if not stream.predecessors(stage)}
        waiting = list(visited)
        while waiting:
            stage = waiting.pop()
            for target in [taken[stage]] if stage in taken else stream.successors(stage):
                if target not in visited:
                    visited.add(target)
                    waiting.append(target)
        yield probability, visited


def rolled(stream: ValueStream) -> float:
    """Return rolled %C&A as the mean over all scenarios."""
    known = {stage.id: complete_accurate_of(stage) for stage in stream.stages() if counts(stream, stage.id)}
    return 100 * sum(
        probability
        * prod((known.get(stage) or 0.0) / 100 for stage in visited if known.get(stage) is not None)
        for probability, visited in scenarios(stream)
    )
