"""Sums of entered durations, as text that keeps what was known about each."""

from typing import Final

from vsmap.model.calendar import Calendar, rounded
from vsmap.model.durations import Duration, Form, Span, parse_duration

_SEPARATORS: Final = {1: "", 2: "-", 3: "/"}
_CLOCK: Final = ((1.0, "h"), (1 / 60, "m"), (1 / 3600, "s"))
_NOISE: Final = 1e-9


def add_durations(one: Duration | None, other: Duration | None, calendar: Calendar) -> Duration | None:
    """Return the sum of two durations, each known, guessed, unknown or absent.

    An absent or inapplicable duration adds nothing; an unknown one makes the sum unknown.
    """
    parts = [part for part in (one, other) if part is not None and part.applies]
    if len(parts) < 2:  # noqa: PLR2004 - nothing to add
        return parts[0] if parts else one or other
    first, second = parts
    if not first.points or not second.points:
        return parse_duration("?")
    count = max(len(first.points), len(second.points))
    sums = [
        Span(*(a + b for a, b in zip(left, right, strict=True)))
        for left, right in zip(_spread(first, count), _spread(second, count), strict=True)
    ]
    estimated = count == 1 and Form.ESTIMATED in {first.form, second.form}
    text = _SEPARATORS[count].join(span_text(span, calendar) for span in sums)
    return parse_duration(f"~{text}" if estimated else text, calendar)


def _spread(duration: Duration, count: int) -> list[Span]:
    points = list(duration.points)
    if len(points) == count:
        return points
    if len(points) == 1:
        return points * count
    middle = Span(*((low + high) / 2 for low, high in zip(*points, strict=True)))
    return [points[0], middle, points[1]]


def span_text(span: Span, calendar: Calendar) -> str:
    """Write a span as a duration: in its own units where they are whole, else in hours or smaller.

    >>> span_text(Span(4, 1, 2), Calendar())
    '2w 1d 4h'
    """
    if float(span.weeks).is_integer() and float(span.days).is_integer():
        clock = _clock_text(span.hours) if span.hours else ""
        units = ((span.weeks, "w"), (span.days, "d"))
        parts = [f"{amount:.0f}{unit}" for amount, unit in units if amount] + [clock]
        return " ".join(part for part in parts if part) or "0"
    return _clock_text(span.under(calendar))


def hours_text(hours: float, calendar: Calendar) -> str:
    """Write working hours as a duration, in the largest unit in which two decimals say them exactly.

    >>> [hours_text(hours, Calendar()) for hours in (38, 40, 55, 1 / 3, 0)]
    ['4.75d', '1w', '55h', '20m', '0']
    """
    if not hours:
        return "0"
    units = ((calendar.hours_per_week, "w"), (calendar.hours_per_day, "d"), *_CLOCK)
    for size, unit in units:
        amount = hours / size
        whole_weeks = unit != "w" or amount >= 2 or _is_near(amount, 0)  # noqa: PLR2004 - as in format_hours
        if amount >= 1 and whole_weeks and _is_near(amount, 2):
            return f"{rounded(amount, 2)}{unit}"
    return f"{rounded(hours, 4)}h"


def _is_near(amount: float, places: int) -> bool:
    return abs(amount - round(amount, places)) < _NOISE * max(1.0, amount)


def _clock_text(hours: float) -> str:
    for size, unit in _CLOCK:
        amount = hours / size
        if _is_near(amount, 0):
            return f"{amount:.0f}{unit}"
    return f"{rounded(hours, 4)}h"
