"""Blocks between cut ranks: laid out on their own, and kept while their content stays.

A cut rank holds one stage and nothing passes by it. That is what makes a relayout after an edit cheap and
stable, and the places at which a wrapped view breaks best.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from vsmap.drawing.lanes import BELOW, BUS
from vsmap.drawing.nets import Channel
from vsmap.drawing.order import KINDS, STAGE, Unit, ordered
from vsmap.drawing.routes import Routes
from vsmap.drawing.rows import block_rows
from vsmap.drawing.settle import Routing
from vsmap.drawing.tracks import channel

Content = tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[tuple[Unit, ...], ...]]
"""All that a block's layout depends on: nodes of each rank, heights and kinds, units; numbered anew."""


class Block(NamedTuple):
    """A laid out block, in numbers of its own: node 0 is the first of its first rank."""

    order: tuple[tuple[int, ...], ...]
    rows: tuple[int, ...]
    channels: tuple[Channel, ...]
    bottom: int
    """First free row beneath, but for bus lanes."""


def cut_ranks(layers: Sequence[Sequence[int]], stages: int) -> list[int]:
    """Return the ranks at which blocks begin and end, first and last rank included."""
    last = len(layers) - 1
    return [
        at for at, layer in enumerate(layers) if (len(layer) == 1 and layer[0] < stages) or at in (0, last)
    ]


def spans(cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Return first and last rank of each block."""
    return list(pairwise(cuts)) if len(cuts) > 1 else [(cut, cut) for cut in cuts]


def content(routes: Routes, first: int, last: int, *, closing: bool) -> Content:
    """Return the content of a block; the closing block owns the gap after its last rank too."""
    layers = routes.layers[first : last + 1]
    own: dict[int, int] = {BUS: BUS}
    for layer in layers:
        for node in layer:
            own[node] = len(own) - 1
    nodes = list(own)[1:]
    gaps: list[tuple[Unit, ...]] = []
    for gap in range(first, last + closing):
        gaps += (
            tuple((own[a], b, own[c], d, weight) for a, b, c, d, weight in units)
            for units in (routes.units[gap], routes.extra.get(gap, ()))
        )
    heights = tuple(routes.heights[node] for node in nodes)
    kinds = tuple(routes.kinds[node] for node in nodes)
    return tuple(map(len, layers)), (heights, kinds), tuple(gaps)


def _step(routes: Routes, first: int, seen: dict[tuple[int, ...], Content]) -> Content | None:
    """Return the content of a block of two stages, the commonest by far; None if it holds more."""
    if first in routes.extra or len(routes.units[first]) != 1:
        return None
    source, row, target, target_row, weight = routes.units[first][0]
    if len(routes.layers[first]) != 1 or len(routes.layers[first + 1]) != 1:
        return None
    short = (routes.heights[source], row, routes.heights[target], target_row, weight)
    known = seen.get(short)
    if known is None:
        heights = (routes.heights[source], routes.heights[target])
        known = seen[short] = ((1, 1), (heights, (STAGE, STAGE)), (((0, row, 1, target_row, weight),), ()))
    return known


def solved(block: Content) -> Block:
    """Lay out a block."""
    sizes, (heights, kinds), gaps = block
    layers, start = [], 0
    for size in sizes:
        layers.append(range(start, start + size))
        start += size
    units = gaps[0 : 2 * len(sizes) - 2 : 2]
    order = ordered(layers, units, kinds)
    rows = block_rows(order, heights, units, kinds)
    wires = [gaps[at] + gaps[at + 1] for at in range(0, len(gaps), 2)]
    routing = Routing(order, (heights, kinds), wires, rows, [channel(gap, rows) for gap in wires])
    if max(kinds) < KINDS:
        routing.settle()
    bottom = max(row + height for row, height in zip(rows, heights, strict=True))
    detours = [via.via + 1 for gap in routing.channels for net in gap.nets for via in net.detours]
    return Block(tuple(map(tuple, order)), tuple(rows), tuple(routing.channels), max([bottom, *detours]))


def solve(
    routes: Routes, cuts: Sequence[int], known: Mapping[Content, Block]
) -> list[tuple[int, Content, Block]]:
    """Return first rank, content and layout of each block; known contents are not laid out again.

    Swimlanes run through the whole map, so with them the map is one block.
    """
    pieces = spans(cuts if max(routes.kinds, default=0) < KINDS else [cuts[0], cuts[-1]])
    found: list[tuple[int, Content, Block]] = []
    fresh: dict[Content, Block] = {}
    steps: dict[tuple[int, ...], Content] = {}
    for first, last in pieces:
        closing = last == len(routes.layers) - 1
        key = _step(routes, first, steps) if last == first + 1 and not closing else None
        key = key or content(routes, first, last, closing=closing)
        block = known.get(key) or fresh.get(key)
        if block is None:
            block = fresh[key] = solved(key)
        found.append((first, key, block))
    return found


def lowered(gap: Channel, bottom: int) -> Channel:
    """Put the rows of lanes beneath the map where they belong, now that the map's height is known."""
    if all(net.extent()[1] < BELOW for net in gap.nets):
        return gap

    def at(row: int) -> int:
        return row - BELOW + bottom if row >= BELOW else row

    nets = tuple(
        net._replace(
            left=tuple(map(at, net.left)),
            right=tuple(map(at, net.right)),
            detours=tuple(detour._replace(right=at(detour.right)) for detour in net.detours),
            merges=tuple(map(at, net.merges)),
        )
        for net in gap.nets
    )
    return Channel(nets, gap.tracks)
