"""The drawn map run event by event: people serve queues, and what an item waits follows from that alone.

A discrete-event simulation. Items are asked for at random (Poisson) at the rate of the map's demand. A stage
of known people and process time serves one item a person, first come first served; a stage of which one is
not known keeps its measured lead time. Joins, shares and rework are those of the map.
"""

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import sqrt
from statistics import fmean, stdev
from typing import Final, NamedTuple

from vsmap.analysis.distribution.course import Course, Journey, Return, journey_of
from vsmap.analysis.distribution.draws import key_of
from vsmap.analysis.distribution.laws import Lognormal, Pert, Time, time_of
from vsmap.analysis.distribution.sampled import StoppedError, Watch
from vsmap.analysis.passing import LOST
from vsmap.analysis.report import work_out
from vsmap.analysis.totals import Worked
from vsmap.model.stream import ValueStream

ITEMS: Final = 20_000
_BATCHES: Final = 20
_T_95: Final = 2.093
"""Student's t of 19 degrees of freedom: 95 % of batch means lie within so many standard errors."""
_WARM_UP: Final = 0.1
"""The share of items that finds the queues not yet as they usually are, and is not counted."""
_FULL: Final = 100
_WATCHED: Final = 500
"""Items between two looks at who watches."""


class NoQueuesError(ValueError):
    """A map of which queues say nothing; the message says what it lacks."""


class StageQueue(NamedTuple):
    """What an item meets at one stage with people."""

    stage: str
    utilisation_pct: float
    wait_h: float
    """Hours in the queue, on average of a visit."""
    measured_wait_h: float | None
    in_front: float
    """Items that wait, on average of the time."""


class QueueRun(NamedTuple):
    """What a run found."""

    mean_h: float
    within_h: float
    """Half the width of the 95 % confidence interval of the mean, by batch means."""
    p50_h: float
    p85_h: float
    p95_h: float
    items: int
    seed: int
    stages: tuple[StageQueue, ...]
    measured: tuple[str, ...]
    """The stages that keep their measured lead time, as people or process time are not known."""


def run_queues(
    stream: ValueStream, items: int = ITEMS, seed: int = 1, watch: Watch | None = None
) -> QueueRun:
    """Run a map with its demand. Raises NoQueuesError where there is no demand, or too much of it."""
    worked = work_out(stream)
    _check(worked)
    run = _Run(stream, worked, seed)
    times = run.serve(items, watch)
    counted = times[int(len(times) * _WARM_UP) :]
    size = max(1, len(counted) // _BATCHES)
    means = [fmean(counted[at : at + size]) for at in range(0, size * min(_BATCHES, len(counted)), size)]
    within = _T_95 * stdev(means) / sqrt(len(means)) if len(means) > 1 else 0.0
    ranked = sorted(counted)
    p50, p85, p95 = (ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.85, 0.95))
    return QueueRun(fmean(counted), within, p50, p85, p95, items, seed, tuple(run.told(worked)), run.measured)


def _check(worked: Worked) -> None:
    if worked.load.rate is None:
        raise NoQueuesError(
            "the map has no demand: its [demand] says how many items are asked for in how much time"
        )
    if not worked.path.stages:
        raise NoQueuesError("the map has no stages")
    used = {stage.name: worked.load.utilisation(at) or 0.0 for at, stage in enumerate(worked.measures.stages)}
    over = [f"{name} is asked for {share:.0f} %" for name, share in used.items() if share >= _FULL]
    if over:
        raise NoQueuesError(f"queues grow without end: {', '.join(over)} of what it can do")


@dataclass(slots=True)
class _Server:
    """A stage: its people, who waits for them, and what was seen."""

    free: float
    time: Time
    uptime: float
    chance: random.Random
    waiting: deque[tuple[float, "_Pass"]] = field(default_factory=deque)
    people: float = 0.0
    busy: float = 0.0
    waited: float = 0.0
    visits: int = 0


@dataclass(slots=True)
class _Pass:
    """One way of an item through a course: what was drawn, what is still awaited, what follows at its end."""

    course: Course
    ways: dict[int, list[tuple[int, int]]]
    missing: dict[int, int]
    ends_left: int
    follow: Callable[[float], None]
    is_whole: bool


_Act = Callable[[float, int, _Pass], None]
_Event = tuple[float, int, _Act, int, _Pass]
"""When, in which order of those at the same time, what is done, at which stage, to which pass."""


