"""What a rule finds, and what it looks at."""

from dataclasses import dataclass
from typing import NamedTuple

from vsmap.analysis.totals import Worked
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.rules import Thresholds

NOISE = 1e-9
"""A limit that is met exactly is met, whatever the last bit of a quotient says."""


class Finding(NamedTuple):
    """A finding before it is ranked: places are positions of stages and numbers of arrows."""

    rule: str
    text: str
    hours: float
    """Hours of lead time that it concerns, where its place is on the critical path."""
    stage: int | None = None
    arrow: int | None = None


@dataclass(frozen=True, slots=True)
class Sight:
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

    def counted(self) -> list[int]:
        """Return the stages that lead to a delivery."""
        return [stage for stage, counts in enumerate(self.worked.measures.reach.counts) if counts]


def listed(names: list[str]) -> str:
    """List names as a sentence does.

    >>> listed(["Board", "Audit", "Release"])
    'Board, Audit and Release'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
