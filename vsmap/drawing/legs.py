"""The arrows of a shape by the way they take: forward, returning beneath the boxes, named as a stub."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vsmap.drawing.lanes import LONG, LaneKey, Leg, assign
from vsmap.drawing.ports import Ports, Returning, allot, crowded, returning
from vsmap.drawing.ranks import ranks
from vsmap.drawing.shape import Detail, Shape

FLOW_WEIGHT = 2
REWORK_WEIGHT = 1
TURN = 0
"""Weight of an arrow within one rank: both its ends lie left of its gap."""
MOST_PLACEHOLDERS = 60_000
"""Budget of a layout; arrows that would need more become stubs."""


@dataclass(slots=True)
class Plan:
    """Every arrow of a shape stands in exactly one of these."""

    rank: list[int]
    forward: list[int] = field(default_factory=list)
    returning: list[Returning] = field(default_factory=list)
    loops: dict[int, list[int]] = field(default_factory=dict)
    """Arrows of a stage onto itself, by stage: a mark in its box."""
    stubs: dict[int, list[int]] = field(default_factory=dict)
    """Arrows that are named beneath their source instead of drawn, by source."""

    def refuse(self, shape: Shape, refused: set[int]) -> None:
        """Turn arrows into stubs."""
        self.forward = [arrow for arrow in self.forward if arrow not in refused]
        self.returning = [each for each in self.returning if each.arrow not in refused]
        for arrow in sorted(refused):
            self.stubs.setdefault(shape.ends(arrow)[0], []).append(arrow)


def plan(shape: Shape, detail: Detail) -> tuple[Plan, Ports, list[Leg]]:
    """Rank the stages and decide the way of every arrow within the budgets."""
    arrows = _sorted(shape)
    refused = crowded(arrows.returning, detail)
    if refused:
        arrows.refuse(shape, refused)
    keys = _shared_by(shape, arrows.rank, arrows.forward)
    ports, legs = _legs(shape, detail, arrows, keys)
    refused = _too_costly(legs)
    if refused:
        arrows.refuse(shape, refused)
        ports, legs = _legs(shape, detail, arrows, keys)
    return arrows, ports, legs


def _sorted(shape: Shape) -> Plan:
    """Sort the arrows; rework and whatever closes a ring never enter the ranking."""
    flows = shape.flows
    rank, closing = ranks(shape.stages, flows)
    result = Plan(rank, [arrow for arrow in range(len(flows)) if arrow not in closing])
    for arrow in [*sorted(closing), *range(len(flows), len(flows) + len(shape.rework))]:
        source, target = shape.ends(arrow)
        if source == target:
            result.loops.setdefault(source, []).append(arrow)
        else:
            result.returning.append(returning(arrow, shape, rank))
    return result


def _shared_by(shape: Shape, rank: Sequence[int], forward: Sequence[int]) -> dict[int, LaneKey]:
    """Decide by which end long forward arrows share a line: the one at which more of them meet."""
    flows = shape.flows
    far = [arrow for arrow in forward if rank[flows[arrow][1]] - rank[flows[arrow][0]] > 1]
    out = Counter(flows[arrow][0] for arrow in far)
    into = Counter(flows[arrow][1] for arrow in far)
    keys: dict[int, LaneKey] = {}
    for arrow in far:
        source, target = flows[arrow]
        keys[arrow] = ("into", target) if into[target] > out[source] else ("from", source)
    return keys


def _legs(shape: Shape, detail: Detail, arrows: Plan, keys: dict[int, LaneKey]) -> tuple[Ports, list[Leg]]:
    """Give each arrow that does not just step to the next rank the pins it starts and ends at."""
    rank, port, flows = arrows.rank, detail.port, shape.flows
    legs = []
    for arrow in arrows.forward:
        if arrow not in keys:
            continue
        source, target = flows[arrow]
        first, last = rank[source], rank[target] - 1
        legs.append(Leg(arrow, keys[arrow], (source, port), first, (target, port), last, FLOW_WEIGHT))
    ports = allot(arrows.returning, rank, detail)
    for arrow, out, into in arrows.returning:
        source_end, target_end = (out[0], ports.row[out]), (into[0], ports.row[into])
        left, right = (source_end, target_end) if into[1] == "left" else (target_end, source_end)
        first, last = rank[left[0]], rank[right[0]] - 1
        weight = REWORK_WEIGHT if last >= first else TURN
        legs.append(Leg(arrow, (into[1], into[0]), left, first, right, max(first, last), weight))
    return ports, legs


def is_long(leg: Leg) -> bool:
    """Tell whether an arrow rides a bus lane."""
    return leg.last - leg.first >= LONG


def rides(far: Sequence[Leg], *, above: bool) -> list[Leg]:
    """Return those long legs that ride the lanes above the map, or those beneath it."""
    return [leg for leg in far if (leg.weight == FLOW_WEIGHT) == above]


def _too_costly(legs: Sequence[Leg]) -> set[int]:
    """Return the arrows for which no lane or no placeholder is left."""
    left, refused = MOST_PLACEHOLDERS, set()
    far = []
    for leg in legs:
        if is_long(leg):
            far.append(leg)
        elif leg.last > leg.first:
            left -= leg.last - leg.first
            if left < 0:
                refused.add(leg.arrow)
    for above in (True, False):
        refused |= assign(rides(far, above=above), above=above)[1]
    return refused
