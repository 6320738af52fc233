"""The Flow panel: every total with its target and the distance to it, what moved, and the rules."""

from dataclasses import dataclass
from typing import Final, Literal

from textual.message import Message

from vsmap.model.calendar import rounded
from vsmap.widgets.ink import BAD, GOOD, LABEL, MUTED, SELECTED, STRONG, Ink, InkLine
from vsmap.widgets.list_pane import ListPane
from vsmap.widgets.state import Scene
from vsmap.widgets.totals import (
    EXPECTED,
    PERCENTILES,
    TAKT,
    TOTALS,
    Total,
    calendar_text,
    convention_line,
    distance_to,
    movement,
    shown_value,
    target_of,
    value_of,
)

_LABEL_WIDTH: Final = 16
_ROOMY: Final = 60
"""Cells from which the calendar stands beside the conventions."""

Row = Total | Literal["percentiles", "bottleneck", "rules"]


class FlowPanel(ListPane):
    """Lead time, process time, waiting, efficiency, quality: the numbers that the map is about."""

    @dataclass
    class Chosen(Message):
        """A total was chosen to be taken apart, by its name there, or the rules to be changed."""

        row: str

    def __init__(self) -> None:
        super().__init__("flow", "Flow")
        self._rows_listed: list[Row] = []

    def prepare(self) -> None:
        """List the totals that apply to the map."""
        self._rows_listed = [] if self.scene is None else [*_rows(self.scene), "rules"]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows_listed)

    @property
    def remarks(self) -> list[InkLine]:
        """Say what the lead time rests on."""
        route = "" if self.scene is None else _route(self.scene)
        return [(Ink(route, MUTED),)] if route else []

    @property
    def hidden_remark(self) -> str:
        """Where not all rows have room the rules at least are said."""
        return "" if self.scene is None else f"{convention_line(self.scene)} · ↓ more"

    @property
    def why(self) -> str:
        """The name of the chosen total where it is taken apart; "rules" for the line of rules."""
        row = self._rows_listed[self.chosen] if self._rows_listed else "rules"
        if isinstance(row, Total):
            return row.why
        return {"percentiles": "p85", "bottleneck": "bottleneck"}.get(row, row)

    def activate(self) -> None:
        """Ask for the chosen total to be taken apart, or for the rules to be changed."""
        self.post_message(self.Chosen(self.why))

    @property
    def chosen_text(self) -> str:
        """Say what Enter does to the chosen row."""
        if self.why == "rules":
            return "Enter changes conventions, calendar, demand and targets"
        row = self._rows_listed[self.chosen]
        name = row.label if isinstance(row, Total) else {"percentiles": "P50 P85 P95"}.get(row, "Bottleneck")
        return f"{name}: Enter takes it apart into its terms"

    def item_line(self, at: int, *, chosen: bool) -> InkLine:
        """Return one total, or the rules."""
        scene, row = self.scene, self._rows_listed[at]
        if scene is None:
            return ()
        label = SELECTED if chosen else LABEL
        if isinstance(row, Total):
            return _line(scene, row, label, self.content_size.width)
        if row == "rules":
            whole = self.content_size.width >= _ROOMY
            calendar = f" · {calendar_text(scene.stream.calendar)}" if whole else ""
            return (Ink(convention_line(scene) + calendar, SELECTED if chosen else MUTED),)
        return _percentiles(scene, label) if row == "percentiles" else _bottleneck(scene, label)


def _rows(scene: Scene) -> list[Row]:
    totals = scene.analysis.totals
    rows: list[Row] = [
        total for total in TOTALS if total.field != "value_added_pct" or totals.value_added_pct is not None
    ]
    if totals.expected_lead_time_h is not None:
        rows[1:1] = [EXPECTED, "percentiles"]
    if totals.takt_h is not None:
        rows.append(TAKT)
    if totals.bottleneck is not None:
        rows.append("bottleneck")
    return rows


def _line(scene: Scene, total: Total, label_ink: str, width: int) -> InkLine:
    number = MUTED if scene.stale else STRONG
    label = Ink(f"{total.label:<{_LABEL_WIDTH}}", label_ink)
    moved = None if scene.stale else movement(scene, total)
    if moved is not None:
        was, change, better = moved
        return (
            label,
            Ink(f"{was} → "),
            Ink(shown_value(scene, total), number),
            Ink(f"  {change}", GOOD if better else BAD),
        )
    value = Ink(f"{shown_value(scene, total) + ' ':<8}", number)
    beside = _beside(scene, total)
    room = width - _LABEL_WIDTH - len(value.text) - len(beside)
    return (label, value, Ink(beside, MUTED), _target(scene, total, room))


def _target(scene: Scene, total: Total, room: int) -> Ink:
    """Return a target with the distance to it, in as many words as there is room for."""
    goal, met = target_of(scene, total)
    if not goal:
        return Ink("")
    mark = {True: "✓ ", False: "✗ ", None: ""}[met]
    distance = distance_to(scene, total)
    texts = [f" {mark}{each} {distance}".rstrip() for each in (goal, goal.removeprefix("goal "))]
    ink = {True: GOOD, False: BAD, None: MUTED}[met]
    return Ink(next((text for text in texts if len(text) <= room), texts[-1]), ink)


def _percentiles(scene: Scene, label: str) -> InkLine:
    """Return the percentiles in one row; they are worked out when somebody asks for them."""
    name = Ink(f"{'P50 P85 P95':<{_LABEL_WIDTH}}", label)
    if value_of(scene.analysis.totals, PERCENTILES[0]) is None:
        return (name, Ink("R shows them", MUTED))
    shown = [shown_value(scene, total) for total in PERCENTILES]
    return (name, Ink("  ".join(shown), MUTED if scene.stale else STRONG))


def _bottleneck(scene: Scene, label: str) -> InkLine:
    stage = scene.analysis.totals.bottleneck or ""
    used = scene.analysis.stages[stage].utilisation_pct
    share = "" if used is None else f"{rounded(used)} % "
    name = scene.stream.stage(stage).name
    return (Ink(f"{'Bottleneck':<{_LABEL_WIDTH}}", label), Ink(share, STRONG), Ink(name, MUTED))


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
