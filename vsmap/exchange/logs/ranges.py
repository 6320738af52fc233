"""A stage's measured times as one duration: best, most likely and worst, with the log's own mean."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, parse_duration

_BEST, _LIKELY = 0.1, 0.5
"""The tenth percentile and the median."""
_PERT: Final = (4, 6)
"""A Beta-PERT has the mean (best + 4 likely + worst) / 6."""
_DIGITS: Final = 2
_WORST_DIGITS: Final = 3
"""What rounding takes from best and likely is in worst."""
_ALIKE: Final = 1e-6
_LEAST: Final = 0.5
"""Seconds below which a time is none."""
_UNITS: Final = (("s", 1 / 3600), ("m", 1 / 60), ("h", 1.0))


def range_of(measured: Sequence[float], mean: float, calendar: Calendar) -> Duration:
    """Return a duration for measured working hours whose mean is the given one.

    Best is the tenth percentile and most likely the median, both scaled as the mean is; worst is chosen so
    that the mean holds. Where that can't be, the mean stands alone.
    """
    ordered = sorted(measured)
    own = sum(ordered) / len(ordered)
    if mean <= _ALIKE:
        return parse_duration("0", calendar)
    scale = mean / own if own else 1.0
    best, likely = (_point(_quantile(ordered, part) * scale, _DIGITS, calendar) for part in (_BEST, _LIKELY))
    worst = _PERT[1] * mean - best.hours - _PERT[0] * likely.hours
    if ordered[-1] - ordered[0] <= _ALIKE or worst <= likely.hours:
        return parse_duration(_point(mean, _WORST_DIGITS, calendar).text, calendar)
    points = (best, likely, _point(worst, _WORST_DIGITS, calendar))
    return parse_duration("/".join(point.text for point in points), calendar)


class _Point(NamedTuple):
    """A time as it is written, and what that comes to."""

    text: str
    hours: float


def _point(hours: float, digits: int, calendar: Calendar) -> _Point:
    """Write a time in the largest unit of which it is at least one, with so many digits that count."""
    units = (*_UNITS, ("d", calendar.hours_per_day))
    unit, size = next((each for each in reversed(units) if hours >= each[1]), units[0])
    value = float(f"{hours / size:.{digits}g}")
    if value < _LEAST:
        return _Point("0", 0.0)
    return _Point(f"{value:.6f}".rstrip("0").rstrip(".") + unit, value * size)


def _quantile(ordered: Sequence[float], part: float) -> float:
    """Return a quantile, between two neighbours where it falls between them."""
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)
