"""JSON: the whole map, key by key as in its file, and its numbers as `vsmap metrics --json` has them."""

import json
import tomllib
from contextlib import suppress
from copy import deepcopy
from datetime import date
from typing import Any, Final

from vsmap.analysis.metrics import metrics_json
from vsmap.analysis.report import analyse
from vsmap.model.stream import ValueStream
from vsmap.model.text import excerpt
from vsmap.storage.faults import Findings, TooManyFaultsError
from vsmap.storage.reader import MapReader
from vsmap.storage.source import whole_file_fault
from vsmap.storage.writer import blocks_of

VERSION: Final = 1
"""Adding a key is allowed; changing one is a new version."""
_DATES: Final = ("date", "due")
"""Fields that a file holds as dates, and JSON as texts."""


def map_json(stream: ValueStream) -> str:
    """Return a map as JSON in ASCII; dates are texts as in ISO 8601, the order of keys is the file's."""
    whole = {
        "version": VERSION,
        "map": map_tables(stream),
        "metrics": metrics_json(stream, analyse(stream)),
    }
    return json.dumps(whole, indent=2, allow_nan=False, default=_iso) + "\n"


def map_tables(stream: ValueStream) -> dict[str, Any]:
    """Return a map as the tables of its file (format.md), with every flow written out."""
    return tomllib.loads("\n".join(block.text for block in blocks_of(stream, explicit=True)))


def read_map_json(whole: Any, file: str) -> ValueStream:  # noqa: ANN401 - whatever JSON holds
    """Read back what `map_json` wrote; raises FileFaults with all that is wrong."""
    tables = whole.get("map") if isinstance(whole, dict) else None
    if not isinstance(tables, dict) or whole.get("version") != VERSION:
        found = excerpt(whole.get("version")) if isinstance(whole, dict) else ""
        raise whole_file_fault(file, found, f'this is no map of vsmap as JSON: "version" is {VERSION}')
    reader = MapReader(Findings())
    stopped = False
    try:
        reader.read(_with_dates(tables))
    except TooManyFaultsError:
        stopped = True
    if reader.findings.rows:
        reader.findings.raise_all(file, lambda _path: 1, stopped=stopped)
    return reader.stream


def _with_dates(tables: dict[str, Any]) -> dict[str, Any]:
    """Turn the texts of date fields into dates; one that is none stays a text, and is a fault."""
    changed = deepcopy(tables)
    improvements = changed.get("improvement")
    for row in (changed.get("map"), *(improvements.values() if isinstance(improvements, dict) else ())):
        for key in _DATES:
            if isinstance(row, dict) and isinstance(row.get(key), str):
                with suppress(ValueError):
                    row[key] = date.fromisoformat(row[key])
    return changed


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
