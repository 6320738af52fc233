"""A table of stages as a map: a row a stage, its figures, where its work goes on."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from vsmap.exchange.intake.cells import Read, as_percent, fractions_of, read_cell, read_exactly
from vsmap.exchange.intake.headings import Heading, heading_of
from vsmap.exchange.intake.imported import Imported, checked
from vsmap.exchange.intake.linking import Linked, link
from vsmap.exchange.intake.origin import Progress
from vsmap.exchange.intake.table import Row, Table, read_table
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.sheets.cell import unguarded
from vsmap.model.durations import Form
from vsmap.model.records import ESTIMABLE, Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream
from vsmap.model.text import MAXIMUM_NAME, excerpt, identifier_for, is_id, nearest
from vsmap.model.values import FieldError
from vsmap.storage.faults import Fault, FileFaults
from vsmap.storage.source import whole_file_fault

_OWN: Final = frozenset(("id", "name", "next", "rework", "judged_by", "estimated"))
"""Columns that stand together in no table but vsmap's own."""
_HEADINGS_WITHIN: Final = 12
_SHOWN: Final = 20
_MOST_STAGES: Final = 10_000
_SUMS: Final = re.compile(
    r"(?:grand\s+|sub[\s-]?)?totals?:?(?:\s+(?:time|lead time|lt|pt))?|sum:?|average|mean|∑", re.IGNORECASE
)
_VOCABULARIES: Final = frozenset(("kind", "value", "wastes", "estimated"))
"""Fields whose words other people choose otherwise: one that is unknown stops no import."""
_TIMES: Final = ("process_time", "lead_time", "wait_time")


class _Columns(NamedTuple):
    """The row of the headings, and what each column is understood as."""

    place: int
    of: dict[str, tuple[int, Heading]]
    """Column and heading by field."""
    unknown: dict[int, str]
    twice: dict[int, str]


class _Entry(NamedTuple):
    """A row that is a stage."""

    row: Row
    stage: Stage


def read_stage_table(content: bytes, file: str, wishes: Wishes) -> Imported:
    """Read a table of stages, as CSV with any delimiter.

    Args:
        content: The bytes of the file.
        file: Its name, in faults.
        wishes: The unit of bare times whose heading names none, the calendar, whom to tell how far it is.

    Raises:
        FileFaults: Each names the row and the column.
    """
    table = read_table(content, file)
    columns = _columns(table, file)
    reading = _Reading(table, columns, file, wishes)
    entries = reading.entries(wishes.progress)
    rows = [(entry.row, entry.stage) for entry in entries]
    linked = link(rows, _link_cells(columns, "next"), _link_cells(columns, "rework"), file)
    stream = ValueStream([entry.stage for entry in entries], linked.flows)
    for way in linked.reworks:
        stream.put_rework(way)
    stream.settings["calendar"] = wishes.calendar
    understood = _understood(table, columns, entries, reading, linked)
    imported = Imported(
        stream, understood, tuple(reading.left_out(linked)), tuple(_questions(entries, own=reading.own))
    )
    return checked(imported, file, {entry.stage.id: entry.row.line for entry in entries})


def _link_cells(columns: _Columns, field: str) -> int | None:
    return columns.of[field][0] if field in columns.of else None


def _columns(table: Table, file: str) -> _Columns:
    """Find the row of headings: the one of the first rows in which most cells mean something."""
    best: tuple[int, int] | None = None
    for place, row in enumerate(table.rows[:_HEADINGS_WITHIN]):
        found = [heading for cell in row.cells if (heading := heading_of(cell))]
        if any(heading.field in {"name", "id"} for heading in found) and (
            best is None or len(found) > best[0]
        ):
            best = (len(found), place)
    if best is None:
        shown = ", ".join(excerpt(cell, 24) for cell in table.rows[0].cells[:6])
        raise whole_file_fault(
            file,
            shown,
            'no heading says which column has the stages: name one "Stage", and others "PT (h)", "LT (d)", '
            '"Wait", "%C&A", "Team", "Queue", "Next"',
        )
    return _understood_columns(table.rows[best[1]], best[1])


