"""What was understood of a capture line, in words, with surprises spelled out."""

from collections.abc import Sequence
from typing import Any, Final

from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.durations import Duration, Form
from vsmap.model.text import nearest
from vsmap.model.values import show_value

_DAY: Final = 24
_WEEK: Final = 7
_LABELS: Final = {"process_time": "PT", "lead_time": "LT", "wait_time": "wait", "complete_accurate": "%C&A"}
_MANY: Final = {"people": ("person", "people"), "queue": ("item waiting", "items waiting")}
_SINGLE: Final = {Form.KNOWN, Form.ESTIMATED}


def echo_of(name: str, values: dict[str, Any], lanes: Sequence[str], calendar: Calendar) -> str:
    """Say a name and its figures in the order of the schema, the lane last.

    >>> from vsmap.model.durations import parse_duration
    >>> echo_of("Test", {"lead_time": parse_duration("48h"), "people": 3}, (), Calendar())
    'Test · LT 48h = 6 working days · 3 people'
    """
    guesses = values.get("estimated", ())
    said = [
        _say(field, value, "~" if field in guesses else "", calendar)
        for field, value in values.items()
        if field not in {"estimated", "lane"}
    ]
    lane = [_say_lane(values["lane"], lanes)] if "lane" in values else []
    return " · ".join([name, *said, *lane])


def _say(field: str, value: object, guess: str, calendar: Calendar) -> str:
    if isinstance(value, Duration):
        return f"{_LABELS[field]} {say_time(value, calendar)}"
    if field in _MANY:
        one, many = _MANY[field]
        return f"{guess}{show_value(value)} {one if value == 1 else many}"
    return f"{_LABELS.get(field, field)} {guess}{show_value(value)}"


def _say_lane(lane: str, lanes: Sequence[str]) -> str:
    if lanes and lane not in lanes:
        near = nearest(lane, lanes)
        return f"new lane {lane}" + (f" (or did you mean {near}?)" if near else "")
    return f"lane {lane}"


def say_time(duration: Duration, calendar: Calendar) -> str:
    """Say a time as entered, and what it comes to where that may surprise.

    >>> from vsmap.model.durations import parse_duration
    >>> [say_time(parse_duration(text), Calendar()) for text in ("2d", "48h", "7d", "2-5d", "5S")]
    ['2d', '48h = 6 working days', '7d = 1.4 working weeks', '2-5d, counted as 3.5 d', '5S = 5 s']
    """
    text, hours = duration.text.strip(), duration.hours(calendar)
    if hours is None:
        return f"{text} (unknown)" if duration.applies else f"{text} (does not apply)"
    if duration.form not in _SINGLE:
        return f"{text}, counted as {format_hours(hours, calendar)}"
    span = duration.points[0]
    if span.hours >= _DAY > calendar.hours_per_day:
        return f"{text} = {_working(hours / calendar.hours_per_day, 'day')}"
    if span.days >= _WEEK > calendar.days_per_week or not float(span.weeks).is_integer():
        return f"{text} = {_working(hours / calendar.hours_per_week, 'week')}"
    return f"{text} = {format_hours(hours, calendar)}" if text != text.lower() else text


def _working(amount: float, unit: str) -> str:
    shown = rounded(amount)
    return f"{shown} working {unit}" if shown == "1" else f"{shown} working {unit}s"
