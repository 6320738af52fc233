"""The mean of a duration's distribution (semantics.md, Distribution)."""

from dataclasses import replace
from typing import Final

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, Form, Span
from vsmap.model.figures import times_of
from vsmap.model.records import Stage

_LIKELY: Final = 4
_POINTS: Final = 6


def mean_hours(duration: Duration | None, calendar: Calendar) -> float:
    """Return the mean working hours of a duration; 0 where it is unknown or does not apply.

    Only of a three-point does the mean differ from the value that totals use: it is a Beta-PERT, whose
    mean is (best + 4 likely + worst) / 6 (Malcolm, Roseboom, Clark and Fazar, 1959).
    """
    if duration is None:
        return 0.0
    if duration.form is not Form.THREE_POINT:
        return duration.hours(calendar) or 0.0
    best, likely, worst = (point.under(calendar) for point in duration.points)
    return (best + _LIKELY * likely + worst) / _POINTS


def mean_lead_time(stage: Stage, calendar: Calendar, lead_time: float) -> float:
    """Return the mean lead time of a stage whose lead time in the totals is known already."""
    if all(time is None or time.form is not Form.THREE_POINT for time in times_entered(stage)):
        return lead_time
    process, lead, wait = (_as_mean(time, calendar) for time in times_entered(stage))
    average = replace(stage, process_time=process, lead_time=lead, wait_time=wait)
    return times_of(average, calendar).lower_bound


def times_entered(stage: Stage) -> tuple[Duration | None, Duration | None, Duration | None]:
    """Return process time, lead time and wait as entered."""
    return (stage.process_time, stage.lead_time, stage.wait_time)


def _as_mean(duration: Duration | None, calendar: Calendar) -> Duration | None:
    if duration is None or duration.form is not Form.THREE_POINT:
        return duration
    return Duration(duration.text, Form.KNOWN, (Span(mean_hours(duration, calendar), 0, 0),))
