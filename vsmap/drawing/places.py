"""Where the labels of forward arrows may stand: told from the layout alone, before anything is drawn."""

from collections import Counter
from collections.abc import Iterator

from vsmap.drawing.card import Arrows
from vsmap.drawing.glyphs import Glyphs
from vsmap.drawing.layout import Layout
from vsmap.drawing.nets import Net

Place = tuple[int, int, int]
"""Where a label may stand: the first cell, the one behind the last, and the row."""


class Places:
    """The labels of a drawing's gaps and their places; rows count from the spine."""

    def __init__(self, layout: Layout, arrows: Arrows, glyphs: Glyphs) -> None:
        self._layout, self._arrows, self._glyphs = layout, arrows, glyphs

    def label(self, arrow: int) -> str:
        """Return the label of an arrow in the characters that may be shown."""
        found = self._arrows.get(arrow)
        return self._glyphs.text(found.label) if found and found.label else ""

    def of_gap(self, gap: int) -> Iterator[tuple[str, list[Place]]]:
        """Yield the labels of a gap, each with the places on its own line where it may stand."""
        nets = self._layout.channels[gap].nets if self._arrows else ()
        merges = {row: self._merge(gap, net, row) for net in reversed(nets) for row in net.merges}
        for net in nets:
            found = [(unit, text) for unit in net.units if (text := self._text(gap, unit))]
            if not found:
                continue
            rows = [self._layout.unit_rows(gap, unit) for unit in net.units]
            lefts, rights = Counter(left for left, _ in rows), Counter(right for _, right in rows)
            for unit, text in found:
                left, right = self._layout.unit_rows(gap, unit)
                ends = [(*self._after(gap, net), right)] if rights[right] == 1 and right not in merges else []
                if lefts[left] == 1:
                    ends.append((*self._before(gap, net, merges.get(left)), left))
                yield text, ends

    def rows(self, gaps: range, top: int, bottom: int) -> tuple[int, int]:
        """Return the rows that must be drawn so that rows from top to before bottom show their labels right.

        Whether a label can stand on one end of its line decides whether it stands on the other one.
        """
        found = [
            (min(row for *_, row in places) - 1, max(row for *_, row in places) + 1)
            for gap in gaps
            for _text, places in self.of_gap(gap)
            if len({row for *_, row in places}) > 1
        ]
        before = None
        while before != (top, bottom):
            before = (top, bottom)
            for first, end in found:
                if first < bottom and end > top:
                    top, bottom = min(top, first), max(bottom, end)
        return top, bottom

    def _text(self, gap: int, unit: int) -> str:
        """Return the label of a unit that carries one forward arrow into its target."""
        layout = self._layout
        carried = layout.carried(gap, unit)
        if len(carried) != 1 or carried[0] not in self._arrows or layout.is_returning(carried[0]):
            return ""
        return self.label(carried[0]) if 0 <= layout.unit(gap, unit)[2] < layout.shape.stages else ""

    def _merge(self, gap: int, net: Net, row: int) -> int:
        """Return the cell at which a net runs into another one's line."""
        detour = net.detour(row)
        return self._layout.track_x(gap, detour.track if detour else net.track)

    def _after(self, gap: int, net: Net) -> tuple[int, int]:
        """Return the cells between a net's track and the arrow head."""
        layout = self._layout
        start = layout.track_x(gap, net.track) + 1 if net.track >= 0 else layout.box_edge(gap)
        return start, layout.gap_edge(gap) - 1

    def _before(self, gap: int, net: Net, merge: int | None) -> tuple[int, int]:
        """Return the cells before a net's track, or before others run into its straight line."""
        layout = self._layout
        end = layout.track_x(gap, net.track) if net.track >= 0 else layout.gap_edge(gap) - 1
        return layout.box_edge(gap), end if merge is None else min(end, merge)
