"""Reading a map: from bytes to a stream that keeps every rule, or all the faults with their lines."""

import os
from itertools import pairwise
from typing import Any, Final

from vsmap.model.calendar import Calendar
from vsmap.model.checks import Breach, Ref, all_breaches, calendar_breaches, cycle_message
from vsmap.model.records import Change, Flow, Improvement, Rework, Stage
from vsmap.model.stream import LISTS, SETTINGS, ValueStream
from vsmap.model.text import excerpt, is_id, name_of
from vsmap.storage.changes import read_change
from vsmap.storage.faults import Fault, Findings, FormatNewer, Path, TooManyFaultsError
from vsmap.storage.plain import plain_tables
from vsmap.storage.positions import Positions
from vsmap.storage.records import Reading
from vsmap.storage.source import check_size, decode, read_bytes
from vsmap.storage.thresholds import read_thresholds

FORMAT: Final = 1
"""The newest format that this version reads and writes."""
TABLES: Final = (
    *("format", *SETTINGS, "stage", "flow", "rework", "information", "improvement", "waiver", "parking", "x"),
)
"""What a file may hold, in the order in which it is written."""
_PRINTABLE_BITS: Final = 14_000
_ARROWS: Final[tuple[tuple[str, type[Flow] | type[Rework]], ...]] = (("flow", Flow), ("rework", Rework))


def read_map(source: str | os.PathLike[str] | bytes, name: str | None = None) -> ValueStream:
    """Read a map from a file, or from the bytes of one; `name` is what faults call it.

    Raises FileFaults with every breach of format.md, FormatNewer where the file is of a later format.
    """
    file = name or (os.fspath(source) if not isinstance(source, bytes) else "-")
    if isinstance(source, bytes):
        check_size(source, file)
        return read_text(decode(source, file), file)
    return read_text(decode(read_bytes(source, file), file), file)


def read_text(text: str, file: str) -> ValueStream:
    """Read a map from the text of a file; raises FileFaults or FormatNewer as `read_map` does."""
    tables = plain_tables(text, file)
    newer = tables.get("format")
    if isinstance(newer, int) and not isinstance(newer, bool) and newer > FORMAT:
        raise _newer(text, file, tables)
    reader = MapReader(Findings())
    stopped = False
    try:
        reader.read(tables)
    except TooManyFaultsError:
        stopped = True
    if reader.findings.rows:
        reader.findings.raise_all(file, Positions(text).line_of, stopped=stopped)
    return reader.stream


def _newer(text: str, file: str, tables: dict[str, Any]) -> FormatNewer:
    found = excerpt(tables["format"])
    message = f"this version of vsmap reads format {FORMAT}: the file can be looked at, not changed"
    reader = MapReader(Findings(lenient=True))
    try:
        reader.read({**tables, "format": FORMAT})
        stream = None if reader.findings.rows else reader.stream
    except TooManyFaultsError:
        stream = None
    return FormatNewer(Fault(file, Positions(text).line_of(("format",)), "format", found, message), stream)


