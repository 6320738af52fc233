"""What a stage's entered times come to: process time, lead time and wait, one derived from the others."""

from typing import NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration
from vsmap.model.records import Stage


class Times(NamedTuple):
    """A stage's times in working hours; None is unknown, and so is what does not apply (`n/a`)."""

    process_time: float | None
    lead_time: float | None
    wait_time: float | None
    process_applies: bool
    lead_applies: bool

    @property
    def lower_bound(self) -> float:
        """Hours that the stage takes at least: its lead time, else what is known of it, else 0."""
        if self.lead_time is not None:
            return self.lead_time
        return max(self.process_time or 0.0, self.wait_time or 0.0) if self.lead_applies else 0.0


def times_of(stage: Stage, calendar: Calendar) -> Times:
    """Derive the times of a stage: lead time = wait + process time (semantics.md, Time).

    A process time alone leaves the lead time unknown: it is never taken as equal to the process time.
    """
    process, process_applies = _hours(stage.process_time, calendar)
    lead, lead_applies = _hours(stage.lead_time, calendar)
    wait, wait_applies = _hours(stage.wait_time, calendar)
    if not lead_applies:
        return Times(process, None, None, process_applies, lead_applies=False)
    if process is None and process_applies and lead is not None and wait is not None:
        process = lead - wait
    if lead is None and stage.wait_time is not None:
        parts = [part for part, applies in ((process, process_applies), (wait, wait_applies)) if applies]
        lead = None if None in parts else sum(part for part in parts if part is not None)
    if lead is not None and (process is not None or not process_applies):
        wait = lead - (process or 0.0)
    return Times(process, lead, wait, process_applies, lead_applies=True)


def complete_accurate_of(stage: Stage) -> float | None:
    """Return a stage's %C&A in percent: its own figure, or its judges' product; None is not assessed."""
    if not stage.judged_by:
        return stage.complete_accurate
    product = 100.0
    for _judge, judged in stage.judged_by:
        product *= judged / 100
    return product


def _hours(duration: Duration | None, calendar: Calendar) -> tuple[float | None, bool]:
    if duration is None:
        return None, True
    return duration.hours(calendar), duration.applies
