"""Which stages lead to a delivery, which lie after it, and which lead nowhere (semantics.md, The graph)."""

from typing import NamedTuple

from vsmap.analysis.structure import Structure


class Reach(NamedTuple):
    """What each stage leads to; where none is marked as delivering, every end delivers."""

    delivering: list[int]
    """The stages that are marked as delivering."""
    counts: list[bool]
    """Whether a delivery can be reached, so that the stage counts in the totals."""
    after_delivery: list[bool]
    dead_end: list[bool]


def reach_of(structure: Structure, delivering: list[int]) -> Reach:
    """Find out what each stage leads to."""
    size = len(structure.ids)
    if not delivering:
        return Reach(delivering, [True] * size, [False] * size, [False] * size)
    counts = [False] * size
    after = [False] * size
    for stage in delivering:
        counts[stage] = after[stage] = True
    for stage in structure.order:
        if after[stage]:
            for target, _arrow in structure.successors[stage]:
                after[target] = True
    for stage in reversed(structure.order):
        if counts[stage]:
            for source, _arrow in structure.predecessors[stage]:
                counts[source] = True
    beyond = [later and not leads for later, leads in zip(after, counts, strict=True)]
    nowhere = [not leads and not later for later, leads in zip(after, counts, strict=True)]
    return Reach(delivering, counts, beyond, nowhere)
