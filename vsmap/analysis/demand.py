"""Demand against capacity: takt, utilisation and the bottleneck (semantics.md, Totals)."""

from collections.abc import Sequence
from typing import NamedTuple

from vsmap.analysis.measures import Measures
from vsmap.model.stream import ValueStream


class Load(NamedTuple):
    """What the stages can do, and what is asked of them. Rates are items in a working hour."""

    rate: float | None
    """Items asked for; None without a demand."""
    capacity: list[float | None]
    """Items that each stage can do; None where work or people are unknown, or there is no work."""
    bottleneck: int | None

    @property
    def takt(self) -> float | None:
        """Working hours between two items asked for (Rother & Shook)."""
        return 1 / self.rate if self.rate else None

    def utilisation(self, stage: int) -> float | None:
        """Return the share of its capacity that is asked of a stage, in percent."""
        capacity = self.capacity[stage]
        return self.rate / capacity * 100 if self.rate and capacity else None


def load_of(stream: ValueStream, measures: Measures, visits: Sequence[float]) -> Load:
    """Compare demand with capacity: people × uptime ÷ (visits × process time) (Hopp & Spearman)."""
    rate = None
    if stream.demand.items is not None and stream.demand.per is not None:
        hours = stream.demand.per.hours(stream.calendar)
        rate = stream.demand.items / hours if hours else None
    capacity: list[float | None] = [
        stage.people * stage.uptime / 100 / (often * row.process_time)
        if stage.people is not None and row.process_time and often
        else None
        for stage, row, often in zip(measures.stages, measures.rows, visits, strict=True)
    ]
    return Load(rate, capacity, _bottleneck(measures, capacity, has_demand=rate is not None))


def _bottleneck(measures: Measures, capacity: list[float | None], *, has_demand: bool) -> int | None:
    """Return the stage of the highest utilisation, which is that of the lowest capacity; ties: the first.

    Without a demand it is told only if every stage with work has people: a lower capacity could be hidden.
    """
    counts, rows = measures.reach.counts, measures.rows
    counted = [stage for stage, leads in enumerate(counts) if leads]
    if not has_demand and any(rows[stage].process_time and capacity[stage] is None for stage in counted):
        return None
    known = [(value, stage) for stage in counted if (value := capacity[stage]) is not None]
    return min(known)[1] if known else None
