"""Folds a course into one time, as far as it is series-parallel.

Stages that follow each other are added, ways between the same two stages mixed or waited for, until one way
is left.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

from vsmap.analysis.distribution.course import Course, Journey
from vsmap.analysis.distribution.grid import Algebra, Spread
from vsmap.analysis.passing import LOST

_START: Final = -2
_END: Final = -3
_WHOLE: Final = 1 - 1e-12


class _Way(NamedTuple):
    """A way between two stages."""

    spread: Spread
    weight: float
    """How probable it is that an item that is at its source takes it, and is not lost on it."""


def fold(journey: Journey, algebra: Algebra) -> Spread | None:
    """Return the lead time of an item that is delivered; None where the map can't be folded."""
    times = [algebra.spread(time) for time in journey.times]
    completed = list(times)
    for source, returns in journey.returns.items():
        parts = []
        for back in returns:
            body = _fold_course(journey, back.body, completed, algebra)
            if body is None:
                return None
            parts.append((algebra.together(algebra.spread(back.wait), body), back.rate))
        completed[source] = algebra.repeated(times[source], parts)
    return _fold_course(journey, journey.whole, completed, algebra)


def _fold_course(journey: Journey, course: Course, times: list[Spread], algebra: Algebra) -> Spread | None:
    if any(course.ways[end] for end in course.ends):
        return None
    folding = _Folding(journey, times, algebra)
    for start in course.starts:
        folding.draw(_START, start, _Way(Spread(0.0), 1.0))
    for stage in course.order:
        folding.draw_ways(stage, course)
    return folding.result()


class _Folding:
    """A course while it is folded. Several ways between two stages are one at once."""

    def __init__(self, journey: Journey, times: list[Spread], algebra: Algebra) -> None:
        self._journey, self._times, self._algebra = journey, times, algebra
        self._out: dict[int, dict[int, _Way]] = {}
        self._into: dict[int, set[int]] = {}
        self._can_fold = True

    def draw_ways(self, stage: int, course: Course) -> None:
        """Draw the ways out of a stage."""
        ways, shares = course.ways[stage], self._journey.shares
        total = sum(shares[arrow] or 0.0 for _target, arrow in ways) if stage in self._journey.forks else 0.0
        for target, arrow in ways:
            if target != LOST:
                weight = (shares[arrow] or 0.0) / total if total else 1.0
                self.draw(stage, target, _Way(self._algebra.spread(self._journey.waits[arrow]), weight))
        if stage in course.ends:
            self.draw(stage, _END, _Way(Spread(0.0), 1.0))

    def draw(self, source: int, target: int, way: _Way) -> None:
        """Draw a way, or fold it with the one that there is between the same stages."""
        row = self._out.setdefault(source, {})
        row[target] = self._folded(source, row[target], way) if target in row else way
        self._into.setdefault(target, set()).add(source)

    def _folded(self, source: int, one: _Way, other: _Way) -> _Way:
        if source in self._journey.forks:
            weight = one.weight + other.weight
            parts = [(each.spread, each.weight / weight) for each in (one, other)]
            return _Way(self._algebra.mixed(parts), weight)
        if min(one.weight, other.weight) < _WHOLE:
            self._can_fold = False
        return _Way(self._algebra.slowest([one.spread, other.spread]), 1.0)

    def result(self) -> Spread | None:
        """Fold stage after stage; what is folded may let its neighbours be folded."""
        waiting: list[int] = [stage for stage in self._out if stage != _START]
        while waiting and self._can_fold:
            stage = waiting.pop()
            waiting += self._fold_stage(stage)
        ways = self._out.get(_START, {})
        if not self._can_fold or set(ways) != {_END} or len(self._out) > 1:
            return None
        return ways[_END].spread

    def _fold_stage(self, stage: int) -> Iterable[int]:
        """Fold a stage with one way in and one way out into one way; return the stages at its ends."""
        into, out = self._into.get(stage, set()), self._out.get(stage, {})
        if len(into) != 1 or len(out) != 1:
            return ()
        [before], [(after, way_out)] = into, out.items()
        way_in = self._out[before].pop(stage)
        del self._out[stage], self._into[stage]
        self._into[after].discard(stage)
        spread = self._algebra.together(way_in.spread, self._times[stage], way_out.spread)
        self.draw(before, after, _Way(spread, way_in.weight * way_out.weight))
        return [neighbour for neighbour in (before, after) if neighbour >= 0]
