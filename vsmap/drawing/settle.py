"""Small moves after routing: where two nets need each other's row, one of their lines moves down a row.

A detour is always right but asks a reader for more turns; a line that passes a rank is as good one row lower.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vsmap.drawing.nets import Channel
from vsmap.drawing.order import SMALL_BLOCK, STAGE, Unit
from vsmap.drawing.tracks import channel, pin_row

MOVES = 12
"""Moves tried in a block at most."""
DETOUR_COST = 20
"""Cells of gap width that a reader would rather see than one detour."""


@dataclass(slots=True)
class Routing:
    """The rows of a block's nodes and the channels they lead to."""

    order: Sequence[Sequence[int]]
    nodes: tuple[Sequence[int], Sequence[int]]
    """Height and kind of each node."""
    gaps: Sequence[Sequence[Unit]]
    rows: list[int]
    channels: list[Channel]

    def settle(self) -> None:
        """Move lines down while that saves detours."""
        if sum(map(len, self.gaps)) > SMALL_BLOCK:
            return
        left = MOVES
        for at, found in enumerate(self.channels):
            if any(net.detours for net in found.nets):
                for rank, node in self._movable(at):
                    if not left:
                        return
                    left -= 1
                    if self._moved(rank, node):
                        break

    def _movable(self, gap: int) -> Iterator[tuple[int, int]]:
        """Yield rank and number of the lines whose row is wanted on both sides of a gap."""
        starts = {pin_row(unit[0], unit[1], self.rows) for unit in self.gaps[gap]}
        ends = {pin_row(unit[2], unit[3], self.rows) for unit in self.gaps[gap]}
        for rank in (gap, gap + 1):
            for node in self.order[rank] if 0 < rank < len(self.order) - 1 else ():
                if self.nodes[1][node] != STAGE and self.rows[node] in starts & ends:
                    yield rank, node

    def _moved(self, rank: int, node: int) -> bool:
        """Move a node down a row, with what lies beneath it; undo that if nothing is won."""
        near = [at for at in (rank - 1, rank) if 0 <= at < len(self.channels)]
        before = [self.rows[other] for other in self.order[rank]]
        cost = sum(self._cost(self.channels[at]) for at in near)
        self._push(rank, node)
        fresh = {at: channel(self.gaps[at], self.rows) for at in near}
        if sum(map(self._cost, fresh.values())) < cost:
            for at, found in fresh.items():
                self.channels[at] = found
            return True
        for other, row in zip(self.order[rank], before, strict=True):
            self.rows[other] = row
        return False

    def _push(self, rank: int, node: int) -> None:
        layer, heights = self.order[rank], self.nodes[0]
        place = layer.index(node)
        row, above = self.rows[node] + 1, 0
        for other in layer[place:]:
            row += above > 1 and heights[other] > 1
            if self.rows[other] >= row:
                return
            self.rows[other] = row
            row += heights[other]
            above = heights[other]

    def _cost(self, found: Channel) -> int:
        """Weigh what a gap asks of its reader."""
        return 2 * found.tracks + sum(DETOUR_COST * len(net.detours) for net in found.nets)
