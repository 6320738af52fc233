"""The row of each node of a block: straight lines first, no overlap by construction.

For each rank the wished rows (the weighted median of the rows of its neighbours) are made increasing at
least cost in rows moved: isotonic regression in L1 (Best and Chakravarti 1990), here with a heap of the
breakpoints of its convex cost, which is O(n log n). Rows picked are rows that exist already, so lines come
out straight.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

from vsmap.drawing.order import Unit

Wish = tuple[int, int]
"""A wished row and its weight."""

PASSES = 4


def median(wishes: list[Wish]) -> int:
    """Return the lower weighted median of sorted wishes."""
    half = sum(weight for _, weight in wishes) / 2
    sum_so_far = 0
    for row, weight in wishes:
        sum_so_far += weight
        if sum_so_far >= half:
            return row
    raise ValueError("no wishes")


def median_near(wishes: list[Wish], row: int) -> int:
    """Return the weighted median of sorted wishes that lies nearest to a row, where several serve as well."""
    lower = median(wishes)
    upper = -median([(-wish, weight) for wish, weight in reversed(wishes)])
    return min(max(row, lower), upper)


def isotonic(wishes: Sequence[Wish]) -> list[int]:
    """Return the non-decreasing rows nearest to the wishes by the weighted sum of distances, the lowest such.

    >>> isotonic([(0, 1), (7, 1), (3, 1), (9, 1)])
    [0, 3, 3, 9]
    """
    heap: list[tuple[int, int]] = []
    highest = []
    for row, weight in wishes:
        heappush(heap, (-row, 2 * weight))
        excess = weight
        while excess:
            top, held = heappop(heap)
            if held > excess:
                heappush(heap, (top, held - excess))
            excess -= min(held, excess)
        highest.append(-heap[0][0])
    for at in range(len(highest) - 2, -1, -1):
        highest[at] = min(highest[at], highest[at + 1])
    return highest


def stacked(layer: Sequence[int], heights: Sequence[int]) -> list[int]:
    """Return the offsets of a rank's nodes when packed: one blank row between boxes, none beside lines."""
    offsets, row, above = [], 0, 0
    for node in layer:
        height = heights[node]
        if above > 1 and height > 1:
            row += 1
        offsets.append(row)
        row += height
        above = height
    return offsets


def block_rows(
    order: Sequence[Sequence[int]], heights: Sequence[int], units: Sequence[Sequence[Unit]]
) -> list[int]:
    """Return the row of each node, from 0; a lone node at the start or the end of a block stays on row 0."""
    from_left: list[list[tuple[int, int, int]]] = [[] for _ in heights]
    from_right: list[list[tuple[int, int, int]]] = [[] for _ in heights]
    for gap in units:
        for source, source_row, target, target_row, weight in gap:
            from_left[target].append((source, source_row - target_row, weight))
            from_right[source].append((target, target_row - source_row, weight))
    rows = [0] * len(heights)
    offsets = [stacked(layer, heights) for layer in order]
    for layer, offset in zip(order, offsets, strict=True):
        for node, row in zip(layer, offset, strict=True):
            rows[node] = row
    last = len(order) - 1
    for step in range(PASSES):
        sides = [from_left] if step == 0 else [from_left, from_right]
        for at in range(last + 1) if step % 2 == 0 else range(last, -1, -1):
            if len(order[at]) == 1 and at in (0, last):
                continue
            _settle(order[at], offsets[at], rows, sides)
    return rows


def _settle(
    layer: Sequence[int], offset: list[int], rows: list[int], sides: list[list[list[tuple[int, int, int]]]]
) -> None:
    """Move one rank to where its neighbours on the given sides want it."""
    wishes = []
    for node, packed in zip(layer, offset, strict=True):
        wanted = [
            (rows[other] + shift - packed, weight) for side in sides for other, shift, weight in side[node]
        ]
        wanted.sort()
        if wanted:
            wishes.append((median_near(wanted, rows[node] - packed), sum(weight for _, weight in wanted)))
        else:
            wishes.append((rows[node] - packed, 1))
    for node, packed, row in zip(layer, offset, isotonic(wishes), strict=True):
        rows[node] = max(0, row) + packed
