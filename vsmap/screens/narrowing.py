"""A line to type into above a list that it narrows: what picking, help, palette and files are built on."""

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from vsmap.screens.dialog import Answer, Dialog
from vsmap.widgets.choices import Choices
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle


class Row(NamedTuple):
    """One line of the list: its id and what it shows."""

    id: str
    shown: Content


class NarrowingScreen(Dialog[Answer], Generic[Answer]):
    """The line keeps the keys; arrows and pages move through the list; Enter or a click takes a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]
    KIND = ""
    """The class of the dialog in the style sheet, beside `dialog`."""
    PLACEHOLDER = "type to narrow the list"
    starts_chosen = True
    """Whether the first row is chosen before an arrow is pressed."""

    def __init__(self, title: str, text: str = "", subtitle: str = "") -> None:
        super().__init__()
        self._title, self._text, self._subtitle = title, text, subtitle
        self.seen: Sequence[Row] = ()
        """The rows of the list as it is narrowed now."""

    # What a subclass says.

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the rows that a typed text leaves."""
        raise NotImplementedError

    def take(self, row: Row) -> None:
        """Take the row that was chosen."""
        raise NotImplementedError

    def enter(self, typed: str, row: Row | None) -> None:
        """Take what was typed, or the row that is chosen."""
        del typed
        if row is not None:
            self.take(row)

    def action_complete(self) -> None:
        """Do nothing on Tab, so that the line keeps the keys."""

    def above(self) -> ComposeResult:
        """Yield what stands above the line."""
        yield from ()

    # What is shared.

    def compose(self) -> ComposeResult:
        """Show the line above the list, and a hint between them."""
        with Vertical(classes=f"dialog {self.KIND}") as dialog:
            entitle(dialog, self._title, self._subtitle)
            yield from self.above()
            yield TextInput(self._text, placeholder=self.PLACEHOLDER)
            yield Static(id="said", classes="hint")
            yield Choices()

    def on_mount(self) -> None:
        """Fill the list."""
        self.say("")
        self.narrow(self._text)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.say("")
        self.narrow(self.query_one(TextInput).text)

    def narrow(self, typed: str) -> None:
        """Show the rows that a typed text leaves."""
        self.seen = self.rows(typed)
        choices = self.query_one(Choices)
        choices.clear_options()
        choices.add_options(Option(row.shown) for row in self.seen)
        if self.seen and self.starts_chosen:
            choices.highlighted = 0

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen in the list."""
        at = self.query_one(Choices).highlighted
        return self.seen[at] if at is not None and at < len(self.seen) else None

    def action_move(self, step: int) -> None:
        """Go up or down the list while the line keeps the keys."""
        choices = self.query_one(Choices)
        if self.seen:
            at = -1 if choices.highlighted is None else choices.highlighted
            choices.highlighted = max(0, min(at + step, len(self.seen) - 1))

    def action_page(self, step: int) -> None:
        """Go up or down by as many rows as are seen."""
        self.action_move(step * max(1, self.query_one(Choices).content_size.height - 1))

    def say(self, what: str, *, is_wrong: bool = True) -> None:
        """Say something between the line and the list, or nothing more."""
        hint = self.query_one("#said", Static)
        hint.update(Content(what))
        hint.set_class(is_wrong and bool(what), "wrong")
        hint.display = bool(what)

    @on(Input.Submitted)
    def _entered(self) -> None:
        typed = self.query_one(TextInput).text
        if [row.id for row in self.rows(typed)] != [row.id for row in self.seen]:
            self.narrow(typed)  # Enter came right behind what was typed, before the list was narrowed
        self.enter(typed, self.chosen)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.take(self.seen[event.option_index])


class NamedRowsScreen(NarrowingScreen[str]):
    """A list whose rows are answers as they are: the id of the one that was taken."""

    def take(self, row: Row) -> None:
        """Give the row's id."""
        self.dismiss(row.id)
