"""The sampled answer: items sent through the map, many at a time. It needs no structure of the map."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from vsmap.analysis.distribution.course import Course, Journey, Return
from vsmap.analysis.distribution.draws import Bits, bits, chances, key_of
from vsmap.analysis.distribution.laws import LEVELS, Law, Reals, Time
from vsmap.analysis.passing import LOST

BLOCK: Final = 16_384
"""Items that are sent together: their times fit the processor's cache."""
_NEVER: Final = -np.inf
"""When an item arrives where it does not come."""
_LEVEL_BITS: Final = LEVELS.bit_length() - 1
_LEVELS_IN_BITS: Final = 64 // _LEVEL_BITS

Hours = Reals | float
"""Hours of each item; a plain number where they are the same for all."""


class Watch(Protocol):
    """Is told how many items are through, of how many; returns False to stop."""

    def __call__(self, done: int, whole: int, /) -> bool:
        """Return whether to go on."""


class StoppedError(Exception):
    """Sampling was stopped before its end."""


def sampled(journey: Journey, samples: int, seed: int, workers: int = 1, watch: Watch | None = None) -> Reals:
    """Return the lead times in hours of those of `samples` items that are delivered.

    The same for any number of workers. Raises StoppedError where `watch` asks for it.
    """
    walk = _Walk(journey, seed)

    def send(first: int) -> Reals:
        return walk.send(np.arange(first, min(first + BLOCK, samples), dtype=np.uint64))

    blocks: list[Reals] = []
    with ThreadPoolExecutor(workers) as pool:
        for block in pool.map(send, range(0, samples, BLOCK)):
            blocks.append(block)
            if watch is not None and not watch(min(len(blocks) * BLOCK, samples), samples):
                pool.shutdown(wait=False, cancel_futures=True)
                raise StoppedError
    times = np.concatenate(blocks)
    delivered: Reals = times[times > _NEVER]
    return delivered


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A time that is drawn: from tables of equally probable values, under a key of its own."""

    certain: float
    tables: tuple[Reals, ...]
    key: int

    def hours(self, items: Bits, salt: int) -> Hours:
        """Return the hours that each item takes, on the repetition that the salt stands for."""
        total: Hours = self.certain
        random = items
        for at, table in enumerate(self.tables):
            turn, place = divmod(at, _LEVELS_IN_BITS)
            if not place:
                random = bits(items, self.key + salt + turn)
            level = (random >> np.uint64(place * _LEVEL_BITS)) & np.uint64(LEVELS - 1)
            drawn: Reals = table.take(level.view(np.int64))
            total = drawn + total if total is not self.certain or self.certain else drawn
        return total


class _Keys:
    """Makes what is drawn ready, each with its own key and each law tabulated once."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._tables: dict[Law, Reals] = {}

    def drawn(self, time: Time, *names: str) -> _Drawn:
        """Return a time as it is drawn under a name."""
        for law in time.laws:
            if law not in self._tables:
                self._tables[law] = law.levels()
        tables = tuple(self._tables[law] for law in time.laws)
        return _Drawn(time.certain, tables, self.key(*names))

    def key(self, *names: str) -> int:
        """Return the key of a name."""
        return key_of(self._seed, *names)


@dataclass(frozen=True, slots=True)
class _Back:
    """A rework arrow as it is drawn."""

    until: float
    """A chance below this takes it, unless it is below that of the arrow before."""
    wait: _Drawn
    body: Course


class _Walk:
    """A journey as it is drawn."""

    def __init__(self, journey: Journey, seed: int) -> None:
        keys, ids = _Keys(seed), journey.ids
        self._journey = journey
        self._times = [keys.drawn(time, "time", name) for time, name in zip(journey.times, ids, strict=True)]
        self._choice = [keys.key("way", name) for name in ids]
        self._waits = {
            arrow: keys.drawn(journey.waits[arrow], "wait", ids[stage], ids[target])
            for stage in journey.whole.order
            for target, arrow in journey.whole.ways[stage]
        }
        self._again = [keys.key("again", name) for name in ids]
        self._returns: dict[int, tuple[_Back, ...]] = {
            source: self._ready(keys, source, returns) for source, returns in journey.returns.items()
        }

    def _ready(self, keys: _Keys, source: int, returns: tuple[Return, ...]) -> tuple[_Back, ...]:
        backs: list[_Back] = []
        for back in returns:
            until = back.rate + (backs[-1].until if backs else 0.0)
            ends = (self._journey.ids[stage] for stage in (source, *back.body.starts))
            backs.append(_Back(until, keys.drawn(back.wait, "wait back", *ends), back.body))
        return tuple(backs)

    def send(self, items: Bits) -> Reals:
        """Return the lead time of each item; minus infinity where it is never delivered."""
        return self._pass(self._journey.whole, items, 0)

    def _pass(self, course: Course, items: Bits, salt: int) -> Reals:
        """Send items through a course once; what its end sends back is not its own affair in a repetition."""
        arrivals: dict[int, Hours] = dict.fromkeys(course.starts, 0.0)
        done: Hours = _NEVER
        for stage in course.order:
            if stage not in arrivals:
                continue
            finish: Hours = arrivals.pop(stage) + self._times[stage].hours(items, salt)
            repeats = salt == 0 or stage not in course.ends
            if stage in self._returns and repeats:
                finish = finish + self._rework(stage, items, salt)
            if stage in course.ends:
                done = np.maximum(done, finish)
            for target, arrival in self._send_on(course, stage, items, finish, salt):
                known = arrivals.get(target)
                arrivals[target] = arrival if known is None else np.maximum(known, arrival)
        return np.broadcast_to(done, items.shape)

    def _send_on(
        self, course: Course, stage: int, items: Bits, finish: Hours, salt: int
    ) -> list[tuple[int, Hours]]:
        """Return when the items arrive at the stages that follow: one of them by the shares, or all."""
        ways = course.ways[stage]
        arrivals = [(target, finish + self._waits[arrow].hours(items, salt)) for target, arrow in ways]
        if stage in self._journey.forks and len(ways) > 1:
            shares = np.cumsum([self._journey.shares[arrow] or 0.0 for _target, arrow in ways])
            luck = chances(items, self._choice[stage] + salt)
            taken = np.searchsorted(shares[:-1] / shares[-1], luck, side="right")
            arrivals = [
                (target, np.where(taken == number, arrival, _NEVER))
                for number, (target, arrival) in enumerate(arrivals)
            ]
        return [(target, arrival) for target, arrival in arrivals if target != LOST]

    def _rework(self, source: int, items: Bits, salt: int) -> Reals:
        """Return the hours of rework behind a completion of each item: until none comes back any more."""
        total = np.zeros(items.shape)
        backs, left, repetition = self._returns[source], np.arange(len(items)), 0
        while len(left):
            luck = chances(items[left], self._again[source] + salt + repetition)
            repetition += 1
            still = luck < backs[-1].until
            left, luck, least = left[still], luck[still], 0.0
            for number, back in enumerate(backs):
                chosen = left[(luck >= least) & (luck < back.until)]
                least = back.until
                if len(chosen):
                    own = key_of(salt, source, number, repetition)
                    again = items[chosen]
                    total[chosen] += back.wait.hours(again, own) + self._pass(back.body, again, own)
        return total
