"""Ticking any of a list of words."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog
from vsmap.widgets.choices import Choices
from vsmap.widgets.titles import entitle


class TickScreen(Dialog[tuple[str, ...]]):
    """Space or a click ticks a word or takes the tick off, Enter takes what is ticked, Esc leaves all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, title: str, words: Sequence[str], ticked: Sequence[str]) -> None:
        super().__init__()
        self._title, self._words, self._ticked = title, words, set(ticked)

    def compose(self) -> ComposeResult:
        """Show the words, each with its tick."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, self._title, "Space tick · ⏎ take · Esc leave")
            yield Choices(*(Option(self._line(word), id=word) for word in self._words))

    def on_mount(self) -> None:
        """Let the keys go to the list."""
        options = self.query_one(Choices)
        options.focus()
        options.highlighted = 0

    def _line(self, word: str) -> Content:
        return Content(visible(f"[{'x' if word in self._ticked else ' '}] {word}"))

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        options = self.query_one(Choices)
        options.highlighted = max(0, min((options.highlighted or 0) + step, len(self._words) - 1))

    def action_tick(self) -> None:
        """Tick the word that is chosen, or take its tick off."""
        at = self.query_one(Choices).highlighted
        if at is not None:
            self._toggle(self._words[at])

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._toggle(self._words[event.option_index])

    def _toggle(self, word: str) -> None:
        self._ticked ^= {word}
        self.query_one(Choices).replace_option_prompt(word, self._line(word))

    def action_take(self) -> None:
        """Take what is ticked, in the order of the list."""
        self.dismiss(tuple(word for word in self._words if word in self._ticked))
