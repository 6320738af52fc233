"""Which stages an item visits on its first pass, and with which quality: exact over shares.

A walk through the map in topological order that keeps, for each set of stages an item may be on its way to,
how probable that is and how much of it is still complete and accurate. Equal sets are merged, and a stage
that every item passes ends them all, so that branches multiply neither time nor memory.
"""

import random
from typing import NamedTuple

from vsmap.analysis.measures import Measures
from vsmap.analysis.sampling import SCENARIOS, SEED, sampled


class Odds(NamedTuple):
    """How probable it is that an item is here, and the share that is here and needs no correction."""

    probability: float
    accurate: float


class Factor(NamedTuple):
    """One factor of rolled %C&A: of a stage that every item visits, or of a whole stretch of branches."""

    stages: tuple[int, ...]
    value: float


class FirstPass(NamedTuple):
    """What happens to an item before any rework."""

    visits: list[float]
    """How probable it is that an item visits each stage."""
    factors: list[Factor]
    """What rolled %C&A is the product of."""
    exact: bool
    """False where there are more scenarios than are told apart: then a seeded sample of them stands in."""


def first_pass_of(measures: Measures) -> FirstPass:
    """Walk through the map once; semantics.md, Rolled %C&A, says what is computed."""
    quality = [
        row.complete_accurate if counted else None
        for row, counted in zip(measures.rows, measures.reach.counts, strict=True)
    ]
    if not measures.forks:
        factors = [Factor((stage,), value / 100) for stage, value in enumerate(quality) if value is not None]
        return FirstPass([1.0] * len(quality), factors, exact=True)
    walk = _Walk(measures, quality)
    for stage in measures.structure.order:
        walk.pass_stage(stage)
    return FirstPass(walk.visits, walk.factors, walk.exact)


class _Walk:
    """The state of the walk: which stages all items go to, and the sets of stages that only some go to."""

    def __init__(self, measures: Measures, quality: list[float | None]) -> None:
        size = len(quality)
        self.visits = [0.0] * size
        self.factors: list[Factor] = []
        self.exact = True
        self._measures = measures
        self._quality = quality
        self._certain = [not ways for ways in measures.structure.predecessors]
        self._pending: dict[int, int] = {}
        """The bit of each stage that some items, not all, are on their way to."""
        self._free: list[int] = []
        self._width = 0
        self._states: dict[int, Odds] = {0: Odds(1.0, 1.0)}
        self._stretch: list[int] = []
        self._random = random.Random(SEED)  # noqa: S311 - a reproducible sample, nothing secret

    def pass_stage(self, stage: int) -> None:
        """Let the items pass a stage, those of them that come to it."""
        bit = self._pending.pop(stage, 0)
        if self._certain[stage] or (bit and all(state & bit for state in self._states)):
            if bit:
                self._split(bit, [(0, 1.0)])
            self.visits[stage] = 1.0
            self._judge_all(stage)
            self._leave(stage, 0)
        elif bit:
            self.visits[stage] = sum(odds.probability for state, odds in self._states.items() if state & bit)
            self._judge_some(stage, bit)
            self._leave(stage, bit)
        if bit:
            self._free.append(bit)
        if len(self._states) == 1 and (self._stretch or 0 not in self._states):
            self._gather()

    def _judge_all(self, stage: int) -> None:
        quality = self._quality[stage]
        if quality is not None:
            self.factors.append(Factor((stage,), quality / 100))

    def _judge_some(self, stage: int, bit: int) -> None:
        quality = self._quality[stage]
        if quality is None:
            return
        self._stretch.append(stage)
        self._states = {
            state: odds._replace(accurate=odds.accurate * quality / 100) if state & bit else odds
            for state, odds in self._states.items()
        }

    def _leave(self, stage: int, bit: int) -> None:
        """Send the items that are at a stage on: all ways, or each item one way by the shares."""
        ways = self._measures.structure.successors[stage]
        if stage in self._measures.forks:
            shares = [self._measures.ways[arrow].share or 0.0 for _target, arrow in ways]
            bits = [self._bit_of(target) for target, _arrow in ways]
            total = sum(shares)
            self._split(bit, [(each, share / total) for each, share in zip(bits, shares, strict=True)])
        elif not bit:
            for target, _arrow in ways:
                self._certain[target] = True
        else:
            together = 0
            for target, _arrow in ways:
                together |= self._bit_of(target)
            self._split(bit, [(together, 1.0)])

    def _split(self, bit: int, ways: list[tuple[int, float]]) -> None:
        states: dict[int, Odds] = {}
        for state, odds in self._states.items():
            there = not bit or state & bit
            for reached, share in ways if there else [(0, 1.0)]:
                after = (state & ~bit) | reached
                known = states.get(after, Odds(0.0, 0.0))
                probability = known.probability + odds.probability * share
                states[after] = Odds(probability, known.accurate + odds.accurate * share)
        self._states = states if len(states) <= SCENARIOS else self._sample(states)

    def _bit_of(self, stage: int) -> int:
        """Return the bit that says "on its way to this stage"; none where all items are."""
        if self._certain[stage]:
            return 0
        if stage not in self._pending:
            if not self._free:
                self._free.append(1 << self._width)
                self._width += 1
            self._pending[stage] = self._free.pop()
        return self._pending[stage]

    def _gather(self) -> None:
        """End a stretch of branches where only one set of ways is left: all items take it."""
        state, odds = next(iter(self._states.items()))
        if self._stretch:
            self.factors.append(Factor(tuple(self._stretch), odds.accurate))
            self._stretch = []
        for stage, bit in self._pending.items():
            if bit & state:
                self._certain[stage] = True
        self._states = {0: Odds(1.0, 1.0)}

    def _sample(self, states: dict[int, Odds]) -> dict[int, Odds]:
        self.exact = False
        kept = sampled({state: odds.probability for state, odds in states.items()}, self._random)
        return {
            state: Odds(weight, states[state].accurate / states[state].probability * weight)
            for state, weight in kept.items()
        }
