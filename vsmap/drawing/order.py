"""The order of stages and passing arrows from top to bottom in each rank of a block.

Insertion order comes first. Sweeps by the median of neighbours (Sugiyama; Gansner and others 1993) and
exchanges of neighbours are kept only where crossings strictly fall: that keeps drawings stable under edits.
"""

from bisect import bisect_right, insort
from collections.abc import Sequence

Unit = tuple[int, int, int, int, int]
"""One arrow's way through one gap: left node, row in it, right node, row in it, weight."""
Neighbours = list[list[int]]

STAGE, PASSING, LANE = range(3)
"""Kinds of nodes: a stage, a forward arrow that passes a rank, rework that passes a rank."""
KINDS = 3
"""A node of swimlane n has its kind plus n times this number."""
SWEEPS = 6
BOTH_WAYS = 2
"""When so many sweeps in a row changed nothing, further ones would only repeat them."""
SMALL_BLOCK = 600
"""Up to so many units in a block, exchanges of neighbours are tried too."""
LARGE_BLOCK = 12_000
"""From so many units in a block on, one sweep must do: a budget in work, not in time, so drawings repeat."""


def _places(order: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return the place of each node in its rank."""
    return {node: at for layer in order for at, node in enumerate(layer)}


def crossings(order: Sequence[Sequence[int]], units: Sequence[Sequence[Unit]]) -> int:
    """Count crossings of arrows between neighbouring ranks."""
    total = 0
    place = _places(order)
    for at, gap in enumerate(units):
        if len(gap) > 1 and len(order[at]) > 1 and len(order[at + 1]) > 1:
            total += _inversions(sorted((place[unit[0]], place[unit[2]]) for unit in gap))
    return total


def _inversions(pairs: list[tuple[int, int]]) -> int:
    """Count the pairs whose right ends stand in the opposite order of their left ends."""
    seen: list[int] = []
    total = 0
    for _, right in pairs:
        total += len(seen) - bisect_right(seen, right)
        insort(seen, right)
    return total


def neighbours(nodes: int, units: Sequence[Sequence[Unit]]) -> tuple[Neighbours, Neighbours]:
    """Return the left and the right neighbours of each node."""
    left: Neighbours = [[] for _ in range(nodes)]
    right: Neighbours = [[] for _ in range(nodes)]
    for gap in units:
        for source, _, target, _, _ in gap:
            right[source].append(target)
            left[target].append(source)
    return left, right


def _by_median(layer: list[int], beside: list[int], near: Neighbours, kinds: Sequence[int]) -> list[int]:
    """Sort a rank by the median place of its neighbours in the rank beside it; kinds settle ties."""
    if len(layer) == 1:
        return layer
    place = {node: at for at, node in enumerate(beside)}
    keyed = []
    for at, node in enumerate(layer):
        places = sorted(place[other] for other in near[node])
        wanted = places[(len(places) - 1) // 2] if places else at
        keyed.append((kinds[node] // KINDS, wanted, kinds[node], at, node))
    keyed.sort()
    return _beneath([each[-1] for each in keyed], kinds)


def _beneath(layer: list[int], kinds: Sequence[int]) -> list[int]:
    """Put lanes of rework that stand at the top of a rank beneath the first node that is none."""
    top = kinds[layer[0]]
    if top % KINDS != LANE:
        return layer
    first = next((at for at, node in enumerate(layer) if top - LANE <= kinds[node] < top), 0)
    return [layer[first], *layer[:first], *layer[first + 1 :]]


def _exchange(order: list[list[int]], left: Neighbours, right: Neighbours, kinds: Sequence[int]) -> None:
    """Swap neighbours in a rank, in place, wherever that alone strictly lowers the crossings."""
    place = _places(order)
    for layer in order:
        for at in range(len(layer) - 1):
            upper, lower = layer[at], layer[at + 1]
            apart = kinds[upper] // KINDS != kinds[lower] // KINDS
            if apart or (at == 0 and kinds[lower] % KINDS == LANE):
                continue
            gain = 0
            for near in (left, right):
                ups, downs = [place[n] for n in near[upper]], [place[n] for n in near[lower]]
                gain += sum((a > b) - (a < b) for a in ups for b in downs)
            if gain > 0:
                layer[at], layer[at + 1] = lower, upper
                place[lower], place[upper] = at, at + 1


def _sweeps_for(units: int) -> int:
    """Return how many sweeps a block of that many units may cost."""
    return SWEEPS if units < LARGE_BLOCK // 4 else 2 if units < LARGE_BLOCK else 0


def ordered(
    layers: Sequence[Sequence[int]], units: Sequence[Sequence[Unit]], kinds: Sequence[int]
) -> list[list[int]]:
    """Return each rank from top to bottom.

    Args:
        layers: The nodes of each rank in order of insertion.
        units: The arrows between each rank and the next.
        kinds: For each node `STAGE`, `PASSING` or `LANE` in its swimlane; lanes of rework belong beneath.
    """
    best = [sorted(layer, key=lambda node: kinds[node] // KINDS) for layer in layers]
    left, right = neighbours(len(kinds), units)
    for at in range(1, len(best)):
        best[at] = _by_median(best[at], best[at - 1], left, kinds)
    fewest = crossings(best, units)
    size = sum(map(len, units))
    failed = 0
    for sweep in range(_sweeps_for(size)):
        if not fewest or failed == BOTH_WAYS:
            break
        trial = _swept(best, (left, right), kinds, backwards=sweep % 2 == 0)
        if size <= SMALL_BLOCK:
            _exchange(trial, left, right, kinds)
        count = crossings(trial, units)
        failed += 1
        if count < fewest:
            best, fewest, failed = trial, count, 0
    return best


def _swept(
    order: list[list[int]], near: tuple[Neighbours, Neighbours], kinds: Sequence[int], *, backwards: bool
) -> list[list[int]]:
    """Sort each rank by the rank before it, or backwards by the rank after it."""
    left, right = near
    trial = [list(layer) for layer in order]
    if backwards:
        for at in range(len(trial) - 2, -1, -1):
            trial[at] = _by_median(trial[at], trial[at + 1], right, kinds)
    else:
        for at in range(1, len(trial)):
            trial[at] = _by_median(trial[at], trial[at - 1], left, kinds)
    return trial
