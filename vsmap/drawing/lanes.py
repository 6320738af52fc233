"""Bus lanes: where long arrows run above or beneath the whole map instead of through every rank between."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import NamedTuple

Pin = tuple[int, int]
"""A node and a row in it; node `BUS` stands for the rows of the bus lanes."""
LaneKey = tuple[str, int]
"""What an arrow shares its lane by, and the stage shared."""

BUS = -1
BELOW = 1_000_000
"""Row of the first lane beneath the map until the map's height is known; lanes above have rows -2, -3, ..."""
LONG = 12
"""Ranks from which on an arrow takes a bus lane."""
MOST_LANES = 48
"""Lanes on either side; arrows that find none become stubs."""


class Leg(NamedTuple):
    """The way of one arrow: from the pin at its left end to the pin at its right end."""

    arrow: int
    key: LaneKey
    left: Pin
    first: int
    """The gap that the left pin touches."""
    right: Pin
    last: int
    """The gap that the right pin touches."""
    weight: int


class Lane(NamedTuple):
    """One stretch of a bus lane, from a gap to a gap."""

    row: int
    first: int
    last: int
    arrows: tuple[int, ...]
    stops: tuple[int, ...]
    """The gaps at which arrows get on or off; there the gap draws the lane itself."""


def assign(legs: Iterable[Leg], *, above: bool) -> tuple[list[tuple[Lane, list[Leg]]], set[int]]:
    """Give each stretch the nearest free lane, short ones first so that they nest.

    Returns:
        The lanes with their legs, by row and from left to right, and the arrows for which none was left.
    """
    stretches: dict[LaneKey, list[Leg]] = {}
    for leg in legs:
        stretches.setdefault(leg.key, []).append(leg)
    spans = [
        (min(leg.first for leg in members), max(leg.last for leg in members), members)
        for members in stretches.values()
    ]
    taken: list[list[tuple[int, int]]] = []
    lanes: list[tuple[Lane, list[Leg]]] = []
    refused: set[int] = set()
    for first, last, members in sorted(spans, key=lambda span: (span[1] - span[0], span[0])):
        level = next((at for at, row in enumerate(taken) if _is_free(row, first, last)), len(taken))
        if level >= MOST_LANES:
            refused.update(leg.arrow for leg in members)
            continue
        if level == len(taken):
            taken.append([])
        insort(taken[level], (first, last))
        stops = tuple(sorted({gap for leg in members for gap in (leg.first, leg.last)}))
        arrows = tuple(leg.arrow for leg in members)
        lanes.append((Lane(-2 - level if above else BELOW + level, first, last, arrows, stops), members))
    lanes.sort(key=lambda lane: (lane[0].row, lane[0].first))
    return lanes, refused


def _is_free(row: list[tuple[int, int]], first: int, last: int) -> bool:
    """Tell whether no stretch of a row touches the gaps from first to last."""
    at = bisect_left(row, (first, first))
    return (at == len(row) or row[at][0] > last) and (at == 0 or row[at - 1][1] < first)
