"""Durations: what a person enters for a time, kept as entered and read without guessing (format.md)."""

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from vsmap.model.calendar import WEEKS_PER_MONTH, WEEKS_PER_YEAR, Calendar
from vsmap.model.text import excerpt, read_decimal

MAXIMUM_YEARS: Final = 100
UNITS: Final = "s, m or min, h, d, w, mo, y"
_WORDS: Final = {
    "s": ("s", "sec", "secs", "second", "seconds"),
    "m": ("m", "min", "mins", "minute", "minutes"),
    "h": ("h", "hr", "hrs", "hour", "hours"),
    "d": ("d", "day", "days"),
    "w": ("w", "wk", "wks", "week", "weeks"),
    "mo": ("mo", "mos", "month", "months"),
    "y": ("y", "yr", "yrs", "year", "years"),
}
_UNIT_OF: Final = {spelling: unit for unit, spellings in _WORDS.items() for spelling in spellings}
_LARGEST_FIRST: Final = ("y", "mo", "w", "d", "h", "m", "s")
_PART = re.compile(r" *([0-9]+(?:[.,][0-9]+)?|\.[0-9]+) *([A-Za-z]*)")
_ZERO = re.compile(r" *(?:0+(?:[.,]0+)?|\.0+) *")
_BARE = re.compile(rf"(?!{_ZERO.pattern}\Z) *(?:[0-9]+(?:[.,][0-9]+)?|\.[0-9]+) *")
_DASHES: Final = "-\N{EN DASH}\N{MINUS SIGN}"
_MINUTES_IN_AN_HOUR: Final = 60
_RANGE_ENDS: Final = 2
_THREE_POINTS: Final = 3
_LONGEST_TEXT: Final = 120
_USUAL: Final = Calendar()
_NOISE: Final = 1 + 1e-9
"""What rounding may add to a length in another unit: 26w is not longer than 6mo."""


_REMEMBERED: Final = 4096
"""How many texts are remembered once they were read: a large map repeats its times."""


class DurationError(ValueError):
    """A text that is not a duration; the message says why, and what would be."""


class Form(Enum):
    """How much is known about a duration."""

    KNOWN = "known"
    ESTIMATED = "estimated"
    RANGE = "range"
    THREE_POINT = "three-point"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"


class Span(NamedTuple):
    """A length of working time in the units that a calendar relates: hours, working days, weeks."""

    hours: float
    days: float
    weeks: float

    def under(self, calendar: Calendar) -> float:
        """Return the length in working hours under a calendar."""
        return self.hours + self.days * calendar.hours_per_day + self.weeks * calendar.hours_per_week

    def years(self, calendar: Calendar) -> float:
        """Return the length in years of 52 weeks; a calendar shorter than usual does not stretch it."""
        hours = max(calendar.hours_per_week, _USUAL.hours_per_week)
        days = max(calendar.days_per_week, _USUAL.days_per_week)
        return (self.weeks + self.days / days + self.hours / hours) / WEEKS_PER_YEAR


