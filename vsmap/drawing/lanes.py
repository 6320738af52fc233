"""Bus lanes: where long arrows run above or beneath the whole map instead of through every rank between."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Lane:
    """One stretch of a bus lane, from a gap to a gap."""

    row: int
    first: int
    last: int
    arrows: tuple[int, ...]
    stops: tuple[int, ...]
    """The gaps at which arrows get on or off; there the gap draws the lane itself."""


def assign(legs: Iterable[Leg], *, above: bool) -> tuple[list[tuple[Lane, list[Leg]]], set[int]]:
    """Colour the stretches as intervals; return the lanes and their legs, and the arrows without a lane."""
    stretches: dict[LaneKey, list[Leg]] = {}
    for leg in legs:
        stretches.setdefault(leg.key, []).append(leg)
    spans = [
        (min(leg.first for leg in legs), max(leg.last for leg in legs), legs) for legs in stretches.values()
    ]
    free_from: list[int] = []
    lanes: list[tuple[Lane, list[Leg]]] = []
    refused: set[int] = set()
    for first, last, members in sorted(spans, key=lambda span: span[:2]):
        level = next((at for at, free in enumerate(free_from) if free <= first), len(free_from))
        if level >= MOST_LANES:
            refused.update(leg.arrow for leg in members)
            continue
        free_from[level : level + 1] = [last + 1]
        stops = tuple(sorted({gap for leg in members for gap in (leg.first, leg.last)}))
        arrows = tuple(leg.arrow for leg in members)
        lanes.append((Lane(-2 - level if above else BELOW + level, first, last, arrows, stops), members))
    return lanes, refused
