"""Where work gets to along the flows: the order of the stages, and whether rework can come back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from vsmap.model.stream import Arrow, ValueStream

_BITS: Final = 1000


def flow_order(stream: ValueStream) -> list[str]:
    """Return the ids, each after its predecessors (Kahn); a cycle and what follows it is left out."""
    waiting = {identifier: len(stream.predecessors(identifier)) for identifier in stream.ids()}
    order = [identifier for identifier, count in waiting.items() if not count]
    for identifier in order:
        for target in stream.successors(identifier):
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    return order


def unreached_sources(stream: ValueStream) -> Iterator[Arrow]:
    """Yield the rework arrows, as (source, target), whose source can't be reached from their target.

    Two trees of ways through the map, one by the first ways and one by the last, show it for nearly every
    arrow at once. The others are looked for by bits, in one pass against the flow for each thousand of them.
    """
    if not stream.rework:
        return
    trees = [_tree(stream, last_first=last_first) for last_first in (False, True)]
    unsure = [arrow for arrow in stream.rework if not any(tree.joins(*arrow) for tree in trees)]
    if not unsure:
        return
    backwards = flow_order(stream)[::-1]
    for first in range(0, len(unsure), _BITS):
        some = unsure[first : first + _BITS]
        bit = {source: 1 << index for index, (source, _target) in enumerate(some)}
        reached = _reached(stream, backwards, bit)
        yield from ((source, target) for source, target in some if not reached[target] & bit[source])


class _Tree(NamedTuple):
    """A tree of ways: what hangs below a stage was entered after it, and before it was left."""

    entered: Mapping[str, int]
    left: Mapping[str, int]

    def joins(self, source: str, target: str) -> bool:
        """Whether the source of rework hangs below its target; if not it may be reached all the same."""
        return self.entered[target] <= self.entered[source] <= self.left[target]


def _tree(stream: ValueStream, *, last_first: bool) -> _Tree:
    """Go through the map depth first, without recursion; the flows have no cycle."""
    entered: dict[str, int] = {}
    left: dict[str, int] = {}
    starts = [identifier for identifier in stream.ids() if not stream.predecessors(identifier)]
    ahead: list[tuple[str, bool]] = [(start, False) for start in starts]
    while ahead:
        identifier, is_done = ahead.pop()
        if is_done:
            left[identifier] = len(entered) - 1
        elif identifier not in entered:
            entered[identifier] = len(entered)
            ahead.append((identifier, True))
            ways = stream.successors(identifier)
            ahead += [(target, False) for target in (ways if last_first else ways[::-1])]
    return _Tree(entered, left)


def _reached(stream: ValueStream, backwards: Sequence[str], bit: Mapping[str, int]) -> dict[str, int]:
    """Return for each stage the bits of the sources that work gets to from there."""
    reached: dict[str, int] = {}
    for identifier in backwards:
        mask = bit.get(identifier, 0)
        for target in stream.successors(identifier):
            mask |= reached[target]
        reached[identifier] = mask
    return reached
