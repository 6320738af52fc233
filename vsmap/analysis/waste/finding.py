"""What a rule finds, and what it looks at."""

from typing import NamedTuple

from vsmap.analysis.totals import Worked
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.rules import Thresholds

NOISE = 1e-9
"""A limit that is met exactly is met, whatever the last bit of a quotient says."""


class Finding(NamedTuple):
    """A finding before it is ranked: at a stage, at an arrow, or of the whole map; places are positions."""

    rule: str
    text: str
    hours: float
    """Hours of lead time that it concerns; those of a stage count only where the stage is critical."""
    stage: int | None = None
    ends: tuple[int, int] | None = None
    """Source and target of the flow or the rework."""


class Sight(NamedTuple):
    """What the rules look at: the numbers of the map, and the limits in force."""

    worked: Worked
    thresholds: Thresholds

    @property
    def calendar(self) -> Calendar:
        """The working calendar."""
        return self.worked.measures.calendar

    def name(self, stage: int) -> str:
        """Return the name of a stage."""
        return self.worked.measures.stages[stage].name

    def hours(self, hours: float) -> str:
        """Show hours."""
        return format_hours(hours, self.calendar)

    def percent(self, percent: float) -> str:
        """Show a percentage."""
        return f"{rounded(percent)} %"

    def arrow_name(self, ends: tuple[int, int]) -> str:
        """Return the names of an arrow's two ends."""
        return f"{self.name(ends[0])} → {self.name(ends[1])}"

    def wait_at(self, stage: int) -> float:
        """Return the wait of a stage as far as it concerns the lead time: 0 where it is not critical."""
        critical = self.worked.timing.critical[stage]
        return (self.worked.measures.rows[stage].wait_time or 0.0) if critical else 0.0

    def counted(self) -> list[int]:
        """Return the stages that lead to a delivery."""
        return [stage for stage, counts in enumerate(self.worked.measures.reach.counts) if counts]


def listed(names: list[str]) -> str:
    """List names as a sentence does.

    >>> listed(["Board", "Audit", "Release"])
    'Board, Audit and Release'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
