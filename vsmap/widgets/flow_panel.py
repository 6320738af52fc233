"""The Flow panel: every total with its target, and what moved since the last edit."""

from textual.geometry import Region

from vsmap.model.calendar import rounded
from vsmap.widgets.ink import BAD, GOOD, LABEL, MUTED, STRONG, Ink, InkLine
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene
from vsmap.widgets.totals import (
    TOTALS,
    Total,
    convention_line,
    movement,
    shown_value,
    target_of,
    value_of,
)

_LABEL_WIDTH = 16


class FlowPanel(LinePane, can_focus=True):
    """Lead time, process time, waiting, efficiency, quality: the numbers that the map is about."""

    def __init__(self) -> None:
        super().__init__(id="flow", classes="panel")
        self.entitle("Flow")
        self._scene: Scene | None = None

    def show(self, scene: Scene) -> list[Region]:
        """Show the totals of a scene."""
        self._scene = scene
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return one total, then what they rest on."""
        scene = self._scene
        if scene is None:
            return ()
        totals = [total for total in TOTALS if _is_shown(scene, total)]
        if row < len(totals):
            return _line(scene, totals[row])
        rest = (_route(scene), convention_line(scene))
        lines = [line for line in rest if line]
        at = row - len(totals)
        return (Ink(lines[at], MUTED),) if at < len(lines) else ()


def _is_shown(scene: Scene, total: Total) -> bool:
    return total.field != "value_added_pct" or value_of(scene.analysis.totals, total) is not None


def _line(scene: Scene, total: Total) -> InkLine:
    number = MUTED if scene.stale else STRONG
    label = Ink(f"{total.label:<{_LABEL_WIDTH}}", LABEL)
    moved = None if scene.stale else movement(scene, total)
    if moved is not None:
        was, change, better = moved
        return (
            label,
            Ink(f"{was} → "),
            Ink(shown_value(scene, total), number),
            _change(change, better=better),
        )
    goal, met = target_of(scene, total)
    kept = Ink(f" ✗ {goal}", BAD) if met is False else Ink(f" {goal}".rstrip(), MUTED)
    value = Ink(f"{shown_value(scene, total) + ' ':<8}", number)
    return (label, value, Ink(_beside(scene, total), MUTED), kept)


def _change(change: str, *, better: bool) -> Ink:
    return Ink(f"  {change}", GOOD if better else BAD)


def _beside(scene: Scene, total: Total) -> str:
    totals = scene.analysis.totals
    if total.field == "lead_time_h" and totals.calendar_days is not None and not target_of(scene, total)[0]:
        return f"{rounded(totals.calendar_days)} calendar days"
    if total.field == "wait_time_h" and totals.wait_share_pct is not None:
        return f"{rounded(totals.wait_share_pct)} %"
    if total.field == "rolled_complete_accurate_pct":
        return f"{totals.rolled_assessed}/{totals.rolled_stages}"
    return ""


def _route(scene: Scene) -> str:
    share = scene.analysis.totals.route_share_pct
    unsure = [] if scene.analysis.totals.lead_time_complete else ["at least: figures are missing"]
    rare = [f"longest route, taken by {rounded(share)} %"] if share is not None and share < 100 else []  # noqa: PLR2004 - percent
    return " · ".join(rare + unsure)
