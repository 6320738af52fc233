"""Why a total is what it is: the terms that it is made of, and its rule with the school it comes from."""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from vsmap.analysis.expected import parts_of_mean
from vsmap.analysis.explanation import PERCENTILES, Explanation, Term
from vsmap.analysis.report import work_out
from vsmap.analysis.results import Analysis, Totals
from vsmap.analysis.schools import SCHOOLS
from vsmap.analysis.stage_terms import utilisation
from vsmap.analysis.totals import (
    Worked,
    adding_times,
    handoff_arrows,
    rolled_factors,
    route_share,
    stage_wait,
)
from vsmap.analysis.visiting import Factor
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.stream import ValueStream

__all__: Final = ["PERCENTILES", "Explanation", "Term", "explanations"]

_UNKNOWN: Final = "–"


def explanations(stream: ValueStream, analysis: Analysis) -> dict[str, Explanation]:
    """Take every total of a map apart, by its name on the command line.

    `analysis` is that of the stream as it is now. A total that does not apply to the map is left out.
    """
    worked = work_out(stream)
    found = {}
    for key, entry in _ENTRIES.items():
        value = entry.value(analysis.totals)
        if value is None and key in _ONLY_WHERE_KNOWN:
            continue
        terms = tuple(entry.terms(worked)) if value is not None else ()
        school = SCHOOLS[entry.school(worked)]
        shown = _UNKNOWN if value is None else entry.show(value, stream.calendar)
        found[key] = Explanation(key, entry.label, value, shown, school, terms)
    bottleneck = analysis.totals.bottleneck
    used = None if bottleneck is None else utilisation(stream, worked, bottleneck)
    if bottleneck is not None and used is not None:
        shown = f"{stream.stage(bottleneck).name}, {used.shown}"
        found["bottleneck"] = used._replace(key="bottleneck", label="Bottleneck", shown=shown)
    return found


def _hours(worked: Worked, label: str, value: float, stage: int, *, divides: bool = False) -> Term:
    shown = format_hours(value, worked.measures.calendar)
    return Term(label, value, shown, worked.measures.structure.ids[stage], divides)


def _stage_hours(worked: Worked, figure: str, stages: Iterable[int]) -> list[Term]:
    records, rows = worked.measures.stages, worked.measures.rows
    values = ((stage, getattr(rows[stage], figure)) for stage in stages)
    return [_hours(worked, records[stage].name, value, stage) for stage, value in values if value]


def _flow_waits(worked: Worked) -> list[Term]:
    measures = worked.measures
    terms = []
    for arrow in worked.path.arrows:
        source, target = measures.structure.arrows[arrow]
        label = f"wait {measures.stages[source].name} → {measures.stages[target].name}"
        terms.append(_hours(worked, label, measures.ways[arrow].wait_time, target))
    return [term for term in terms if term.value]


def _lead_time(worked: Worked) -> list[Term]:
    if worked.is_ladder:
        return _waiting(worked)
    return [*_stage_hours(worked, "least_lead_time", worked.path.stages), *_flow_waits(worked)]


def _process_time(worked: Worked) -> list[Term]:
    return _stage_hours(worked, "process_time", worked.path.stages)


def _total_process_time(worked: Worked) -> list[Term]:
    return _stage_hours(worked, "process_time", range(len(worked.measures.rows)))


def _labour(worked: Worked) -> list[Term]:
    terms = []
    for index, (row, stage) in enumerate(zip(worked.measures.rows, worked.measures.stages, strict=True)):
        if row.process_time and stage.people is not None:
            label = (
                f"{stage.name}, {stage.people:g} × {format_hours(row.process_time, worked.measures.calendar)}"
            )
            terms.append(_hours(worked, label, row.process_time * stage.people, index))
    return terms


def _waiting(worked: Worked) -> list[Term]:
    waits = ((stage, stage_wait(worked, stage)) for stage in worked.path.stages)
    records = worked.measures.stages
    stages = [_hours(worked, records[stage].name, wait, stage) for stage, wait in waits if wait]
    return [*stages, *_flow_waits(worked)]


def _dividing(worked: Worked) -> list[Term]:
    return [term._replace(divides=True) for term in _lead_time(worked)]


def _flow_efficiency(worked: Worked) -> list[Term]:
    return [*_process_time(worked), *_dividing(worked)]


def _value_added(worked: Worked) -> list[Term]:
    adding = _stage_hours(worked, "process_time", adding_times(worked))
    return [*adding, *_dividing(worked)]


def _rolled(worked: Worked) -> list[Term]:
    return [_factor(worked, factor) for factor in rolled_factors(worked)]


def _factor(worked: Worked, factor: Factor) -> Term:
    names = [worked.measures.stages[stage].name for stage in factor.stages]
    label = names[0] if len(names) == 1 else f"branches: {', '.join(names)}, by their shares"
    percent = factor.value * 100
    return Term(label, percent, f"{rounded(percent)} %", worked.measures.structure.ids[factor.stages[0]])


