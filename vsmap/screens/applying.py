"""Whether a command applies to what the map screen shows now, and if not, why."""

from collections.abc import Callable
from typing import Final

from vsmap.commands import Command, When
from vsmap.screens.base import MapScreenBase

_APPLIES: Final[dict[When, Callable[[MapScreenBase], object]]] = {
    When.ALWAYS: lambda _screen: True,
    When.STAGE: lambda screen: screen.selection.stage,
    When.STAGE_OR_ARROW: lambda screen: screen.selection.stage or screen.selection.arrow,
    When.FIGURE: lambda screen: screen.selection.stage and not screen.selection.arrow,
    When.UNDOABLE: lambda screen: screen.document.can_undo,
    When.REDOABLE: lambda screen: screen.document.can_redo,
    When.MAP_SEEN: lambda screen: screen.map_view.display,
}


def why_not(screen: MapScreenBase, command: Command) -> str:
    """Say why a command can't be run now; nothing where it can."""
    if command.changes_map and screen.refusal:
        return screen.refusal
    return "" if _APPLIES[command.when](screen) else command.when.value
