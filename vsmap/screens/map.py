"""The map screen: map and table, the panels beside them, and every command of the one list."""

import asyncio

from textual import events, on

from vsmap.commands import COMMANDS
from vsmap.keymap import FIGURE_KEYS
from vsmap.screens import doors
from vsmap.screens.applying import why_not
from vsmap.screens.copying import Copying
from vsmap.screens.exchanging import Exchanging
from vsmap.screens.explaining import Explaining
from vsmap.screens.improving import Improving
from vsmap.screens.navigation import Navigation
from vsmap.screens.personal import Personal
from vsmap.screens.presenting import Presenting
from vsmap.screens.telling import Telling
from vsmap.screens.workshop import Workshop
from vsmap.widgets.key_bar import KeyBar
from vsmap.widgets.list_pane import ListPane
from vsmap.widgets.map_view import MapView
from vsmap.widgets.stage_table import NUMBER, StageTable
from vsmap.widgets.words import selection_in_words

_MOMENT, _PATIENCE = 0.01, 50
"""How long, and how often, a key that was typed ahead waits for its dialog."""


class MapScreen(
    Improving, Telling, Copying, Navigation, Explaining, Exchanging, Personal, Presenting, Workshop
):
    """Where a map is built. Keys go to the open field or the capture line first, then to the commands."""

    AUTO_FOCUS = "#table"

    def on_mount(self) -> None:
        """Show the map, with the keys going to the table."""
        self.capture.display = False
        if self.has_class("-map"):
            self.map_view.focus()
        self.show_scene()
        if self.file is not None and not self.refusal and self.file.text is not None:
            self.remember(self.file.path)

    def on_resize(self, event: events.Resize) -> None:
        """Show what there is room for now."""
        self.suit(event.size)

    async def on_key(self, event: events.Key) -> None:
        """Let what is being typed have the keys, else run commands; each key before the next is looked at.

        Bindings would be run by the application, a hop later: of keys that arrive together (a slow line, a
        macro) the second would still go to the map when the first has opened a line to type into.
        """
        self.begin_journal()
        if self.app.screen is not self:
            await self._pass_on(event)
        else:
            with self.app.one_frame():
                if not self._answer(event):
                    return
        self.note_typed()
        event.stop()
        event.prevent_default()

    def _answer(self, event: events.Key) -> bool:
        """Give a key to what is being typed, or run its command; return whether it means anything here."""
        if len(event.key) > 1 and event.key in self.app.keymap.keys(COMMANDS["suspend"]):
            self.run_command("suspend")
        elif self.field is not None:
            self.field_key(event)
        elif self.pointing is not None:
            self.pointing_key(event)
        elif self.capture.is_open:
            self.capture_key(event)
        elif event.character is not None and event.character in FIGURE_KEYS:
            self.open_field(event.character)
        elif (command := self.app.keymap.command_of(event.key, event.character)) is not None:
            self.run_command(command.id)
        else:
            return False
        return True

    async def _pass_on(self, event: events.Key) -> None:
        """Give a key that was typed ahead to the dialog that one before it opened, once that is ready."""
        for _ in range(_PATIENCE):
            if self.app.focused is not None:
                break
            await asyncio.sleep(_MOMENT)
        target = self.app.focused or self.app.screen
        target.post_message(events.Key(event.key, event.character))

    def on_paste(self, event: events.Paste) -> None:
        """Let pasted text go where keys go."""
        if self.field is not None:
            self.field_paste(event.text)
        else:
            self.paste(event.text)
        self.note_typed()

    def action_edit(self) -> None:
        """Edit what is selected; in a panel take the chosen line apart."""
        if isinstance(self.focused, ListPane):
            self.focused.activate()
        elif self.selection.arrow is not None:
            self.edit_arrow()
        else:
            super().action_edit()

    def action_cancel(self) -> None:
        """Leave presenter mode, else the open panel, the selected arrow, the marks, or the future."""
        if self.is_presenting:
            self.leave_presenting()
            return
        if self.close_panels():
            return
        if self.selection.arrow is not None:
            self.select_arrow(None)
        elif self.marks:
            self.let_go_of_marks()
        else:
            self.leave_future()

    def action_help(self) -> None:
        """Show help, and run the command that is picked there."""

        def run(command: str | None) -> None:
            if command is not None:
                self.run_command(command)

        self.app.push_screen(doors.help_page(selection_in_words(self.scene)), run)

    def run_command(self, identifier: str) -> None:
        """Run a command by its id, or say why not; what was said about the one before goes."""
        self.app.clear_notifications()
        reason = why_not(self, COMMANDS[identifier])
        if reason:
            self.tell(reason, is_error=True)
        elif self.must_ask(COMMANDS[identifier]):
            self.ask_target(lambda: self.run_command(identifier))
        else:
            getattr(self, f"action_{identifier}")()

    @on(KeyBar.Pressed)
    async def _key_clicked(self, message: KeyBar.Pressed) -> None:
        if message.command:
            self.run_command(message.command)
        else:
            await self.on_key(events.Key(message.key, None))

    @on(StageTable.Pointed)
    def _table_clicked(self, message: StageTable.Pointed) -> None:
        if message.figure != NUMBER:
            self._point(message.stage, message.figure, twice=message.twice)
        elif self.pointing is not None:
            self.point_at(message.stage)
        elif self.field is None:
            self.select(message.stage)
            self.run_command("mark")

    @on(MapView.Pointed)
    def _map_clicked(self, message: MapView.Pointed) -> None:
        if message.stage is not None:
            self._point(message.stage, self.selection.figure, twice=message.twice)
        elif message.arrow is not None and self.field is None and self.pointing is None:
            self.select_arrow(message.arrow)
            if message.twice:
                self.edit_arrow()

    def _point(self, stage: str, figure: str, *, twice: bool) -> None:
        if self.field is not None:
            return
        if self.pointing is not None:
            self.point_at(stage)
            return
        self.select(stage, figure)
        if twice:
            self.open_field()
