"""Sums of entered durations, as text that keeps what was known about each."""

from vsmap.model.calendar import Calendar, rounded
from vsmap.model.durations import Duration, Form, Span, parse_duration

_SEPARATORS = {1: "", 2: "-", 3: "/"}


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


def _clock_text(hours: float) -> str:
    for size, unit in ((1.0, "h"), (1 / 60, "m"), (1 / 3600, "s")):
        amount = hours / size
        if abs(amount - round(amount)) < 1e-9 * max(1.0, amount):
            return f"{amount:.0f}{unit}"
    return f"{rounded(hours, 4)}h"
