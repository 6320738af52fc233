"""Times as masses on a grid: added, mixed, waited for and repeated exactly, but for the step of the grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vsmap.analysis.distribution.laws import Law, Reals, Time

Spectrum = NDArray[np.complex128]
"""The Fourier transform of masses on a grid: to add times is to multiply their spectra."""

_NOISE: Final = 1e-9
"""Masses below this are what the transform leaves of nothing."""


class Grid(NamedTuple):
    """Points from 0 on, `step` hours apart."""

    step: float
    size: int
    is_lattice: bool = False
    """Whether every time that is possible is a multiple of the step."""


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """A time: hours that are certain, and the spectrum of what comes on top; None is nothing."""

    certain: float
    spectrum: Spectrum | None = None


@dataclass(frozen=True, slots=True)
class Algebra:
    """What can be done with times on one grid."""

    grid: Grid

    def spread(self, time: Time) -> Spread:
        """Return a time by its laws."""
        spectrum: Spectrum | None = None
        for law in time.laws:
            own = _law_spectrum(law, self.grid)
            spectrum = own if spectrum is None else spectrum * own
        return Spread(time.certain, spectrum)

    @staticmethod
    def together(*parts: Spread) -> Spread:
        """Return the sum of times that follow each other."""
        spectrum: Spectrum | None = None
        for part in parts:
            if part.spectrum is not None:
                spectrum = part.spectrum if spectrum is None else spectrum * part.spectrum
        return Spread(sum(part.certain for part in parts), spectrum)

    def mixed(self, parts: Sequence[tuple[Spread, float]]) -> Spread:
        """Return the time of an item that takes one of several ways, by weights that add up to 1."""
        if len(parts) == 1:
            return parts[0][0]
        base = min(part.certain for part, _weight in parts)
        if all(part.spectrum is None and part.certain == base for part, _weight in parts):
            return Spread(base)
        mixed: Spectrum = np.zeros(self.grid.size // 2 + 1, dtype=np.complex128)
        for part, weight in parts:
            mixed += weight * self._above(part, base)
        return Spread(base, mixed)

    def slowest(self, parts: Sequence[Spread]) -> Spread:
        """Return the time until the last of several independent ways has ended."""
        latest = max(part.certain for part in parts)
        if all(part.spectrum is None for part in parts):
            return Spread(latest)
        base = min(part.certain for part in parts)
        below: Reals = np.ones(self.grid.size)
        for part in parts:
            below *= np.cumsum(self._masses(self._above(part, base)))
        return Spread(base, np.fft.rfft(np.diff(below, prepend=0.0)))

    def repeated(self, once: Spread, returns: Sequence[tuple[Spread, float]]) -> Spread:
        """Return the time at a source of rework: once, and again each time that the item comes back.

        After each completion it comes back by return k with its rate: the number of returns is geometric,
        so that with spectra the sum over all of them is one quotient.
        """
        goes_on: Spectrum = np.ones(self.grid.size // 2 + 1, dtype=np.complex128)
        for part, rate in returns:
            goes_on -= rate * self._above(part, 0.0)
        again: Spectrum = (1 - sum(rate for _part, rate in returns)) / goes_on
        return Spread(once.certain, again if once.spectrum is None else once.spectrum * again)

    def masses(self, spread: Spread) -> Reals:
        """Return the masses of what comes on top of the certain hours, on the points of the grid."""
        if spread.spectrum is None:
            return np.concatenate(([1.0], np.zeros(self.grid.size - 1)))
        return self._masses(spread.spectrum)

    def _masses(self, spectrum: Spectrum) -> Reals:
        masses = np.fft.irfft(spectrum, self.grid.size)
        masses[masses < _NOISE / self.grid.size] = 0.0
        whole: Reals = masses / masses.sum()
        return whole

    def _above(self, spread: Spread, base: float) -> Spectrum:
        """Return the spectrum of a time less a base that it never falls below."""
        shift = _shift(spread.certain - base, self.grid)
        return shift if spread.spectrum is None else spread.spectrum * shift


@lru_cache(maxsize=512)
def _law_spectrum(law: Law, grid: Grid) -> Spectrum:
    """Give each point the mass that lies nearest to it, then move as much as makes the mean right."""
    below = law.below((np.arange(grid.size - 1) + 0.5) * grid.step)
    masses = np.diff(below, prepend=0.0, append=1.0)
    off = law.mean / grid.step - float(np.arange(grid.size) @ masses)
    moved = masses[:-1] * off if off > 0 else masses[1:] * off / max(masses[1:].sum(), _NOISE)
    masses[:-1] -= moved
    masses[1:] += moved
    return np.fft.rfft(masses)


def _shift(hours: float, grid: Grid) -> Spectrum:
    """Return the spectrum of a certain time; between two points it is shared so that its mean is right."""
    places = hours / grid.step
    whole = round(places)
    part = places - whole
    if abs(part) <= _NOISE * max(1.0, places):
        return _turn(whole, grid)
    low = int(places // 1)
    return _turn(low, grid) * (1 - (places - low)) + _turn(low + 1, grid) * (places - low)


@lru_cache(maxsize=128)
def _turn(places: int, grid: Grid) -> Spectrum:
    turns = np.arange(grid.size // 2 + 1) * (places % grid.size / grid.size)
    turned: Spectrum = np.exp(-2j * np.pi * turns)
    return turned
