"""Rework: what a repetition passes through, what it costs, and how often it happens (semantics.md)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from vsmap.analysis.means import mean_hours
from vsmap.analysis.measures import Measures
from vsmap.analysis.memory import StreamMemory
from vsmap.analysis.passing import Network, Passage, pass_through
from vsmap.analysis.structure import Structure, Way
from vsmap.model.stream import ValueStream

if TYPE_CHECKING:
    from vsmap.model.records import Rework


class Loop(NamedTuple):
    """One rework arrow: its ends, what it says, and what a repetition is."""

    source: int
    target: int
    rate: float | None
    """Share of the completions that come back, 0 to 1; None is unknown."""
    wait: float
    repetition: Passage


class Loops(NamedTuple):
    """All rework of a map, by its sources from first to last."""

    loops: tuple[Loop, ...]
    rates: dict[int, float]
    """How many of the completions of a source come back at all, 0 to 1."""
    additions: dict[int, float]
    """Hours of rework that each completion of a source brings with it, on average."""

    @property
    def is_known(self) -> bool:
        """Whether every rate is known."""
        return all(loop.rate is not None for loop in self.loops)

    @property
    def exact(self) -> bool:
        """Whether every repetition is exact."""
        return all(loop.repetition.exact for loop in self.loops if loop.rate)

    def cost(self, loop: Loop) -> float | None:
        """Return the hours that one rework arrow adds to an item that passes its source once."""
        if loop.rate is None:
            return None
        return loop.rate * (loop.wait + loop.repetition.mean) / (1 - self.rates[loop.source])

    def visits(self, first_pass: Sequence[float]) -> list[float]:
        """Return how often an item visits each stage, all repetitions included.

        The sources from last to first: what repeats an earlier source is known by then.
        """
        visits = list(first_pass)
        for loop, stage, often in self._returns(first_pass):
            del loop
            visits[stage] += often
        return visits

    def repeats(self, first_pass: Sequence[float], at: int) -> list[tuple[int, int, float]]:
        """Return how often each rework arrow, by source and target, makes an item visit a stage again."""
        returns = self._returns(first_pass)
        return [(loop.source, loop.target, often) for loop, stage, often in returns if stage == at and often]

    def _returns(self, first_pass: Sequence[float]) -> Iterator[tuple[Loop, int, float]]:
        """Yield each arrow with each stage of its repetition, and how often the item is there again by it."""
        visits = list(first_pass)
        for source in reversed(self.rates):
            completed = visits[source] / (1 - self.rates[source])
            for loop in self.loops:
                if loop.source == source:
                    for stage, often in loop.repetition.visits.items():
                        again = completed * (loop.rate or 0.0) * (1.0 if stage == source else often)
                        visits[stage] += again
                        yield loop, stage, again

    def slopes(self, slopes: Mapping[int, float]) -> dict[int, float]:
        """Carry the worth of an hour at each stage on to the stages that are repeated for it."""
        worth = dict(slopes)
        for source in reversed(self.rates):
            repeated = worth.get(source, 0.0) / (1 - self.rates[source])
            for loop in self.loops:
                if loop.source == source:
                    for stage, slope in loop.repetition.slopes.items():
                        worth[stage] = worth.get(stage, 0.0) + repeated * (loop.rate or 0.0) * slope
        return worth


Body = Mapping[int, tuple[Way, ...]]
"""The stages of a repetition in topological order, with the ways between them."""


_Figures = tuple[list[float], list[float], list[float | None], list[bool], list[bool]]
"""All that a repetition depends on beside its shape: hours of stages and ways, shares, forks, averages."""


class _Bodies(NamedTuple):
    """The repetitions of a map by target and source: they follow from its shape alone."""

    structure: Structure
    bodies: dict[tuple[int, int], Body]
    passages: dict[tuple[int, int], tuple[_Figures, Passage]]
    """What was found of each the last time, with the figures that it was found from."""


_MEMORY: StreamMemory[_Bodies] = StreamMemory()


def loops_of(stream: ValueStream, measures: Measures) -> Loops:
    """Work out all rework of a map; an unknown rate counts 0."""
    if not stream.rework:
        return Loops((), {}, {})
    position, rank = measures.structure.position, measures.structure.rank
    by_source: dict[int, list[Rework]] = {}
    for arrow in sorted(stream.reworks(), key=lambda arrow: rank[position[arrow.source]]):
        by_source.setdefault(position[arrow.source], []).append(arrow)
    known = _bodies(stream, measures.structure)
    durations = [row.mean_lead_time for row in measures.rows]
    waits, shares = [way.mean_wait_time for way in measures.ways], [way.share for way in measures.ways]
    averaged = uncertain_stages(measures)
    loops: list[Loop] = []
    rates: dict[int, float] = {}
    additions: dict[int, float] = {}
    for source, arrows in by_source.items():
        found = []
        for arrow in arrows:
            target = position[arrow.target]
            body, ends = known.bodies[target, source], frozenset((source,))
            repetition = Network(
                [*body], (target,), ends, body, durations, waits, shares, measures.forks, averaged
            )
            wait = mean_hours(arrow.wait_time, measures.calendar)
            rate = None if arrow.rate is None else arrow.rate / 100
            passage = _passage(known, (target, source), repetition)
            found.append(Loop(source, target, rate, wait, passage))
        rates[source] = sum(loop.rate or 0.0 for loop in found)
        cost = sum((loop.rate or 0.0) * (loop.wait + loop.repetition.mean) for loop in found)
        if cost:
            additions[source] = cost / (1 - rates[source])
            durations[source] += additions[source]
            averaged.add(source)
        loops += found
    return Loops(tuple(loops), rates, additions)


def uncertain_stages(measures: Measures) -> set[int]:
    """Return the stages of which a time, or the wait in front of them, is known by its mean alone."""
    arrows = zip(measures.structure.arrows, measures.ways, strict=True)
    found = {target for (_source, target), way in arrows if way.is_uncertain}
    found.update(stage for stage, row in enumerate(measures.rows) if row.is_uncertain)
    return found


def bodies_of(stream: ValueStream, structure: Structure) -> dict[tuple[int, int], Body]:
    """Return what a repetition passes through, by target and source of its arrow."""
    return _bodies(stream, structure).bodies


def _bodies(stream: ValueStream, structure: Structure) -> _Bodies:
    kept = _MEMORY.recall(stream)
    if kept is not None and kept.structure is structure:
        return kept
    ends = [(structure.position[target], structure.position[source]) for source, target in stream.rework]
    bodies = {(target, source): _body(structure, target, source) for target, source in ends}
    return _MEMORY.keep(stream, _Bodies(structure, bodies, {}))


def _passage(known: _Bodies, ends: tuple[int, int], repetition: Network) -> Passage:
    """Walk through a repetition, or recall what the same figures led to: most keys change one of many."""
    stages = repetition.order
    arrows = [arrow for ways in known.bodies[ends].values() for _target, arrow in ways]
    figures: _Figures = (
        [repetition.durations[stage] for stage in stages],
        [repetition.waits[arrow] for arrow in arrows],
        [repetition.shares[arrow] for arrow in arrows],
        [stage in repetition.forks for stage in stages],
        [stage in repetition.averaged for stage in stages],
    )
    before = known.passages.get(ends)
    if before is None or before[0] != figures:
        before = known.passages[ends] = figures, pass_through(repetition)
    return before[1]


def _body(structure: Structure, target: int, source: int) -> Body:
    """Return the stages on any way from target to source, both included."""
    between = structure.order[structure.rank[target] : structure.rank[source] + 1]
    after = {target}
    for stage in between:
        if stage in after:
            after.update(following for following, _arrow in structure.successors[stage])
    leads = {source}
    for stage in reversed(between):
        if stage in leads:
            leads.update(before for before, _arrow in structure.predecessors[stage])
    inside = after & leads
    return {
        stage: tuple(way for way in structure.successors[stage] if way[0] in inside)
        for stage in between
        if stage in inside
    }
