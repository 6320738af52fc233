"""The rules that a map keeps whatever its figures are; one home for the reader and for every edit."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Final, NamedTuple

from vsmap.model.calendar import SHORTEST_WEEK, Calendar, format_hours
from vsmap.model.durations import Duration, DurationError
from vsmap.model.reaching import flow_order, unreached_sources
from vsmap.model.records import Demand, Flow, Improvement, Rework, Stage, Waiver
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.stream import SETTINGS, ValueStream
from vsmap.model.text import excerpt
from vsmap.model.values import FieldError, check_value, plain_value

Ref = tuple[str, ...]
"""Where a record stands: its table, then its key, e.g. `("stage", "design")` or `("flow", "a", "b")`."""

AGREEMENT: Final = 0.005
"""Relative tolerance between a lead time and process time + wait."""
SHARE_TOLERANCE: Final = 0.5
_LISTED: Final = 8
_NOISE: Final = 1e-9


class Breach(NamedTuple):
    """A rule that the map breaks: where, in which key, what was found and what is allowed."""

    record: Ref
    key: str
    found: str
    message: str


def all_breaches(stream: ValueStream) -> Iterator[Breach]:
    """Yield every breach of a whole map, in the order of the file; linear in the map."""
    yield from settings_breaches(stream)
    for stage in stream.stages():
        yield from stage_breaches(stage, stream.calendar)
    for identifier in stream.ids():
        yield from share_breaches(stream, identifier)
    for source in _overfull(stream):
        yield from rate_breaches(stream, source)
    arrows: list[Flow | Rework] = [*stream.flows(), *stream.reworks()]
    for arrow in arrows:
        yield from arrow_breaches(arrow, stream.calendar)
    cycle = list(cycle_breaches(stream))
    yield from cycle or reach_breaches(stream)
    for improvement in stream.improvements.values():
        yield from improvement_breaches(improvement, stream.calendar)
    for table, rows in stream.lists.items():
        for position, row in enumerate(rows):
            yield from list_breaches((table, str(position)), row)


def calendar_breaches(calendar: Calendar) -> Iterator[Breach]:
    """Yield a breach where a working week is so short that no time could be told in it."""
    if calendar.hours_per_week < SHORTEST_WEEK:
        found = f"{calendar.hours_per_day:g}"
        yield Breach(("calendar",), "hours_per_day", found, "there must be working time in a week")


def settings_breaches(stream: ValueStream) -> Iterator[Breach]:
    """Yield the breaches in the map's own settings."""
    yield from calendar_breaches(stream.calendar)
    demand: Demand = stream.demand
    if (demand.items is None) != (demand.per is None):
        key = "per" if demand.per is None else "items"
        yield Breach(("demand",), key, "", f"a demand needs both items and per: {key} is missing")
    if demand.per is not None and not demand.per.hours(stream.calendar):
        yield Breach(("demand",), "per", excerpt(demand.per.text), "allowed: a time longer than 0")
    for table in SETTINGS:
        yield from _duration_breaches((table,), stream.settings[table], stream.calendar)


def stage_breaches(stage: Stage, calendar: Calendar) -> Iterator[Breach]:
    """Yield the breaches within one stage."""
    ref = ("stage", stage.id)
    yield from _duration_breaches(ref, stage, calendar)
    if stage.judged_by and stage.complete_accurate is not None:
        message = "complete_accurate and judged_by exclude each other: the judges' figures multiply"
        yield Breach(ref, "judged_by", "", message)
    yield from _timing_breaches(ref, stage, calendar)


def _timing_breaches(ref: Ref, stage: Stage, calendar: Calendar) -> Iterator[Breach]:
    process, lead, wait = (
        time.hours(calendar) if time else None
        for time in (stage.process_time, stage.lead_time, stage.wait_time)
    )
    if stage.process_time and not stage.process_time.applies:
        process = 0.0
    if lead is None:
        return
    if process is None:
        if wait is not None and wait > lead + _NOISE:
            yield Breach(ref, "wait_time", _shown(stage.wait_time), "the wait is longer than the lead time")
    elif lead < process - _NOISE:
        least = format_hours(process, calendar)
        message = f"lead time is shorter than process time: allowed is {least} or more"
        yield Breach(ref, "lead_time", _shown(stage.lead_time), message)
    elif wait is not None and abs(process + wait - lead) > AGREEMENT * lead + _NOISE:
        sum_shown = format_hours(process + wait, calendar)
        message = f"lead time and process time + wait ({sum_shown}) must agree: leave one of the two out"
        yield Breach(ref, "lead_time", _shown(stage.lead_time), message)


def _shown(duration: Duration | None) -> str:
    return excerpt(duration.text) if duration else ""


def arrow_breaches(arrow: Flow | Rework, calendar: Calendar) -> Iterator[Breach]:
    """Yield the breaches within one flow or rework arrow."""
    table = "rework" if isinstance(arrow, Rework) else "flow"
    yield from _duration_breaches((table, arrow.source, arrow.target), arrow, calendar)


