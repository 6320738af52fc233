"""The application as its screens know it: with a person's settings, and the keys that follow from them."""

from typing import Final

from textual.filter import ANSIToTruecolor, LineFilter, Monochrome, NoColor

from vsmap.keymap import Keymap
from vsmap.model.settings import Settings
from vsmap.terminal import DifferenceOutput
from vsmap.terminal.locale import speaks_utf8

NO_COLOUR: Final = NoColor()
"""Takes every colour off, and leaves bold, dim, underlined and reversed."""


class EditorApplication(DifferenceOutput[None]):
    """Holds the settings in force.

    Args:
        settings: what a person set.
        ascii_alone: whether no other character may be drawn, whatever the settings say.
    """

    def __init__(self, settings: Settings, *, ascii_alone: bool = False) -> None:
        self._ascii_alone = ascii_alone
        self._last_filters: list[LineFilter] = []
        super().__init__()
        self.animation_level = "none"
        self.take(settings)

    def take(self, settings: Settings) -> None:
        """Let settings be in force; what is shown already is not painted anew."""
        self.settings, self.keymap = settings, Keymap(settings.keys)
        self._last_filters = [NO_COLOUR] if self.no_color else []
        if self.is_ascii:
            from vsmap.terminal.ascii_alone import ASCII_ALONE  # noqa: PLC0415 - few terminals need it

            self._last_filters.append(ASCII_ALONE)

    @property
    def is_ascii(self) -> bool:
        """Whether only ASCII is drawn."""
        glyphs = self.settings.look.glyphs
        return self._ascii_alone or glyphs == "ascii" or (glyphs == "auto" and not speaks_utf8())

    def get_line_filters(self) -> list[LineFilter]:
        """Return what is done to each line last: NO_COLOR means no colour at all, not Textual's grey.

        A theme of the terminal's own colours is left as it is, also one that the editor started with.
        """
        unwanted = (Monochrome, NoColor, ANSIToTruecolor) if self.native_ansi_color else (Monochrome, NoColor)
        toolkit = [each for each in super().get_line_filters() if not isinstance(each, unwanted)]
        return [*toolkit, *self._last_filters]
