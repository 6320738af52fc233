"""The lead time of an average item, and how often it visits each stage (semantics.md, Totals)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from vsmap.analysis.loops import Loops, loops_of, uncertain_stages
from vsmap.analysis.measures import Measures
from vsmap.analysis.passing import LOST, Network, Passage, pass_through
from vsmap.analysis.structure import Way
from vsmap.analysis.visiting import FirstPass
from vsmap.model.stream import ValueStream


class Expected(NamedTuple):
    """What an average item meets, rework included."""

    loops: Loops
    visits: Sequence[float]
    passage: Passage | None
    """The walk through the whole map; None where every item takes the same way in the same time."""
    has_variety: bool
    """Whether items differ by shares or rework, and not only by how long a stage takes."""

    @property
    def exact(self) -> bool:
        """Whether the mean is exact: no scenario sampled, nothing averaged beside a parallel way."""
        return self.passage is not None and self.passage.exact and self.loops.exact

    @property
    def slopes(self) -> dict[int, float]:
        """By how much the mean falls for each hour saved at a stage, repetitions included."""
        return {} if self.passage is None else self.loops.slopes(self.passage.slopes)


def expected_of(stream: ValueStream, measures: Measures, first_pass: FirstPass) -> Expected:
    """Work out what an average item meets; cheap where there is nothing that would make it differ."""
    loops = loops_of(stream, measures)
    varied = bool(loops.loops or measures.forks)
    uncertain = any(row.is_uncertain for row in measures.rows) or any(
        way.is_uncertain for way in measures.ways
    )
    if not measures.rows or not (varied or uncertain):
        return Expected(loops, first_pass.visits, None, has_variety=False)
    passage = pass_through(whole_network(measures, loops))
    return Expected(loops, loops.visits(first_pass.visits), passage, has_variety=varied)


def whole_network(measures: Measures, loops: Loops) -> Network:
    """Return the network of all that leads to a delivery."""
    structure, counts = measures.structure, measures.reach.counts
    ways = _ways_to_delivery(measures)
    lossy = any(target == LOST for each in ways for target, _arrow in each)
    delivering = measures.reach.delivering or range(len(counts))
    ends = frozenset(
        stage for stage in delivering if not ways[stage] or (lossy and measures.reach.delivering)
    )
    return Network(
        order=[stage for stage in structure.order if counts[stage]],
        starts=[stage for stage, before in enumerate(structure.predecessors) if counts[stage] and not before],
        ends=ends,
        ways=ways,
        durations=[
            row.mean_lead_time + loops.additions.get(stage, 0.0) for stage, row in enumerate(measures.rows)
        ],
        waits=[way.mean_wait_time for way in measures.ways],
        shares=[way.share for way in measures.ways],
        forks=measures.forks,
        averaged=uncertain_stages(measures) | loops.additions.keys(),
    )


def parts_of_mean(measures: Measures, loops: Loops) -> tuple[dict[int, float], dict[int, float]]:
    """Return how often a stage, and an arrow, is on the longest way of an average item.

    The hours that each takes, rework included, times these add up to the mean. A wait is walked through
    as if it were a stage of its own, numbered behind the stages by its arrow.
    """
    network = whole_network(measures, loops)
    size, plain = len(measures.rows), len(measures.ways)
    waiting = [wait > 0 for wait in network.waits]
    ways: dict[int, list[Way]] = {}
    order = []
    for stage in network.order:
        out = [(target, arrow, target != LOST and waiting[arrow]) for target, arrow in network.ways[stage]]
        ways[stage] = [(size + arrow if waits else target, arrow) for target, arrow, waits in out]
        ways |= {size + arrow: [(target, plain)] for target, arrow, waits in out if waits}
        order += [stage, *(size + arrow for _target, arrow, waits in out if waits)]
    passage = pass_through(
        replace(
            network,
            order=order,
            ways=ways,
            durations=[*network.durations, *network.waits],
            waits=[0.0] * (plain + 1),
            shares=[*network.shares, None],
            first_of_ties=True,
        )
    )
    stages = {place: often for place, often in passage.slopes.items() if place < size}
    arrows = {place - size: often for place, often in passage.slopes.items() if place >= size}
    return stages, arrows


def _ways_to_delivery(measures: Measures) -> Sequence[Sequence[Way]]:
    """Return the ways that lead to a delivery; an item that its share sends elsewhere is lost."""
    successors, counts = measures.structure.successors, measures.reach.counts
    if all(counts):
        return successors
    return [
        [
            (target if counts[target] else LOST, arrow)
            for target, arrow in ways
            if counts[target] or (counts[stage] and measures.ways[arrow].share is not None)
        ]
        for stage, ways in enumerate(successors)
    ]