def improvement_breaches(improvement: Improvement, calendar: Calendar) -> Iterator[Breach]:
    """Yield the breaches within one improvement, and within the values that its changes set."""
    ref = ("improvement", improvement.id)
    yield from _duration_breaches(ref, improvement, calendar)
    for change in improvement.changes:
        for _field, value in getattr(change, "values", ()):
            yield from _order_breaches(ref, "change", value, calendar)


def _duration_breaches(ref: Ref, record: object, calendar: Calendar) -> Iterator[Breach]:
    kind: type = type(record)
    for name in _durations_of(kind):
        yield from _order_breaches(ref, name, getattr(record, name), calendar)


@cache
def _durations_of(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields that hold a time."""
    return tuple(spec.name for spec in specs_of(kind).values() if spec.type is FieldType.DURATION)


def _order_breaches(ref: Ref, key: str, value: object, calendar: Calendar) -> Iterator[Breach]:
    if isinstance(value, Duration):
        try:
            value.check_order(calendar)
        except DurationError as error:
            yield Breach(ref, key, "", str(error))


def value_breaches(
    ref: Ref, record: object, calendar: Calendar, names: Collection[str] = ()
) -> Iterator[Breach]:
    """Yield a breach for each field of a record that holds what its spec does not allow.

    Only the fields of some `names` are looked at, where any are given. The reader does not need this: it
    makes records of values that were checked.
    """
    for key, spec in specs_of(type(record)).items():
        value = getattr(record, spec.name)
        may_be_absent = value == spec.default and not spec.required and spec.name != "name"
        if may_be_absent or spec.type is FieldType.CHANGES or (names and spec.name not in names):
            continue
        try:
            check_value(spec, plain_value(value), calendar)
        except FieldError as error:
            yield Breach(ref, key, error.found, f"{spec.label}: {error}")


def share_breaches(stream: ValueStream, source: str) -> Iterator[Breach]:
    """Yield a breach where the shares on the ways out of a stage are mixed or do not add up to 100."""
    ways = [stream.flow(source, target) for target in stream.successors(source)]
    shares = {flow.target: flow.share for flow in ways if flow is not None and flow.share is not None}
    if not shares:
        return
    bare = next((flow for flow in ways if flow is not None and flow.share is None), None)
    total = sum(shares.values())
    if bare is not None:
        message = f"every way out of {source} needs a share, or none: this one has none"
        yield Breach(("flow", source, bare.target), "share", "", message)
    elif abs(total - 100) > SHARE_TOLERANCE:
        first = next(iter(shares))
        message = f"the shares out of {source} add up to {total:g}: allowed is 100"
        yield Breach(("flow", source, first), "share", f"{shares[first]:g}", message)


def rate_breaches(stream: ValueStream, source: str) -> Iterator[Breach]:
    """Yield a breach where the rework rates out of a stage add up to 100 or more."""
    if not stream.rework:
        return
    rates = {arrow: way.rate or 0 for arrow, way in stream.rework.items() if arrow[0] == source}
    if rates and sum(rates.values()) >= 100:  # noqa: PLR2004 - percent
        arrow = next(iter(rates))
        message = f"the rework rates out of {source} add up to {sum(rates.values()):g}: allowed is below 100"
        yield Breach(("rework", *arrow), "rate", f"{rates[arrow]:g}", message)


def _overfull(stream: ValueStream) -> list[str]:
    totals: dict[str, float] = {}
    for (source, _target), way in stream.rework.items():
        totals[source] = totals.get(source, 0) + (way.rate or 0)
    return [source for source, total in totals.items() if total >= 100]  # noqa: PLR2004 - percent


def cycle_breaches(stream: ValueStream) -> Iterator[Breach]:
    """Yield a breach that lists the cycle, where the flows have one."""
    if len(flow_order(stream)) == len(stream):
        return
    import networkx as nx  # noqa: PLC0415 - loaded only where a cycle is to be listed

    edges = nx.find_cycle(stream.graph)
    yield Breach(("flow", *edges[-1][:2]), "to", "", cycle_message([source for source, *_ in edges]))


def cycle_message(ids: list[str]) -> str:
    """Say that flows run in a circle, and what to do."""
    shown = [*ids[:_LISTED], "…"] if len(ids) > _LISTED else ids
    return f"flows run in a circle: {' → '.join([*shown, ids[0]])}; work that comes back is [[rework]]"


def reach_breaches(stream: ValueStream) -> Iterator[Breach]:
    """Yield the rework arrows whose source can't be reached from their target."""
    for source, target in unreached_sources(stream):
        message = f"{source} can't be reached from {target}, so nothing comes back there: draw a flow"
        yield Breach(("rework", source, target), "to", excerpt(target), message)


def list_breaches(ref: Ref, row: object) -> Iterator[Breach]:
    """Yield the breaches of a waiver, a remark, or an information flow."""
    if isinstance(row, Waiver):
        if not row.rule:
            yield Breach(ref, "rule", "", "a waiver needs the rule that it waives")
        if bool(row.source) != bool(row.target):
            yield Breach(ref, "to", "", "the waiver of an arrow needs both from and to")
        if row.stage and row.source:
            yield Breach(ref, "stage", "", "a waiver is of a stage or of an arrow, not of both")
