"""The small dialogs: pick one of a list, type one line, choose what becomes of unsaved work, read a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog, answers
from vsmap.screens.doors import Choice, matches
from vsmap.screens.narrowing import NamedRowsScreen, Row
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle


class PickScreen(NamedRowsScreen):
    """Pick one of a list by arrows, or by typing a part of its text; gives its id."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(title)
        self._choices = choices
        self.typed = ""
        """What was typed to narrow the list."""

    def rows(self, typed: str) -> list[Row]:
        """Return the choices that have all the words that were typed."""
        self.typed = typed
        return [Row(choice.id, _shown(choice)) for choice in self._choices if matches(choice, typed)]


def _shown(choice: Choice) -> Content:
    return Content.assemble(visible(choice.text), ("  " + visible(choice.beside), "dim"))


class PromptScreen(Dialog[str]):
    """Type one line; `check` says what is wrong with it, in words, or nothing.

    With an `echo` what is typed is said in words as it is understood, in place of the hint.
    """

    def __init__(
        self,
        title: str,
        text: str,
        hint: str,
        check: Callable[[str], str],
        echo: Callable[[str], str] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._text, self._hint, self._check = title, text, hint, check
        self._echo = echo

    def compose(self) -> ComposeResult:
        """Show the line above its hint."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, self._title)
            yield TextInput(self._text, select_on_focus=self._echo is None)
            yield Static(Content(visible(self._hint)), classes="hint")
            yield answers(("take", "Take (⏎)"), ("leave", "Back (Esc)"))

    def on_mount(self) -> None:
        """Let an echoed line be as wide as there is room, and echo what it begins with."""
        if self._echo is not None:
            self.query_one(".dialog").add_class("echoed")
            self._typed()

    @on(Input.Changed)
    def _typed(self) -> None:
        typed = self.query_one(TextInput).text
        wrong = self._check(typed) if typed.strip() or self._echo is None else ""
        said = self._echo(typed) if self._echo is not None and not wrong else self._hint
        hint = self.query_one(Static)
        hint.update(Content(visible(wrong or said)))
        hint.set_class(bool(wrong), "wrong")

    @on(Input.Submitted)
    def action_take(self) -> None:
        """Take what was typed, unless something is wrong with it."""
        typed = self.query_one(TextInput).text
        if self._check(typed):
            self._typed()
        else:
            self.dismiss(typed)


class UnsavedScreen(Dialog[str]):
    """Unsaved work: Save, Discard or Cancel, with the focus on Cancel; each has a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "answer('save')", show=False),
        Binding("D", "answer('discard')", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, map_name: str) -> None:
        super().__init__()
        self._map_name = map_name

    def compose(self) -> ComposeResult:
        """Ask the question."""
        with Vertical(classes="dialog question") as dialog:
            entitle(dialog, "Unsaved work")
            yield Static(Content(visible(f"{self._map_name} has changes that are not saved.")))
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


class ReadScreen(Dialog[str]):
    """A page to read; any of Esc, Enter and q leaves it, and so does a key that asks for something."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "leave", show=False)]

    def __init__(self, title: str, page: Content, asks: Mapping[str, tuple[str, str]] | None = None) -> None:
        """Take what may be asked for: by its key, a word for it, and what the page is dismissed with."""
        super().__init__()
        self._title, self._page, self._asks = title, page, asks or {}

    def compose(self) -> ComposeResult:
        """Show the page."""
        with VerticalScroll(classes="dialog page") as dialog:
            words = [f"{key} {word}" for key, (word, _answer) in self._asks.items()]
            entitle(dialog, self._title, " · ".join([*words, "Esc to go back"]))
            yield Static(self._page)

    def on_key(self, event: events.Key) -> None:
        """Give what a key asks for."""
        if event.character in self._asks:
            event.stop()
            self.dismiss(self._asks[event.character or ""][1])
