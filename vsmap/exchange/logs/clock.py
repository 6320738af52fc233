"""Working time between two points in time, under a map's calendar."""

from typing import Final

from vsmap.exchange.logs.stamps import Stamp
from vsmap.model.calendar import Calendar

USUAL_START: Final = 9.0
"""Hour at which a working day begins, unless it is too long to end on the same day."""
_HOURS: Final = 24.0
_DAYS: Final = 7
_SECONDS_PER_HOUR: Final = 3600.0
_MONDAY_BEFORE: Final = 3 * _HOURS
"""Hours from Monday to the Thursday with which 1970 began."""


class WorkingClock:
    """Counts working hours: from Monday on as many days as the calendar has, each from its first hour on.

    Round-the-clock time is that of the world, so that no hour is lost when clocks are put forward.
    """

    def __init__(self, calendar: Calendar, day_starts: float | None = None) -> None:
        self._day, self._days = calendar.hours_per_day, calendar.days_per_week
        start = USUAL_START if day_starts is None else day_starts
        self.day_starts = min(start, _HOURS - self._day)
        self._always = self._day >= _HOURS and self._days >= _DAYS

    def hours(self, stamp: Stamp) -> float:
        """Return the working hours from a fixed Monday to a point in time: a difference is working time."""
        if self._always:
            return stamp.world / _SECONDS_PER_HOUR
        days, hour = divmod(stamp.wall / _SECONDS_PER_HOUR + _MONDAY_BEFORE, _HOURS)
        weeks, day = divmod(days, _DAYS)
        worked = min(max(hour - self.day_starts, 0.0), self._day)
        return (weeks * self._days + min(day, self._days)) * self._day + self._within(day) * worked

    def _within(self, day: float) -> float:
        """Return how much of a day of the week is a working day: the last may be half of one."""
        return min(max(self._days - day, 0.0), 1.0)
