"""The Critical path panel: each stage of the path with a bar of its lead time, then those nearly critical."""

from typing import Final

from textual.geometry import Region

from vsmap.drawing.cells import fit
from vsmap.model.calendar import format_hours
from vsmap.widgets.ink import CRITICAL, MUTED, STRONG, TEXT, Ink, InkLine
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene

_NAME_WIDTH: Final = 17
_TIME_WIDTH: Final = 7
_EIGHTHS: Final = "▎▎▍▌▋▊▉█"
"""An eighth is drawn as a quarter: the thinnest bar is a side of a chip, with that twin in ASCII."""


class PathPanel(LinePane, can_focus=True):
    """Where the lead time comes from, stage by stage."""

    def __init__(self) -> None:
        super().__init__(id="path", classes="panel")
        self.entitle("Critical path")
        self._scene: Scene | None = None

    def show(self, scene: Scene) -> list[Region]:
        """Show the path of a scene."""
        self._scene = scene
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return one stage of the path, then one that is nearly critical."""
        scene = self._scene
        if scene is None:
            return ()
        path = scene.analysis.critical_path
        if row < len(path):
            return self._stage(scene, path[row])
        spare = _nearly_critical(scene)
        at = row - len(path)
        if at < len(spare):
            return self._slack(scene, spare[at])
        return ()

    def _stage(self, scene: Scene, identifier: str) -> InkLine:
        result = scene.analysis.stages[identifier]
        hours = result.lead_time_h or 0.0
        path = scene.analysis.critical_path
        longest = max((scene.analysis.stages[each].lead_time_h or 0.0 for each in path), default=0.0)
        room = max(0, self.content_size.width - _NAME_WIDTH - _TIME_WIDTH - 4)
        chosen = scene.selection.stage == identifier
        name = f"{fit(scene.stream.stage(identifier).name, _NAME_WIDTH):<{_NAME_WIDTH}} "
        known = result.lead_time_h is not None
        shown = format_hours(hours, scene.stream.calendar) if known else "?"
        bar = _bar(hours / longest if longest else 0.0, room)
        ink = MUTED if scene.stale else STRONG if chosen else TEXT
        return (Ink("◆ ", CRITICAL), Ink(name, ink), Ink(f"{shown:<{_TIME_WIDTH}} "), Ink(bar, CRITICAL))

    @staticmethod
    def _slack(scene: Scene, identifier: str) -> InkLine:
        slack = format_hours(scene.analysis.stages[identifier].slack_h or 0.0, scene.stream.calendar)
        name = f"  {fit(scene.stream.stage(identifier).name, _NAME_WIDTH):<{_NAME_WIDTH}} "
        return (Ink(name, MUTED), Ink(f"{slack} slack", MUTED))


def _nearly_critical(scene: Scene) -> list[str]:
    """Return the stages off the path by their slack, the least first."""
    spare = [
        (result.slack_h, identifier)
        for identifier, result in scene.analysis.stages.items()
        if result.slack_h is not None and identifier not in scene.analysis.critical_path
    ]
    return [identifier for _slack, identifier in sorted(spare)]


def _bar(share: float, room: int) -> str:
    eighths = round(share * room * len(_EIGHTHS))
    whole, part = divmod(eighths, len(_EIGHTHS))
    return "█" * whole + (_EIGHTHS[part - 1] if part else "")