_SPAN_OF_UNIT: Final = {
    "s": Span(1 / 3600, 0, 0),
    "m": Span(1 / 60, 0, 0),
    "h": Span(1, 0, 0),
    "d": Span(0, 1, 0),
    "w": Span(0, 0, 1),
    "mo": Span(0, 0, WEEKS_PER_MONTH),
    "y": Span(0, 0, WEEKS_PER_YEAR),
}


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration as entered, with the points in time that it names.

    `points` is empty for an unknown or inapplicable duration, one span for a known or estimated one,
    two for a range (between), three for best / most likely / worst.
    """

    text: str
    form: Form = field(compare=False)
    points: tuple[Span, ...] = field(compare=False)

    def hours(self, calendar: Calendar) -> float | None:
        """Return the working hours used in totals: the value, a range's middle, the most likely."""
        if len(self.points) == _RANGE_ENDS:
            return (self.points[0].under(calendar) + self.points[1].under(calendar)) / 2
        return self.points[len(self.points) // 2].under(calendar) if self.points else None

    @property
    def is_uncertain(self) -> bool:
        """Whether the duration is a guess: an estimate, a range or a three-point."""
        return self.form in {Form.ESTIMATED, Form.RANGE, Form.THREE_POINT}

    @property
    def applies(self) -> bool:
        """Whether the figure means anything here (it is not `n/a`)."""
        return self.form is not Form.NOT_APPLICABLE

    def check_order(self, calendar: Calendar) -> None:
        """Raise DurationError where the points run backwards, or beyond 100 years, under a calendar."""
        fault = _fault_of(self.points, calendar)
        if fault:
            raise DurationError(f"{excerpt(self.text)} {fault}")


@lru_cache(maxsize=_REMEMBERED)
def _fault_of(points: tuple[Span, ...], calendar: Calendar) -> str:
    """Say what is wrong with the points of a duration; most of a map's times are written many times."""
    hours = [span.under(calendar) for span in points]
    if any(low > high * _NOISE for low, high in pairwise(hours)):
        order = "from the shorter to the longer" if len(hours) == _RANGE_ENDS else "best/likely/worst"
        return f"runs backwards: write it {order}"
    if any(span.years(calendar) > MAXIMUM_YEARS * _NOISE for span in points):
        return f"is longer than {MAXIMUM_YEARS} years"
    return ""


def is_unit(word: str) -> bool:
    """Tell whether a word is a unit of time, in any of its spellings."""
    return word.lower() in _UNIT_OF


def parse_duration(text: str, calendar: Calendar | None = None) -> Duration:
    """Read a duration in any of the forms of format.md.

    Raises DurationError with the reason and the way out; nothing is ever guessed.

    >>> parse_duration("2-5d").hours(Calendar())
    28.0
    """
    read = duration_as_entered(text)
    read.check_order(calendar or Calendar())
    return read


@lru_cache(maxsize=_REMEMBERED)
def duration_as_entered(text: str) -> Duration:
    """Read a duration whose order nobody asks about, since it was checked under its own calendar before.

    Raises DurationError where the text is none under any calendar.
    """
    if len(text) > _LONGEST_TEXT:
        raise DurationError(f"{excerpt(text)} is too long for a duration")
    form, points = _read(text)
    return Duration(text, form, points)


def _read(text: str) -> tuple[Form, tuple[Span, ...]]:
    stripped = text.strip(" ")
    if stripped == "?":
        return Form.UNKNOWN, ()
    if stripped.lower() == "n/a":
        return Form.NOT_APPLICABLE, ()
    if stripped.removeprefix("~").lstrip(" ").startswith(tuple(_DASHES)):
        raise DurationError(f"{excerpt(text)} is negative: a duration is 0 or more")
    estimated = stripped.startswith("~")
    parts = re.split(rf"/|[{_DASHES}]", stripped[1:] if estimated else stripped)
    if estimated and len(parts) > 1:
        raise DurationError(f"{excerpt(text)}: ~ marks a single duration; a range says it by itself")
    if len(parts) == 1:
        return (Form.ESTIMATED if estimated else Form.KNOWN), (_span(parts[0], text),)
    if "/" not in stripped and len(parts) == _RANGE_ENDS:
        return Form.RANGE, _spans(parts, text)
    if stripped.count("/") == _THREE_POINTS - 1 and len(parts) == _THREE_POINTS:
        return Form.THREE_POINT, _spans(parts, text)
    raise DurationError(f"{excerpt(text)} is not a range (2d-5d) nor best/likely/worst (1d/2d/5d)")


def _spans(parts: list[str], text: str) -> tuple[Span, ...]:
    """Read the points of a range or three-point, where one unit at the end may serve all; 0 needs none."""
    bare = [_BARE.fullmatch(part) is not None for part in parts]
    if any(bare):
        last = list(_PART.finditer(parts[-1]))
        served = [is_bare or _ZERO.fullmatch(part) for part, is_bare in zip(parts[:-1], bare, strict=False)]
        if not all(served) or bare[-1] or len(last) != 1:
            raise DurationError(f"{excerpt(text)}: give each number its unit, or the last one for all")
        parts = [f"{part} {last[0][2]}" for part in parts[:-1]] + parts[-1:]
    return tuple(_span(part, text) for part in parts)


def _span(part: str, text: str) -> Span:
    total, position, previous = [0.0, 0.0, 0.0], 0, ""
    part = part.rstrip(" ")
    while position < len(part):
        match = _PART.match(part, position)
        if match is None:
            raise DurationError(f"{excerpt(text)} is not a duration: write a number and one of {UNITS}")
        digits, written = match.groups()
        position = match.end()
        unit = _unit(digits, written, previous, text)
        if position < len(part) and not digits.isdigit():
            raise DurationError(f"{excerpt(text)}: only the last number may have a fraction")
        for index, share in enumerate(_SPAN_OF_UNIT[unit]):
            total[index] += _value(digits, text) * share
        previous = unit
    if not previous:
        raise DurationError(f"{excerpt(text)} is not a duration: write a number and one of {UNITS}")
    return Span(*total)


def _unit(digits: str, written: str, previous: str, text: str) -> str:
    """Return the unit of one number, which must be smaller than the unit before it."""
    if not written and not previous and not float(digits.replace(",", ".")):
        return "s"
    if not written:
        if previous != "h" or not digits.isdigit() or int(digits) >= _MINUTES_IN_AN_HOUR:
            raise DurationError(f"{excerpt(text)}: {digits[:20]} has no unit; write one of {UNITS}")
        return "m"
    if written == "M":
        raise DurationError(f"{excerpt(text)}: M is minutes or months; write m or mo")
    unit = _UNIT_OF.get(written.lower())
    if unit is None:
        raise DurationError(f"{excerpt(text)}: {excerpt(written)} is not a unit; units are {UNITS}")
    if previous and _LARGEST_FIRST.index(unit) <= _LARGEST_FIRST.index(previous):
        raise DurationError(f"{excerpt(text)} mixes its units up: write the larger unit first, each once")
    return unit


def _value(digits: str, text: str) -> float:
    try:
        return read_decimal(digits)
    except ValueError as error:
        raise DurationError(f"{excerpt(text)}: {error}") from None
