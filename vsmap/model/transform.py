"""From one map to another by edits: what reloading, merging and recovering do, so that undo takes it back."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any

from vsmap.model.checks import Ref
from vsmap.model.edits import (
    IDENTITY,
    AddRecord,
    AddStage,
    Connect,
    Disconnect,
    Edit,
    Edits,
    MoveStage,
    RemoveRecord,
    RemoveStage,
    SetField,
)
from vsmap.model.records import Flow, Rework
from vsmap.model.stream import ValueStream


def edits_between(old: ValueStream, new: ValueStream) -> Edits:
    """Return the edits that make the new map out of the old one, but for what is kept under `[x]`.

    A record that both maps have keeps its place in the history: only its changed fields are set. Linear in
    the maps, but for stages that changed their order.
    """
    steps = chain(
        _arrows_gone(old, new),
        _records_gone(old, new),
        (RemoveStage(identifier) for identifier in old.ids() if identifier not in new),
        _settings(old, new),
        _stages(old, new),
        _moves(old, new),
        _arrows(old, new),
        _records_came(old, new),
    )
    return tuple(steps)


def fields_set(ref: Ref, old: object, new: object) -> Iterator[SetField]:
    """Yield an edit for each field in which two records of one class differ, but for their identity."""
    for declared in fields(old):  # type: ignore[arg-type] # every record is a dataclass
        before, after = getattr(old, declared.name), getattr(new, declared.name)
        if before != after and declared.name not in IDENTITY.get(ref[0], set()):
            yield SetField(ref, declared.name, after)


def _settings(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    for table in old.settings:
        yield from fields_set((table,), old.settings[table], new.settings[table])


def _stages(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    """Yield the new stages, each at the end for now, and the fields that changed."""
    end = sum(identifier in new for identifier in old.ids())
    for stage in new.stages():
        if stage.id in old:
            yield from fields_set(("stage", stage.id), old.stage(stage.id), stage)
        else:
            yield AddStage(stage, end)
            end += 1


def _moves(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    """Yield the moves that bring the stages into their order."""
    order = [identifier for identifier in old.ids() if identifier in new]
    order += [identifier for identifier in new.ids() if identifier not in old]
    for position, identifier in enumerate(new.ids()):
        if order[position] != identifier:
            order.remove(identifier)
            order.insert(position, identifier)
            yield MoveStage(identifier, position)


def _arrow_refs(stream: ValueStream) -> dict[Ref, Flow | Rework]:
    found: dict[Ref, Flow | Rework] = {("flow", flow.source, flow.target): flow for flow in stream.flows()}
    found.update({("rework", way.source, way.target): way for way in stream.reworks()})
    return found


def _arrows_gone(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    kept = _arrow_refs(new)
    for ref in _arrow_refs(old):
        if ref not in kept:
            yield Disconnect(*ref)


def _arrows(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    before = _arrow_refs(old)
    for ref, arrow in _arrow_refs(new).items():
        if ref in before:
            yield from fields_set(ref, before[ref], arrow)
        else:
            yield Connect(arrow)


def _tables(stream: ValueStream) -> Iterator[tuple[str, Sequence[Any]]]:
    yield from stream.lists.items()
    yield "improvement", list(stream.improvements.values())


def _records_gone(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    """Yield the removal of all rows from the first on that differ, the last row first."""
    came = dict(_tables(new))
    for table, rows in _tables(old):
        for position in range(len(rows) - 1, _same(rows, came[table]) - 1, -1):
            yield RemoveRecord(table, position)


def _records_came(old: ValueStream, new: ValueStream) -> Iterator[Edit]:
    before = dict(_tables(old))
    for table, rows in _tables(new):
        for position in range(_same(before[table], rows), len(rows)):
            yield AddRecord(table, rows[position], position)


def _same(old: Sequence[Any], new: Sequence[Any]) -> int:
    """Return how many rows at the start are the same."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one != two), min(len(old), len(new)))
