"""The shape of a map as lists of numbers: compiled once for each edit that changes stages or arrows."""

from typing import NamedTuple

from vsmap.model.stream import ValueStream

Way = tuple[int, int]
"""The stage at the other end of an arrow, and the arrow's number."""


class Structure(NamedTuple):
    """Stages by their position in the map, arrows by their number in the order of the map."""

    ids: tuple[str, ...]
    position: dict[str, int]
    arrows: tuple[tuple[int, int], ...]
    successors: tuple[tuple[Way, ...], ...]
    """The ways out of each stage, in the order of the map."""
    predecessors: tuple[tuple[Way, ...], ...]
    order: tuple[int, ...]
    """Every stage after all its predecessors, branch by branch."""
    rank: tuple[int, ...]
    """The place of each stage in that order."""


def compile_structure(stream: ValueStream) -> Structure:
    """Compile the shape of a stream; linear, without recursion.

    Raises ValueError where the flows run in a circle, which no edit and no file leads to.
    """
    ids = tuple(stream.ids())
    position = {identifier: index for index, identifier in enumerate(ids)}
    successors: list[tuple[Way, ...]] = []
    arrows: list[tuple[int, int]] = []
    entering: list[list[Way]] = [[] for _ in ids]
    for source, identifier in enumerate(ids):
        ways = []
        for target in sorted(position[each] for each in stream.successors(identifier)):
            ways.append((target, len(arrows)))
            entering[target].append((source, len(arrows)))
            arrows.append((source, target))
        successors.append(tuple(ways))
    order = _branch_by_branch(successors, entering)
    rank = _ranks(order, successors)
    predecessors = tuple(tuple(ways) for ways in entering)
    return Structure(ids, position, tuple(arrows), tuple(successors), predecessors, order, rank)


def _branch_by_branch(successors: list[tuple[Way, ...]], entering: list[list[Way]]) -> tuple[int, ...]:
    """Order the stages by depth first search, so that few branches are open at a time."""
    left: list[int] = []
    tried = [0] * len(successors)
    seen = [False] * len(successors)
    for start in reversed([stage for stage, ways in enumerate(entering) if not ways]):
        seen[start] = True
        open_stages = [start]
        while open_stages:
            stage = open_stages[-1]
            if tried[stage] == len(successors[stage]):
                left.append(open_stages.pop())
                continue
            tried[stage] += 1
            target = successors[stage][-tried[stage]][0]
            if not seen[target]:
                seen[target] = True
                open_stages.append(target)
    return tuple(reversed(left))


def _ranks(order: tuple[int, ...], successors: list[tuple[Way, ...]]) -> tuple[int, ...]:
    """Return each stage's place in the order; raises ValueError where there is no such order."""
    rank = [-1] * len(successors)
    for index, stage in enumerate(order):
        rank[stage] = index
    if len(order) < len(successors) or any(
        rank[target] <= rank[source] for source, ways in enumerate(successors) for target, _arrow in ways
    ):
        raise ValueError("the flows run in a circle")
    return tuple(rank)
