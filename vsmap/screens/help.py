"""The help screen: what is selected, the legend, and every command, searchable; Enter runs one."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from vsmap.commands import COMMANDS, Command, key_name
from vsmap.drawing.legend import LEGEND
from vsmap.model.text import visible
from vsmap.screens.narrowing import NamedRowsScreen, Row

_KEYS_WIDTH = 11
_LABEL_WIDTH = 14


class HelpScreen(NamedRowsScreen):
    """Gives the id of a command to run."""

    KIND = "help"
    PLACEHOLDER = "search the commands"

    def __init__(self, selected: str) -> None:
        super().__init__("Help", subtitle="type to search · Enter runs · Esc goes back")
        self._selected = selected

    def above(self) -> ComposeResult:
        """Say what is selected, and what the marks mean."""
        yield Static(Content(visible(self._selected)), classes="hint")
        yield Static(_legend(), classes="legend")

    def rows(self, typed: str) -> list[Row]:
        """Return the commands that have all the words that were typed."""
        words, keys_of = typed.lower().split(), self.app.keymap.keys
        return [
            Row(command.id, command_line(command, keys_of(command)))
            for command in COMMANDS.values()
            if _matches(command, keys_of(command), words)
        ]


def _matches(command: Command, keys: tuple[str, ...], words: list[str]) -> bool:
    text = f"{command.id} {command.label} {command.help} {command.group}".lower()
    return all(word in text or word in keys for word in words)


def command_line(command: Command, keys: tuple[str, ...]) -> Content:
    """Show a command: its keys, its label and what it does."""
    shown = " ".join(map(key_name, keys)) or f":{command.id}"
    return Content.assemble(
        (f"{shown:<{_KEYS_WIDTH}}", "bold"), f"{command.label:<{_LABEL_WIDTH}}", (command.help, "dim")
    )


def _legend() -> Content:
    parts: list[str | tuple[str, str]] = []
    for mark in LEGEND.values():
        parts += [(f"{mark.glyph} ", "bold"), f"{mark.meaning}   "]
    return Content.assemble(*parts)
