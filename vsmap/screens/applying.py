"""Whether a command applies to what the map screen shows now, and if not, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vsmap.commands import COMMANDS, Command, When
from vsmap.widgets.key_bar import Hint

if TYPE_CHECKING:
    from collections.abc import Callable

    from vsmap.screens.base import MapScreenBase

_FOOTER: Final = tuple(command for command in COMMANDS.values() if command.in_footer)
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


def hints(screen: MapScreenBase) -> tuple[Hint, ...]:
    """Return the commands of the footer that apply now, each with its key."""
    keymap, is_ascii = screen.app.keymap, screen.app.is_ascii
    return tuple(
        Hint(command, keymap.name(command, spelt=is_ascii))
        for command in _FOOTER
        if keymap.keys(command) and not why_not(screen, command)
    )
