"""Why a number is what it is: its terms, the largest first, its rule in words, and the way to the stage."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from vsmap.analysis.terms import Explanation
from vsmap.drawing.cells import plain
from vsmap.screens.dialog import Dialog
from vsmap.widgets.choices import Choices
from vsmap.widgets.titles import entitle


class WhyScreen(Dialog[str]):
    """One number at a time; dismissed with the stage of a term to go to, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,equals_sign", "leave", show=False),
        Binding("right,tab,period", "turn(1)", show=False, priority=True),
        Binding("left,shift+tab,comma", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, numbers: Sequence[Explanation], start: str) -> None:
        super().__init__()
        self._numbers = numbers
        keys = [number.key for number in numbers]
        self._at = keys.index(start) if start in keys else 0

    def compose(self) -> ComposeResult:
        """Show the number and its rule above its terms."""
        with Vertical(classes="dialog page") as dialog:
            entitle(dialog, "Why", "← → another number · Enter goes to the stage · Esc back")
            yield Static(id="number")
            yield Choices()
            yield Static(id="rule", classes="hint")

    def on_mount(self) -> None:
        """Show the number that was asked about."""
        self._show()
        self.query_one(Choices).focus()

    def action_turn(self, step: int) -> None:
        """Go on to the next number, or back to the one before."""
        self._at = (self._at + step) % len(self._numbers)
        self._show()

    def _show(self) -> None:
        number = self._numbers[self._at]
        place = f"{self._at + 1} of {len(self._numbers)}"
        title = Content.assemble(
            (f"Why: {plain(number.label)} {number.shown}", "bold"), ("   " + place, "dim")
        )
        self.query_one("#number", Static).update(title)
        self.query_one("#rule", Static).update(Content.assemble(("The rule: ", "bold"), plain(number.rule)))
        terms = self.query_one(Choices)
        terms.clear_options()
        terms.add_options(Option(line) for line in _terms(number))
        if number.terms:
            terms.highlighted = 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        terms = self._numbers[self._at].largest_first
        if event.option_index < len(terms) and terms[event.option_index].stage is not None:
            self.dismiss(terms[event.option_index].stage)


def _terms(number: Explanation) -> list[Content]:
    """Return a line for each term: how it is combined, its value, what it is."""
    width = max((len(term.shown) for term in number.terms), default=0)
    lines = [
        Content(f"{_sign(number, at)} {term.shown.removeprefix('−'):>{width}}  {plain(term.label)}")
        for at, term in enumerate(number.largest_first)
    ]
    return lines or [Content("nothing is added to it" if number.value is not None else "not known yet")]


def _sign(number: Explanation, at: int) -> str:
    """Return how a term is combined with those before it."""
    term = number.largest_first[at]
    if term.divides or term.value < 0:
        return "÷" if term.divides else "−"
    return {"product": "×", "sum": "+"}.get(number.school.combined, " ") if at else " "
