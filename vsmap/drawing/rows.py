"""The row of each node of a block: straight lines first, no overlap by construction.

For each rank the wished rows (the weighted median of the rows of its neighbours) are made increasing at
least cost in rows moved: isotonic regression in L1 (Best and Chakravarti 1990), here with a heap of the
breakpoints of its convex cost, which is O(n log n). Rows picked are rows that exist already, so lines come
out straight.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import groupby
from operator import le
from typing import NamedTuple

from vsmap.drawing.order import KINDS, Unit

Wish = tuple[int, int]
"""A wished row and its weight."""

Pull = tuple[int, int, int]
"""A neighbour, how far beneath its row the node would lie straight, and the weight of their arrow."""

PASSES = 4
FREE = 1_000_000
"""Slack of nodes that no swimlane holds back."""


def median_near(wishes: list[Wish], row: int) -> int:
    """Return the weighted median of wishes that lies nearest to a row, where several serve as well."""
    if len(wishes) == 1:
        return wishes[0][0]
    wishes.sort()
    half = sum(weight for _, weight in wishes) / 2
    below, lower = 0, None
    for wish, weight in wishes:
        below += weight
        if lower is None and below >= half:
            lower = wish
        if below > half:
            return min(max(row, wish if lower is None else lower), wish)
    raise ValueError("no wishes")


def isotonic(wishes: Sequence[Wish]) -> list[int]:
    """Return the non-decreasing rows nearest to the wishes by the weighted sum of distances, the lowest such.

    >>> isotonic([(0, 1), (7, 1), (3, 1), (9, 1)])
    [0, 3, 3, 9]
    """
    rows = [row for row, _ in wishes]
    if all(map(le, rows, rows[1:])):
        return rows
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


class Group(NamedTuple):
    """The nodes of one rank that move together: all of them, or those of one swimlane."""

    nodes: Sequence[int]
    offsets: list[int]
    """Their rows when packed to the top."""
    slack: int
    """Rows that they may move down."""


def block_rows(
    order: Sequence[Sequence[int]],
    heights: Sequence[int],
    units: Sequence[Sequence[Unit]],
    kinds: Sequence[int],
) -> list[int]:
    """Return the row of each node, from 0.

    A lone node at the start or the end of a block stays on row 0. Swimlanes keep to rows of their own.
    """
    before: list[list[Pull]] = [[] for _ in heights]
    beside: list[list[Pull]] = [[] for _ in heights]
    for gap in units:
        for source, source_row, target, target_row, weight in gap:
            pull = (source, source_row - target_row, weight)
            before[target].append(pull)
            beside[target].append(pull)
            beside[source].append((target, target_row - source_row, weight))
    rows = [0] * len(heights)
    groups = _in_swimlanes(order, heights, kinds) if max(kinds) >= KINDS else _whole_ranks(order, heights)
    for group in groups:
        for node, row in zip(group.nodes, group.offsets, strict=True):
            rows[node] = row
    movable = [group for group in groups if group.slack]
    for step in range(PASSES):
        ahead = step % 2 == 0
        pulls = before if step == 0 else beside
        moved = [_settle(group, rows, pulls) for group in (movable if ahead else reversed(movable))]
        if step and not any(moved):
            break
    return rows


def _whole_ranks(order: Sequence[Sequence[int]], heights: Sequence[int]) -> list[Group]:
    """Return each rank as one group; those at the ends stay where they are if they are one node."""
    last = len(order) - 1
    return [
        Group(nodes, stacked(nodes, heights), 0 if len(nodes) == 1 and at in {0, last} else FREE)
        for at, nodes in enumerate(order)
    ]


def _in_swimlanes(
    order: Sequence[Sequence[int]], heights: Sequence[int], kinds: Sequence[int]
) -> list[Group]:
    """Return the groups of each rank by swimlane; a lane is as high as its fullest rank."""
    found: list[tuple[int, list[int], list[int]]] = []
    needed: dict[int, int] = {}
    for layer in order:
        for lane, members in groupby(layer, key=lambda node: kinds[node] // KINDS):
            nodes = list(members)
            offsets = stacked(nodes, heights)
            needed[lane] = max(needed.get(lane, 0), offsets[-1] + heights[nodes[-1]])
            found.append((lane, nodes, offsets))
    tops, row = {}, 0
    for lane in sorted(needed):
        tops[lane] = row
        row += needed[lane] + 1
    return [
        Group(
            nodes,
            [tops[lane] + offset for offset in offsets],
            needed[lane] - offsets[-1] - heights[nodes[-1]],
        )
        for lane, nodes, offsets in found
    ]


def _settle(group: Group, rows: list[int], pulls: list[list[Pull]]) -> bool:
    """Move one group to where its neighbours want it; tell whether anything moved."""
    wishes = []
    for node, packed in zip(group.nodes, group.offsets, strict=True):
        wanted = [(rows[other] + shift - packed, weight) for other, shift, weight in pulls[node]]
        if wanted:
            wishes.append((median_near(wanted, rows[node] - packed), sum(weight for _, weight in wanted)))
        else:
            wishes.append((rows[node] - packed, 1))
    moved = False
    for node, packed, row in zip(group.nodes, group.offsets, isotonic(wishes), strict=True):
        new = min(max(0, row), group.slack) + packed
        moved |= new != rows[node]
        rows[node] = new
    return moved
