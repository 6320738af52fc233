"""A total taken apart: its terms, how they are combined, and whose rule that is."""

from collections.abc import Callable, Iterable
from math import fsum, prod
from typing import Final, NamedTuple

from vsmap.analysis.schools import School

PERCENTILES: Final = ("p50", "p85", "p95")
"""The totals that are worked out only where they are asked for."""


class Term(NamedTuple):
    """One term of a total, in the term's own unit: hours, percent or a count."""

    label: str
    value: float
    shown: str
    stage: str | None = None
    """The stage to jump to."""
    divides: bool = False
    """Whether the term belongs to what is divided by, as the lead time does in a ratio."""


class Explanation(NamedTuple):
    """A total taken apart."""

    key: str
    """Its name on the command line: `--why lead-time`."""
    label: str
    value: float | None
    shown: str
    school: School
    terms: tuple[Term, ...]

    @property
    def rule(self) -> str:
        """The rule in words, and whose it is."""
        return f"{self.school.rule} ({self.school.name})"

    @property
    def result(self) -> float | None:
        """What the terms come to, by the way in which they are combined; None where there are none."""
        if not self.terms:
            return None
        return _COMBINED[self.school.combined](self.terms)

    @property
    def largest_first(self) -> tuple[Term, ...]:
        """The terms by what they do to the total: the longest time, or the lowest percentage, first."""
        sign = 1 if self.school.combined == "product" else -1
        return tuple(sorted(self.terms, key=lambda term: (term.divides, sign * term.value)))


def _sum(terms: Iterable[Term]) -> float:
    return fsum(term.value for term in terms)


def _product(terms: Iterable[Term]) -> float:
    return prod(term.value / 100 for term in terms) * 100


def _ratio(terms: Iterable[Term]) -> float | None:
    parts = list(terms)
    whole = _sum(term for term in parts if term.divides)
    return _sum(term for term in parts if not term.divides) / whole * 100 if whole else None


def _quotient(terms: Iterable[Term]) -> float | None:
    percent = _ratio(terms)
    return None if percent is None else percent / 100


_COMBINED: Final[dict[str, Callable[[Iterable[Term]], float | None]]] = {
    "sum": _sum,
    "quotient": _quotient,
    "product": _product,
    "ratio": _ratio,
}