def _understood_columns(row: Row, place: int) -> _Columns:
    known: dict[str, tuple[int, Heading]] = {}
    unknown: dict[int, str] = {}
    twice: dict[int, str] = {}
    for column, cell in enumerate(row.cells):
        heading = heading_of(cell)
        if heading is None:
            if cell.strip():
                unknown[column] = cell.strip()
        elif heading.field in known:
            twice[column] = cell.strip()
        else:
            known[heading.field] = (column, heading)
    if "name" not in known and "id" in known:
        known["name"] = known["id"]
    return _Columns(place, known, unknown, twice)


class _Reading:
    """Reads the rows of one table; what is wrong is gathered and raised together."""

    def __init__(self, table: Table, columns: _Columns, file: str, wishes: Wishes) -> None:
        self._table, self._columns, self._file, self._unit = table, columns, file, wishes.unit
        self._faults: list[Fault] = []
        self._skipped: list[str] = []
        self._ids: set[str] = set()
        self._calendar = wishes.calendar
        self.own = columns.of.keys() >= _OWN
        """Whether vsmap wrote the table: then its cells are read to the letter."""
        self._specs = {spec.name: spec for spec in specs_of(Stage).values()}
        self.renamed: list[str] = []
        self.fractions = self._has_fractions()

    def entries(self, progress: Progress | None) -> list[_Entry]:
        """Return the stages; raises FileFaults with all that is wrong in their cells."""
        rows = self._table.rows[self._columns.place + 1 :]
        entries = []
        for done, row in enumerate(rows):
            if progress is not None and done % 1000 == 0:
                progress(done, len(rows))
            if not row.is_empty and not self._is_sum(row):
                entries.append(_Entry(row, self._stage(row)))
        if len(entries) > _MOST_STAGES:
            raise whole_file_fault(self._file, f"{len(entries)} stages", f"a map has at most {_MOST_STAGES}")
        if self._faults:
            more = len(self._faults) - _SHOWN
            raise FileFaults(self._faults[:_SHOWN], max(0, more))
        if not entries:
            raise whole_file_fault(self._file, "", "there are headings, and no stage beneath them")
        return entries

    def _is_sum(self, row: Row) -> bool:
        name = row.cell(self._columns.of["name"][0])
        if (name and not _SUMS.fullmatch(name)) or self.own:
            return False
        if name or not self._has_stage_figures(row):
            self._skipped.append(f"row {row.line} ({excerpt(name or 'no name', 30)}): it is no stage")
            return True
        return False

    def _has_stage_figures(self, row: Row) -> bool:
        return any(
            row.cell(column) for field, (column, _heading) in self._columns.of.items() if field != "name"
        )

    def _stage(self, row: Row) -> Stage:
        name = self._text(row, self._columns.of["name"][0])
        if not name:
            self._fault(row, "name", "", "a stage needs a name")
        if len(name) > MAXIMUM_NAME:
            self._fault(row, "name", excerpt(name), f"a name has at most {MAXIMUM_NAME} characters")
        values: dict[str, Any] = {"name": name}
        guesses = []
        for field, (column, heading) in self._columns.of.items():
            if field in self._specs and field != "name":
                read = self._cell(row, field, column, heading.unit)
                values[field] = read.value
                if read.is_guess and field in ESTIMABLE:
                    guesses.append(field)
        if guesses:
            given = values.get("estimated") or ()
            values["estimated"] = tuple(field for field in ESTIMABLE if field in given or field in guesses)
        return Stage(id=self._identifier(row, name), **values)

    def _cell(self, row: Row, field: str, column: int, unit: str) -> Read:
        spec = self._specs[field]
        text = self._text(row, column)
        if field == "complete_accurate" and self.fractions:
            text = as_percent(text)
        try:
            if self.own:
                return Read(read_exactly(spec, text, self._calendar))
            return read_cell(spec, text, unit or (self._unit if field in _TIMES else ""), self._calendar)
        except FieldError as error:
            if field in _VOCABULARIES:
                self._skipped.append(f"row {row.line}, {field} {excerpt(text, 30)}: {error.allowed}")
                return Read(spec.default)
            self._fault(row, field, error.found or excerpt(text), error.allowed)
            return Read(spec.default)

    def _text(self, row: Row, column: int) -> str:
        if self.own and column < len(row.cells):
            return unguarded(row.cells[column])
        return unguarded(row.cell(column))

    def _fault(self, row: Row, field: str, found: str, message: str) -> None:
        column = self._columns.of[field][0]
        heading = self._table.rows[self._columns.place].cell(column)
        self._faults.append(
            Fault(self._file, row.line, f"column {column + 1} ({excerpt(heading, 30)})", found, message)
        )

    def _identifier(self, row: Row, name: str) -> str:
        own = unguarded(row.cell(self._columns.of["id"][0])) if "id" in self._columns.of else ""
        identifier = own if is_id(own) and own not in self._ids else identifier_for(name, self._ids)
        if own and own != identifier:
            self.renamed.append(f"{excerpt(own, 30)} is {identifier}")
        self._ids.add(identifier)
        return identifier

    def _has_fractions(self) -> bool:
        if "complete_accurate" not in self._columns.of:
            return False
        column = self._columns.of["complete_accurate"][0]
        return not self.own and fractions_of(
            [row.cell(column) for row in self._table.rows[self._columns.place + 1 :]]
        )

    def left_out(self, linked: Linked) -> Iterator[str]:
        """Yield what of the table is not in the map, with the reason."""
        rows = self._table.rows[self._columns.place + 1 :]
        for columns, reason in (
            (self._columns.unknown, "no field of a stage"),
            (self._columns.twice, "another column holds that figure already"),
        ):
            for column, heading in columns.items():
                filled = sum(bool(row.cell(column)) for row in rows)
                near = nearest(heading, ("PT", "LT", "Wait", "%C&A", "Team", "Queue", "Next", "Notes"))
                hint = f"; did you mean {near}?" if near and columns is self._columns.unknown else ""
                cells = "1 cell" if filled == 1 else f"{filled} cells"
                yield f"column {column + 1} ({excerpt(heading, 30)}), {cells}: {reason}{hint}"
        yield from self._skipped
        yield from linked.left_out


