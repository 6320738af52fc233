"""The passes of a workshop: what each asks, and what the map still lacks, with the way there."""

from collections.abc import Iterator
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from vsmap.analysis.passes import Missing, Pass
from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog
from vsmap.widgets.choices import Choices
from vsmap.widgets.titles import entitle

_ROOMY: Final = 20
"""Rows from which all questions are shown above what is missing."""


class PassesScreen(Dialog[Missing]):
    """Gives what is missing and was chosen; `number` is the pass that was looked at last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h,shift+tab", "turn(-1)", show=False, priority=True),
        Binding("right,l,tab", "turn(1)", show=False, priority=True),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, passes: tuple[Pass, ...], number: int) -> None:
        super().__init__()
        self._passes, self.number = passes, number

    def compose(self) -> ComposeResult:
        """Show the passes above the questions of one, and what is missing beneath."""
        with Vertical(classes="dialog passes") as dialog:
            entitle(dialog, "Passes of a workshop", "←→ pass · ↑↓ ⏎ go and fill in · Esc")
            yield Static(id="tabs")
            yield Static(id="asks")
            yield Static(id="lacks", classes="hint")
            yield Choices()

    def on_mount(self) -> None:
        """Show the pass that was looked at last."""
        self.query_one(Choices).focus()
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Show the first question alone where the list of what is missing would have no room."""
        self.set_class(event.size.height < _ROOMY, "-tight")
        self._show()

    def _show(self) -> None:
        looked_at = self._passes[self.number]
        questions = looked_at.asks[:1] if self.has_class("-tight") else looked_at.asks
        self.query_one("#tabs", Static).update(Content.assemble(*self._tabs()))
        asks = "\n".join(f"· {visible(question)}" for question in questions)
        self.query_one("#asks", Static).update(Content(asks))
        lacking = len(looked_at.missing)
        said = f"still missing on the map: {lacking}" if lacking else "nothing of this is missing on the map"
        self.query_one("#lacks", Static).update(Content(said))
        choices = self.query_one(Choices)
        choices.clear_options()
        choices.add_options(Option(Content(visible(each.text))) for each in looked_at.missing)
        choices.highlighted = 0 if lacking else None

    def _tabs(self) -> Iterator[str | tuple[str, str]]:
        for number, each in enumerate(self._passes):
            name = f"{number + 1} {each.name}" if number == self.number else f"{number + 1}"
            count = f" ({len(each.missing)})" if each.missing else " ✓"
            yield (f"{name}{count}", "bold reverse" if number == self.number else "")
            yield "  "

    def action_turn(self, step: int) -> None:
        """Look at the next pass, or the one before."""
        self.number = (self.number + step) % len(self._passes)
        self._show()

    def action_move(self, step: int) -> None:
        """Go up or down what is missing."""
        choices = self.query_one(Choices)
        if choices.option_count:
            choices.highlighted = max(0, min((choices.highlighted or 0) + step, choices.option_count - 1))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._passes[self.number].missing[event.option_index])
