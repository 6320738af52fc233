"""The vertical tracks in the gap between two ranks.

Nets are ordered by the crossings they cost and packed from the left. Where two nets need each
other's row, or where a joint would be ambiguous, a net takes a detour over a row of its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vsmap.drawing.lanes import BELOW, BUS
from vsmap.drawing.legs import TURN
from vsmap.drawing.nets import Channel, Detour, Net, groups
from vsmap.drawing.order import Unit

FEW = 28
"""Up to so many nets in a gap each pair is weighed by its crossings."""


@dataclass(slots=True)
class _Draft:
    """A net that has no track yet."""

    left: set[int]
    right: set[int]
    units: list[int]
    detours: dict[int, int] = field(default_factory=dict)
    """Row taken instead, by right row."""
    top: int = 0
    bottom: int = 0

    def measure(self) -> None:
        """Note the first and the last row that the net takes, once its pins are known."""
        rows = [*self.left, *(self.right - self.detours.keys()), *self.detours.values()]
        self.top, self.bottom = min(rows), max(rows)

    def may_join(self, row: int) -> bool:
        """Tell whether it may run into another net's line at a right row and not be taken for part of it."""
        return row in (self.top, self.bottom) and row not in self.left


def pin_row(node: int, row: int, rows: Sequence[int]) -> int:
    """Return the row of a pin; pins of bus lanes have theirs from the start."""
    return row if node == BUS else rows[node] + row


def _drafts(units: Sequence[Unit], rows: Sequence[int]) -> list[_Draft]:
    drafts = []
    for group in groups(units):
        draft = _Draft(set(), set(), group)
        for at in group:
            left, left_row, right, right_row, weight = units[at]
            draft.left.add(pin_row(left, left_row, rows))
            (draft.left if weight == TURN else draft.right).add(pin_row(right, right_row, rows))
        draft.measure()
        drafts.append(draft)
    return drafts


class _Rows:
    """Rows of a gap that no pin uses, for detours."""

    def __init__(self, drafts: Iterable[_Draft]) -> None:
        self._taken = {row for draft in drafts for row in (*draft.left, *draft.right)}
        self._lowest = max((row for row in self._taken if row < BELOW), default=0)

    def free_near(self, row: int) -> int:
        """Take and return the free row nearest to the given one, within the block or just beneath it."""
        start = min(max(row, 0), self._lowest)
        distance = 0
        while True:
            for candidate in (start + distance, start - distance):
                if candidate >= 0 and candidate not in self._taken:
                    self._taken.add(candidate)
                    return candidate
            distance += 1


def channel(units: Sequence[Unit], rows: Sequence[int]) -> Channel:
    """Route one gap.

    Args:
        units: The units of the gap, those of buses and turns last.
        rows: The row of each node.
    """
    if len(units) == 1 and units[0][4] != TURN:
        left, left_row, right, right_row, _ = units[0]
        start, end = pin_row(left, left_row, rows), pin_row(right, right_row, rows)
        if start == end:
            return Channel((Net((start,), (end,), -1, (0,)),), 0)
        return Channel((Net((start,), (end,), 0, (0,)),), 1)
    drafts = _drafts(units, rows)
    straight = [draft for draft in drafts if draft.top == draft.bottom]
    bent = [draft for draft in drafts if draft.top < draft.bottom]
    bent.sort(key=lambda draft: (draft.top, draft.bottom))
    free = _Rows(drafts)
    _detour_ambiguous(bent, {row for draft in straight for row in draft.right}, free)
    sequence = _sequence(bent, free)
    return _packed(straight, sequence)


def _detour_ambiguous(bent: list[_Draft], through: set[int], free: _Rows) -> None:
    """Give a detour to each right pin at which two nets could not be told apart."""
    again = True
    while again:
        again = False
        passing = through.union(*(draft.left & draft.right - draft.detours.keys() for draft in bent))
        for draft in bent:
            for row in sorted(draft.right - draft.detours.keys() - draft.left):
                if draft.may_join(row):
                    continue
                if row in passing:
                    draft.detours[row] = free.free_near(row)
                    draft.measure()
                    again = True
                passing.add(row)


