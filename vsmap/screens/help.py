"""The help screen: what is selected, the legend, and every command, searchable; Enter runs one."""

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from vsmap.commands import COMMANDS, Command, key_name
from vsmap.model.text import visible
from vsmap.screens.application import EditorApplication
from vsmap.widgets.choices import Choices
from vsmap.widgets.marks import LEGEND
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle

_KEYS_WIDTH = 11
_LABEL_WIDTH = 14


class HelpScreen(ModalScreen[str | None]):
    """Dismissed with the id of a command to run, or None."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(True)", show=False, priority=True),
        Binding("pageup", "page(False)", show=False, priority=True),
    ]

    app = getters.app(EditorApplication)

    def __init__(self, selected: str) -> None:
        super().__init__()
        self._selected = selected
        self._seen: list[Command] = []

    def compose(self) -> ComposeResult:
        """Show the legend above the commands."""
        with Vertical(classes="dialog help") as dialog:
            entitle(dialog, "Help", "type to search · Enter runs · Esc goes back")
            yield Static(Content(visible(self._selected)), classes="hint")
            yield Static(_legend(), classes="legend")
            yield TextInput(placeholder="search the commands")
            yield Choices()

    def on_mount(self) -> None:
        """Show every command."""
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        words = typed.lower().split()
        keys_of = self.app.keymap.keys
        self._seen = [each for each in COMMANDS.values() if _matches(each, keys_of(each), words)]
        options = self.query_one(Choices)
        options.clear_options()
        options.add_options(Option(_line(command, keys_of(command))) for command in self._seen)
        if self._seen:
            options.highlighted = 0

    def action_move(self, step: int) -> None:
        """Go up or down the list while the search keeps the keys."""
        options = self.query_one(Choices)
        if self._seen:
            options.highlighted = max(0, min((options.highlighted or 0) + step, len(self._seen) - 1))

    def action_page(self, down: bool) -> None:  # noqa: FBT001 - what a binding gives
        """Go up or down by what is seen of the list."""
        options = self.query_one(Choices)
        if down:
            options.action_page_down()  # type: ignore[no-untyped-call] # Textual's own is without types
        else:
            options.action_page_up()  # type: ignore[no-untyped-call] # as above

    @on(Input.Submitted)
    def _enter(self) -> None:
        at = self.query_one(Choices).highlighted
        if self._seen and at is not None:
            self.dismiss(self._seen[at].id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._seen[event.option_index].id)


def _matches(command: Command, keys: tuple[str, ...], words: list[str]) -> bool:
    text = f"{command.id} {command.label} {command.help} {command.group}".lower()
    return all(word in text or word in keys for word in words)


def _line(command: Command, keys: tuple[str, ...]) -> Content:
    shown = " ".join(map(key_name, keys))
    return Content.assemble(
        (f"{shown:<{_KEYS_WIDTH}}", "bold"), f"{command.label:<{_LABEL_WIDTH}}", (command.help, "dim")
    )


def _legend() -> Content:
    parts: list[str | tuple[str, str]] = []
    for glyph, _ink, meaning in LEGEND:
        parts += [(f"{glyph} ", "bold"), f"{meaning}   "]
    return Content.assemble(*parts)
