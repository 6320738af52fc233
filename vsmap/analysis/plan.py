"""What each improvement brings, and in which order they bring most (semantics.md, Future state)."""

from collections.abc import Collection, Generator
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum

from vsmap.analysis.measures import measures_of
from vsmap.analysis.path import critical_path_of
from vsmap.analysis.timing import timing_of
from vsmap.model.future import future_of, is_applied
from vsmap.model.records import Improvement
from vsmap.model.stream import ValueStream

_NOISE = 1e-9
_PLACES = 9
"""Decimals below which two gains are the same."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What an improvement takes off the lead time, in working hours; less than 0 where it adds to it."""

    alone_h: float
    """If nothing else is done: the current lead time less the one with this improvement."""
    last_in_h: float
    """If all others are done first: the lead time without it less the one with it."""
    effort_d: float | None
    """Working days; None where nobody said."""

    @property
    def per_day_h(self) -> float | None:
        """Hours of lead time saved alone for each day of effort; None without an effort."""
        return self.alone_h / self.effort_d if self.effort_d else None


@dataclass(frozen=True, slots=True)
class Step:
    """One improvement in the order in which they bring most: what it adds to those before it."""

    improvement: str
    gain_h: float
    """The gains of all steps add up to the current lead time less that of the future state."""
    lead_time_h: float
    """The lead time once this one and those before it are done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The gains of all improvements that are not dropped, and the order of those in the future state."""

    lead_time_h: float
    future_lead_time_h: float
    gains: dict[str, Gain]
    steps: tuple[Step, ...]
    by_effort: bool
    """Whether each step is the best per day of effort: only where all of them say their effort."""

    def share_pct(self, step: Step) -> float | None:
        """Return a step's share of the whole gain in percent; all shares add up to 100."""
        whole = self.lead_time_h - self.future_lead_time_h
        return step.gain_h / whole * 100 if abs(whole) > _NOISE else None


def today() -> date:
    """Return the date where the user is."""
    return datetime.now().astimezone().date()


def is_overdue(improvement: Improvement, day: date) -> bool:
    """Tell whether an improvement should have been done before a day."""
    is_open = improvement.status not in {"done", "dropped"}
    return is_open and improvement.due is not None and improvement.due < day


def plan_of(stream: ValueStream) -> Plan:
    """Work out what each improvement brings, and the order of the best next steps."""
    working = plan_in_steps(stream)
    while True:
        try:
            next(working)
        except StopIteration as done:
            plan: Plan = done.value
            return plan


def plan_in_steps(stream: ValueStream) -> Generator[float, None, Plan]:
    """Work a plan out as `plan_of`, and say after each future how much of the work is done, 0 to 1.

    With n improvements n² / 2 futures are computed, each linear in the map.
    """
    futures = _Futures(stream)
    wanted = [each.id for each in stream.improvements.values() if is_applied(each)]
    others = [
        each.id for each in stream.improvements.values() if each.id not in wanted and each.status != "dropped"
    ]
    size = max(1, 2 * (len(wanted) + len(others)) + len(wanted) ** 2 // 2)
    gains: dict[str, Gain] = {}
    for identifier in (*wanted, *others):
        gains[identifier] = futures.gain(identifier, wanted)
        yield min(1.0, len(futures.known) / size)
    by_effort = all(gains[each].effort_d for each in wanted)
    steps: list[Step] = []
    left, lead_time = list(wanted), futures.lead_time(())
    done: list[str] = []
    while left:
        ranks: dict[str, tuple[float, float]] = {}
        for identifier in left:
            saved = lead_time - futures.lead_time((*done, identifier))
            effort = gains[identifier].effort_d if by_effort else None
            worth = round(saved / (effort or 1), _PLACES)
            ranks[identifier] = (worth, gains[identifier].last_in_h)
            yield min(1.0, len(futures.known) / size)
        chosen = max(left, key=ranks.__getitem__)
        left.remove(chosen)
        done.append(chosen)
        after = futures.lead_time(done)
        steps.append(Step(chosen, lead_time - after, after))
        lead_time = after
    return Plan(futures.lead_time(()), futures.lead_time(wanted), gains, tuple(steps), by_effort)


class _Futures:
    """The lead times of the futures of a map, each computed once."""

    def __init__(self, stream: ValueStream) -> None:
        self._stream = stream
        self.known: dict[frozenset[str], float] = {}

    def lead_time(self, only: Collection[str]) -> float:
        """Return the lead time once some improvements are done; that of no stages is 0."""
        key = frozenset(only)
        if key not in self.known:
            self.known[key] = lead_time_of(future_of(self._stream, key).stream)
        return self.known[key]

    def gain(self, identifier: str, wanted: list[str]) -> Gain:
        """Return what one improvement brings, alone and after all those that are wanted."""
        effort = self._stream.improvements[identifier].effort
        hours = effort.hours(self._stream.calendar) if effort else None
        without = [each for each in wanted if each != identifier]
        return Gain(
            self.lead_time(()) - self.lead_time((identifier,)),
            self.lead_time(without) - self.lead_time((*without, identifier)),
            None if hours is None else hours / self._stream.calendar.hours_per_day,
        )


def lead_time_of(stream: ValueStream) -> float:
    """Return the lead time alone, without all the other numbers: the same as that of `analyse`."""
    measures = measures_of(stream)
    timing = timing_of(measures)
    if stream.conventions.lead_time == "includes-process":
        return timing.length
    path = critical_path_of(measures, timing)
    waits = [measures.rows[stage].wait_time or 0.0 for stage in path.stages]
    return fsum([*waits, *(measures.ways[arrow].wait_time for arrow in path.arrows)])