def _needs(bent: list[_Draft]) -> list[set[int]]:
    """Return for each net the nets that must stand left of it."""
    starts: dict[int, int] = {}
    passes: dict[int, int] = {}
    for at, draft in enumerate(bent):
        starts.update((row, at) for row in draft.left)
        passes.update((row, at) for row in draft.right - draft.detours.keys() if not draft.may_join(row))
    needs: list[set[int]] = [set() for _ in bent]
    for at, draft in enumerate(bent):
        for row in draft.right - draft.detours.keys():
            needs[at].update(found[row] for found in (starts, passes) if row in found)
        needs[at].discard(at)
    return needs


def _crossings(first: _Draft, second: _Draft) -> int:
    """Count the crossings of two nets if the first stands left of the second."""
    return sum(second.top < row < second.bottom for row in first.right) + sum(
        first.top < row < first.bottom for row in second.left
    )


def _preferences(bent: list[_Draft]) -> tuple[list[int], list[list[tuple[int, int]]]]:
    """Return how much each net wants to stand left, and what of that each other net accounts for."""
    score = [0] * len(bent)
    share: list[list[tuple[int, int]]] = [[] for _ in bent]
    if len(bent) > FEW:
        for at, draft in enumerate(bent):
            score[at] = max(draft.left) if max(draft.left) < max(draft.right, default=0) else -min(draft.left)
        return score, share
    for at, first in enumerate(bent):
        for other in range(at):
            second = bent[other]
            if first.top <= second.bottom and second.top <= first.bottom:
                gain = _crossings(second, first) - _crossings(first, second)
                score[at] += gain
                score[other] -= gain
                share[at].append((other, gain))
                share[other].append((at, -gain))
    return score, share


def _sequence(bent: list[_Draft], free: _Rows) -> list[_Draft]:
    """Order the nets from left to right: what must be first, then what costs fewest crossings."""
    needs = _needs(bent)
    score, share = _preferences(bent)
    open_nets = dict.fromkeys(range(len(bent)))
    sequence: list[_Draft] = []
    while open_nets:
        ready = [at for at in open_nets if not needs[at]]
        chosen = max(ready or open_nets, key=lambda at: (score[at], -at))
        if not ready:
            _split(bent[chosen], free)
        del open_nets[chosen]
        sequence.append(bent[chosen])
        for at in open_nets:
            needs[at].discard(chosen)
        for other, gain in share[chosen]:
            score[other] -= gain
    return sequence


def _split(draft: _Draft, free: _Rows) -> None:
    """Send all right pins of a net over detours, so that it may stand left of everything."""
    for row in sorted(draft.right - draft.detours.keys()):
        draft.detours[row] = free.free_near(row)
    draft.measure()


class _Tracks:
    """The tracks taken so far, by row."""

    def __init__(self, rows: Iterable[int]) -> None:
        self._rows = sorted(set(rows))
        self._last = [-1] * len(self._rows)

    def take(self, top: int, bottom: int) -> int:
        """Take and return the leftmost track right of all that reach into the rows from top to bottom."""
        first, end = bisect_left(self._rows, top), bisect_left(self._rows, bottom) + 1
        track = max(self._last[first:end]) + 1
        self._last[first:end] = [track] * (end - first)
        return track

    @property
    def count(self) -> int:
        """How many tracks are taken."""
        return 1 + max(self._last, default=-1)


def _packed(straight: list[_Draft], sequence: list[_Draft]) -> Channel:
    """Give each net its track, detours last."""
    pins = [row for net in sequence for row in (*net.left, *net.right, *net.detours.values())]
    tracks = _Tracks(pins)
    own = [tracks.take(draft.top, draft.bottom) for draft in sequence]
    taken = {row for draft in straight for row in draft.right}
    nets = [Net((draft.top,), (draft.top,), -1, tuple(draft.units)) for draft in straight]
    merges: list[list[int]] = []
    for draft in sequence:
        direct = draft.right - draft.detours.keys()
        merges.append(sorted(direct & taken))
        taken |= direct
    for draft, track, joins in zip(sequence, own, merges, strict=True):
        detours = []
        for right, via in sorted(draft.detours.items()):
            detours.append(Detour(right, via, tracks.take(min(right, via), max(right, via))))
            if right in taken:
                joins.append(right)
            taken.add(right)
        left, right_rows = tuple(sorted(draft.left)), tuple(sorted(draft.right - draft.detours.keys()))
        nets.append(Net(left, right_rows, track, tuple(draft.units), tuple(detours), tuple(joins)))
    return Channel(tuple(nets), tracks.count)