def _understood(
    table: Table, columns: _Columns, entries: Sequence[_Entry], reading: _Reading, linked: Linked
) -> tuple[str, ...]:
    headings = table.rows[columns.place]
    told = [
        f"{excerpt(headings.cell(column), 30)} is {field.replace('_', ' ')}"
        + (f" in {heading.unit}" if heading.unit else "")
        for field, (column, heading) in columns.of.items()
    ]
    lines = [
        f"a table of stages: {table.told}; headings in row {headings.line}",
        f"{len(entries)} stages from {entries[0].stage.name} to {entries[-1].stage.name}",
        ", ".join(told),
        linked.told,
    ]
    if reading.fractions:
        lines.append("%C&A is written as fractions: 0.85 is 85 %")
    if reading.renamed:
        lines.append(f"ids made new, as an id has letters, digits, - and _: {', '.join(reading.renamed[:5])}")
    guesses = sum(_guesses(entry.stage) for entry in entries)
    if guesses:
        lines.append("1 figure is an estimate" if guesses == 1 else f"{guesses} figures are estimates")
    return tuple(lines)


def _questions(entries: Sequence[_Entry], *, own: bool) -> Iterator[str]:
    """Yield what looks like a slip, and what every map needs and no table has."""
    for entry in entries:
        quality = entry.stage.complete_accurate
        if quality is not None and 0 < quality <= 1 and not own:
            meant = f"{quality * 100:g}"
            yield f"%C&A of {excerpt(entry.stage.name, 40)} is {quality:g} %: did you mean {meant} %?"
    unknown = sum(entry.stage.lead_time is None and entry.stage.wait_time is None for entry in entries)
    if unknown:
        yield f"{unknown} of {len(entries)} stages have neither lead time nor wait: how long do they take?"


def _guesses(stage: Stage) -> int:
    times = (stage.process_time, stage.lead_time, stage.wait_time)
    return len(stage.estimated) + sum(time is not None and time.form is Form.ESTIMATED for time in times)