class MapReader:
    """Builds a stream from plain tables; what is wrong with them is in `findings`."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.stream = ValueStream()
        self._reading = Reading(findings)
        self._places: dict[Ref, Path] = {}

    def read(self, tables: dict[str, Any]) -> None:
        """Read all tables; raises TooManyFaultsError where nobody would read all that is wrong."""
        for key in tables:
            if key not in TABLES:
                self._reading.unknown((key,), TABLES)
        self._read_format(tables)
        self._read_settings(tables)
        stages = self._table(tables, "stage", "a table [stage.ID] for each stage")
        self._reading.stages = stages.keys()
        self._read_stages(stages)
        for table, kind in _ARROWS:
            self._read_arrows(tables, table, kind)
        self._read_lists(tables)
        self._read_improvements(self._table(tables, "improvement", "a table [improvement.ID] for each"))
        self._read_extra(tables.get("x", {}))
        for breach in all_breaches(self.stream):
            self._note(breach)

    def _table(self, tables: dict[str, Any], key: str, shape: str) -> dict[str, Any]:
        return self._reading.table(tables.get(key, {}), (key,), shape) or {}

    def _read_format(self, tables: dict[str, Any]) -> None:
        written = tables.get("format", FORMAT)
        if written is True or written != FORMAT or not isinstance(written, int):
            self.findings.add(("format",), excerpt(written), f"allowed: {FORMAT}")

    def _read_settings(self, tables: dict[str, Any]) -> None:
        calendar = self._reading.record(Calendar, tables.get("calendar", {}), ("calendar",))
        for breach in calendar_breaches(calendar or Calendar()):
            self.findings.add((*breach.record, breach.key), breach.found, breach.message)
            calendar = None
        self._reading.calendar = calendar or Calendar()
        for table, kind in SETTINGS.items():
            if table == "calendar":
                self.stream.settings[table] = self._reading.calendar
            elif table == "thresholds":
                raw = tables.get(table, {})
                self.stream.settings[table] = read_thresholds(self._reading, raw, (table,))
            else:
                record: object = self._reading.record(kind, tables.get(table, {}), (table,))
                self.stream.settings[table] = kind() if record is None else record

    def _id(self, identifier: str, path: Path) -> bool:
        if is_id(identifier):
            return True
        self.findings.add(
            path, excerpt(identifier), "allowed in an id: letters, digits, - and _, at most 200"
        )
        return False

    def _read_stages(self, stages: dict[str, Any]) -> None:
        for identifier, raw in stages.items():
            path: Path = ("stage", identifier)
            if self._id(identifier, path):
                named = {} if isinstance(raw, dict) and "name" in raw else {"name": name_of(identifier)}
                stage = self._reading.record(Stage, raw, path, id=identifier, **named)
                self.stream.put_stage(stage or Stage(id=identifier, name=name_of(identifier)))

    def _read_arrows(self, tables: dict[str, Any], table: str, kind: type[Flow] | type[Rework]) -> None:
        if table == "flow" and "flow" not in tables:
            for source, target in pairwise(self.stream.ids()):
                self.stream.put_flow(Flow(source=source, target=target))
            return
        for position, raw in self._reading.rows(tables.get(table, []), (table,), f"tables [[{table}]]"):
            arrow = self._reading.record(kind, raw, (table, position))
            if arrow is not None and self._is_new(arrow, table, position):
                self._put(arrow)

    def _put(self, arrow: Flow | Rework) -> None:
        if isinstance(arrow, Rework):
            self.stream.put_rework(arrow)
        else:
            self.stream.put_flow(arrow)

    def _is_new(self, arrow: Flow | Rework, table: str, position: int) -> bool:
        ref = (table, arrow.source, arrow.target)
        path: Path = (table, position)
        if isinstance(arrow, Flow) and arrow.source == arrow.target:
            self.findings.add((*path, "to"), excerpt(arrow.target), cycle_message([arrow.source]))
            return False
        if ref in self._places:
            first = self._places[ref][1]
            message = f"the {table} from {arrow.source} to {arrow.target} is there already"
            self.findings.add(path, "", f"{message}: {table}[{int(first) + 1}]")
            return False
        self._places[ref] = path
        return arrow.source in self.stream and arrow.target in self.stream

    def _read_lists(self, tables: dict[str, Any]) -> None:
        for table, kind in LISTS.items():
            rows = self.stream.lists[table]
            for position, raw in self._reading.rows(tables.get(table, []), (table,), f"tables [[{table}]]"):
                row = self._reading.record(kind, raw, (table, position))
                if row is not None:
                    self._places[table, str(len(rows))] = (table, position)
                    rows.append(row)

    def _read_improvements(self, improvements: dict[str, Any]) -> None:
        added = {identifier for raw in improvements.values() for identifier in _added(raw)}
        for identifier, raw in improvements.items():
            path: Path = ("improvement", identifier)
            if self._id(identifier, path):
                self._reading.added = added
                changes = self._read_changes(raw, (*path, "change"))
                self._reading.added = frozenset()
                record = self._reading.record(Improvement, raw, path, id=identifier, changes=changes)
                self.stream.improvements[identifier] = record or Improvement(id=identifier)

    def _read_changes(self, raw: object, path: Path) -> tuple[Change, ...]:
        listed = raw.get("change", []) if isinstance(raw, dict) else []
        rows = self._reading.rows(listed, path, "tables [[improvement.ID.change]]")
        read = (read_change(self._reading, row, (*path, position)) for position, row in rows)
        return tuple(change for change in read if change is not None)

    def _read_extra(self, raw: object) -> None:
        self.stream.extra = self._reading.table(raw, ("x",)) or {}
        waiting: list[tuple[Path, dict[str, Any] | list[Any]]] = [(("x",), self.stream.extra)]
        while waiting:
            path, values = waiting.pop()
            for key, value in values.items() if isinstance(values, dict) else enumerate(values):
                if isinstance(value, dict | list):
                    waiting.append(((*path, key), value))
                elif isinstance(value, int) and value.bit_length() > _PRINTABLE_BITS:
                    self.findings.add((*path, key), excerpt(value), "a number too long to be written back")

    def _note(self, breach: Breach) -> None:
        """Note a breach of the whole map, unless it only follows from a fault that is noted already."""
        table, *key = breach.record
        path = self._places.get(breach.record, breach.record)
        if self.findings.touch(("calendar",)) or self.findings.touch(path):
            return
        arrows_known = not (self.findings.touch(("flow",)) or self.findings.touch(("stage",)))
        if table in {"flow", "rework"} and not arrows_known:
            return
        if breach.record not in self._places and table == "flow":
            path = ("stage", key[0])
        self.findings.add((*path, breach.key), breach.found, breach.message)


def _added(raw: object) -> list[str]:
    """Return the ids of the stages that an improvement adds, so that later changes may name them."""
    changes = raw.get("change") if isinstance(raw, dict) else None
    rows = [change for change in changes if isinstance(change, dict)] if isinstance(changes, list) else []
    return [row["add"] for row in rows if isinstance(row.get("add"), str) and "flow" not in row]
