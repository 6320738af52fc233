"""One row of a pasted table: each cell read as the figure that its column is."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from vsmap.exchange.intake.cells import read_cell
from vsmap.exchange.intake.headings import Heading
from vsmap.model.calendar import Calendar
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.timing import check_lead_time, read_timing
from vsmap.model.records import ESTIMABLE, Stage
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.text import MAXIMUM_NAME, excerpt
from vsmap.model.values import FieldError

NUMBERING: Final = "number"
"""The field of a column that only counts the rows."""
_NOTHING: Final = ("", "-", "\N{EN DASH}")
_TWO_TIMES = re.compile(r"[/+]")
_OTHERWISE: Final = frozenset(("id", "next", "rework"))
"""Columns of a whole table that a pasted range can't hold to: its stages go one behind the other."""


def understood(heading: Heading | None) -> Heading | None:
    """Return a heading, unless it is of a figure that no pasted row can have."""
    return None if heading is None or heading.field in _OTHERWISE else heading


def label_of(column: Heading) -> str:
    """Return what the figure of a column is called."""
    return "row number" if column.field == NUMBERING else specs_of(Stage)[column.field].label


class Row(NamedTuple):
    """A row as understood: the name, the values of a stage's fields, and what was not, in sentences."""

    name: str
    values: dict[str, Any]
    unread: tuple[str, ...]


def read_row(cells: Sequence[tuple[Heading | str, str]], calendar: Calendar) -> Row | None:
    """Read the cells of a row, each with its column; None where no cell says anything.

    A column that means no figure, and a cell that can't be read, go into the note.
    """
    names = [text for column, text in cells if isinstance(column, Heading) and column.field == "name"]
    said = [(column, text) for column, text in cells if text not in _NOTHING]
    if not said:
        return None
    values: dict[str, Any] = {}
    notes: list[str] = []
    unread: list[str] = []
    for column, text in said:
        if isinstance(column, str):
            notes.append(f"{column}: {text}")
        elif column.field == "note":
            notes.insert(0, text)
        elif column.field not in {"name", NUMBERING}:
            try:
                values = _with(values, column, text, calendar)
            except (EntryError, FieldError) as error:
                notes.append(f"{label_of(column)}: {text}")
                unread.append(f"{label_of(column)} {excerpt(text)} goes into the note: {error}")
    name = names[0] if names and names[0] not in _NOTHING else ""
    if not name:
        unread.append("the row has no name")
    if len(name) > MAXIMUM_NAME:
        notes.append(name[MAXIMUM_NAME:])
        unread.append("what the name has beyond 200 characters goes into the note")
    if notes:
        values["note"] = "; ".join(notes)
    return Row(name[:MAXIMUM_NAME] or "Stage without a name", values, tuple(unread))


def _with(values: dict[str, Any], column: Heading, text: str, calendar: Calendar) -> dict[str, Any]:
    """Return the values with one more; raises EntryError or FieldError where it is none, or fits none."""
    more, is_guess = _read(column, text, calendar)
    made = {**values, **more}
    if made.get("lead_time") is not None and made.get("wait_time") is not None and made.get("process_time"):
        made.pop("wait_time")
    if is_guess and column.field in ESTIMABLE:
        marks = {*values.get("estimated", ()), column.field}
        made["estimated"] = tuple(field for field in ESTIMABLE if field in marks)
    check_lead_time(Stage(id="", **made), calendar)
    return made


def _read(column: Heading, text: str, calendar: Calendar) -> tuple[dict[str, Any], bool]:
    """Read a cell; one that says two times at once, as `30m/5d`, is both figures."""
    spec = specs_of(Stage)[column.field]
    try:
        value, is_guess = read_cell(spec, text, column.unit, calendar)
    except FieldError:
        if spec.type is not FieldType.DURATION or not _TWO_TIMES.search(text):
            raise
        return {**read_timing(text, calendar, alone=column.field)}, False
    return {column.field: value}, is_guess
