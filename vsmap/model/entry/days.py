"""Days as people type them: `31 Jan`, `Jan 31`, `31 January 2027`, `2027-01-31`."""

import re
from datetime import date
from typing import Final

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST: Final = 3
"""Letters of a month that tell it from the others."""
_DAY_MONTH: Final = re.compile(r"(\d{1,2})\.? ([a-z]+)\.?(?: (\d{4}))?")
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:,? (\d{4}))?")


def read_day(typed: str, today: date) -> date | None:
    """Read a day; without a year it is the next such day, today included. None is no day.

    >>> read_day("31 Jan", date(2026, 11, 25)), read_day("31 Nov", date(2026, 11, 25))
    (datetime.date(2027, 1, 31), None)
    """
    text = typed.strip().lower()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    if found := _DAY_MONTH.fullmatch(text):
        return _day(int(found[1]), found[2], found[3], today)
    if found := _MONTH_DAY.fullmatch(text):
        return _day(int(found[2]), found[1], found[3], today)
    return None


def _day(day: int, month_name: str, year: str | None, today: date) -> date | None:
    months = [at for at, month in enumerate(_MONTHS, 1) if month.startswith(month_name)]
    if len(month_name) < _SHORTEST or len(months) != 1:
        return None
    if year is not None:
        return _exact(int(year), months[0], day)
    candidates = (_exact(today.year + more, months[0], day) for more in range(9))
    return next((each for each in candidates if each is not None and each >= today), None)


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_text(day: date) -> str:
    """Show a day so that a slip is seen: with the day of the week, in English whatever the machine speaks.

    >>> day_text(date(2027, 1, 31))
    'Sun 31 Jan 2027'
    """
    week = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"{week} {day.day} {_MONTHS[day.month - 1][:3].title()} {day.year}"
