"""The footer: the keys that matter now, never cut; a click on one is as good as the key."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from textual import events
from textual.geometry import Region
from textual.message import Message

from vsmap.commands import Command
from vsmap.drawing.cells import width as width_of
from vsmap.widgets.ink import KEY, LABEL, Ink, InkLine
from vsmap.widgets.pane import LinePane

TypingKeys = tuple[tuple[str, str], ...]
"""Keys with what they do while something is typed."""
FIELD_KEYS: Final[TypingKeys] = (
    ("⏎", "Commit"), ("Tab", "Next figure"), ("↑↓", "Other stage"), ("Esc", "Restore"),
)  # fmt: skip
POINTING_KEYS: Final[TypingKeys] = (("a-z", "The stage with that label"), ("/", "By name"), ("Esc", "Back"))
_SPELT: Final = {"⏎": "Enter", "↑↓": "Up Down", "↑": "Up", "→": "Right"}
CAPTURE_KEYS: Final[TypingKeys] = (
    ("⏎", "Add"), ("Tab", "Other place"), ("↑", "Line before"), ("→", "Complete"),
    ("Esc", "Close, keep the text"),
)  # fmt: skip
RECAPTURE_KEYS: Final[TypingKeys] = (("⏎", "Change"), ("↑↓", "Other line"), ("Esc", "Back to the new line"))


def spelt(keys: TypingKeys) -> TypingKeys:
    """Name keys by words: for terminals without Unicode, where their signs would be taken for other keys."""
    return tuple((_SPELT.get(key, key), label) for key, label in keys)


_PRESSED: Final = {
    "⏎": "enter",
    "Tab": "tab",
    "Esc": "escape",
    "/": "slash",
    "↑": "up",
    "→": "right",
    "Enter": "enter",
    "Up": "up",
    "Right": "right",
}
"""The key that a click on its name presses; where a name stands for several keys a click presses none."""


class Hint(NamedTuple):
    """A command of the footer with its key, as people write it."""

    command: Command
    key: str


class _Span(NamedTuple):
    """What stands at a column of the bar, and what a click there does."""

    start: int
    inks: InkLine
    command: str
    key: str

    @property
    def end(self) -> int:
        """The first cell behind the hint."""
        return self.start + sum(width_of(ink.text) for ink in self.inks)


class KeyBar(LinePane):
    """The footer: the keys that matter now."""

    @dataclass
    class Pressed(Message):
        """A command was clicked by its id, or a key by its name; the other one is empty."""

        command: str
        key: str

    def __init__(self) -> None:
        super().__init__(id="keys", classes="bar")
        self._typing: TypingKeys = ()
        self._hints: tuple[Hint, ...] = ()

    def show(self, typing: TypingKeys, hints: tuple[Hint, ...]) -> list[Region]:
        """Show the keys for what is being typed, or, where nothing is, those of commands."""
        self._typing, self._hints = typing, hints
        return self.changes()

    def ink_line(self, row: int) -> InkLine:
        """Return the keys that fit."""
        del row
        return (Ink(" "), *(ink for span in self._spans() for ink in span.inks))

    def on_click(self, event: events.Click) -> None:
        """Press the key, or run the command, under the mouse."""
        at = event.get_content_offset(self)
        for span in self._spans():
            if at is not None and span.start <= at.x < span.end and (span.command or span.key):
                self.post_message(self.Pressed(span.command, span.key))

    def _spans(self) -> list[_Span]:
        """Return what fits, each at its column; the last one, the way out or to the help, always does."""
        shown = [(key, label, "", _PRESSED.get(key, "")) for key, label in self._typing]
        shown = shown or [(hint.key, hint.command.label, hint.command.id, "") for hint in self._hints]
        spans: list[_Span] = []
        start = 1
        last = sum(width_of(text) for text in shown[-1][:2]) + 1 if shown else 0
        for at, (key, label, command, pressed) in enumerate(shown):
            span = _Span(start, (Ink(key, KEY), Ink(f" {label}  ", LABEL)), command, pressed)
            if at == len(shown) - 1 or span.end + last <= self.content_size.width:
                spans.append(span)
                start = span.end
        return spans
