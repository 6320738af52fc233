"""Times as they are typed together: `30m/5d`, `/5d`, `30m+2w`, `(1d/2d/5d)/2w` (interface.md)."""

import re
from typing import Final

from vsmap.model.arithmetic import hours_text
from vsmap.model.calendar import Calendar
from vsmap.model.checks import stage_breaches
from vsmap.model.durations import Duration, DurationError, Form, parse_duration
from vsmap.model.entry.errors import EntryError, LeadTimeTooShort
from vsmap.model.records import Stage
from vsmap.model.text import excerpt

TIMES: Final = ("process_time", "lead_time", "wait_time")
"""The figures of a stage that are times."""

_PIECE = re.compile(r" *(?:(?P<mark>[/+])|\((?P<inside>[^()]*)\)|(?P<bare>n/a|[^/+()]+))", re.IGNORECASE)
_ALONE: Final = "t"
_FIGURES_OF_SHAPE: Final = {
    "/t": ("lead_time",),
    "+t": ("wait_time",),
    "t/t": ("process_time", "lead_time"),
    "t+t": ("process_time", "wait_time"),
}
_THREE_POINTS: Final = "t/t/t"


def read_timing(text: str, calendar: Calendar, alone: str = "process_time") -> dict[str, Duration]:
    """Read the times in a text, by the name of the figure; a time without a sign is the figure `alone`.

    Raises EntryError with one sentence, and LeadTimeTooShort where the lead time is below the process time.

    >>> {figure: time.text for figure, time in read_timing("30m/5d", Calendar()).items()}
    {'process_time': '30m', 'lead_time': '5d'}
    """
    shape, times = _pieces(text)
    if shape == _THREE_POINTS:
        raise EntryError(f"write three points in brackets: ({text.strip()}), or PT/LT as 30m/5d")
    figures = (alone,) if shape == _ALONE else _FIGURES_OF_SHAPE.get(shape)
    if figures is None:
        raise EntryError(f"{excerpt(text)}: write PT/LT as 30m/5d, LT alone as /5d, PT and waiting as 30m+2w")
    read = {figure: _duration(time, calendar) for figure, time in zip(figures, times, strict=True)}
    check_lead_time(Stage(id="", **read), calendar)  # type: ignore[arg-type] # the figures are all durations
    return read


def _pieces(text: str) -> tuple[str, list[str]]:
    """Split a text into times, shown as `t` in its shape, and the signs between them."""
    stripped, position, shape = text.strip(), 0, ""
    times: list[str] = []
    while position < len(stripped):
        piece = _PIECE.match(stripped, position)
        if piece is None:
            raise EntryError(f"{excerpt(text)}: a bracket is open")
        position = piece.end()
        shape += piece["mark"] or _ALONE
        if not piece["mark"]:
            times.append((piece["inside"] or piece["bare"] or "").strip())
    return shape, times


def _duration(text: str, calendar: Calendar) -> Duration:
    try:
        return parse_duration(text, calendar)
    except DurationError as error:
        raise EntryError(str(error)) from None


def check_lead_time(stage: Stage, calendar: Calendar) -> None:
    """Check a stage's times and its other figures against each other.

    Raises LeadTimeTooShort where its lead time is below its process time, EntryError for another fault.
    """
    for breach in stage_breaches(stage, calendar):
        process = stage.process_time
        hours = process.hours(calendar) if process else None
        if process is not None and hours is not None and breach.key == "lead_time":
            single = process.form is Form.KNOWN
            raise LeadTimeTooShort(process.text.strip() if single else hours_text(hours, calendar), process)
        raise EntryError(breach.message)


def time_text(duration: Duration) -> str:
    """Write a time so that it can stand beside a `/` or `+`: three points go in brackets."""
    text = duration.text.strip()
    return f"({text})" if duration.form is Form.THREE_POINT else text
