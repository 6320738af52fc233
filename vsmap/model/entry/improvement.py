"""An improvement in one line: `Automate regression: PT 1h LT 4h 95% @owner due 31 Jan` (interface.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vsmap.model.changing import changed_stage
from vsmap.model.checks import value_breaches
from vsmap.model.entry.days import day_text, read_day
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.reading import UnreadableWord, read_words
from vsmap.model.entry.timing import check_lead_time
from vsmap.model.entry.words import Word, quoted, split_words
from vsmap.model.records import (
    STATUSES,
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Improvement,
    Rework,
    Stage,
    Values,
)
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.text import excerpt
from vsmap.model.values import FieldError, read_value, show_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vsmap.model.stream import ArrowRef, ValueStream

_LONGEST: Final = 4
"""Words that a time may be long: `1w 2d 4h`."""
_FIGURES: Final = {
    "pt": "process_time",
    "lt": "lead_time",
    "wait": "wait_time",
    "batch": "batch",
    "uptime": "uptime",
    "people": "people",
    "queue": "queue",
    "wip": "in_progress",
    "lane": "lane",
    "kind": "kind",
    "name": "name",
}
"""The words that are followed by a figure of the stage, with its field."""
_FLAGS: Final = {
    "automated": ("automated", True),
    "manual": ("automated", False),
    "delivers": ("delivers", True),
}
_ABOUT: Final = ("effort", "owner", "status")
_ONE_WORD: Final = frozenset({FieldType.TEXT, FieldType.WORD, FieldType.NUMBER, FieldType.PERCENT})
"""Types of field whose value is one word, quoted where it has spaces."""
EXAMPLE: Final = "Automate regression: PT 1h LT 4h 95% @owner due 31 Jan"


@dataclass(frozen=True, slots=True)
class Sketch:
    """A line as understood: the improvement, without an id, and what was understood in words."""

    title: str
    values: dict[str, Any]
    """Owner, due, status and effort, as far as they were said."""
    changes: tuple[Change, ...]
    echo: str

    def improvement(self, identifier: str, stage: str) -> Improvement:
        """Return the improvement of the line, pinned on a stage."""
        return Improvement(id=identifier, title=self.title, stage=stage, changes=self.changes, **self.values)


def read_improvement(
    text: str, stage: Stage | None, stream: ValueStream, day: date, arrow: ArrowRef | None = None
) -> Sketch:
    """Read a line: a title, a colon, then what changes at the stage, and who sees to it by when.

    Args:
        text: What was typed; `*.vsm.toml` and other words before the first colon are title.
        stage: Where the improvement is pinned; without one a line can only have a title, owner and date.
        stream: The map, whose owners may be typed with their spaces.
        day: The day from which a date without a year is the next one.
        arrow: The rework that `rework 5%` means; that of the stage when left out.

    Raises EntryError, in one sentence that names the word, where a word can't be read.
    """
    title, colon, rest = text.partition(":")
    title = title.strip()
    if not title:
        raise EntryError("an improvement needs a title: what is to be done")
    owners = tuple(dict.fromkeys(each.owner for each in stream.improvements.values() if each.owner))
    reading = _Reading(split_words(rest) if colon else [], owners, stream, day)
    reading.read_all()
    changes = _changes(reading, stage, stream, arrow)
    return Sketch(title, reading.about, changes, _echo(title, reading, stage, has_colon=bool(colon)))


class _Reading:
    """The words after the colon, and what they said so far."""

    def __init__(self, words: Sequence[Word], owners: Sequence[str], stream: ValueStream, day: date) -> None:
        self._words, self._owners, self._stream, self._day = words, owners, stream, day
        self._at = 0
        self.figures: dict[str, Any] = {}
        self.about: dict[str, Any] = {}
        self.rate: float | None = None
        self.removes = False

    def read_all(self) -> None:
        """Read word after word; raises EntryError at the first that means nothing here."""
        while self._at < len(self._words):
            word = self._words[self._at]
            key = "" if word.is_literal else word.text.rstrip(",").lower()
            self._at += 1
            if key in _FIGURES:
                self._figure(_FIGURES[key], key)
            elif key in _FLAGS:
                self._set(self.figures, *_FLAGS[key])
            elif key in _ABOUT:
                self._set(self.about, key, self._value(specs_of(Improvement)[key], key))
            elif key in STATUSES:
                self._set(self.about, "status", key)
            elif key == "due":
                self._due()
            elif key == "remove":
                self.removes = True
            elif key == "rework":
                self.rate = self._value(specs_of(Rework)["rate"], "rework")
            elif key or word.is_literal:
                self._at -= 1
                self._plain_figure(word)

    def _set(self, values: dict[str, Any], field: str, value: object) -> None:
        if field in values:
            raise EntryError(f"{field.replace('_', ' ')} is given twice")
        values[field] = value

    def _figure(self, field: str, key: str) -> None:
        spec = specs_of(Stage)[field]
        self._set(self.figures, field, self._value(spec, key))

    def _value(self, spec: Spec, key: str) -> Any:  # noqa: ANN401 - of whatever type the spec says
        """Read the value that follows a word: as many words as together make one."""
        wrong = ""
        longest = 1 if spec.type in _ONE_WORD else _LONGEST
        for count in range(min(longest, len(self._words) - self._at), 0, -1):
            typed = " ".join(word.text for word in self._words[self._at : self._at + count]).rstrip(",")
            try:
                value = read_value(spec, typed, self._stream.calendar)
            except FieldError as error:
                wrong = str(error)
                continue
            self._at += count
            return value
        raise EntryError(f"{key}: {wrong}" if wrong else f"write a value after {key}")

    def _due(self) -> None:
        for count in (3, 2, 1):
            typed = " ".join(word.text for word in self._words[self._at : self._at + count]).rstrip(",")
            found = read_day(typed, self._day) if typed else None
            if found is not None:
                self._at += count
                self._set(self.about, "due", found)
                return
        raise EntryError("write a date after due: 31 Jan, 31 Jan 2027 or 2027-01-31")

    def _plain_figure(self, word: Word) -> None:
        """Read what the capture line knows too: times, a percentage, people, a queue, a kind, an owner."""
        try:
            figure = read_words(self._words, self._at, self._owners, self._stream.calendar)
        except UnreadableWord as error:
            raise EntryError(str(error).partition(" (\\")[0]) from None
        if figure is None:
            raise EntryError(f"{excerpt(word.text)} is no figure: write {EXAMPLE.partition(': ')[2]}")
        self._at += figure.words
        for field, value in figure.values.items():
            if field == "lane":
                self._set(self.about, "owner", value)
            else:
                self._set(self.figures, field, value)


def _changes(
    reading: _Reading, stage: Stage | None, stream: ValueStream, arrow: ArrowRef | None
) -> tuple[Change, ...]:
    if stage is None:
        if reading.figures or reading.removes or reading.rate is not None:
            raise EntryError("select a stage first: figures belong to one")
        return ()
    if reading.removes and reading.figures:
        raise EntryError("a stage that is removed has no figures: leave one of the two out")
    changes: list[Change] = [DropStage(stage.id)] if reading.removes else []
    if reading.figures:
        values = _ordered(reading.figures)
        changed = changed_stage(stage, values)
        check_lead_time(changed, stream.calendar)
        for breach in value_breaches(("stage", stage.id), changed, stream.calendar):
            raise EntryError(breach.message)
        changes.append(ChangeStage(stage.id, values))
    if reading.rate is not None:
        changes += _rework_changes(reading.rate, stage, stream, arrow)
    return tuple(changes)


def _ordered(figures: dict[str, Any]) -> Values:
    names = [spec.name for spec in specs_of(Stage).values()]
    return tuple((name, figures[name]) for name in names if name in figures)


def _rework_changes(rate: float, stage: Stage, stream: ValueStream, arrow: ArrowRef | None) -> list[Change]:
    ends = (
        [(arrow[1], arrow[2])]
        if arrow is not None
        else [each for each in stream.rework if each[0] == stage.id]
    )
    ends = [each for each in ends if each in stream.rework]
    if not ends:
        raise EntryError(f"no work comes back from {stage.name}: r draws it")
    if not rate:
        return [ChangeArrow("rework", source, target, "remove", ()) for source, target in ends]
    return [ChangeArrow("rework", source, target, "set", (("rate", rate),)) for source, target in ends]


def _echo(title: str, reading: _Reading, stage: Stage | None, *, has_colon: bool) -> str:
    specs, about = specs_of(Stage), specs_of(Improvement)
    parts = [f"“{title}”" + (f" on {stage.name}" if stage else "")]
    parts += [f"{specs[field].label} {show_value(value)}" for field, value in reading.figures.items()]
    parts += ["the stage goes"] if reading.removes else []
    parts += [] if reading.rate is None else [f"rework {reading.rate:g} %"]
    for field, value in reading.about.items():
        shown = day_text(value) if field == "due" else show_value(value)
        parts.append(f"{about[field].label.lower()} {shown}")
    if len(parts) == 1:
        parts.append("title only" if has_colon else "title only: a colon, then what changes")
    return " · ".join(parts)


def improvement_line(
    title: str, values: Values = (), *, removes: bool = False, rate: float | None = None
) -> str:
    """Write a line that reads as an improvement at a stage: with which a proposal is offered to be edited."""
    words = {field: word for word, field in _FIGURES.items()}
    parts = ["remove"] if removes else []
    for field, value in values:
        shown = show_value(value)
        if field == "automated":
            parts.append("automated" if value else "manual")
        elif field == "complete_accurate":
            parts.append(f"{shown}%")
        elif field in {"lane", "name"}:
            parts.append(f"{words[field]} {quoted(shown)}")
        elif field in {"process_time", "lead_time"}:
            parts.append(f"{words[field].upper()} {shown}")
        else:
            parts.append(f"{words[field]} {shown}")
    parts += [] if rate is None else [f"rework {rate:g}%"]
    safe = title.replace(":", " –")
    return f"{safe}: {' '.join(parts)}" if parts else f"{safe}: "
