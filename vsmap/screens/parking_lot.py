"""The parking lot: remarks that belong to no stage, each a line to type."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from vsmap.model.edits import AddRecord, Edits, RemoveRecord, SetField
from vsmap.model.records import Parking
from vsmap.model.stream import ValueStream
from vsmap.model.text import excerpt, visible
from vsmap.screens.dialog import Dialog
from vsmap.widgets.choices import Choices
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle

Change = Callable[[str, Edits], bool]
"""Makes edits as one step of a name; returns whether they were made."""
_TABLE = "parking"


class ParkingScreen(Dialog[None]):
    """Enter parks what is typed, or takes the chosen remark into the line; Delete removes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("delete", "remove", show=False, priority=True),
    ]

    def __init__(self, stream: ValueStream, change: Change) -> None:
        super().__init__()
        self._stream, self._change = stream, change
        self._edited: int | None = None
        """The remark that is in the line."""

    def compose(self) -> ComposeResult:
        """Show the line above the remarks."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, "Parking lot", "⏎ park · ↑↓ ⏎ edit · Delete remove · Esc")
            yield TextInput(placeholder="a remark that belongs to no stage")
            yield Static(classes="hint")
            yield Choices()

    def on_mount(self) -> None:
        """Show what is parked."""
        self._show()

    def _show(self, chosen: int | None = None) -> None:
        rows = self._stream.lists[_TABLE]
        choices = self.query_one(Choices)
        choices.clear_options()
        choices.add_options(Option(Content(visible(f"· {row.text}"))) for row in rows)
        choices.highlighted = min(chosen, len(rows) - 1) if chosen is not None and rows else None
        said = "" if rows else "nothing is parked yet: type what comes up and go on with the map"
        self.query_one(Static).update(Content(said))

    def action_move(self, step: int) -> None:
        """Go up or down the remarks; above the first is the line alone."""
        choices = self.query_one(Choices)
        at = -1 if choices.highlighted is None else choices.highlighted
        following = min(at + step, choices.option_count - 1)
        choices.highlighted = following if following >= 0 else None

    def action_remove(self) -> None:
        """Remove the chosen remark while nothing is typed; else delete what is right of the cursor."""
        at, line = self.query_one(Choices).highlighted, self.query_one(TextInput)
        if line.text:
            line.action_delete_right()
        elif at is not None:
            text = self._stream.lists[_TABLE][at].text
            if self._change(f"remove {excerpt(text)} from the parking lot", (RemoveRecord(_TABLE, at),)):
                self._edited = None
                self._show(at)

    @on(Input.Submitted)
    def _entered(self) -> None:
        line, at = self.query_one(TextInput), self.query_one(Choices).highlighted
        typed = line.text.strip()
        if typed:
            self._keep(typed)
        elif at is not None:
            self._take_over(at)

    def _keep(self, typed: str) -> None:
        rows = self._stream.lists[_TABLE]
        edited = self._edited
        edits: Edits = (AddRecord(_TABLE, Parking(text=typed), len(rows)),)
        if edited is not None:
            edits = (SetField((_TABLE, str(edited)), "text", typed),)
        if self._change(f"park {excerpt(typed)}", edits):
            self._edited = None
            self.query_one(TextInput).put("")
            self._show()

    def _take_over(self, at: int) -> None:
        self._edited = at
        self.query_one(TextInput).put(self._stream.lists[_TABLE][at].text)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take_over(event.option_index)
        self.query_one(TextInput).focus()
