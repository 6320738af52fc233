"""The small dialogs: pick one of a list, type one line, choose what becomes of unsaved work, read a page."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from vsmap.model.text import visible
from vsmap.screens.doors import Choice
from vsmap.widgets.choices import Choices
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle


class PickScreen(ModalScreen[str | None]):
    """Pick one of a list by arrows, or by typing a part of its text; None when left with Esc."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Back", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._title, self._choices = title, choices
        self._seen: list[Choice] = []

    def compose(self) -> ComposeResult:
        """Show the filter above the list."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, self._title)
            yield TextInput(placeholder="type to narrow the list")
            yield Choices()

    def on_mount(self) -> None:
        """Fill the list."""
        self._narrow("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _matching(self, typed: str) -> list[Choice]:
        words = typed.lower().split()
        return [choice for choice in self._choices if all(word in _text(choice).lower() for word in words)]

    def _narrow(self, typed: str) -> None:
        self._seen = self._matching(typed)
        options = self.query_one(Choices)
        options.clear_options()
        options.add_options(Option(_shown(choice)) for choice in self._seen)
        if self._seen:
            options.highlighted = 0

    def action_move(self, step: int) -> None:
        """Go up or down the list while the filter keeps the keys."""
        options = self.query_one(Choices)
        if self._seen:
            at = (options.highlighted or 0) + step
            options.highlighted = max(0, min(at, len(self._seen) - 1))

    @on(Input.Submitted)
    def _enter(self, event: Input.Submitted) -> None:
        highlighted = self.query_one(Choices).highlighted or 0
        before, self._seen = self._seen, self._matching(event.value)
        at = highlighted if before == self._seen else 0
        if self._seen:
            self.dismiss(self._seen[at].id)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._seen[event.option_index].id)


def _text(choice: Choice) -> str:
    return visible(f"{choice.text}  {choice.beside}")


def _shown(choice: Choice) -> Content:
    return Content.assemble(visible(choice.text), ("  " + visible(choice.beside), "dim"))


class PromptScreen(ModalScreen[str | None]):
    """Type one line; `check` says what is wrong with it, in words, or nothing."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back", show=False)]

    def __init__(self, title: str, text: str, hint: str, check: Callable[[str], str]) -> None:
        super().__init__()
        self._title, self._text, self._hint, self._check = title, text, hint, check

    def compose(self) -> ComposeResult:
        """Show the line above its hint."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, self._title)
            yield TextInput(self._text, select_on_focus=True)
            yield Static(Content(visible(self._hint)), classes="hint")

    @on(Input.Changed)
    def _typed(self) -> None:
        wrong = self._check(self.query_one(TextInput).text)
        hint = self.query_one(Static)
        hint.update(Content(visible(wrong or self._hint)))
        hint.set_class(bool(wrong), "wrong")

    @on(Input.Submitted)
    def _enter(self) -> None:
        typed = self.query_one(TextInput).text
        if not self._check(typed):
            self.dismiss(typed)


class UnsavedScreen(ModalScreen[str | None]):
    """Unsaved work: Save, Discard or Cancel, with the focus on Cancel; each has a key of its own."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("s", "answer('save')", show=False),
        Binding("D", "answer('discard')", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def compose(self) -> ComposeResult:
        """Ask the question."""
        with Vertical(classes="dialog question") as dialog:
            entitle(dialog, "Unsaved work")
            yield Static(Content(visible(f"{self._name} has changes that are not saved.")))
            with Horizontal():
                yield Button(Content("Save (s)"), id="save", compact=True)
                yield Button(Content("Discard (D)"), id="discard", compact=True)
                yield Button(Content("Cancel (Esc)"), id="cancel", compact=True)

    def on_mount(self) -> None:
        """Let a slip of the finger do no harm."""
        self.query_one("#cancel", Button).focus()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.action_answer(event.button.id or "cancel")

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        self.dismiss(None if answer == "cancel" else answer)


class ReadScreen(ModalScreen[None]):
    """A page to read; any of Esc, Enter and q leaves it."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss", show=False)]

    def __init__(self, title: str, page: Content) -> None:
        super().__init__()
        self._title, self._page = title, page

    def compose(self) -> ComposeResult:
        """Show the page."""
        with VerticalScroll(classes="dialog page") as dialog:
            entitle(dialog, self._title, "Esc to go back")
            yield Static(self._page)
