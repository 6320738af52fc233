"""How long an average item takes through a network of stages: exact over the scenarios of its shares.

A walk in topological order. A token is an item's arrival at a stage: when, and which stages lie on every
longest way to there. Tokens that all items have in common are kept once; those that depend on the drawn
shares are kept for each scenario. A stage that every item passes alone ends the scenarios before it.
"""

import random
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from vsmap.analysis.sampling import SCENARIOS, SEED, sampled
from vsmap.analysis.structure import Way
from vsmap.analysis.timing import CRITICAL_WITHIN

LOST: Final = -1
"""In place of a stage: the item goes where it never comes to an end."""


class Token(NamedTuple):
    """An arrival: hours since the last stage that all items passed alone, and a bit for each stage."""

    time: float
    stages: int


class Scenario(NamedTuple):
    """What some items have not in common with all others."""

    waiting: tuple[tuple[int, Token], ...]
    """Tokens by stage, in the order of the stages."""
    done: Token | None
    """The latest delivery so far."""


@dataclass(frozen=True, slots=True)
class Network:
    """What is walked through: stages in topological order, and the ways between them."""

    order: Sequence[int]
    starts: Sequence[int]
    ends: frozenset[int]
    """Where the clock stops; of several that are reached the latest counts."""
    ways: Mapping[int, Sequence[Way]] | Sequence[Sequence[Way]]
    durations: Sequence[float]
    waits: Sequence[float]
    shares: Sequence[float | None]
    forks: Container[int]
    """The stages behind which each item takes one way, by shares."""
    averaged: Container[int] = ()
    """The stages whose duration is an average, of rework or of an uncertain time: what runs beside one makes
    the mean inexact."""
    first_of_ties: bool = False
    """Whether the first of tied ways counts as the longest, so that what it is made of adds up; else only
    what is on all of them, so that slopes are true."""


@dataclass(slots=True)
class Passage:
    """What a walk found."""

    mean: float = 0.0
    """Hours of an average item that comes to an end."""
    visits: dict[int, float] = field(default_factory=dict)
    """How probable it is that an item visits each stage."""
    slopes: dict[int, float] = field(default_factory=dict)
    """By how much the mean falls for each hour saved at a stage."""
    exact: bool = True


_ALL: Final = Scenario((), None)
_START: Final = Token(0.0, 0)
"""The token at a stage that every item passes alone, where the clock starts anew."""


def pass_through(network: Network) -> Passage:
    """Walk through a network once."""
    walk = _Walk(network)
    for stage in network.order:
        walk.pass_stage(stage)
    walk.finish()
    return walk.passage


