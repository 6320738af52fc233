"""What a person sets for all maps: looks, the calendar that new maps begin with, and keys of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vsmap.model.calendar import Calendar
from vsmap.model.schema import word, words

OWN_THEMES: Final = ("vsmap-dark", "vsmap-light")
"""Themes whose states stay apart for colour-blind eyes."""
TERMINAL_THEMES: Final = ("ansi-dark", "ansi-light")
"""Themes of the terminal's own 16 colours, for a dark and for a light background."""
TOOLKIT_THEMES: Final = (
    *("textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night"),
    *("monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato"),
    *("solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon", "rose-pine-dawn"),
    *("atom-one-dark", "atom-one-light"),
)
"""Themes that come with the terminal toolkit."""
THEMES: Final = (*OWN_THEMES, *TERMINAL_THEMES, *TOOLKIT_THEMES)
PANELS: Final = ("flow", "path", "waste")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the editor looks when it starts."""

    theme: str = word("Colours; the ansi ones are the terminal's own sixteen", THEMES, "vsmap-dark")
    glyphs: str = word("Characters to draw with; auto asks the locale", ("auto", "unicode", "ascii"), "auto")
    view: str = word("What is shown first", ("both", "map", "table"), "both")
    detail: str = word(
        "How much each box shows; fit is the most at which the whole map is seen",
        ("fit", "chip", "box", "data"),
        "fit",
    )
    panels: tuple[str, ...] = words("Panels that stand beside the map, from 120 columns on", PANELS, PANELS)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a person set."""

    look: Look = field(default_factory=Look)
    calendar: Calendar = field(default_factory=Calendar)
    """The calendar that a new map begins with."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys by the id of their command; commands that are not named keep theirs."""
