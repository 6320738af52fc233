"""Removing a stage: its predecessors flow to its successors, and all that refers to it goes (format.md)."""

from dataclasses import replace

from vsmap.model.arithmetic import add_durations
from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, DurationError
from vsmap.model.edits import (
    Connect,
    Disconnect,
    Edit,
    EditError,
    Edits,
    RemoveRecord,
    RemoveStage,
    SetField,
)
from vsmap.model.records import Flow
from vsmap.model.references import ids_in
from vsmap.model.shares import shares_of, shares_without
from vsmap.model.stream import Arrow, ValueStream


def remove_stage(stream: ValueStream, identifier: str) -> Edits:
    """Return the edits that remove a stage.

    Each predecessor gets a flow to each successor with the sum of both waits and the product of the
    shares (a way without a share counts 100 %). Where that flow exists the longer wait stays and shares
    add up. Rework, information and waivers at the stage go; if it delivered, its predecessors deliver.
    Where the product would leave a predecessor with some ways shared and others not, or beyond 100 %, it
    goes on as it did before: all its ways are taken, or the share of the way to the stage is split.
    Raises EditError where a sum of waits is longer than a duration may be.
    """
    reworks = [arrow for arrow in stream.rework if identifier in arrow]
    bridged = _bridges(stream, identifier)
    around = [("flow", identifier, target) for target in stream.successors(identifier)]
    around += [("flow", source, identifier) for source in stream.predecessors(identifier)]
    edits: list[Edit] = [Disconnect("rework", *arrow) for arrow in reworks]
    edits += [Disconnect(*arrow) for arrow in around]
    edits += [edit for flow in bridged.values() for edit in _draw(stream, flow)]
    if not stream.successors(identifier):
        for source in stream.predecessors(identifier):
            edits += shares_without(stream, source, identifier)
    edits += _references(stream, identifier)
    if stream.stage(identifier).delivers:
        before = stream.predecessors(identifier)
        edits += [SetField(("stage", source), "delivers", value=True) for source in before]
    return (*edits, RemoveStage(identifier))


def delete_stage(stream: ValueStream, identifier: str) -> Edits:
    """Return the edits that delete a stage as a person means it.

    As `remove_stage`, but where work takes every way a branch goes without leaving an arrow around the
    branches beside it: its predecessor leads to its successor all the same.
    """
    import networkx as nx  # noqa: PLC0415 - costs 0.15 s, so it is loaded with the first edit

    rest = nx.restricted_view(stream.graph, [identifier], [])

    def is_needless(edit: Edit) -> bool:
        arrow = edit.arrow if isinstance(edit, Connect) else None
        if not isinstance(arrow, Flow) or arrow.share is not None:
            return False
        return nx.has_path(rest, arrow.source, arrow.target)

    return tuple(edit for edit in remove_stage(stream, identifier) if not is_needless(edit))


def _bridges(stream: ValueStream, identifier: str) -> dict[Arrow, Flow]:
    """Return the flows that take the place of the ways through a stage, as they are when it is gone."""
    found: dict[Arrow, Flow] = {}
    for source in stream.predecessors(identifier):
        shares = _shares_through(stream, source, identifier)
        for target in stream.successors(identifier):
            one, two = stream.flow(source, identifier), stream.flow(identifier, target)
            if one is not None and two is not None:
                wait = _sum(one.wait_time, two.wait_time, stream.calendar)
                joined = replace(one, target=target, share=shares[target], wait_time=wait)
                found[source, target] = _merged(stream.flow(source, target), joined, stream.calendar)
    return found


def _shares_through(stream: ValueStream, source: str, through: str) -> dict[str, float | None]:
    """Return the share of each way from a predecessor through a stage to a successor."""
    targets, onward = stream.successors(through), shares_of(stream, through)
    if stream.successors(source) == [through]:
        return {target: onward.get(target) for target in targets}
    share = shares_of(stream, source).get(through)
    if share is None:
        return dict.fromkeys(targets)
    equal = 100 / len(targets) if targets else 100
    return {target: round(share * onward.get(target, equal) / 100, 6) for target in targets}


def _sum(one: Duration | None, other: Duration | None, calendar: Calendar) -> Duration | None:
    try:
        return add_durations(one, other, calendar)
    except DurationError as error:
        raise EditError(f"the waiting before and after can't be added: {error}") from None


def _merged(existing: Flow | None, bridge: Flow, calendar: Calendar) -> Flow:
    if existing is None:
        return bridge
    share = bridge.share
    if existing.share is not None:
        share = existing.share + (share or 0)
    return replace(
        existing, share=share, wait_time=longer_wait(existing.wait_time, bridge.wait_time, calendar)
    )


def longer_wait(one: Duration | None, other: Duration | None, calendar: Calendar) -> Duration | None:
    """Return the longer of two waits; one of unknown length is longer than none."""

    def length(wait: Duration | None) -> tuple[float, bool]:
        hours = wait.hours(calendar) if wait else 0.0
        return hours or 0.0, hours is None and wait is not None and wait.applies

    return other if length(other) > length(one) else one


def _draw(stream: ValueStream, flow: Flow) -> list[Edit]:
    if stream.flow(flow.source, flow.target) is None:
        return [Connect(flow)]
    ref = ("flow", flow.source, flow.target)
    return [SetField(ref, "wait_time", flow.wait_time), SetField(ref, "share", flow.share)]


def _references(stream: ValueStream, identifier: str) -> list[Edit]:
    edits: list[Edit] = []
    for table in ("information", "waiver"):
        rows = stream.lists[table]
        named = [
            index
            for index, row in enumerate(rows)
            if identifier in (row.source, row.target, getattr(row, "stage", ""))
        ]
        edits += [RemoveRecord(table, index) for index in reversed(named)]
    for improvement in stream.improvements.values():
        ref = ("improvement", improvement.id)
        if improvement.stage == identifier:
            edits.append(SetField(ref, "stage", ""))
        kept = tuple(change for change in improvement.changes if identifier not in ids_in(change))
        if kept != improvement.changes:
            edits.append(SetField(ref, "changes", kept))
    return edits
