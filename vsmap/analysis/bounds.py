"""Which totals are bounds while figures are missing that they need (semantics.md, Unknown figures)."""

from vsmap.analysis.results import Totals


def bound_of(field: str, totals: Totals) -> str:
    """Say how a total stands to the true one: "at least", "about", or nothing where it is exact.

    `field` is the total's field in `Totals`.
    """
    whole_lead, whole_process = totals.lead_time_complete, totals.process_time_complete
    if field == "lead_time_h":
        return "" if whole_lead else "at least"
    if field == "rolled_complete_accurate_pct":
        return "" if totals.rolled_exact else "about"
    if field == "wait_time_h":
        return "" if whole_lead and whole_process else "about"
    if field in {"process_time_h", "flow_efficiency_pct", "value_added_pct"}:
        return "" if whole_process else "at least"
    return ""
