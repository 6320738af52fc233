"""Edits as JSON and back: every class of edit and of record that a map knows, whatever its fields are.

A record or an edit is an object with one key, the name of its class, and in it the fields that differ from
their defaults. A tuple is an array; a list, a table, a date and a duration are objects too, so that each
value comes back as what it was.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Final, get_args

from vsmap.model.durations import Duration, DurationError, duration_as_entered
from vsmap.model.edits import Edit, Edits
from vsmap.model.records import Change, Flow, Improvement, Rework, Stage
from vsmap.model.stream import LISTS, SETTINGS


class WireError(ValueError):
    """A text that is not what edits are written as: damaged, or written by a later version."""


@cache
def classes() -> Mapping[str, type]:
    """Return every class that is written by its name: edits, records, changes of improvements."""
    known = (*get_args(Edit), *get_args(Change), *SETTINGS.values(), *LISTS.values())
    return {kind.__name__: kind for kind in (*known, Stage, Flow, Rework, Improvement)}


def to_json(value: object) -> str:
    """Write a value in one line of ASCII; raises TypeError for one that no edit holds."""
    return json.dumps(_plain(value), separators=(",", ":"))


def from_json(text: str | bytes) -> Any:  # noqa: ANN401 - what was written
    """Read back what `to_json` wrote; raises WireError."""
    try:
        return _value(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, DurationError) as error:
        raise WireError(str(error)) from error


def edits_from(plain: object) -> Edits:
    """Return what was read as edits; raises WireError where it holds anything else."""
    if not isinstance(plain, tuple) or not all(isinstance(each, get_args(Edit)) for each in plain):
        raise WireError("these are no edits")
    return plain


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Duration):
        return {"duration": value.text}
    if is_dataclass(value) and type(value) is classes().get(type(value).__name__):
        return {type(value).__name__: _plain_fields(value)}
    if type(value) is tuple:
        return [_plain(item) for item in value]
    for name, (kind, write, _) in _PLAIN.items():
        if isinstance(value, kind):
            return {name: write(value)}
    raise TypeError(f"no edit holds a {type(value).__name__}")


def _plain_fields(record: Any) -> dict[str, object]:  # noqa: ANN401 - of any class in `classes`
    values = ((each.name, getattr(record, each.name), each.default) for each in fields(record))
    return {
        name: _plain(value)
        for name, value, default in values
        if default is MISSING or value != default or type(value) is not type(default)
    }


def _value(plain: object) -> Any:  # noqa: ANN401 - whatever was written
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    ((name, written),) = plain.items()
    if name in _PLAIN:
        return _PLAIN[name][2](written)
    return classes()[name](**{key: _value(value) for key, value in written.items()})


_PLAIN: Final[dict[str, tuple[type, Callable[[Any], object], Callable[[Any], object]]]] = {
    "duration": (Duration, lambda duration: duration.text, duration_as_entered),
    "datetime": (datetime, datetime.isoformat, datetime.fromisoformat),
    "date": (date, date.isoformat, date.fromisoformat),
    "time": (time, time.isoformat, time.fromisoformat),
    "list": (list, lambda items: [_plain(item) for item in items], lambda items: [_value(i) for i in items]),
    "table": (
        dict,
        lambda table: [[key, _plain(item)] for key, item in table.items()],
        lambda pairs: {key: _value(item) for key, item in pairs},
    ),
}
"""Values that JSON has no word for, with what is written of each and how it is read; the first that fits."""