class _Walk:
    def __init__(self, network: Network) -> None:
        self.passage = Passage()
        self._network = network
        alone = len(network.starts) == 1
        self._common = {start: _START if alone else Token(0.0, 0) for start in network.starts}
        self._scattered: set[int] = set()
        """Stages at which some scenario may have a token."""
        self._scenarios: dict[Scenario, float] = {_ALL: 1.0}
        self._numbered: list[int] = []
        """The stages that tokens have a bit for."""
        self._random: random.Random | None = None
        """What samples are drawn with, once there are too many scenarios."""

    def _later(self, one: Token | None, other: Token | None) -> Token | None:
        """Return the later of two arrivals."""
        if one is None or other is None:
            return one or other
        if abs(one.time - other.time) <= CRITICAL_WITHIN and not self._network.first_of_ties:
            return Token(max(one.time, other.time), one.stages & other.stages)
        return one if one.time >= other.time else other

    def pass_stage(self, stage: int) -> None:
        """Let the items pass a stage, those of them that come to it."""
        common = self._common.pop(stage, None)
        if common is None and stage not in self._scattered:
            return
        splits = stage in self._network.forks or stage in self._network.ends
        if common is _START and not splits and len(self._network.ways[stage]) == 1:
            self._pass_alone(stage)
            return
        bit = 1 << len(self._numbered)
        self._numbered.append(stage)
        if common is not None and stage not in self._scattered and not splits:
            self._pass_all(stage, common, bit)
        else:
            self._pass_each(stage, common, bit)
        self._scattered.discard(stage)
        self._gather()

    def _pass_alone(self, stage: int) -> None:
        """Pass a stage that every item passes alone, with one way on: most stages of most maps."""
        [(target, arrow)] = self._network.ways[stage]
        self.passage.visits[stage] = self.passage.slopes[stage] = 1.0
        self.passage.mean += self._network.durations[stage] + self._network.waits[arrow]
        self._common[target] = _START

    def _pass_all(self, stage: int, token: Token, bit: int) -> None:
        """Move the token that all scenarios have at a stage."""
        self.passage.visits[stage] = 1.0
        if stage in self._network.averaged:
            self._average(*self._scattered, *(scenario.done for scenario in self._scenarios))
        finish = Token(token.time + self._network.durations[stage], token.stages | bit)
        for target, arrow in self._network.ways[stage]:
            arrival = finish._replace(time=finish.time + self._network.waits[arrow])
            self._common[target] = self._later(self._common.get(target), arrival) or arrival

    def _pass_each(self, stage: int, common: Token | None, bit: int) -> None:
        """Move the token of each scenario that has one at a stage."""
        choices = self._choices(stage)
        after: dict[Scenario, float] = {}
        visited = 0.0
        for scenario, weight in self._scenarios.items():
            waiting = dict(scenario.waiting)
            token = self._later(common, waiting.pop(stage, None))
            if token is None:
                after[scenario] = after.get(scenario, 0.0) + weight
                continue
            visited += weight
            if stage in self._network.averaged:
                self._average(*waiting, scenario.done)
            finish = Token(token.time + self._network.durations[stage], token.stages | bit)
            done = self._later(scenario.done, finish) if stage in self._network.ends else scenario.done
            for taken, share in choices:
                moved = Scenario(self._arrive(waiting, taken, finish), done)
                after[moved] = after.get(moved, 0.0) + weight * share
        self.passage.visits[stage] = visited
        ways = self._network.ways[stage]
        self._scattered.update(target for target, _arrow in ways if target != LOST)
        self._scenarios = after

    def _choices(self, stage: int) -> list[tuple[Sequence[Way], float]]:
        """Return what may happen behind a stage: one way each by the shares, or all ways at once."""
        ways = self._network.ways[stage]
        if stage not in self._network.forks or not ways:
            return [(ways, 1.0)]
        shares = [self._network.shares[arrow] or 0.0 for _target, arrow in ways]
        total = sum(shares)
        return [([way], share / total) for way, share in zip(ways, shares, strict=True)]

    def _arrive(
        self, waiting: dict[int, Token], ways: Sequence[Way], finish: Token
    ) -> tuple[tuple[int, Token], ...]:
        arrived = dict(waiting)
        for target, arrow in ways:
            if target == LOST:
                continue
            arrival = finish._replace(time=finish.time + self._network.waits[arrow])
            arrived[target] = self._later(arrived.get(target), arrival) or arrival
        return tuple(sorted(arrived.items()))

    def _average(self, *beside: object) -> None:
        """Take the mean of a duration: too little where the slowest of several has to be waited for."""
        if self._common or any(other is not None for other in beside):
            self.passage.exact = False

    def _gather(self) -> None:
        """Tell fewer scenarios apart: one, where all are alike or all pass one stage alone."""
        if len(self._scenarios) == 1:
            self._unite()
        elif len(self._scenarios) > SCENARIOS:
            self._random = self._random or random.Random(SEED)  # noqa: S311 - reproducible, nothing secret
            self._scenarios = sampled(self._scenarios, self._random)
            self.passage.exact = False
        if len(self._common) > 1 or len(self._scattered) > 1:
            return
        places = {*self._common, *self._scattered}
        if len(places) == 1 and all(scenario.done is None for scenario in self._scenarios):
            self._restart(places.pop())

    def _unite(self) -> None:
        """Make what the only scenario has what all items have."""
        [(scenario, weight)] = self._scenarios.items()
        if scenario.waiting:
            for stage, token in scenario.waiting:
                self._common[stage] = self._later(self._common.get(stage), token) or token
            self._scenarios = {Scenario((), scenario.done): weight}
        self._scattered.clear()

    def _restart(self, stage: int) -> None:
        """Start the clock anew at a stage that every item passes alone."""
        common = self._common.get(stage)
        if common is not None and not self._scattered:
            self._count(common, 1.0)
            self._begin(stage)
            return
        tokens = [
            (self._later(common, dict(scenario.waiting).get(stage)), weight)
            for scenario, weight in self._scenarios.items()
        ]
        if any(token is None for token, _weight in tokens):
            return
        for token, weight in tokens:
            if token is not None:
                self._count(token, weight)
        self._begin(stage)

    def _begin(self, stage: int) -> None:
        self._common = {stage: _START}
        self._scattered.clear()
        self._scenarios = {_ALL: 1.0}
        self._numbered.clear()

    def finish(self) -> None:
        """Stop the clock: what never came to an end is not an item that took no time."""
        ended = [(scenario.done, weight) for scenario, weight in self._scenarios.items()]
        total = sum(weight for token, weight in ended if token is not None)
        for token, weight in ended:
            if token is not None:
                self._count(token, weight / total)

    def _count(self, token: Token, weight: float) -> None:
        self.passage.mean += token.time * weight
        slopes, bits = self.passage.slopes, token.stages
        while bits:
            lowest = bits & -bits
            stage = self._numbered[lowest.bit_length() - 1]
            slopes[stage] = slopes.get(stage, 0.0) + weight
            bits ^= lowest
