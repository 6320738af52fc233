"""Event logs as CSV: activities with their times, starts and completions, or changes of a status."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.table import decoded, delimiter_of
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.logs.clock import WorkingClock
from vsmap.exchange.logs.columns import Columns, columns_of
from vsmap.exchange.logs.events import EventLog
from vsmap.exchange.logs.log_map import Log
from vsmap.exchange.logs.stamps import Reader, Stamp, StampError, reader_of
from vsmap.model.text import excerpt
from vsmap.storage.faults import Fault, FileFaults
from vsmap.storage.source import whole_file_fault

_SHOWN: Final = 20
_SAMPLES: Final = 200
_BEGIN: Final = frozenset(("start", "begin", "resume", "started"))
_DONE: Final = frozenset(
    ("complete", "completed", "end", "done", "ate_abort", "pi_abort", "withdraw", "", "unknown")
)
_STATUS: Final = "status"


def headings_of(origin: Origin) -> tuple[list[str], str]:
    """Return the first row of a CSV, and its delimiter; raises FileFaults."""
    text = decoded(origin.start(), origin.name)[0]
    lines = text.splitlines()[:20]
    if not lines:
        return [], ","
    delimiter = delimiter_of(lines)
    return next(csv.reader(lines, delimiter=delimiter), []), delimiter


def looks_like_a_log(origin: Origin) -> bool:
    """Tell whether the headings of a CSV are those of an event log."""
    return columns_of(headings_of(origin)[0]).is_log


def read_csv_log(origin: Origin, wishes: Wishes) -> Log:
    """Read an event log as a stream; raises FileFaults that name row and column."""
    headings, delimiter = headings_of(origin)
    columns = columns_of(headings)
    if not columns.is_log:
        raise whole_file_fault(
            origin.name,
            ", ".join(excerpt(heading, 24) for heading in headings[:6]),
            "an event log has columns for the case, for the activity or status, and for the time: name them "
            '"case", "activity" and "timestamp", or "key", "from", "to" and "date"',
        )
    reader = _Reader(origin, headings, columns, wishes)
    with _rows(origin, delimiter, wishes) as rows:
        log = reader.read(rows)
    kind = "changes of status" if columns.by_status else "activities"
    return Log(log, origin.name, f"an event log as CSV, {kind}", columns.by_status)


@contextmanager
def _rows(origin: Origin, delimiter: str, wishes: Wishes) -> Iterator[Iterator[tuple[int, list[str]]]]:
    with origin.stream(wishes.progress) as raw:
        text = io.TextIOWrapper(raw, encoding=_encoding(origin), newline="", errors="replace")
        reader = csv.reader(text, delimiter=delimiter)
        next(reader, None)

        def numbered() -> Iterator[tuple[int, list[str]]]:
            line = reader.line_num + 1
            try:
                for row in reader:
                    yield line, row
                    line = reader.line_num + 1
            except csv.Error as error:
                raise whole_file_fault(origin.name, "", f"the row can't be read: {error}", line) from None

        yield numbered()


def _encoding(origin: Origin) -> str:
    start = origin.start()
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "cp1252" if decoded(start[:-4], origin.name)[1].startswith("Windows") else "utf-8-sig"


class _Reader:
    """Reads the rows of one log; what is wrong with them is gathered, and told together."""

    def __init__(self, origin: Origin, headings: Sequence[str], columns: Columns, wishes: Wishes) -> None:
        self._file, self._headings, self._columns = origin.name, headings, columns
        self._wishes = wishes
        self._faults: list[Fault] = []
        self._more = 0
        self._log = EventLog(WorkingClock(wishes.calendar, wishes.day_starts))
        self._stamp: Reader | None = None
        self._known: dict[str, Stamp] = {}
        self._created: set[int] = set()

    def read(self, rows: Iterator[tuple[int, list[str]]]) -> EventLog:
        """Read all rows; raises FileFaults with what is wrong."""
        ahead = [row for _, row in zip(range(_SAMPLES), rows, strict=False)]
        samples = [row[self._columns.end].strip() for _line, row in ahead if len(row) > self._columns.end]
        try:
            self._stamp = reader_of(samples, self._wishes.dates, self._wishes.zone)
        except StampError as error:
            self._fault(
                ahead[0][0] if ahead else 1, self._columns.end, samples[0] if samples else "", str(error)
            )
            raise FileFaults(self._faults) from None
        take = self._change if self._columns.by_status else self._event
        for chunk in (iter(ahead), rows):
            for line, row in chunk:
                if row:
                    take(line, row)
        if self._faults:
            raise FileFaults(self._faults, self._more)
        self._log.close()
        return self._log

    def _cell(self, row: Sequence[str], column: int) -> str:
        return row[column].strip() if 0 <= column < len(row) else ""

    def _needed(self, line: int, row: Sequence[str], column: int) -> str:
        cell = self._cell(row, column)
        if not cell:
            self._fault(line, column, "", "this must not be empty")
        return cell

    def _time(self, line: int, row: Sequence[str], column: int) -> Stamp | None:
        """Read a timestamp; equal ones are read once."""
        cell = self._cell(row, column)
        known = self._known.get(cell)
        if known is not None:
            return known
        try:
            stamp = self._stamp(cell) if self._stamp is not None and cell else None
        except (StampError, OverflowError, ValueError) as error:
            self._fault(line, column, excerpt(cell), str(error))
            return None
        if stamp is None:
            self._fault(line, column, "", "a timestamp is needed here")
        elif len(self._known) < _SAMPLES * 100:
            self._known[cell] = stamp
        return stamp

    def _event(self, line: int, row: Sequence[str]) -> None:
        """Note an activity: when it was done, and when it was begun if the log says so."""
        columns, log = self._columns, self._log
        case, name = self._needed(line, row, columns.case), self._needed(line, row, columns.activity)
        end = self._time(line, row, columns.end)
        if not case or not name or end is None:
            return
        number, activity = log.case(case), log.activity(name)
        group = self._cell(row, columns.group)
        if group:
            log.by_group(activity, group)
        phase = self._cell(row, columns.lifecycle).lower()
        if columns.start >= 0:
            begun = self._time(line, row, columns.start) if self._cell(row, columns.start) else None
            if begun is not None and begun.world > end.world:
                self._fault(
                    line, columns.end, excerpt(self._cell(row, columns.end)), "it ends before it starts"
                )
            log.add(number, activity, end, begun)
        elif phase in _BEGIN:
            log.begin(number, activity, end)
        elif phase in _DONE or columns.lifecycle < 0:
            log.complete(number, activity, end)

    def _change(self, line: int, row: Sequence[str]) -> None:
        """Note the entry into a status; a case is in its first one since it was created, if that is known."""
        columns, log = self._columns, self._log
        if columns.field >= 0 and self._cell(row, columns.field).lower() != _STATUS:
            return
        case, name = self._needed(line, row, columns.case), self._needed(line, row, columns.target)
        changed = self._time(line, row, columns.end)
        if not case or not name or changed is None:
            return
        number = log.case(case)
        before = self._cell(row, columns.source)
        if number not in self._created and before and self._cell(row, columns.created):
            created = self._time(line, row, columns.created)
            if created is not None:
                log.add(number, log.activity(before), created)
        self._created.add(number)
        log.add(number, log.activity(name), changed)

    def _fault(self, line: int, column: int, found: str, message: str) -> None:
        if len(self._faults) >= _SHOWN:
            self._more += 1
            return
        heading = self._headings[column] if 0 <= column < len(self._headings) else ""
        where = f"column {column + 1} ({excerpt(heading, 30)})"
        self._faults.append(Fault(self._file, line, where, found, message))
