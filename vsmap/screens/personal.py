"""What a person sets for all maps, edited inside the program: looks, calendar, theme, keys."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vsmap.commands import COMMANDS
from vsmap.keymap import breaches
from vsmap.model.edits import apply_edits
from vsmap.model.settings import Settings
from vsmap.model.stream import ValueStream
from vsmap.screens import doors
from vsmap.screens.base import MapScreenBase
from vsmap.screens.doors import Choice
from vsmap.storage.save import SaveError
from vsmap.storage.state import settings_path

if TYPE_CHECKING:
    from vsmap.model.edits import Edits


class Personal(MapScreenBase):
    """The actions on a person's own settings: each is in force at once, and kept."""

    def action_settings(self) -> None:
        """Edit looks and calendar in a form."""
        carrier = carrying(self.app.settings)

        def change(edits: "Edits | None") -> None:
            if edits:
                apply_edits(carrier, edits)
                self._keep(carried(carrier, self.app.settings))

        self.app.push_screen(doors.settings_form(carrier), change)

    def action_theme(self) -> None:
        """Choose a theme; each is shown while it is looked at."""
        before = self.app.theme

        def change(theme: str | None) -> None:
            self.app.theme = theme or before
            if theme is not None:
                settings = self.app.settings
                self._keep(replace(settings, look=replace(settings.look, theme=theme)))

        self.app.push_screen(doors.themes(before), change)

    def action_rebind(self) -> None:
        """Choose a command and give it other keys."""
        keys_of = self.app.keymap.keys
        choices = [
            Choice(command.id, f"{' '.join(keys_of(command)):<16} {command.label}", command.help)
            for command in COMMANDS.values()
        ]

        def ask(identifier: str | None) -> None:
            if identifier is not None:
                self._ask_for_keys(identifier)

        self.app.push_screen(doors.pick("Other keys for …", choices), ask)

    def _ask_for_keys(self, identifier: str) -> None:
        command, settings = COMMANDS[identifier], self.app.settings

        def own(typed: str) -> dict[str, tuple[str, ...]]:
            others = {name: keys for name, keys in settings.keys.items() if name != identifier}
            keys = tuple(typed.split())
            return others if keys == command.keys else {**others, identifier: keys}

        def check(typed: str) -> str:
            return next((f"{breach.key}: {breach.why}" for breach in breaches(own(typed))), "")

        def change(typed: str | None) -> None:
            if typed is not None:
                self._keep(replace(settings, keys=own(typed)))

        shown = " ".join(self.app.keymap.keys(command))
        hint = f"separated by blanks, such as f9 or ctrl+x; it comes with {' '.join(command.keys) or 'none'}"
        self.app.push_screen(doors.prompt(f"Keys of {command.label}", shown, hint, check), change)

    def _keep(self, settings: Settings) -> None:
        """Let settings be in force, and write them; where that fails they are in force until the end."""
        from vsmap.storage.settings import write_settings  # noqa: PLC0415 - loaded when something is set

        looks_else = settings.look != self.app.settings.look
        self.app.take(settings)
        if self.app.theme != settings.look.theme:
            self.app.theme = settings.look.theme
        if looks_else:
            self.begin_with_settings()
            self.app.refresh_css(animate=False)
        self.show_scene()
        try:
            write_settings(settings_path(), settings)
        except (OSError, SaveError) as error:
            self.tell(f"{error}; it holds until you leave", is_error=True)


def carrying(settings: Settings) -> ValueStream:
    """Return a map that has a person's settings as its own, so that forms and edits of maps serve them."""
    stream = ValueStream()
    stream.settings.update(look=settings.look, calendar=settings.calendar)
    return stream


def carried(stream: ValueStream, before: Settings) -> Settings:
    """Return the settings that a map carries, with the keys as they were."""
    return replace(before, look=stream.settings["look"], calendar=stream.calendar)
