"""An event log in little memory: what happened to which case, when it began and when it was done."""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from vsmap.exchange.logs.clock import WorkingClock
from vsmap.exchange.logs.stamps import Stamp


class Event(NamedTuple):
    """Something that happened to a case; hours are working hours on the log's clock."""

    activity: int
    start: float
    """When it was begun; that of `end` where the log does not say it."""
    end: float


class EventLog:
    """Events by case. Cases and activities are numbers; their names are kept once."""

    def __init__(self, clock: WorkingClock) -> None:
        self._clock = clock
        self.activities: list[str] = []
        self._activity_of: dict[str, int] = {}
        self._case_of: dict[str, int] = {}
        self._cases = array("L")
        self._happened = array("L")
        self._starts = array("d")
        self._ends = array("d")
        self._open: dict[tuple[int, int], list[float]] = {}
        self.groups: dict[int, dict[str, int]] = {}
        """How often each group of people did an activity."""
        self.has_starts = False
        self.unfinished = 0
        """Events that were begun and never done."""

    def __len__(self) -> int:
        return len(self._cases)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return len(self._case_of)

    def activity(self, name: str) -> int:
        """Return the number of an activity."""
        number = self._activity_of.get(name)
        if number is None:
            number = self._activity_of[name] = len(self.activities)
            self.activities.append(name)
        return number

    def case(self, name: str) -> int:
        """Return the number of a case."""
        return self._case_of.setdefault(name, len(self._case_of))

    def add(self, case: int, activity: int, end: Stamp, start: Stamp | None = None) -> None:
        """Note what was done, and when it was begun if the log says so."""
        done = self._clock.hours(end)
        begun = done if start is None else min(done, self._clock.hours(start))
        self.has_starts = self.has_starts or start is not None
        self._note(case, activity, begun, done)

    def begin(self, case: int, activity: int, start: Stamp) -> None:
        """Note that something was begun; `complete` finds it."""
        self._open.setdefault((case, activity), []).append(self._clock.hours(start))

    def complete(self, case: int, activity: int, end: Stamp) -> None:
        """Note that something was done: the earliest of its kind in the case that was begun, if any."""
        begun = self._open.get((case, activity))
        done = self._clock.hours(end)
        if begun:
            self.has_starts = True
            self._note(case, activity, min(begun.pop(0), done), done)
        else:
            self._note(case, activity, done, done)

    def close(self) -> None:
        """Note all that was begun and never done as what happened when it was begun."""
        for (case, activity), begun in self._open.items():
            for start in begun:
                self.unfinished += 1
                self._note(case, activity, start, start)
        self._open.clear()

    def by_group(self, activity: int, group: str) -> None:
        """Note which group of people did an activity."""
        known = self.groups.setdefault(activity, {})
        known[group] = known.get(group, 0) + 1

    def _note(self, case: int, activity: int, begun: float, done: float) -> None:
        self._cases.append(case)
        self._happened.append(activity)
        self._starts.append(begun)
        self._ends.append(done)

    def traces(self) -> Iterator[list[Event]]:
        """Yield the events of each case in the order in which they were done; ties as in the log."""
        order = sorted(range(len(self._cases)), key=lambda at: (self._cases[at], self._ends[at]))
        trace: list[Event] = []
        before = -1
        for at in order:
            if self._cases[at] != before and trace:
                yield trace
                trace = []
            before = self._cases[at]
            trace.append(Event(self._happened[at], self._starts[at], self._ends[at]))
        if trace:
            yield trace
