"""Choosing a theme, which is shown at once."""

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from vsmap.model.settings import OWN_THEMES, TERMINAL_THEMES, THEMES
from vsmap.screens.narrowing import NamedRowsScreen, Row


class ThemeScreen(NamedRowsScreen):
    """Gives the name of a theme; the one that is looked at is in force while the list is open."""

    KIND = "palette"

    def __init__(self, now: str) -> None:
        super().__init__("Theme", subtitle="↑↓ look · Enter take · Esc leave")
        self._now = now

    def rows(self, typed: str) -> list[Row]:
        """Return the themes whose names have what was typed, the one in force first."""
        found = sorted(THEMES, key=lambda theme: theme != self._now)
        return [Row(theme, _line(theme)) for theme in found if typed.strip().lower() in theme]

    @on(OptionList.OptionHighlighted)
    def _looked_at(self, event: OptionList.OptionHighlighted) -> None:
        self.app.theme = self.seen[event.option_index].id


def _line(theme: str) -> Content:
    about = ""
    if theme in OWN_THEMES:
        about = "states stay apart for colour-blind eyes"
    elif theme in TERMINAL_THEMES:
        about = "the terminal's own sixteen colours"
    return Content.assemble(f"{theme:<22}", (about, "dim"))