def _handoffs(worked: Worked) -> list[Term]:
    measures = worked.measures
    terms = []
    for arrow in handoff_arrows(worked):
        source, target = (measures.stages[end] for end in measures.structure.arrows[arrow])
        terms.append(
            Term(f"{source.name} ({source.lane}) → {target.name} ({target.lane})", 1.0, "1", target.id)
        )
    return terms


def _expected(worked: Worked) -> list[Term]:
    measures, loops = worked.measures, worked.expected.loops
    stages, arrows = parts_of_mean(measures, loops)
    terms = [
        _hours(worked, measures.stages[stage].name, often * measures.rows[stage].mean_lead_time, stage)
        for stage, often in stages.items()
    ]
    for arrow, often in arrows.items():
        source, target = measures.structure.arrows[arrow]
        label = f"wait {measures.stages[source].name} → {measures.stages[target].name}"
        terms.append(_hours(worked, label, often * measures.ways[arrow].mean_wait_time, target))
    for loop in loops.loops:
        label = f"rework {measures.stages[loop.source].name} → {measures.stages[loop.target].name}"
        cost = (loops.cost(loop) or 0.0) * stages.get(loop.source, 0.0)
        terms.append(_hours(worked, label, cost, loop.source))
    return [term for term in terms if term.value]


def _route(worked: Worked) -> list[Term]:
    measures = worked.measures
    terms = []
    for arrow in worked.path.arrows:
        source, target = measures.structure.arrows[arrow]
        share = route_share(measures, arrow)
        if share is not None:
            label = f"{measures.stages[source].name} → {measures.stages[target].name}"
            terms.append(Term(label, share, f"{rounded(share)} %", measures.structure.ids[target]))
    return terms


def _takt(worked: Worked) -> list[Term]:
    demand, calendar = worked.demand, worked.measures.calendar
    hours = demand.per.hours(calendar) if demand.per is not None else None
    if hours is None or demand.items is None:
        return []
    items = Term("items asked for", demand.items, rounded(demand.items), divides=True)
    return [Term("working time", hours, format_hours(hours, calendar)), items]


def _percent(value: float, _calendar: Calendar) -> str:
    return f"{rounded(value)} %"


def _count(value: float, _calendar: Calendar) -> str:
    return rounded(value)


def _lead_school(worked: Worked) -> str:
    return "ladder" if worked.is_ladder else "lead-time"


def _efficiency_school(worked: Worked) -> str:
    return "ladder-efficiency" if worked.is_ladder else "flow-efficiency"


def _rolled_school(worked: Worked) -> str:
    return "rolled" if worked.conventions.rolled == "all" else "rolled-on-path"


class _Entry(NamedTuple):
    """How one total is taken apart."""

    label: str
    field: str
    terms: Callable[[Worked], list[Term]]
    school: Callable[[Worked], str]
    show: Callable[[float, Calendar], str]

    def value(self, totals: Totals) -> float | None:
        """Return the total itself."""
        number: float | None = getattr(totals, self.field)
        return number


def _always(school: str) -> Callable[[Worked], str]:
    return lambda _worked: school


_ENTRIES: Final = {
    "lead-time": _Entry("Lead time", "lead_time_h", _lead_time, _lead_school, format_hours),
    "process-time": _Entry(
        "Process time", "process_time_h", _process_time, _always("process-time"), format_hours
    ),
    "total-process-time": _Entry(
        "Process time of all stages",
        "total_process_time_h",
        _total_process_time,
        _always("total-process-time"),
        format_hours,
    ),
    "labour": _Entry("Labour", "labour_h", _labour, _always("labour"), format_hours),
    "waiting": _Entry("Waiting", "wait_time_h", _waiting, _always("waiting"), format_hours),
    "flow-efficiency": _Entry(
        "Flow efficiency", "flow_efficiency_pct", _flow_efficiency, _efficiency_school, _percent
    ),
    "value-added": _Entry(
        "Value-added ratio", "value_added_pct", _value_added, _always("value-added"), _percent
    ),
    "rolled-complete-accurate": _Entry(
        "Rolled %C&A", "rolled_complete_accurate_pct", _rolled, _rolled_school, _percent
    ),
    "expected-lead-time": _Entry(
        "Expected lead time", "expected_lead_time_h", _expected, _always("expected"), format_hours
    ),
    **{
        f"p{percent}": _Entry(
            f"P{percent}", f"p{percent}_h", lambda _worked: [], _always("percentile"), format_hours
        )
        for percent in (50, 85, 95)
    },
    "route-share": _Entry("Taking the longest route", "route_share_pct", _route, _always("route"), _percent),
    "takt": _Entry("Takt", "takt_h", _takt, _always("takt"), format_hours),
    "handoffs": _Entry("Handoffs", "handoffs", _handoffs, _always("handoffs"), _count),
}
_ONLY_WHERE_KNOWN: Final = ("value-added", "labour", "expected-lead-time", "takt", *PERCENTILES)
