"""Which totals are bounds while figures are missing that they need (semantics.md, Unknown figures)."""

from collections.abc import Callable
from typing import Final

from vsmap.analysis.results import Totals

AT_LEAST: Final = "at least"
ABOUT: Final = "about"


def bound_of(field: str, totals: Totals) -> str:
    """Say how a total stands to the true one: "at least", "about", or nothing where it is exact.

    `field` is the total's field in `Totals`.
    """
    return _BOUNDS[field](totals) if field in _BOUNDS else ""


def _lead_time(totals: Totals) -> str:
    return "" if totals.lead_time_complete else AT_LEAST


def _work(totals: Totals) -> str:
    return "" if totals.process_time_complete else AT_LEAST


def _waiting(totals: Totals) -> str:
    return "" if totals.lead_time_complete and totals.process_time_complete else ABOUT


def _rolled(totals: Totals) -> str:
    return "" if totals.rolled_exact else ABOUT


def _expected(totals: Totals) -> str:
    return AT_LEAST if not totals.expected_complete else "" if totals.expected_exact else ABOUT


def _percentile(totals: Totals) -> str:
    return AT_LEAST if not totals.expected_complete else "" if totals.percentiles_exact else ABOUT


_BOUNDS: Final[dict[str, Callable[[Totals], str]]] = {
    "lead_time_h": _lead_time,
    "process_time_h": _work,
    "wait_time_h": _waiting,
    "flow_efficiency_pct": _work,
    "value_added_pct": _work,
    "rolled_complete_accurate_pct": _rolled,
    "expected_lead_time_h": _expected,
    **dict.fromkeys(("p50_h", "p85_h", "p95_h"), _percentile),
}