class _Run:
    def __init__(self, stream: ValueStream, worked: Worked, seed: int) -> None:
        self._journey: Journey = journey_of(stream, worked)
        self._rate = worked.load.rate or 0.0
        self._chance = random.Random(key_of(seed, "queues"))  # noqa: S311 - a reproducible run, nothing secret
        self._events: list[_Event] = []
        self._order = count()
        self.finished: list[float] = []
        self.measured: tuple[str, ...] = ()
        self._servers = [self._server(worked, at, seed) for at in range(len(self._journey.ids))]
        self._end = 0.0

    def _server(self, worked: Worked, at: int, seed: int) -> _Server:
        stage, calendar = worked.measures.stages[at], worked.measures.calendar
        chance = random.Random(key_of(seed, "serve", stage.id))  # noqa: S311 - as above
        if stage.people is None or not worked.measures.rows[at].process_time:
            if self._journey.times[at] != Time(0.0):
                self.measured = (*self.measured, stage.id)
            return _Server(float("inf"), self._journey.times[at], 1.0, chance)
        people = float(max(1, int(stage.people)))
        return _Server(
            people, time_of(stage.process_time, calendar), stage.uptime / _FULL, chance, people=people
        )

    def serve(self, items: int, watch: Watch | None) -> list[float]:
        """Ask for so many items, serve them all, and return their lead times in the order of delivery."""
        left, time = items, 0.0
        while left or self._events:
            if left and (not self._events or self._events[0][0] >= time):
                self._begin(self._journey.whole, time, self._delivery(time), is_whole=True)
                time += self._chance.expovariate(self._rate)
                left -= 1
                if watch is not None and not left % _WATCHED and not watch(items - left, items):
                    raise StoppedError
                continue
            now, _order, act, stage, through = heappop(self._events)
            self._end = now
            act(now, stage, through)
        return self.finished

    def _delivery(self, began: float) -> Callable[[float], None]:
        return lambda time: self.finished.append(time - began)

    def _at(self, time: float, act: _Act, stage: int, through: _Pass) -> None:
        heappush(self._events, (time, next(self._order), act, stage, through))

    def _begin(
        self, course: Course, time: float, follow: Callable[[float], None], *, is_whole: bool = False
    ) -> None:
        """Send an item into a course: its ways are drawn now, so that each join knows whom it waits for."""
        missing: dict[int, int] = dict.fromkeys(course.starts, 1)
        ways: dict[int, list[tuple[int, int]]] = {}
        for stage in course.order:
            if stage in missing:
                ways[stage] = self._drawn(course, stage)
                for target, _arrow in ways[stage]:
                    missing[target] = missing.get(target, 0) + 1
        through = _Pass(course, ways, missing, len(course.ends & missing.keys()), follow, is_whole)
        for start in course.starts:
            self._at(time, self._arrive, start, through)

    def _drawn(self, course: Course, stage: int) -> list[tuple[int, int]]:
        ways = list(course.ways[stage])
        if stage in self._journey.forks and len(ways) > 1:
            shares = [self._journey.shares[arrow] or 0.0 for _target, arrow in ways]
            ways = self._chance.choices(ways, shares)
        return [way for way in ways if way[0] != LOST]

    def _arrive(self, now: float, stage: int, through: _Pass) -> None:
        through.missing[stage] -= 1
        if through.missing[stage]:
            return
        server = self._servers[stage]
        if server.free >= 1:
            self._start(now, stage, through)
        else:
            server.waiting.append((now, through))

    def _start(self, now: float, stage: int, through: _Pass) -> None:
        server = self._servers[stage]
        took = _draw(server.time, server.chance) / server.uptime
        server.free -= 1
        server.visits += 1
        server.busy += took
        self._at(now + took, self._finish, stage, through)

    def _finish(self, now: float, stage: int, through: _Pass) -> None:
        server = self._servers[stage]
        server.free += 1
        if server.waiting:
            since, other = server.waiting.popleft()
            server.waited += now - since
            self._start(now, stage, other)
        self._complete(now, stage, through)

    def _complete(self, now: float, stage: int, through: _Pass) -> None:
        """Send an item on behind a stage, or back: at the end of a repetition this is asked again."""
        back = self._comes_back(stage) if through.is_whole or stage not in through.course.ends else None
        if back is not None:
            wait = _draw(back.wait, self._chance)
            self._begin(back.body, now + wait, lambda time: self._complete(time, stage, through))
            return
        for target, arrow in through.ways[stage]:
            wait = _draw(self._journey.waits[arrow], self._chance)
            self._at(now + wait, self._arrive, target, through)
        if stage in through.course.ends:
            through.ends_left -= 1
            if not through.ends_left:
                through.follow(now)

    def _comes_back(self, stage: int) -> Return | None:
        luck = self._chance.random()
        for back in self._journey.returns.get(stage, ()):
            luck -= back.rate
            if luck < 0:
                return back
        return None

    def told(self, worked: Worked) -> Iterator[StageQueue]:
        """Yield what was seen at each stage with people."""
        for identifier, server in zip(self._journey.ids, self._servers, strict=True):
            if server.people and server.visits and self._end:
                measured = worked.measures.rows[worked.measures.structure.position[identifier]].wait_time
                yield StageQueue(
                    identifier,
                    server.busy / server.people / self._end * _FULL,
                    server.waited / server.visits,
                    measured,
                    server.waited / self._end,
                )


def _draw(time: Time, chance: random.Random) -> float:
    """Draw a time by its laws."""
    total = time.certain
    for law in time.laws:
        total += _draw_law(law, chance)
    return total


def _draw_law(law: Pert | Lognormal, chance: random.Random) -> float:
    if isinstance(law, Lognormal):
        return chance.lognormvariate(law.location, law.sigma)
    return law.best + (law.worst - law.best) * chance.betavariate(*law.shapes)
