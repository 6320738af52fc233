"""The numbers of a map as one value, named as in the JSON of the command line (cli.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class StageResult(NamedTuple):
    """What the analysis says of one stage; hours are working hours, None is unknown or does not apply."""

    id: str
    name: str
    process_time_h: float | None
    lead_time_h: float | None
    wait_time_h: float | None
    complete_accurate_pct: float | None
    activity_ratio_pct: float | None
    earliest_start_h: float
    earliest_finish_h: float
    latest_start_h: float | None
    latest_finish_h: float | None
    slack_h: float | None
    free_slack_h: float | None
    critical: bool
    dead_end: bool
    after_delivery: bool
    visits: float | None = None
    utilisation_pct: float | None = None
    lever: float | None = None
    lever_until_h: float | None = None


class Highlight(NamedTuple):
    """A finding of waste: at a stage, on a flow, or of the whole map."""

    rule: str
    stage: str | None
    flow: tuple[str, str] | None
    text: str
    """One sentence with its numbers."""
    lead_time_h: float
    """The hours of lead time that it concerns; 0 off the critical path."""
    waived: bool
    countermeasures: tuple[str, ...]


class TargetResult(NamedTuple):
    """A target beside the number that it is set for, in hours or percent."""

    target: float
    actual: float | None
    met: bool | None
    """None where figures are missing."""
    unit: str

    @property
    def distance(self) -> float | None:
        """How far the number is above (+) or below (-) the target."""
        return None if self.actual is None else self.actual - self.target


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals of a map (semantics.md, Totals); None is unknown or does not apply."""

    lead_time_h: float | None
    """A lower bound unless `lead_time_complete`."""
    lead_time_complete: bool
    calendar_days: float | None
    """The average length of the lead time in calendar days."""
    route_share_pct: float | None
    """How many items take the whole of the critical path."""
    process_time_h: float | None
    """Along the critical path; at least so much unless `process_time_complete`."""
    process_time_complete: bool
    total_process_time_h: float | None
    labour_h: float | None
    """Σ process time times people over the stages where both are known."""
    wait_time_h: float | None
    wait_share_pct: float | None
    flow_efficiency_pct: float | None
    value_added_pct: float | None
    rolled_complete_accurate_pct: float | None
    rolled_exact: bool
    rolled_stages: int
    """How many stages rolled %C&A is about."""
    rolled_assessed: int
    """How many of these are assessed; the others count as 100 %."""
    expected_lead_time_h: float | None = None
    """Of an average item, by lead time under either convention; None where items do not differ."""
    expected_exact: bool | None = None
    expected_complete: bool = True
    """Whether every figure and rework rate is known: else it is at least so much."""
    p50_h: float | None = None
    p85_h: float | None = None
    p95_h: float | None = None
    percentiles_exact: bool | None = None
    """Whether they are exact to the step of a grid, and not sampled."""
    handoffs: int
    handoffs_with_system_change: int
    takt_h: float | None = None
    bottleneck: str | None = None
    stages: int
    assessed_lead_time: int
    assessed_process_time: int
    assessed_complete_accurate: int


class Analysis(NamedTuple):
    """Everything that the numbers of a map say, as it was when they were computed."""

    totals: Totals
    critical_path: tuple[str, ...]
    stages: Mapping[str, StageResult]
    highlights: tuple[Highlight, ...]
    targets: Mapping[str, TargetResult]
