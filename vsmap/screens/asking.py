"""A question that needs some lines to be understood, and a few answers of which the first is offered."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from vsmap.drawing.cells import plain
from vsmap.screens.dialog import Dialog
from vsmap.screens.doors import Choice
from vsmap.widgets.choices import Choices
from vsmap.widgets.titles import entitle


class AskScreen(Dialog[str]):
    """Says what happened and offers what can be done; None when left with Esc, which must do no harm."""

    def __init__(self, title: str, lines: Sequence[str], choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title, self._lines, self._choices = title, lines, choices

    def compose(self) -> ComposeResult:
        """Show what happened above the answers."""
        with Vertical(classes="dialog ask") as dialog:
            entitle(dialog, self._title, "↑↓ choose · Enter · Esc")
            with VerticalScroll(can_focus=False):
                for line in self._lines:
                    yield Static(Content(plain(line)))
            yield Choices(*(Option(_shown(choice)) for choice in self._choices))

    def on_mount(self) -> None:
        """Offer the first answer."""
        options = self.query_one(Choices)
        options.highlighted = 0
        options.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._choices[event.option_index].id)


def _shown(choice: Choice) -> Content:
    return Content.assemble(plain(choice.text), ("  " + plain(choice.beside), "dim"))
