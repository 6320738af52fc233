"""An average item by other routes: every scenario counted out, and items walked one by one."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import brute_force

from vsmap.model.figures import times_of
from vsmap.model.records import Rework
from vsmap.model.stream import ValueStream


def lead_time_of(stream: ValueStream, stage: str) -> float:
    """Return the hours of a stage, or what is known of them."""
    return times_of(stream.stage(stage), stream.calendar).lower_bound


def wait_of(stream: ValueStream, source: str, target: str) -> float:
    """Return the hours between two stages."""
    flow = stream.flow(source, target)
    assert flow is not None
    return (flow.wait_time.hours(stream.calendar) if flow.wait_time else 0.0) or 0.0


def mean_over_scenarios(stream: ValueStream) -> float:
    """Return the mean of the longest way over all scenarios in which the item is delivered."""
    times, weights = 0.0, 0.0
    for probability, taken in brute_force.outcomes(stream):
        finish = finishes(stream, taken)
        delivered = [time for stage, time in finish.items() if brute_force.delivers(stream, stage)]
        if delivered:
            times += probability * max(delivered)
            weights += probability
    return times / weights


def finishes(stream: ValueStream, taken: dict[str, str]) -> dict[str, float]:
    """Return when each visited stage ends, in one scenario."""
    finish: dict[str, float] = {}
    left = set(stream.ids())
    while left:
        stage = next(each for each in sorted(left) if not left & set(stream.predecessors(each)))
        left.remove(stage)
        before = stream.predecessors(stage)
        came = [
            finish[source] + wait_of(stream, source, stage)
            for source in before
            if source in finish and taken.get(source, stage) == stage
        ]
        if came or not before:
            finish[stage] = max(came, default=0.0) + lead_time_of(stream, stage)
    return finish


class Walker:
    """Walks items through a map: shares and rework are drawn, parallel ways waited for."""

    def __init__(self, stream: ValueStream, seed: int) -> None:
        self.stream = stream
        self.chance = random.Random(seed)  # noqa: S311 - a reproducible walk
        self.visits: Counter[str] = Counter()

    def walk(self) -> float:
        """Walk one item through and return its lead time."""
        starts = [stage for stage in self.stream.ids() if not self.stream.predecessors(stage)]
        finish = self._pass(starts, set(self.stream.ids()), repeats_last=True)
        return max(time for stage, time in finish.items() if brute_force.delivers(self.stream, stage))

    def _pass(self, starts: Iterable[str], inside: set[str], *, repeats_last: bool) -> dict[str, float]:
        arrivals = dict.fromkeys(starts, 0.0)
        finish: dict[str, float] = {}
        left = set(inside)
        while left:
            stage = next(each for each in sorted(left) if not left & set(self.stream.predecessors(each)))
            left.remove(stage)
            if stage not in arrivals:
                continue
            self.visits[stage] += 1
            done = arrivals[stage] + lead_time_of(self.stream, stage)
            if repeats_last or left:
                done += self._rework(stage)
            finish[stage] = done
            for target in self._drawn(stage, inside):
                arrival = done + wait_of(self.stream, stage, target)
                arrivals[target] = max(arrivals.get(target, 0.0), arrival)
        return finish

    def _drawn(self, stage: str, inside: set[str]) -> list[str]:
        ways = [target for target in self.stream.successors(stage) if target in inside]
        flows = [self.stream.flow(stage, target) for target in ways]
        shares = [flow.share for flow in flows if flow is not None and flow.share is not None]
        return self.chance.choices(ways, shares) if shares else ways

    def _rework(self, source: str) -> float:
        """Repeat until nothing comes back any more; the repeated source may come back again."""
        total = 0.0
        while (arrow := self._comes_back(source)) is not None:
            total += (arrow.wait_time.hours(self.stream.calendar) if arrow.wait_time else 0.0) or 0.0
            total += self._pass([arrow.target], self._body(arrow), repeats_last=False)[source]
        return total

    def _comes_back(self, source: str) -> Rework | None:
        drawn = self.chance.random() * 100
        for arrow in self.stream.reworks():
            if arrow.source == source and arrow.rate:
                drawn -= arrow.rate
                if drawn < 0:
                    return arrow
        return None

    def _body(self, arrow: Rework) -> set[str]:
        ways = brute_force.ways_from(self.stream, arrow.target)
        return {stage for way in ways if arrow.source in way for stage in way[: way.index(arrow.source) + 1]}


def body_visits(built: ValueStream, arrow: Rework) -> dict[str, float]:
    """Return how often one repetition visits each stage, by scenarios of its own small map."""
    ways = brute_force.ways_from(built, arrow.target)
    inside = {stage for way in ways if arrow.source in way for stage in way[: way.index(arrow.source) + 1]}
    body = ValueStream([built.stage(stage) for stage in built.ids() if stage in inside])
    for source in inside:
        flows = [built.flow(source, target) for target in built.successors(source) if target in inside]
        total = sum(flow.share or 0 for flow in flows if flow is not None)
        for flow in flows:
            if flow is not None and source != arrow.source:
                share = flow.share / total * 100 if flow.share is not None else None
                body.put_flow(replace(flow, share=share))
    outcomes = list(brute_force.scenarios(body))
    return {stage: sum(weight for weight, visited in outcomes if stage in visited) for stage in inside}
