"""The Critical path panel: stages and waits with bars, the nearly critical, and what an hour is worth."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.message import Message

from vsmap.drawing.cells import fit
from vsmap.drawing.spread import bar
from vsmap.model.calendar import format_hours, rounded
from vsmap.widgets.ink import CRITICAL, LABEL, MUTED, SELECTED, STRONG, TEXT, Ink, InkLine
from vsmap.widgets.list_pane import ListPane
from vsmap.widgets.state import Scene

if TYPE_CHECKING:
    from vsmap.analysis.results import Analysis

_NAME_WIDTH: Final = 17
_NOISE: Final = 1e-6
"""Hours that rounding may leave between two stages."""
_TIME_WIDTH: Final = 7
_LEVER_WIDTH: Final = 17
_ROOMY: Final = 60
"""Cells from which a lever stands beside its bar."""


class Part(NamedTuple):
    """A stage of the path, the wait in front of one, or a stage beside it; the hours that it takes."""

    stage: str
    hours: float | None
    is_wait: bool = False
    is_beside: bool = False


class PathPanel(ListPane):
    """Where the lead time comes from, stage by stage, and where it could be shortened."""

    @dataclass
    class Chosen(Message):
        """A stage was chosen to be gone to."""

        stage: str

    def __init__(self) -> None:
        super().__init__("path", "Critical path")
        self._parts: list[Part] = []
        self._longest = 0.0
        self._made_of: Analysis | None = None

    def prepare(self) -> None:
        """List the parts of the path, then the stages beside it by their slack; anew only for new numbers."""
        if self.scene is not None and self._made_of is not self.scene.analysis:
            self._made_of = self.scene.analysis
            self._parts = [*_on_path(self.scene), *_nearly_critical(self.scene)]
            on_path = (part.hours or 0.0 for part in self._parts if not part.is_beside)
            self._longest = max(on_path, default=0.0)

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._parts)

    def activate(self) -> None:
        """Ask to go to the stage."""
        if self._parts:
            self.post_message(self.Chosen(self._parts[self.chosen].stage))

    @property
    def chosen_text(self) -> str:
        """Say what an hour saved at the chosen stage is worth."""
        if self.scene is None or not self._parts:
            return ""
        part = self._parts[self.chosen]
        return lever_sentence(self.scene, part.stage, self.scene.stream.stage(part.stage).name)

    def item_line(self, at: int, *, chosen: bool) -> InkLine:
        """Return one part."""
        scene, part = self.scene, self._parts[at]
        if scene is None:
            return ()
        if part.is_beside:
            return _beside(scene, part, chosen=chosen)
        selected = scene.selection.stage == part.stage and not part.is_wait
        plain = MUTED if scene.stale or part.is_wait else STRONG if selected else TEXT
        shown = "?" if part.hours is None else format_hours(part.hours, scene.stream.calendar)
        roomy = self.content_size.width >= _ROOMY
        room = self.content_size.width - _NAME_WIDTH - _TIME_WIDTH - 4 - roomy * _LEVER_WIDTH
        drawn = bar((part.hours or 0.0) / self._longest if self._longest else 0.0, max(0, room))
        lever = Ink(f"{drawn and '':<{max(0, room - len(drawn))}} {_lever(scene, part)}", LABEL)
        return (
            Ink("▽ " if part.is_wait else "◆ ", MUTED if part.is_wait else CRITICAL),
            Ink(_name(scene, part), SELECTED if chosen else plain),
            Ink(f" {shown:<{_TIME_WIDTH}} "),
            Ink(drawn, CRITICAL),
            *((lever,) if roomy else ()),
        )


def _name(scene: Scene, part: Part) -> str:
    name = scene.stream.stage(part.stage).name
    return fit(f"{fit(f'before {name}' if part.is_wait else name, _NAME_WIDTH):<{_NAME_WIDTH}}", _NAME_WIDTH)


def _on_path(scene: Scene) -> list[Part]:
    """Return the stages of the path with the waits between them, which are gaps between their times."""
    stages, path = scene.analysis.stages, scene.analysis.critical_path
    parts = [Part(stage, stages[stage].lead_time_h) for stage in path[:1]]
    for source, target in pairwise(path):
        wait = stages[target].earliest_start_h - stages[source].earliest_finish_h
        if wait > _NOISE:
            parts.append(Part(target, wait, is_wait=True))
        parts.append(Part(target, stages[target].lead_time_h))
    return parts


def _nearly_critical(scene: Scene) -> list[Part]:
    """Return the stages off the path by their slack, the least first."""
    on_path = set(scene.analysis.critical_path)
    spare = [
        (result.slack_h, identifier)
        for identifier, result in scene.analysis.stages.items()
        if result.slack_h is not None and identifier not in on_path
    ]
    return [Part(identifier, slack, is_beside=True) for slack, identifier in sorted(spare)]


def _beside(scene: Scene, part: Part, *, chosen: bool) -> InkLine:
    slack = format_hours(part.hours or 0.0, scene.stream.calendar)
    return (Ink("  "), Ink(_name(scene, part), SELECTED if chosen else MUTED), Ink(f" {slack} slack", MUTED))


def _lever(scene: Scene, part: Part) -> str:
    """Say in brief what an hour saved is worth, and until when."""
    result = scene.analysis.stages[part.stage]
    if part.is_wait or not result.lever:
        return ""
    until = result.lever_until_h
    limit = "" if until is None else f" to {format_hours(until, scene.stream.calendar)}"
    return f"lever {rounded(result.lever, 2)}{limit}"


def lever_sentence(scene: Scene, stage: str, name: str) -> str:
    """Say what an hour saved at a stage is worth, and from when on another way is the longest."""
    result = scene.analysis.stages[stage]
    if not result.lever:
        return f"{name}: an hour saved here changes nothing; another way takes longer"
    total = "expected lead time" if scene.analysis.totals.expected_lead_time_h is not None else "lead time"
    worth = "an hour" if result.lever == 1 else f"{rounded(result.lever, 2)} hours"
    said = f"{name}: each hour saved shortens the {total} by {worth}"
    if result.lever_until_h is None:
        return said
    until = format_hours(result.lever_until_h, scene.stream.calendar)
    if result.lead_time_h is not None and result.lever_until_h >= result.lead_time_h:
        return f"{said}, all {until} of it"
    return f"{said}, up to {until}: then another way is the longest"
