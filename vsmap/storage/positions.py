"""Where the tables and keys of a file stand: paths as `tomllib` makes them, with their lines."""

from collections.abc import Iterator

from vsmap.storage.faults import Path
from vsmap.storage.source import without_mark
from vsmap.storage.statements import Kind, Statement, statements


def placed(text: str) -> Iterator[tuple[Path, Statement]]:
    """Yield each statement with the path that it defines; comments and blank lines have their table's."""
    rows: dict[Path, int] = {}
    table: Path = ()
    for statement in statements(text):
        if statement.kind is Kind.KEY:
            yield (*table, *statement.parts), statement
            continue
        if statement.kind in {Kind.TABLE, Kind.ROW}:
            table = _resolved(statement, rows)
        yield table, statement


def _resolved(header: Statement, rows: dict[Path, int]) -> Path:
    """Return the path of a header: the last row of each list of tables on the way."""
    path: Path = ()
    for part in header.parts:
        path = (*path, part)
        if header.kind is Kind.ROW and len(path) == len(header.parts) + _rows_in(path):
            rows[path] = rows.get(path, -1) + 1
        if path in rows:
            path = (*path, rows[path])
    return path


def _rows_in(path: Path) -> int:
    return sum(isinstance(part, int) for part in path)


class Positions:
    """The line of every table and key of a text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        text = without_mark(text).replace("\r\n", "\n")
        for path, statement in placed(text):
            if statement.parts:
                self._note(path, statement, text)

    def _note(self, path: Path, statement: Statement, text: str) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], statement.line)
        line, counted = statement.line, statement.start
        for position, offset in enumerate(statement.elements):
            line += text.count("\n", counted, offset)
            counted = offset
            self._lines[*path, position] = line

    def line_of(self, path: Path) -> int:
        """Return the line, from 1, of a value, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return 1
