"""The exact answer: the map folded on a grid that is as fine as the map needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil, gcd, log
from typing import Final

import numpy as np

from vsmap.analysis.distribution.course import Course, Journey
from vsmap.analysis.distribution.folding import fold
from vsmap.analysis.distribution.grid import Algebra, Grid
from vsmap.analysis.distribution.laws import Reals, Time

_SECONDS: Final = 3600
_COARSE: Final = 1024
_FINE: Final = 8192
_MOST: Final = 65_536
"""Points of the grid on which a map of certain times has a point for each time that it can take."""
_BEYOND: Final = 1e-9
"""Mass beyond the grid that does no harm to any percentile that is shown."""
_NOISE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Folded:
    """Lead times in hours with their masses, and the hours within which they are right."""

    hours: Reals
    masses: Reals
    step: float
    """0 where every time that an item can take has a point of its own."""


def folded(journey: Journey) -> Folded | None:
    """Return the spread of the lead time; None where the map is not series-parallel."""
    reach = _farthest(journey)
    coarse = _on(journey, Grid(max(reach, _NOISE) / (_COARSE - 1), _COARSE))
    if coarse is None:
        return None
    beyond = np.cumsum(coarse.masses[::-1])[::-1]
    needed = (int(np.count_nonzero(beyond > _BEYOND)) + 1) * float(coarse.hours[1] - coarse.hours[0])
    return _on(journey, _grid(journey, min(reach, needed)))


def _on(journey: Journey, grid: Grid) -> Folded | None:
    algebra = Algebra(grid)
    spread = fold(journey, algebra)
    if spread is None:
        return None
    hours = spread.certain + np.arange(grid.size) * grid.step
    return Folded(hours, algebra.masses(spread), 0.0 if grid.is_lattice else grid.step)


def _grid(journey: Journey, reach: float) -> Grid:
    """Choose a step that reaches far enough, and of which the certain times are multiples if that can be."""
    times = [*_times(journey)]
    common = _common_step(times)
    size = _FINE if any(time.laws for time in times) else _MOST
    step = max(reach, _NOISE) / (size - 1)
    if common and size == _MOST and reach / common < size:
        return Grid(common, _points(reach / common), is_lattice=True)
    if common and common >= step:
        step = common / ceil(common / step)
        return Grid(step, _points(reach / step))
    return Grid(step, size)


def _points(steps: float) -> int:
    """Return how many points reach so many steps: 4, 5 or 6 times a power of 2."""
    power = 1 << max(0, ceil(steps + 2).bit_length() - 3)
    return next(times * power for times in (4, 5, 6, 8) if times * power >= steps + 2)


def _common_step(times: Iterable[Time]) -> float | None:
    """Return the longest time of which all certain times are multiples, in hours; None under a second."""
    seconds = [time.certain * _SECONDS for time in times]
    whole = [round(each) for each in seconds]
    if any(abs(each - exact) > _NOISE * max(1.0, exact) for each, exact in zip(whole, seconds, strict=True)):
        return None
    return gcd(*whole) / _SECONDS or None


def _times(journey: Journey) -> Iterator[Time]:
    """Yield every time that an item may take."""
    courses = [journey.whole, *(back.body for backs in journey.returns.values() for back in backs)]
    yield from (back.wait for backs in journey.returns.values() for back in backs)
    yield from (journey.times[stage] for stage in set(chain.from_iterable(each.order for each in courses)))
    yield from (journey.waits[arrow] for arrow in _arrows(courses))


def _arrows(courses: Iterable[Course]) -> set[int]:
    return {arrow for course in courses for stage in course.order for _target, arrow in course.ways[stage]}


def _farthest(journey: Journey) -> float:
    """Return hours that hardly any item exceeds: every time at its worst, rework as often as it may come."""
    most = [time.certain + sum(law.most for law in time.laws) for time in journey.times]
    once = most.copy()
    waits = [time.certain + sum(law.most for law in time.laws) for time in journey.waits]
    for source, returns in journey.returns.items():
        rate = sum(back.rate for back in returns)
        often = ceil(log(_BEYOND) / log(rate))
        longest = max(
            back.wait.certain + sum(law.most for law in back.wait.laws) + _longest(back.body, most, waits)
            for back in returns
        )
        most[source] = once[source] + often * longest
    return _longest(journey.whole, most, waits)


def _longest(course: Course, most: list[float], waits: list[float]) -> float:
    """Return the longest way through a course."""
    arrival: dict[int, float] = dict.fromkeys(course.starts, 0.0)
    end = 0.0
    for stage in course.order:
        finish = arrival.get(stage, 0.0) + most[stage]
        end = max(end, finish)
        for target, arrow in course.ways[stage]:
            arrival[target] = max(arrival.get(target, 0.0), finish + waits[arrow])
    return end
