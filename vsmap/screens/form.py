"""A form over the schema: one row a field, each with its help; all changes are one step of the history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from vsmap.model.checks import Ref
from vsmap.model.edits import Edit, EditError, Edits, SetField, apply_edits, record_at
from vsmap.model.records import Stage
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.shares import set_share
from vsmap.model.stream import SETTINGS, ArrowRef, ValueStream
from vsmap.model.text import visible
from vsmap.model.values import FieldError, allowed_values, fault_of, read_value, show_value
from vsmap.screens.dialog import Dialog, answers
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle


@dataclass(frozen=True, slots=True)
class Row:
    """One field of one record."""

    record: Ref
    spec: Spec
    value: object


def stage_rows(stage: Stage) -> list[Row]:
    """Return the rows for every field of a stage."""
    ref = ("stage", stage.id)
    return [Row(ref, spec, getattr(stage, spec.name)) for spec in specs_of(Stage).values()]


def map_rows(stream: ValueStream) -> list[Row]:
    """Return the rows for the map's own settings: title, calendar, demand, targets, conventions."""
    return [
        Row((table,), spec, getattr(stream.settings[table], spec.name))
        for table, record in SETTINGS.items()
        for spec in specs_of(record).values()
    ]


def arrow_rows(stream: ValueStream, arrow: ArrowRef) -> list[Row]:
    """Return the rows for what an arrow carries; its ends are what it is."""
    record = record_at(stream, arrow)
    specs = specs_of(type(record)).values()
    return [
        Row(arrow, spec, getattr(record, spec.name)) for spec in specs if spec.type is not FieldType.STAGE
    ]


def _as_they_are(_stream: ValueStream, changes: Sequence[SetField]) -> Edits:
    return tuple(changes)


def with_shares(stream: ValueStream, changes: Sequence[SetField]) -> Edits:
    """Return the edits of changed fields of a flow: the other ways take what its share leaves.

    Raises EditError where there is no other way.
    """
    edits: list[Edit] = []
    for change in changes:
        if change.field == "share":
            edits += set_share(stream, *change.record[1:], change.value)  # type: ignore[call-arg, arg-type] # a flow's ref
        else:
            edits.append(change)
    return tuple(edits)


_ROOMY: Final = 72
"""Columns from which help stands beside the fields."""


class FormScreen(Dialog[Edits]):
    """Edit many fields at once. Ctrl+S or Enter on the last row takes them, Esc leaves all as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "take", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        stream: ValueStream,
        plan: Callable[[ValueStream, Sequence[SetField]], Edits] = _as_they_are,
    ) -> None:
        super().__init__()
        self._title, self._rows, self._stream, self._plan = title, rows, stream, plan
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """Show a line for each field and one for help."""
        with Vertical(classes="dialog form") as dialog:
            entitle(dialog, self._title, "↓ next · F2 or Ctrl+S take · Esc leave")
            with VerticalScroll(can_focus=False):
                for number, row in enumerate(self._rows):
                    with Horizontal(classes="row"):
                        yield Label(Content(_label(row)))
                        yield TextInput(show_value(row.value), id=f"row{number}", compact=True)
                        yield Label(Content(visible(row.spec.help)), classes="beside")
            yield Static(id="help", classes="hint")
            yield answers(("take", "Take (F2)"), ("leave", "Leave (Esc)"))

    def on_resize(self, event: events.Resize) -> None:
        """Leave the help beside the fields out where it would only be cut; the line beneath has it."""
        self.set_class(event.size.width < _ROOMY, "-tight")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Explain the field that has the focus."""
        if isinstance(event.widget, TextInput):
            self._explain(event.widget)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._is_warned = False
        if isinstance(event.input, TextInput):
            self._explain(event.input)

    def _explain(self, field: TextInput) -> None:
        row = self._rows[int((field.id or "row0").removeprefix("row"))]
        wrong = fault_of(row.spec, field.text, self._stream.calendar)
        field.set_class(bool(wrong), "wrong")
        hint = self.query_one("#help", Static)
        hint.update(Content(visible(wrong or " · ".join(filter(None, (row.spec.help, _hint(row.spec)))))))
        hint.set_class(bool(wrong), "wrong")

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        if event.input.id == f"row{len(self._rows) - 1}":
            self.action_take()
        else:
            self.focus_next()

    def action_leave(self) -> None:
        """Leave all as it was; where something was typed the first Esc only says so."""
        typed = any(
            self.query_one(f"#row{number}", TextInput).text != show_value(row.value)
            for number, row in enumerate(self._rows)
        )
        if typed and not self._is_warned:
            self._is_warned = True
            hint = self.query_one("#help", Static)
            hint.update(Content("F2 takes what you typed; Esc again leaves all as it was"))
            hint.add_class("wrong")
        else:
            self.dismiss(None)

    def action_take(self) -> None:
        """Take the fields that changed, unless one of them is wrong: then go there."""
        edits: list[SetField] = []
        for number, row in enumerate(self._rows):
            field = self.query_one(f"#row{number}", TextInput)
            if field.text.strip() == show_value(row.value).strip():
                continue
            try:
                value = read_value(row.spec, field.text, self._stream.calendar)
            except FieldError:
                field.focus()
                return
            edits.append(SetField(row.record, row.spec.name, value))
        self._dismiss_with(edits)

    def _dismiss_with(self, changes: Sequence[SetField]) -> None:
        try:
            edits = self._plan(self._stream, changes)
            apply_edits(self._stream.copy(), edits)
        except EditError as error:
            hint = self.query_one("#help", Static)
            hint.update(Content(visible(str(error))))
            hint.add_class("wrong")
            return
        self.dismiss(edits)


_HINTS: Final = {
    FieldType.TEXT: "",
    FieldType.DURATION: "such as 2d, 4h, ~3d, 2-5d, 1d/2d/5d, ? or n/a",
    FieldType.FLAG: "yes or no",
    FieldType.PERCENTS: "name = percent, name = percent",
}
"""How values are typed that a file writes otherwise."""


def _hint(spec: Spec) -> str:
    """Say how a field is filled in."""
    if spec.type is FieldType.WORDS:
        return f"separated by commas: {', '.join(spec.choices)}" if spec.choices else "separated by commas"
    return _HINTS.get(spec.type, allowed_values(spec))


def _label(row: Row) -> str:
    table = "" if row.record[0] in {"stage", "map", "look"} else f"{row.record[0].capitalize()}: "
    return f"{table}{row.spec.label[:1].lower() + row.spec.label[1:] if table else row.spec.label}"
