"""Nets: the arrows that are drawn as one joined line in the gap between two ranks.

No net ever says more than the arrows in it, so following joined lines leads to true targets only.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from vsmap.drawing.lanes import Pin
from vsmap.drawing.legs import TURN
from vsmap.drawing.order import Unit


class Detour(NamedTuple):
    """A right pin reached over a row of its own and a second track."""

    right: int
    via: int
    track: int


class Net(NamedTuple):
    """Arrows drawn as one joined line in a gap; all rows are rows of the block."""

    left: tuple[int, ...]
    """Rows at which it touches the left edge, from top to bottom."""
    right: tuple[int, ...]
    """Rows at which it touches the right edge and that it reaches straight from its track."""
    track: int
    """-1 where the net is one straight line."""
    units: tuple[int, ...]
    """Which units of the gap it carries (those of buses and turns come after the others)."""
    detours: tuple[Detour, ...] = ()
    merges: tuple[int, ...] = ()
    """Right rows at which it runs into another net's line; an arrow head shows that nothing flows back."""

    def bends(self) -> tuple[int, int]:
        """Return the first and the last row of its own track."""
        ends = [*self.left[:1], *self.left[-1:], *self.right[:1], *self.right[-1:]]
        ends += (detour.via for detour in self.detours)
        return min(ends), max(ends)

    def detour(self, right: int) -> Detour | None:
        """Return the detour to a right row, if it takes one."""
        return next((each for each in self.detours if each.right == right), None)

    def extent(self) -> tuple[int, int]:
        """Return its first and its last row."""
        rows = (*self.bends(), *(detour.right for detour in self.detours))
        return min(rows), max(rows)


class Channel(NamedTuple):
    """All nets of a gap."""

    nets: tuple[Net, ...]
    tracks: int


def _wires(units: Iterable[Unit]) -> list[tuple[Pin, Pin]]:
    return [((left, left_row), (right, right_row)) for left, left_row, right, right_row, _ in units]


def groups(units: Sequence[Unit]) -> list[list[int]]:
    """Gather units into nets: those of the same sources and targets, or of one shared end."""
    wires = _wires(units)
    targets: dict[Pin, list[Pin]] = defaultdict(list)
    sources: dict[Pin, list[Pin]] = defaultdict(list)
    for (left, right), unit in zip(wires, units, strict=True):
        if unit[4] != TURN:
            targets[left].append(right)
            sources[right].append(left)
    alike: dict[frozenset[Pin], int] = {}
    kind = {pin: alike.setdefault(frozenset(lefts), len(alike)) for pin, lefts in sources.items()}
    net_of: dict[Pin, tuple[str, Pin]] = {}
    for left, goals in targets.items():
        whole = len(goals) == 1 or len({kind[goal] for goal in goals}) == 1
        net_of[left] = ("into", min(goals)) if whole else ("from", left)
    found: dict[tuple[str, Pin], list[int]] = defaultdict(list)
    for at, (left, _) in enumerate(wires):
        found[net_of.get(left, ("turn", left))].append(at)
    return list(found.values())
