"""A line to type into that shows any text safely: what a dialog, a form or a path needs."""

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import Input

from vsmap.model.text import visible

_TYPED = str.maketrans({visible("\n"): "\n", visible("\t"): "\t"})
"""Line ends and tabs, which the line shows as one character each."""


class TextInput(Input):
    """Textual's Input, in which every character that could command the terminal is shown as a visible one.

    `value` is what is shown; `text` is what is meant.
    """

    def __init__(self, text: str = "", **options: Any) -> None:  # noqa: ANN401 - those of Textual's Input
        self._given = text
        options.setdefault("select_on_focus", False)
        super().__init__(text, **options)
        self.set_reactive(Input.cursor_blink, False)  # noqa: FBT003 - Textual's signature

    def on_key(self, event: events.Key) -> None:
        """Submit what was typed before Enter, and nothing of what is typed right behind it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted(self, self.value))

    def on_focus(self) -> None:
        """Bring the cursor into sight, which Textual does only once it moves."""
        at = self.cursor_position
        self.cursor_position = 0
        self.cursor_position = at

    def render_line(self, y: int) -> Strip:
        """Show where the text goes on beyond an edge of the line, unless the cursor stands there."""
        strip = super().render_line(y)
        room, left = self.scrollable_content_region.width, self.scroll_offset.x
        if y or room <= 1:
            return strip
        cursor, end = cell_len(self.value[: self.cursor_position]), cell_len(self.value or self.placeholder)
        if left > 0 and not (self.has_focus and cursor == left):
            strip = Strip.join([_more(strip, 0), strip.crop(1)])
        last = room - 1
        if end > left + room and not (self.has_focus and cursor == left + last):
            strip = Strip.join([strip.crop(0, last), _more(strip, last), strip.crop(room)])
        return strip

    def validate_value(self, value: str) -> str:
        """Let nothing invisible come in by typing, pasting or assigning: one character stays one."""
        return visible(value)

    @property
    def text(self) -> str:
        """The text that was put here, with what was typed behind it; or what was typed instead."""
        shown = visible(self._given)
        if self.value.startswith(shown):
            return self._given + self.value[len(shown) :].translate(_TYPED)
        return self.value.translate(_TYPED)

    def put(self, text: str) -> None:
        """Show a text in place of what was there, the cursor at its end."""
        self._given = text
        self.value = text
        self.cursor_position = len(self.value)


def _more(strip: Strip, column: int) -> Strip:
    """Return the mark of more text, in the style of the cell that it takes the place of."""
    under = list(strip.crop(column, column + 1))
    return Strip([Segment("…", under[0].style if under else None)])
