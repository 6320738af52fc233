"""Where returning arrows leave and enter the lower border of a box, and which cells beneath it they take.

Ports of the left side fill from the left border inwards, those of the right side from the right border
inwards; each further one lies one row deeper, so the lines of one box never cross each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from vsmap.drawing.shape import Detail, Shape

Side = Literal["left", "right"]
PortKey = tuple[int, Side, int]
"""Stage, side, and the other stage for a way out or -1 for the one way in of that side."""
WAY_IN = -1


class Port(NamedTuple):
    """One place in the lower border of a box."""

    side: Side
    column: int
    """Cells from the left border of the box."""
    depth: int
    """Rows beneath the lower border."""
    incoming: bool
    arrows: tuple[int, ...]


class Returning(NamedTuple):
    """An arrow that is drawn beneath the boxes, and its two ports."""

    arrow: int
    out: PortKey
    into: PortKey


def returning(arrow: int, shape: Shape, rank: Sequence[int]) -> Returning:
    """Choose the sides by which an arrow leaves and enters: towards each other, level ones both right."""
    source, target = shape.ends(arrow)
    back, ahead = rank[source] > rank[target], rank[source] < rank[target]
    out: Side = "left" if back else "right"
    into: Side = "left" if ahead else "right"
    return Returning(arrow, (source, out, target), (target, into, WAY_IN))


@dataclass(slots=True)
class Ports:
    """All ports of a drawing, and the arrows for which a box had no room left."""

    of_stage: dict[int, tuple[Port, ...]]
    row: dict[PortKey, int] = field(default_factory=dict)
    """Row of each port, counted from the top of its box."""
    depth: dict[int, int] = field(default_factory=dict)
    """Rows that a stage needs beneath its box."""


def crowded(arrows: Iterable[Returning], detail: Detail) -> set[int]:
    """Return the arrows for which a box has no room in its lower border, so that they become stubs."""
    taken: dict[int, set[PortKey]] = defaultdict(set)
    refused = set()
    for arrow in arrows:
        ends = [(key[0], key) for key in (arrow.out, arrow.into)]
        if any(key not in taken[stage] and len(taken[stage]) >= detail.width - 4 for stage, key in ends):
            refused.add(arrow.arrow)
            continue
        for stage, key in ends:
            taken[stage].add(key)
    return refused


def allot(arrows: Iterable[Returning], rank: Sequence[int], detail: Detail) -> Ports:
    """Give each returning arrow its two ports: near targets above far ones, so that loops nest."""
    carried: dict[PortKey, list[int]] = defaultdict(list)
    for arrow in arrows:
        carried[arrow.out].append(arrow.arrow)
        carried[arrow.into].append(arrow.arrow)
    of_stage: dict[int, list[PortKey]] = defaultdict(list)
    for key in carried:
        of_stage[key[0]].append(key)
    ports = Ports({})
    for stage, keys in of_stage.items():
        sides = _sides(keys, stage, rank)
        step = 2 if 2 * len(keys) <= detail.width - 3 else 1
        found = []
        for side, side_keys in sides.items():
            for depth, key in enumerate(side_keys):
                column = 2 + step * depth if side == "left" else detail.width - 3 - step * depth
                found.append(Port(side, column, depth, key[2] == WAY_IN, tuple(carried[key])))
                ports.row[key] = detail.height + depth
        ports.of_stage[stage] = tuple(found)
        ports.depth[stage] = max(map(len, sides.values()))
    return ports


def _sides(keys: list[PortKey], stage: int, rank: Sequence[int]) -> dict[Side, list[PortKey]]:
    """Sort a stage's ports from the outside in."""

    def nearness(key: PortKey) -> tuple[bool, int, int]:
        way_in = key[2] == WAY_IN
        distance = 0 if way_in else abs(rank[stage] - rank[key[2]])
        return (way_in != (key[1] == "right"), distance, key[2])

    return {
        "left": sorted((key for key in keys if key[1] == "left"), key=nearness),
        "right": sorted((key for key in keys if key[1] == "right"), key=nearness),
    }
