"""A list to choose from, whose chosen line is seen on every terminal."""

from textual.style import Style
from textual.widgets import OptionList

_CHOSEN = "option-list--option-highlighted"


class Choices(OptionList):
    """Textual's OptionList, with the chosen line reversed where colours can't tell it.

    Textual leaves `reverse` out of what a style sheet says about a line of the list.
    """

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """Return the style of a line."""
        style = super().get_visual_style(*component_classes, partial=partial)
        plain = self.app.no_color or self.app.native_ansi_color
        return style + Style(reverse=True) if plain and _CHOSEN in component_classes else style
