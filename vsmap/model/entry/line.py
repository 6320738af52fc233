"""A stage as a capture line, for editing the line before, and a line read again over a stage."""

import re
from decimal import Decimal
from typing import Any, Final

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, Form
from vsmap.model.edits import Edits
from vsmap.model.entry.capture import Captured
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.figure import edits_between, with_values
from vsmap.model.entry.reading import read_words
from vsmap.model.entry.timing import check_lead_time
from vsmap.model.entry.words import Word, quoted
from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream

LINE_FIELDS: Final = (
    *("kind", "lane", "process_time", "lead_time", "wait_time", "complete_accurate"),
    *("people", "queue"),
)
"""The figures that a capture line can say, in the order of the schema."""

_GUESSED_BY_MARK: Final = ("complete_accurate", "people", "queue")
_BARE_LANE = re.compile(r'[^\s",\\][^\s"\\]*(?<!,)')
_BARE_TIME = re.compile(r"[^\s/+]*[1-9?][^\s/+]*|n/a", re.IGNORECASE)
_NOT_IN_A_NAME = re.compile(r'(?:^|\s)["\\@(]|[^\S ]|\s\s|^\s|[\s,]$')


def capture_text(stage: Stage) -> str:
    """Write a stage as the line that would capture it; what no line can say is left out.

    >>> from vsmap.model.durations import parse_duration
    >>> capture_text(Stage(id="a", name="Test", lead_time=parse_duration("1w"), lane="Line of business"))
    'Test /1w @"Line of business"'
    """
    said = line_values(stage)
    mark = {field: "~" if field in said.get("estimated", ()) else "" for field in _GUESSED_BY_MARK}
    words = [_name(stage.name), _times(said)]
    if "complete_accurate" in said:
        words.append(f"{mark['complete_accurate']}{_number(said['complete_accurate'])}%")
    if "lane" in said:
        words.append(f"@{stage.lane if _BARE_LANE.fullmatch(stage.lane) else quoted(stage.lane)}")
    words += [
        f"{mark[field]}{sign}{_number(said[field])}"
        for field, sign in (("people", "x"), ("queue", "q"))
        if field in said
    ]
    if "kind" in said:
        words.append(f"#{stage.kind}")
    return " ".join(word for word in words if word)


def line_values(stage: Stage) -> dict[str, Any]:
    """Return the values of a stage that its line says, by field; of lead time and wait the lead time."""
    specs = specs_of(Stage)
    said = {field: getattr(stage, field) for field in LINE_FIELDS}
    said = {field: value for field, value in said.items() if value != specs[field].default}
    if "lead_time" in said:
        said.pop("wait_time", None)
    guessed = tuple(field for field in _GUESSED_BY_MARK if field in stage.estimated and field in said)
    return said | ({"estimated": guessed} if guessed else {})


def recapture(stream: ValueStream, stage_id: str, captured: Captured) -> Edits:
    """Return the edits that make a stage say what its line says now; what no line can say stays.

    Raises EntryError where the stage would break a rule.
    """
    stage = stream.stage(stage_id)
    before, after = line_values(stage), captured.values
    marks = (set(before.get("estimated", ())), set(after.get("estimated", ())))
    specs = specs_of(Stage)
    changed = {
        field: after.get(field, specs[field].default)
        for field in LINE_FIELDS
        if before.get(field) != after.get(field) or (field in marks[0]) != (field in marks[1])
    }
    if "wait_time" in changed and changed["wait_time"] is None and "lead_time" in after:
        del changed["wait_time"]
    guessed = tuple(field for field in changed if field in marks[1])
    made = with_values(stage, {"name": captured.name, **changed}, guessed)
    check_lead_time(made, stream.calendar)
    return edits_between(stage, made)


def captured_stage(captured: Captured, identifier: str) -> Stage:
    """Return a new stage of what a line says."""
    return Stage(id=identifier, name=captured.name, **captured.values)


def _name(name: str) -> str:
    last = name.rpartition(" ")
    is_plain = not _NOT_IN_A_NAME.search(name) and not (last[1] and _is_figure(last[2]))
    return name if is_plain else quoted(name)


def _is_figure(word: str) -> bool:
    try:
        return read_words([Word(word)], 0, (), Calendar()) is not None
    except EntryError:
        return True


def _times(said: dict[str, Any]) -> str:
    process, lead, wait = (said.get(field) for field in ("process_time", "lead_time", "wait_time"))
    start = _time(process) if process else ""
    if lead:
        return f"{start}/{_time(lead)}"
    return f"{start}+{_time(wait)}" if wait else start


def _time(duration: Duration) -> str:
    text = duration.text.strip()
    is_bare = _BARE_TIME.fullmatch(text) and duration.form is not Form.THREE_POINT
    return text if is_bare else f"({text})"


def _number(value: float) -> str:
    """Write a number without an exponent, which no figure of a line has."""
    text = f"{Decimal(repr(float(value))):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
