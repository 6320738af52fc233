"""The map screen: map and table, the panels beside them, and every command of the one list."""

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from vsmap.commands import COMMANDS
from vsmap.screens import doors
from vsmap.screens.base import HORIZONTAL, VERTICAL
from vsmap.screens.capturing import Capturing
from vsmap.screens.fields import FieldEditing
from vsmap.screens.filing import Filing
from vsmap.screens.navigation import Navigation
from vsmap.screens.shaping import Shaping
from vsmap.widgets.bars import KeyBar
from vsmap.widgets.map_view import MapView
from vsmap.widgets.stage_table import StageTable
from vsmap.widgets.words import selection_in_words

_STARTS_FIELD = frozenset("0123456789~")
KEYS_OF_TEXTUAL = {",": "comma"}
"""Keys that Textual must have by name, since its own list of keys is parted by commas."""


class MapScreen(FieldEditing, Capturing, Shaping, Navigation, Filing):
    """Where a map is built. Keys go to the open field or the capture line first, then to the commands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(KEYS_OF_TEXTUAL.get(key, key) for key in command.keys), command.id, show=False)
        for command in COMMANDS.values()
    ]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = HORIZONTAL
    VERTICAL_BREAKPOINTS = VERTICAL

    def on_mount(self) -> None:
        """Show the map, with the keys going to the table."""
        self.capture.display = False
        self.table.focus()
        self.show_scene()
        if self.file is not None and not self.refusal and self.file.text is not None:
            self.remember(self.file.path)

    def on_key(self, event: events.Key) -> None:
        """Let what is being typed have the keys; a digit opens a field."""
        if self.field is not None:
            self.field_key(event)
        elif self.capture.is_open:
            self.capture_key(event)
        elif event.character is not None and event.character in _STARTS_FIELD:
            self.open_field(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Let pasted text go where keys go."""
        if self.field is not None:
            self.field_paste(event.text)
        elif self.capture.is_open:
            self.capture_paste(event.text)

    def action_edit(self) -> None:
        """Edit what is selected; in the waste panel explain the highlight."""
        if self.waste_panel.has_focus:
            self.waste_panel.explain()
        elif self.selection.arrow is not None:
            self.edit_arrow()
        else:
            super().action_edit()

    def action_cancel(self) -> None:
        """Close the panel that is open, or let go of the selected arrow."""
        if not self.close_panels() and self.selection.arrow is not None:
            self.select_arrow(None)

    def action_help(self) -> None:
        """Show help, and run the command that is picked there."""

        def run(command: str | None) -> None:
            if command is not None:
                self.run_command(command)

        self.app.push_screen(doors.help_page(selection_in_words(self.scene)), run)

    def run_command(self, identifier: str) -> None:
        """Run a command by its id."""
        getattr(self, f"action_{identifier}")()

    @on(KeyBar.Pressed)
    def _key_clicked(self, message: KeyBar.Pressed) -> None:
        self.run_command(message.command.id)

    @on(StageTable.Pointed)
    def _table_clicked(self, message: StageTable.Pointed) -> None:
        self._point(message.stage, message.figure, twice=message.twice)

    @on(MapView.Pointed)
    def _map_clicked(self, message: MapView.Pointed) -> None:
        if message.stage is not None:
            self._point(message.stage, self.selection.figure, twice=message.twice)
        elif message.arrow is not None and self.field is None:
            self.select_arrow(message.arrow)
            if message.twice:
                self.edit_arrow()

    def _point(self, stage: str, figure: str, *, twice: bool) -> None:
        if self.field is not None:
            return
        self.select(stage, figure)
        if twice:
            self.open_field()
