"""A pasted list, or a range of a spreadsheet, as stages: what was understood of it, and what was not."""

import csv
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from vsmap.exchange.intake.headings import Heading, heading_of
from vsmap.exchange.intake.pasted_row import NUMBERING, Row, label_of, read_row, understood
from vsmap.model.calendar import Calendar
from vsmap.model.entry.capture import Captured, read_capture
from vsmap.model.entry.echo import echo_of
from vsmap.model.entry.errors import EntryError
from vsmap.model.text import MAXIMUM_NAME, excerpt, visible

MOST_LINES: Final = 2_000
"""How many lines are taken at once."""

_BULLET = re.compile(r"\s*(?:[-*\N{BULLET}\N{EN DASH}]|[0-9]{1,3}[.)])\s+")
_SAYS_NOTHING = re.compile(r"[\s\N{EN DASH}-]*")


class PastedStage(NamedTuple):
    """One stage of a paste: what it is made of, its line (from 1), and what of it could not be read."""

    line: int
    captured: Captured
    unread: tuple[str, ...] = ()


class Pasted(NamedTuple):
    """What a paste is: its stages, and in words what each column of a table was taken for."""

    stages: tuple[PastedStage, ...]
    columns: tuple[str, ...] = ()

    @property
    def unread(self) -> int:
        """How many stages have something that could not be read."""
        return sum(bool(stage.unread) for stage in self.stages)


def read_pasted(text: str, lanes: Sequence[str], calendar: Calendar) -> Pasted:
    """Read a pasted text: a table where its cells are apart by tabs, else a capture line a stage.

    What can't be read is never dropped: a line that can't is a name as it stands, a cell that can't is put
    into the stage's note. Raises EntryError where there is nothing to read, or too much.
    """
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise EntryError(f"{len(lines):,} lines are too many to paste at once: at most {MOST_LINES:,}")
    is_table = any("\t" in line.strip() for line in lines)
    pasted = _read_table(text, lanes, calendar) if is_table else _read_list(lines, lanes, calendar)
    if not pasted.stages:
        raise EntryError("there is no stage in what was pasted")
    return pasted


def _read_list(lines: Sequence[str], lanes: Sequence[str], calendar: Calendar) -> Pasted:
    stages = []
    known = list(lanes)
    for number, line in enumerate(lines, 1):
        typed = _clean(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)
        if not typed:
            continue
        try:
            read = PastedStage(number, read_capture(typed, known, calendar))
        except EntryError as error:
            read = PastedStage(number, _as_name(typed), (f"{error}; so it is a name as it stands",))
        stages.append(read)
        lane = read.captured.values.get("lane")
        if lane and lane not in known:
            known.append(lane)
    return Pasted(tuple(stages))


def _as_name(typed: str) -> Captured:
    name, rest = typed[:MAXIMUM_NAME], typed[MAXIMUM_NAME:]
    values = {"note": rest} if rest else {}
    return Captured(name, values, name)


def _clean(text: str) -> str:
    """Return a line without what is invisible, which could only do harm, its blanks at both ends gone."""
    flat = text.replace("\t", " ")
    return "".join(part for part in flat if visible(part) == part).strip()


def _read_table(text: str, lanes: Sequence[str], calendar: Calendar) -> Pasted:
    rows = [
        (number, [_clean(cell) for cell in cells])
        for number, cells in enumerate(csv.reader(text.splitlines(keepends=True), "excel-tab"), 1)
    ]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    if not rows:
        return Pasted(())
    width = max(len(cells) for _, cells in rows)
    headings = _headings(rows[0][1])
    columns: list[Heading | str]
    if headings is not None:
        columns = [*headings, *[f"column {at + 1}" for at in range(len(headings), width)]]
        rows = rows[1:]
    else:
        columns = _guessed([cells for _, cells in rows], width, calendar)
    stages = []
    for number, cells in rows:
        row = read_row(list(zip(columns, cells, strict=False)), calendar)
        if row is not None:
            stages.append(_stage(number, row, lanes, calendar))
    return Pasted(tuple(stages), tuple(map(_in_words, columns)))


def _stage(number: int, row: Row, lanes: Sequence[str], calendar: Calendar) -> PastedStage:
    said: dict[str, Any] = {field: value for field, value in row.values.items() if field != "note"}
    echo = echo_of(row.name, said, lanes, calendar)
    return PastedStage(number, Captured(row.name, row.values, echo), row.unread)


def _headings(cells: Sequence[str]) -> list[Heading | str] | None:
    """Return what a first row means if it is headings: one of them names the stage."""
    read = [understood(heading_of(cell)) for cell in cells]
    if not any(heading is not None and heading.field == "name" for heading in read):
        return None
    seen: set[str] = set()
    found: list[Heading | str] = []
    for at, (cell, heading) in enumerate(zip(cells, read, strict=True)):
        is_new = heading is not None and heading.field not in seen
        found.append(heading if heading is not None and is_new else cell or f"column {at + 1}")
        if heading is not None:
            seen.add(heading.field)
    return found


def _guessed(rows: Sequence[Sequence[str]], width: int, calendar: Calendar) -> list[Heading | str]:
    """Return what columns without headings can only be: the first text the name, times PT and then LT."""
    free = {"text": ["name"], "time": ["process_time", "lead_time"], "percent": ["complete_accurate"]}
    found: list[Heading | str] = []
    for at in range(width):
        cells = [cells[at] for cells in rows if at < len(cells) and not _SAYS_NOTHING.fullmatch(cells[at])]
        kind = _kind(cells, calendar)
        if kind == "number" and at == 0:
            found.append(Heading(NUMBERING, ""))
        elif free.get(kind):
            found.append(Heading(free[kind].pop(0), ""))
        else:
            found.append(f"column {at + 1}")
    return found


def _kind(cells: Sequence[str], calendar: Calendar) -> str:
    """Tell whether most cells of a column are numbers, percentages, times, or other texts."""
    tests: dict[str, Callable[[str], bool]] = {
        "number": str.isdigit,
        "percent": lambda cell: cell.endswith("%"),
        "time": lambda cell: _is_time(cell, calendar),
    }
    counted = ((kind, sum(map(test, cells))) for kind, test in tests.items())
    return next((kind for kind, count in counted if count * 2 > len(cells)), "text")


def _is_time(cell: str, calendar: Calendar) -> bool:
    row = read_row([(Heading("name", ""), "x"), (Heading("process_time", ""), cell)], calendar)
    return row is not None and not row.unread


def _in_words(column: Heading | str) -> str:
    """Say what a column was taken for."""
    return f"{excerpt(column)} → note" if isinstance(column, str) else label_of(column)
