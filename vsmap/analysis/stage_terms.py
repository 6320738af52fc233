"""Why a figure of one stage, or of a rework arrow, is what it is: its terms, and the rule in words."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.average_lever import lever_limit
from vsmap.analysis.explanation import Explanation, Term
from vsmap.analysis.report import work_out
from vsmap.analysis.results import Analysis, StageResult
from vsmap.analysis.schools import STAGE_SCHOOLS
from vsmap.analysis.totals import Worked
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.records import Stage
from vsmap.model.stream import ArrowRef, ValueStream

_PERCENT: Final = 100


def stage_explanations(stream: ValueStream, analysis: Analysis, identifier: str) -> dict[str, Explanation]:
    """Take every figure of a stage apart, by its name; what is not known or does not apply is left out.

    `analysis` is that of the stream as it is now.
    """
    result, stage, worked = analysis.stages[identifier], stream.stage(identifier), work_out(stream)
    found = [
        *_times(stage, result, stream.calendar),
        *_quality(stage, result),
        *_place(result, stream.calendar),
        *_load(stream, worked, identifier),
        *_lever(stream, worked, result),
    ]
    return {explained.key: explained for explained in found}


def _explained(key: str, label: str, value: float, shown: str, terms: list[Term]) -> Explanation:
    return Explanation(key, label, value, shown, STAGE_SCHOOLS[key], tuple(terms))


def _hours(calendar: Calendar, stage: str, label: str, value: float, *, divides: bool = False) -> Term:
    shown = f"−{format_hours(-value, calendar)}" if value < 0 else format_hours(value, calendar)
    return Term(label, value, shown, stage, divides)


def _times(stage: Stage, result: StageResult, calendar: Calendar) -> Iterator[Explanation]:
    process, lead, wait = result.process_time_h, result.lead_time_h, result.wait_time_h
    name, entered = f"{stage.name} · ", {"process_time": "PT", "lead_time": "LT", "wait_time": "Wait"}
    known = {"process_time": process, "lead_time": lead, "wait_time": wait}
    derived = {
        "process_time": (("lead time", lead, 1), ("wait", wait, -1)),
        "lead_time": (("process time", process, 1), ("wait", wait, 1)),
        "wait_time": (("lead time", lead, 1), ("process time", process, -1)),
    }
    for figure, label in entered.items():
        value = known[figure]
        if value is None:
            continue
        duration = getattr(stage, figure)
        terms = [_hours(calendar, stage.id, f"entered as {duration.text}", value)] if duration else []
        if duration is None or not duration.points:
            parts = [(said, hours, sign) for said, hours, sign in derived[figure] if hours]
            terms = [_hours(calendar, stage.id, said, sign * (hours or 0.0)) for said, hours, sign in parts]
        yield _explained(figure, name + label, value, format_hours(value, calendar), terms)
    if process is not None and lead and result.activity_ratio_pct is not None:
        ratio = result.activity_ratio_pct
        parts_of_ratio = [
            _hours(calendar, stage.id, "process time", process),
            _hours(calendar, stage.id, "lead time", lead, divides=True),
        ]
        yield _explained("activity_ratio", f"{name}activity ratio", ratio, _percent(ratio), parts_of_ratio)


def _quality(stage: Stage, result: StageResult) -> Iterator[Explanation]:
    value = result.complete_accurate_pct
    if value is None:
        return
    terms = [
        Term(f"as {judge} judges it", percent, _percent(percent), stage.id)
        for judge, percent in stage.judged_by
    ] or [Term("entered", value, _percent(value), stage.id)]
    yield _explained("complete_accurate", f"{stage.name} · %C&A", value, _percent(value), terms)


def _place(result: StageResult, calendar: Calendar) -> Iterator[Explanation]:
    if result.slack_h is None or result.latest_start_h is None:
        return
    terms = [
        _hours(calendar, result.id, "latest start that delays no delivery", result.latest_start_h),
        _hours(calendar, result.id, "earliest start", -result.earliest_start_h),
    ]
    shown = format_hours(result.slack_h, calendar)
    yield _explained("slack", f"{result.name} · slack", result.slack_h, shown, terms)


def _load(stream: ValueStream, worked: Worked, identifier: str) -> Iterator[Explanation]:
    measures, at = worked.measures, worked.measures.structure.position[identifier]
    name, loops = measures.stages[at].name, worked.expected.loops
    visits = worked.expected.visits[at]
    terms = [
        Term("first pass", worked.first_pass.visits[at], rounded(worked.first_pass.visits[at], 3), identifier)
    ]
    for source, target, often in loops.repeats(worked.first_pass.visits, at):
        ends = f"{measures.stages[source].name} → {measures.stages[target].name}"
        terms.append(Term(f"rework {ends}", often, rounded(often, 3), measures.structure.ids[source]))
    yield _explained("visits", f"{name} · visits", visits, rounded(visits, 3), terms)
    used = utilisation(stream, worked, identifier)
    if used is not None:
        yield used


def utilisation(stream: ValueStream, worked: Worked, identifier: str) -> Explanation | None:
    """Take apart how much of its capacity is asked of a stage; None without demand, people or work."""
    measures, at = worked.measures, worked.measures.structure.position[identifier]
    stage, work, used = measures.stages[at], measures.rows[at].process_time, worked.load.utilisation(at)
    if used is None or stage.people is None or not work or not worked.load.rate:
        return None
    week = stream.calendar.hours_per_week
    asked = worked.load.rate * worked.expected.visits[at] * work * week
    able = stage.people * stage.uptime / _PERCENT * week
    parts = [
        _hours(stream.calendar, identifier, "work asked for in a week: demand × visits × PT", asked),
        _hours(stream.calendar, identifier, "a week of its people, × uptime", able, divides=True),
    ]
    return _explained("utilisation", f"{stage.name} · utilisation", used, _percent(used), parts)


def arrow_explanation(stream: ValueStream, arrow: ArrowRef) -> Explanation | None:
    """Take apart what an arrow costs: rework by item at its source, a flow by its wait; None is unknown."""
    table, source, target = arrow
    name = f"{stream.stage(source).name} → {stream.stage(target).name}"
    if table == "rework":
        return _rework(stream, work_out(stream), source, target, name)
    flow = stream.flow(source, target)
    hours = flow.wait_time.hours(stream.calendar) if flow is not None and flow.wait_time is not None else None
    if flow is None or flow.wait_time is None or hours is None:
        return None
    terms = [_hours(stream.calendar, target, f"entered as {flow.wait_time.text}", hours)]
    return _explained("flow_wait", f"{name} · wait", hours, format_hours(hours, stream.calendar), terms)


def _rework(stream: ValueStream, worked: Worked, source: str, target: str, name: str) -> Explanation | None:
    position, loops = worked.measures.structure.position, worked.expected.loops
    ends = (position[source], position[target])
    for loop in loops.loops:
        cost = loops.cost(loop)
        if (loop.source, loop.target) == ends and cost is not None:
            often = (loop.rate or 0.0) / (1 - loops.rates[loop.source])
            times = f"{rounded(often, 3)} times"
            terms = [
                _hours(stream.calendar, target, f"the repetition, {times}", often * loop.repetition.mean),
                _hours(stream.calendar, target, f"the wait before it, {times}", often * loop.wait),
            ]
            shown = format_hours(cost, stream.calendar)
            kept = [term for term in terms if term.value]
            return _explained("rework", f"Rework {name} · cost", cost, shown, kept)
    return None


def _lever(stream: ValueStream, worked: Worked, result: StageResult) -> Iterator[Explanation]:
    """Yield what an hour saved at a stage is worth, and how many are until another way is the longest."""
    lever, until = result.lever, result.lever_until_h
    if lever is None:
        return
    first, at = lever, worked.measures.structure.position[result.id]
    if worked.expected.has_variety and worked.expected.passage is not None:
        first = worked.expected.passage.slopes.get(at, 0.0)
        until = lever_limit(stream, worked, at)
    parts = (("on the longest way of the first pass", first), ("in the repetitions", lever - first))
    terms = [Term(label, worth, f"{rounded(worth, 3)} h", result.id) for label, worth in parts if worth]
    limit = "" if until is None else f", up to {format_hours(until, stream.calendar)}"
    yield _explained("lever", f"{result.name} · an hour saved", lever, f"{rounded(lever, 3)} h{limit}", terms)


def _percent(value: float) -> str:
    return f"{rounded(value)} %"
