"""One row of a pasted table: each cell read as the figure that its column is."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.headings import NUMBERING, Heading
from vsmap.model.entry.timing import TIMES, check_lead_time, read_timing
from vsmap.model.records import ESTIMABLE, Stage
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.text import MAXIMUM_NAME, excerpt
from vsmap.model.values import FieldError, read_value

_NOTHING = ("", "-", "\N{EN DASH}")


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
                notes.append(f"{column.label}: {text}")
                unread.append(f"{column.label} {excerpt(text)} goes into the note: {error}")
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
    more = _read(column, text, calendar)
    guessed = text.startswith("~") and not any(field in TIMES for field in more)
    made = {**values, **more}
    if made.get("lead_time") is not None and made.get("wait_time") is not None and made.get("process_time"):
        made.pop("wait_time")
    if guessed:
        marks = {*values.get("estimated", ()), column.field}
        made["estimated"] = tuple(field for field in ESTIMABLE if field in marks)
    check_lead_time(Stage(id="", **made), calendar)
    return made


def _read(column: Heading, text: str, calendar: Calendar) -> dict[str, Any]:
    spec = specs_of(Stage)[column.field]
    if spec.type is FieldType.DURATION:
        is_bare = column.unit and text.replace(".", "", 1).replace(",", "", 1).isdigit()
        typed = f"{text}{' ' * (len(column.unit) > 2)}{column.unit}" if is_bare else text  # noqa: PLR2004 - `2mo`, `5 days`
        return {**read_timing(typed, calendar, alone=column.field)}
    typed = text.removeprefix("~") if column.field in ESTIMABLE else text
    if spec.choices:
        typed = typed.lower()
    return {column.field: read_value(spec, typed, calendar)}
