"""What a log says of the stages: how cases move between them, and how long they take in each.

A log of what was *done* dates the end of each visit: its lead time runs from the event before. A log of
*statuses* dates the beginning: its lead time runs to the next event. Either way the lead times of a case's
visits add up to the case's own lead time, to the last hour; events that are left out hand theirs to the next.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vsmap.exchange.logs.events import Event

Step = tuple[int, int]


@dataclass(slots=True)
class Visits:
    """The visits of all cases; stages are the activities that are kept, by their place in the order."""

    stages: int
    cases: int = 0
    starts: Counter[int] = field(default_factory=Counter)
    """How many cases begin with a stage."""
    ends: Counter[int] = field(default_factory=Counter)
    forward: Counter[Step] = field(default_factory=Counter)
    """How many cases go from one stage on to the next, on their first pass."""
    back: Counter[Step] = field(default_factory=Counter)
    """How often work comes back to a stage that it had passed."""
    visited: Counter[int] = field(default_factory=Counter)
    """Visits of a stage, returns included."""
    first: Counter[int] = field(default_factory=Counter)
    """Visits that begin their case, so that nothing is known of the time before."""
    totals: array[float] = field(default_factory=lambda: array("d"))
    """The lead time of each case, in working hours."""
    begun: array[float] = field(default_factory=lambda: array("d"))
    """When each case began."""
    overlapping: int = 0
    """Events that were begun before the event before them was done."""
    left_out: int = 0
    """Events of activities that are no stage."""
    lead: list[array[float]] = field(init=False)
    """Lead times of the visits of each stage, in working hours."""
    process: list[array[float]] = field(init=False)
    """Their process times, as far as the log has them."""

    def __post_init__(self) -> None:
        """Make room for the times of each stage."""
        self.lead, self.process = ([array("d") for _ in range(self.stages)] for _ in range(2))


def order_of(traces: Iterable[Sequence[Event]], activities: int) -> list[int]:
    """Return the activities in the order of the stream: by where they stand in their cases, on average."""
    places, seen = [0.0] * activities, [0] * activities
    for trace in traces:
        first = list(dict.fromkeys(event.activity for event in trace))
        for place, activity in enumerate(first):
            places[activity] += place / len(first)
            seen[activity] += 1
    return sorted(
        (activity for activity in range(activities) if seen[activity]),
        key=lambda activity: places[activity] / seen[activity],
    )


def visits_of(traces: Iterable[Sequence[Event]], stages: Sequence[int], *, by_status: bool) -> Visits:
    """Walk through all cases.

    Args:
        traces: The events of each case in their order.
        stages: The activities that become stages, in the order of the stream.
        by_status: Whether an event is the entry into a status and not the end of an activity.
    """
    found = Visits(len(stages))
    walk = _Walk(found, {activity: index for index, activity in enumerate(stages)}, by_status=by_status)
    for trace in traces:
        walk.case(trace)
    return found


class _Walk:
    """Counts the visits of one case after the other."""

    def __init__(self, found: Visits, place: dict[int, int], *, by_status: bool) -> None:
        self._found, self._place, self._by_status = found, place, by_status

    def case(self, trace: Sequence[Event]) -> None:
        """Count one case."""
        found = self._found
        begun = min(event.start for event in trace)
        found.cases += 1
        found.totals.append(trace[-1].end - begun)
        found.begun.append(begun)
        visited = self._statuses(trace) if self._by_status else self._activities(trace, begun)
        if not visited:
            return
        found.visited.update(visited)
        passed = sorted(set(visited))
        found.starts[passed[0]] += 1
        found.ends[passed[-1]] += 1
        found.forward.update(pairwise(passed))
        seen = {visited[0]}
        for before, after in pairwise(visited):
            if after in seen and after <= before:
                found.back[before, after] += 1
            seen.add(after)

    def _activities(self, trace: Sequence[Event], begun: float) -> list[int]:
        """Note the lead time of each visit since the event before it; what follows the last is its own."""
        found, before = self._found, begun
        visited: list[int] = []
        for index, event in enumerate(trace):
            stage = self._place.get(event.activity)
            if stage is None:
                found.left_out += 1
                continue
            lead = event.end - before
            visited.append(stage)
            if index == 0 and event.start == event.end:
                found.first[stage] += 1
            found.overlapping += event.start < before
            found.lead[stage].append(lead)
            found.process[stage].append(min(event.end - event.start, lead))
            before = event.end
        if visited:
            found.lead[visited[-1]][-1] += trace[-1].end - before
        return visited

    def _statuses(self, trace: Sequence[Event]) -> list[int]:
        """Note how long a case stays in each status; time in those left out is that of the one before."""
        found = self._found
        visited: list[int] = []
        entered = trace[0].end
        for event in trace:
            stage = self._place.get(event.activity)
            if stage is None:
                found.left_out += 1
                continue
            if visited:
                found.lead[visited[-1]].append(event.end - entered)
                entered = event.end
            visited.append(stage)
        if visited:
            found.lead[visited[-1]].append(trace[-1].end - entered)
        return visited
