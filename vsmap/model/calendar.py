"""The working calendar, and how hours are shown under it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from math import isfinite, isnan
from typing import Final

from vsmap.model.schema import number

HOURS_PER_CALENDAR_WEEK: Final = 168
WEEKS_PER_YEAR: Final = 52
WEEKS_PER_MONTH: Final = WEEKS_PER_YEAR / 12
_NOISE_PLACES: Final = 9
"""Decimals below which a sum of hours is rounding noise: 39.99999999999999 h is a week."""
_ANY_FLOAT: Final = Context(prec=400)
"""Digits for the largest number that there is, with its decimals."""
SHORTEST_WEEK: Final = 1e-9
"""Hours: a shorter working week is none, and times in weeks would leave the numbers that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How working time becomes days and weeks; 24 and 7 give round-the-clock time."""

    hours_per_day: float = number("Working hours in a day", default=8, above=0, maximum=24, unit="h")
    days_per_week: float = number("Working days in a week", default=5, above=0, maximum=7, unit="d")

    @property
    def hours_per_week(self) -> float:
        """Working hours in a week."""
        return self.hours_per_day * self.days_per_week

    def calendar_days(self, working_hours: float) -> float:
        """Return the average length in calendar days of so much working time (semantics.md, Time)."""
        return working_hours * HOURS_PER_CALENDAR_WEEK / self.hours_per_week / 24


@lru_cache(maxsize=4096)
def rounded(value: float, places: int = 1) -> str:
    """Round half-up, as people do, and drop a fraction of zero.

    >>> rounded(6.875), rounded(2.0), rounded(0.05)
    ('6.9', '2', '0.1')
    """
    if not isfinite(value):
        return "?" if isnan(value) else "∞" if value > 0 else "-∞"
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ANY_FLOAT)
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def format_hours(hours: float, calendar: Calendar, space: str = " ") -> str:
    """Show working hours in the largest unit that reads well.

    Weeks from two weeks on, or for a whole number of them; else days, hours, minutes or seconds.

    >>> week = Calendar()
    >>> [format_hours(h, week) for h in (384, 55, 40, 38, 7.5, 0.5, 0.01, 0)]
    ['9.6 w', '6.9 d', '1 w', '4.8 d', '7.5 h', '30 min', '36 s', '0 h']
    """
    size = round(abs(hours), _NOISE_PLACES)
    week, day = calendar.hours_per_week, calendar.hours_per_day
    whole_weeks = round(size / week, _NOISE_PLACES).is_integer()
    if size and (size >= 2 * week or (size >= week and whole_weeks)):
        return f"{rounded(hours / week)}{space}w"
    if size >= day:
        return f"{rounded(hours / day)}{space}d"
    if size >= 1 or not size:
        return f"{rounded(hours)}{space}h"
    if size * 60 >= 1:
        return f"{rounded(hours * 60)}{space}min"
    return f"{rounded(hours * 3600)}{space}s"


def format_part(part: float, whole: float, calendar: Calendar) -> str:
    """Show working hours beside the longer time that they are a part of, in no larger unit than that one.

    >>> week = Calendar()
    >>> format_part(40, 48, week), format_part(38, 40, week)
    ('5 d', '4.8 d')
    """
    shown = format_hours(part, calendar)
    if shown.endswith(" w") and not format_hours(whole, calendar).endswith(" w"):
        return f"{rounded(part / calendar.hours_per_day)} d"
    return shown
