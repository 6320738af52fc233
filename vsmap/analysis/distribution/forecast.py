"""How long an item may take: the percentiles of its lead time, by whichever way answers exactly."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np

from vsmap.analysis.distribution.course import journey_of
from vsmap.analysis.distribution.laws import Reals
from vsmap.analysis.distribution.sampled import Watch, sampled
from vsmap.analysis.distribution.structured import folded
from vsmap.analysis.report import Analysis, work_out
from vsmap.model.stream import ValueStream

SEED: Final = 1
"""Whoever asks for nothing else gets the same sample each time."""
SAMPLES: Final = 100_000
"""Items that are sampled where nobody says how many."""
_NOISE: Final = 1e-9
"""A share that is reached exactly is reached, whatever the last bit of a sum says."""
_PERCENT: Final = 100


class Bar(NamedTuple):
    """A bar of a histogram: from so many hours up to so many, and the percent of items in between."""

    from_h: float
    to_h: float
    share_pct: float


@dataclass(frozen=True)
class Forecast:
    """The spread of a lead time: hours in ascending order, and the mass of items at each."""

    hours: Reals
    masses: Reals
    step_h: float | None
    """The hours within which an exact answer is right; None where items were sampled."""
    samples: int | None = None
    seed: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the answer is exact to the step of its grid, and not drawn."""
        return self.samples is None

    @cached_property
    def mean_h(self) -> float:
        """Hours of an item on average."""
        return float(self.hours @ self.masses)

    @cached_property
    def _reached(self) -> Reals:
        return np.cumsum(self.masses)

    def percentile(self, percent: float) -> float:
        """Return the fewest hours within which so many percent of the items are through."""
        place = int(np.searchsorted(self._reached, percent / _PERCENT - _NOISE))
        return float(self.hours[min(place, len(self.hours) - 1)])

    def share_within(self, hours: float) -> float:
        """Return how many percent of the items take so many hours at most."""
        place = int(np.searchsorted(self.hours, hours * (1 + _NOISE), side="right"))
        return float(self._reached[place - 1]) * _PERCENT if place else 0.0

    def histogram(self, start: float, width: float, bars: int) -> list[Bar]:
        """Return bars of equal width from a start on; the first and the last also hold what lies beyond."""
        places = np.floor((self.hours - start) / width + _NOISE).clip(0, bars - 1).astype(np.int64)
        shares = np.bincount(places, weights=self.masses, minlength=bars) * _PERCENT
        edges = [start + at * width for at in range(bars + 1)]
        return [Bar(*ends, share) for ends, share in zip(pairwise(edges), shares.tolist(), strict=True)]


def forecast(
    stream: ValueStream,
    *,
    samples: int | None = None,
    seed: int = SEED,
    workers: int = 1,
    watch: Watch | None = None,
) -> Forecast | None:
    """Return the spread of a map's lead time; None for an empty map.

    Exact on a grid where the map is series-parallel, unless a number of `samples` is asked for; else items
    are sampled. An unknown figure counts what is known of it. Raises StoppedError where `watch` stops the
    sampling.
    """
    worked = work_out(stream)
    if not worked.path.stages:
        return None
    journey = journey_of(stream, worked)
    exact = folded(journey) if samples is None else None
    if exact is not None:
        there = exact.masses > 0
        return Forecast(exact.hours[there], exact.masses[there], exact.step)
    count = samples or SAMPLES
    times = np.sort(sampled(journey, count, seed, workers, watch))
    return Forecast(times, np.full(len(times), 1 / len(times)), None, count, seed)


def with_percentiles(stream: ValueStream, analysis: Analysis) -> Analysis:
    """Add P50, P85 and P95 to the totals of a map, where its items differ at all.

    `analysis` is that of the stream as it is now.
    """
    found = forecast(stream) if analysis.totals.expected_lead_time_h is not None else None
    if found is None:
        return analysis
    p50, p85, p95 = (found.percentile(percent) for percent in (50, 85, 95))
    totals = replace(analysis.totals, p50_h=p50, p85_h=p85, p95_h=p95, percentiles_exact=found.is_exact)
    return analysis._replace(totals=totals)
