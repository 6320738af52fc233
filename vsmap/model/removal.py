"""Removing a stage: its predecessors flow to its successors, and all that refers to it goes (format.md)."""

from dataclasses import replace

from vsmap.model.arithmetic import add_durations
from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration
from vsmap.model.edits import Connect, Disconnect, Edit, Edits, RemoveRecord, RemoveStage, SetField
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Flow,
    MergeStages,
    NewStage,
)
from vsmap.model.shares import shares_without
from vsmap.model.stream import Arrow, ValueStream


def remove_stage(stream: ValueStream, identifier: str) -> Edits:
    """Return the edits that remove a stage.

    Each predecessor gets a flow to each successor with the sum of both waits and the product of the
    shares (a way without a share counts 100 %). Where that flow exists the longer wait stays and shares
    add up. Rework, information and waivers at the stage go; if it delivered, its predecessors deliver.
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


def _bridges(stream: ValueStream, identifier: str) -> dict[Arrow, Flow]:
    found: dict[Arrow, Flow] = {}
    for source in stream.predecessors(identifier):
        for target in stream.successors(identifier):
            one, two = stream.flow(source, identifier), stream.flow(identifier, target)
            if one is not None and two is not None:
                joined = replace(one, target=target, share=_product(one.share, two.share))
                wait = add_durations(one.wait_time, two.wait_time, stream.calendar)
                joined = replace(joined, wait_time=wait)
                found[source, target] = _merged(stream.flow(source, target), joined, stream.calendar)
    return found


def _product(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return one * other / 100


def _merged(existing: Flow | None, bridge: Flow, calendar: Calendar) -> Flow:
    if existing is None:
        return bridge
    share = bridge.share
    if existing.share is not None:
        share = existing.share + (share or 0)
    return replace(existing, share=share, wait_time=_longer(existing.wait_time, bridge.wait_time, calendar))


def _longer(one: Duration | None, other: Duration | None, calendar: Calendar) -> Duration | None:
    def hours(wait: Duration | None) -> float:
        return (wait.hours(calendar) or 0.0) if wait else 0.0

    return other if hours(other) > hours(one) else one


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


def ids_in(change: Change) -> tuple[str, ...]:
    """Return the stages that a change of an improvement names, but for one that it adds."""
    match change:
        case ChangeStage(stage=stage) | DropStage(stage=stage):
            return (stage,)
        case NewStage(after=after, before=before):
            return (*after, *before)
        case MergeStages(stages=stages, into=into):
            return (*stages, into)
        case ChangeArrow(source=source, target=target):
            return (source, target)
