"""The totals as they are presented: few, side by side, each beneath its name, for the back of the room."""

from textual.geometry import Region

from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of
from vsmap.widgets.ink import BAD, GOOD, LABEL, MUTED, STRONG, Ink, InkLine, padded
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene
from vsmap.widgets.totals import TOTALS, Total, movement, shown_value, target_of

_SHOWN = (
    "lead_time_h",
    "process_time_h",
    "wait_time_h",
    "flow_efficiency_pct",
    "rolled_complete_accurate_pct",
)
_MARGIN, _GAP = 2, 1
_NARROWEST = 14
"""Cells that a total needs; where there are fewer the last totals are left out."""
_NUMBERS = 2
"""The row of the numbers; the one beneath it stays empty."""


class PresentedTotals(LinePane):
    """The name of the map, the names of its totals, the totals."""

    def __init__(self) -> None:
        super().__init__(id="presented")
        self._scene: Scene | None = None
        self._map_name = ""

    def show(self, scene: Scene, name: str) -> list[Region]:
        """Show the totals of a scene, whose map has a name."""
        self._scene, self._map_name = scene, name
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return the map's name in the middle, then the totals in columns."""
        scene, width = self._scene, self.content_size.width
        if scene is None:
            return ()
        if row == 0:
            name = fit(f"{self._map_name} · {scene.stream.map.state} state", width)
            return (Ink(f"{name:^{width}}".rstrip(), STRONG),)
        totals = [total for total in TOTALS if total.field in _SHOWN][: max(1, width // _NARROWEST)]
        room = (width - _MARGIN) // len(totals)
        columns: list[InkLine] = []
        if row == 1:
            columns = [_label(total, room - _GAP) for total in totals]
        elif row == _NUMBERS:
            columns = [_number(scene, total) for total in totals]
        inks = (ink for column in columns for ink in (*padded(column, room - _GAP), Ink(" " * _GAP)))
        return (Ink(" " * _MARGIN), *inks)


def _label(total: Total, room: int) -> InkLine:
    return (Ink(total.label if width_of(total.label) <= room else total.short, LABEL),)


def _number(scene: Scene, total: Total) -> InkLine:
    """Return a total with what moved, else with its target where that is missed or met."""
    number = Ink(shown_value(scene, total), MUTED if scene.stale else STRONG)
    moved = None if scene.stale else movement(scene, total)
    if moved is not None:
        return (number, Ink(f" {moved[1].replace(' points', '')}", GOOD if moved[2] else BAD))
    goal, met = target_of(scene, total)
    if not goal:
        return (number,)
    mark = "✗" if met is False else "✓" if met else ""
    ink = BAD if met is False else GOOD if met else MUTED
    return (number, Ink(f" {mark} {goal.removeprefix('goal ')}", ink))
