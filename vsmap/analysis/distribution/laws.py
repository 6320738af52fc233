"""The laws by which an uncertain duration is spread (semantics.md, Distribution).

A range and a three-point are Beta-PERT (Malcolm, Roseboom, Clark and Fazar, 1959), an estimate is lognormal
with a coefficient of variation of 0.5; everything else is certain.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import erf, exp, lgamma, log, sqrt
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, Form
from vsmap.model.records import Stage

Reals = NDArray[np.floating[Any]]

CV: Final = 0.5
"""Standard deviation over mean of an estimate."""
_SIGMA: Final = sqrt(log(1 + CV * CV))
_LIKELY: Final = 4
_SHAPES: Final = _LIKELY + 2
"""What the two shapes of a Beta-PERT add up to."""
_CELLS: Final = 4096
"""Points at which a law is tabulated; linear between them, which errs by less than a millionth."""
_FARTHEST: Final = 7.0
"""Standard deviations of the logarithm beyond which an estimate has no mass that matters (10⁻¹²)."""
LEVELS: Final = 1 << 14
"""Equally probable values that stand for a law where items are drawn."""


@dataclass(frozen=True, slots=True)
class Pert:
    """Best, most likely and worst in hours, the worst greater than the best."""

    best: float
    likely: float
    worst: float

    @property
    def shapes(self) -> tuple[float, float]:
        """The two shapes of the Beta law between best and worst."""
        alpha = 1 + _LIKELY * (self.likely - self.best) / (self.worst - self.best)
        return alpha, _SHAPES - alpha

    @property
    def mean(self) -> float:
        """(best + 4 likely + worst) / 6."""
        return (self.best + _LIKELY * self.likely + self.worst) / _SHAPES

    @property
    def most(self) -> float:
        """Hours that are not exceeded."""
        return self.worst

    def below(self, hours: Reals) -> Reals:
        """Return how probable it is that at most so many hours are taken."""
        width = self.worst - self.best
        table = _beta_table(self.shapes[0])
        below: Reals = np.interp((hours - self.best) / width, *table)
        return below

    def levels(self) -> Reals:
        """Return `LEVELS` equally probable values whose mean is that of the law."""
        width = self.worst - self.best
        points, masses = _beta_table(self.shapes[0])
        return _centred(self.best + width * np.interp(_MIDDLES, masses, points), self.mean)


@dataclass(frozen=True, slots=True)
class Lognormal:
    """An estimate: its mean in hours, above 0."""

    mean: float

    @property
    def location(self) -> float:
        """The mean of the logarithm."""
        return log(self.mean) - _SIGMA * _SIGMA / 2

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithm."""
        return _SIGMA

    @property
    def most(self) -> float:
        """Hours that are not exceeded, but for one item in a million millions."""
        return self.mean * exp(_SIGMA * _FARTHEST - _SIGMA * _SIGMA / 2)

    def below(self, hours: Reals) -> Reals:
        """Return how probable it is that at most so many hours are taken."""
        spread = np.log(np.maximum(hours, self.mean * 1e-9) / self.mean) / _SIGMA + _SIGMA / 2
        return np.interp(spread, *_normal_table())

    def levels(self) -> Reals:
        """Return `LEVELS` equally probable values whose mean is that of the law."""
        points, masses = _normal_table()
        spread = np.interp(_MIDDLES, masses, points)
        return _centred(self.mean * np.exp(_SIGMA * spread - _SIGMA * _SIGMA / 2), self.mean)


Law = Pert | Lognormal
_MIDDLES: Final = (np.arange(LEVELS) + 0.5) / LEVELS


class Time(NamedTuple):
    """A time as what is certain of it and the independent laws of the rest; they add up."""

    certain: float
    laws: tuple[Law, ...] = ()


def time_of(duration: Duration | None, calendar: Calendar) -> Time:
    """Return what a duration may come to in working hours; 0 where it is unknown or does not apply."""
    hours = duration.hours(calendar) if duration is not None else None
    if duration is None or hours is None:
        return Time(0.0)
    if duration.form is Form.ESTIMATED and hours:
        return Time(0.0, (Lognormal(hours),))
    best, worst = duration.points[0].under(calendar), duration.points[-1].under(calendar)
    return Time(0.0, (Pert(best, hours, worst),)) if best < worst else Time(hours)


def stage_time(stage: Stage, calendar: Calendar) -> Time:
    """Return what a stage's lead time may come to: as entered, or what is known of process time and wait."""
    lead = stage.lead_time
    if lead is not None and (lead.points or not lead.applies):
        return time_of(lead, calendar)
    parts = [time_of(duration, calendar) for duration in (stage.process_time, stage.wait_time)]
    return Time(sum(part.certain for part in parts), tuple(law for part in parts for law in part.laws))


def _centred(values: Reals, mean: float) -> Reals:
    values += mean - float(values.mean())
    return np.maximum(values, 0.0)


@lru_cache(maxsize=256)
def _beta_table(alpha: float) -> tuple[Reals, Reals]:
    """Return points of [0, 1] with the mass of Beta(alpha, 6 − alpha) below them, by Gauss and Legendre."""
    nodes, weights = np.polynomial.legendre.leggauss(4)
    points = np.linspace(0.0, 1.0, _CELLS + 1)
    inside = points[:-1, None] + (nodes + 1) / 2 / _CELLS
    beta = _SHAPES - alpha
    scale = lgamma(_SHAPES) - lgamma(alpha) - lgamma(beta)
    density = np.exp(scale + (alpha - 1) * np.log(inside) + (beta - 1) * np.log1p(-inside))
    masses = np.concatenate(([0.0], np.cumsum(density @ weights) / 2 / _CELLS))
    return points, masses / masses[-1]


@lru_cache(maxsize=1)
def _normal_table() -> tuple[Reals, Reals]:
    """Return points of the standard normal law with the mass below them."""
    points = np.linspace(-_FARTHEST, _FARTHEST, _CELLS + 1)
    return points, np.array([(1 + erf(point / sqrt(2))) / 2 for point in points.tolist()])
