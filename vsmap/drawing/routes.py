"""The map as nodes in ranks and units in gaps, with placeholders where an arrow passes a rank."""

from collections.abc import Sequence

from vsmap.drawing.lanes import BUS, Lane, LaneKey, Leg, assign
from vsmap.drawing.legs import FLOW_WEIGHT, REWORK_WEIGHT, TURN, Plan, is_long, plan, rides
from vsmap.drawing.order import KINDS, LANE, PASSING, STAGE, Unit
from vsmap.drawing.ports import Ports
from vsmap.drawing.shape import Detail, Shape

Carried = list[list[int]]
"""The arrows that each unit of a gap carries."""


class Routes:
    """Nodes from `shape.stages` on are placeholders of passing arrows; gap i lies right of rank i."""

    plan: Plan
    ports: Ports
    heights: list[int]
    kinds: list[int]
    """For each node `STAGE`, `PASSING` or `LANE`, in the swimlane of the stage it is shared by."""
    layers: list[list[int]]
    units: list[list[Unit]]
    carried: list[Carried]
    extra: dict[int, list[Unit]]
    """Units of a gap that do not join two ranks: to and from bus lanes, and turns within a rank."""
    extra_carried: dict[int, Carried]
    passing: Carried
    """The arrows that each placeholder carries, from the first placeholder on."""
    entered: set[int]
    """Stages that a forward arrow is drawn into."""
    returning: set[int]
    """Arrows drawn beneath the boxes."""
    lanes: list[Lane]

    def __init__(self, shape: Shape, detail: Detail) -> None:
        self._stages = shape.stages
        self.plan, self.ports, legs = plan(shape, detail)
        self._stack(shape, detail)
        count = len(self.layers)
        self.units, self.carried = [[] for _ in range(count)], [[] for _ in range(count)]
        self.extra, self.extra_carried = {}, {}
        self._seen: dict[Unit, list[int]] = {}
        self._placeholders: dict[tuple[LaneKey, int], int] = {}
        self.passing = []
        self.entered = {shape.flows[arrow][1] for arrow in self.plan.forward}
        self.returning = {each.arrow for each in self.plan.returning}
        self._add_steps(shape, detail.port)
        far = []
        for leg in legs:
            if is_long(leg):
                far.append(leg)
            elif leg.weight == TURN:
                self._add_extra(leg.first, (*leg.left, *leg.right, TURN), [leg.arrow])
            else:
                self._add_chain(leg)
        self.lanes = [lane for above in (True, False) for lane in self._add_lanes(far, above=above)]
        del self._seen, self._placeholders

    def _stack(self, shape: Shape, detail: Detail) -> None:
        """Fill the ranks with stages, and give each its height with what hangs beneath its box."""
        rank = self.plan.rank
        self.heights = [detail.height] * shape.stages
        self.kinds = [STAGE + KINDS * lane for lane in shape.swimlanes] or [STAGE] * shape.stages
        for stage, depth in self.ports.depth.items():
            self.heights[stage] += depth
        for stage in self.plan.stubs:
            self.heights[stage] += 1
        self.layers = [[] for _ in range(max(rank, default=-1) + 1)]
        for stage, at in enumerate(rank):
            self.layers[at].append(stage)

    def _add_steps(self, shape: Shape, port: int) -> None:
        """Add the forward arrows that just step to the next rank."""
        rank = self.plan.rank
        for arrow in self.plan.forward:
            source, target = shape.flows[arrow]
            if rank[target] - rank[source] == 1:
                self._add_unit(rank[source], (source, port, target, port, FLOW_WEIGHT), arrow)

    def _add_chain(self, leg: Leg) -> None:
        """Lead an arrow from rank to rank, through the placeholders that it shares with others."""
        pin = leg.left
        for gap in range(leg.first, leg.last):
            to = (self._placeholder(leg, gap + 1), 0)
            self.passing[to[0] - self._stages].append(leg.arrow)
            self._add_unit(gap, (*pin, *to, leg.weight), leg.arrow)
            pin = to
        self._add_unit(leg.last, (*pin, *leg.right, leg.weight), leg.arrow)

    def _placeholder(self, leg: Leg, rank: int) -> int:
        """Return the node at which arrows of that key pass a rank."""
        node = self._placeholders.get((leg.key, rank))
        if node is None:
            node = len(self.heights)
            self._placeholders[leg.key, rank] = node
            self.heights.append(1)
            lane = self.kinds[leg.key[1]] // KINDS
            self.kinds.append(KINDS * lane + (LANE if leg.weight == REWORK_WEIGHT else PASSING))
            self.layers[rank].append(node)
            self.passing.append([])
        return node

    def _add_unit(self, gap: int, unit: Unit, arrow: int) -> None:
        """Add an arrow to a unit of a gap."""
        arrows = self._seen.get(unit)
        if arrows is None:
            self._seen[unit] = arrows = []
            self.units[gap].append(unit)
            self.carried[gap].append(arrows)
        arrows.append(arrow)

    def _add_extra(self, gap: int, unit: Unit, arrows: list[int]) -> None:
        units, carried = self.extra.setdefault(gap, []), self.extra_carried.setdefault(gap, [])
        if unit in units:
            carried[units.index(unit)] += arrows
        else:
            units.append(unit)
            carried.append(arrows)

    def _add_lanes(self, far: Sequence[Leg], *, above: bool) -> list[Lane]:
        """Add the stops of the bus lanes on one side of the map."""
        found = []
        for lane, members in assign(rides(far, above=above), above=above)[0]:
            found.append(lane)
            stop = (BUS, lane.row)
            for leg in members:
                self._add_extra(leg.first, (*leg.left, *stop, leg.weight), [leg.arrow])
                self._add_extra(leg.last, (*stop, *leg.right, leg.weight), [leg.arrow])
            for gap in lane.stops:
                passing = [leg.arrow for leg in members if leg.first < gap < leg.last]
                if passing:
                    self._add_extra(gap, (*stop, *stop, members[0].weight), passing)
        return found
