"""What a person says about a source, where it does not say it itself."""

from typing import NamedTuple

from vsmap.exchange.intake.origin import Progress
from vsmap.model.calendar import Calendar


class Wishes(NamedTuple):
    """What is said about a source."""

    kind: str = ""
    """One of `choices.KINDS`; empty: it is looked at."""
    unit: str = ""
    """The unit of bare times in a table; empty: they are faults."""
    calendar: Calendar = Calendar()
    """The calendar of the map: what a day and a week are."""
    day_starts: float | None = None
    """The hour at which a working day begins, for timestamps; None for the usual one."""
    zone: str = ""
    """The time zone that timestamps are counted in, by its IANA name; empty: as they are written."""
    dates: str = ""
    """One of `choices.DATES`, for dates of numbers alone."""
    active: tuple[str, ...] = ()
    """Statuses in which people work."""
    waiting: tuple[str, ...] = ()
    """Statuses in which work waits."""
    stages: int = 0
    """How many activities of a log become stages at most; 0 for what people can read."""
    progress: Progress | None = None
    """Is told how much of how much is read."""
