"""Edits: small values with stable ids in them. Nothing else changes a stream.

Each edit's `apply` changes a stream and returns the edit that undoes it. `apply_edits` does several as
one, checks what they touched, and leaves the stream as it was when anything is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from vsmap.model.checks import (
    Breach,
    Ref,
    all_breaches,
    arrow_breaches,
    cycle_message,
    rate_breaches,
    reach_breaches,
    settings_breaches,
    share_breaches,
    stage_breaches,
    value_breaches,
)
from vsmap.model.records import Improvement, Rework
from vsmap.model.references import reference_breaches, row_breaches
from vsmap.model.stream import LISTS
from vsmap.model.text import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vsmap.model.records import Flow, Stage
    from vsmap.model.stream import ValueStream


class EditError(ValueError):
    """An edit that a stream refuses; the message is for people, `breach` says where."""

    def __init__(self, message: str, breach: Breach | None = None) -> None:
        super().__init__(message)
        self.breach = breach


def record_at(stream: ValueStream, ref: Ref) -> object:
    """Return the record at a reference; raises EditError where there is none."""
    table, *key = ref
    try:
        match table:
            case "stage":
                return stream.stage(key[0])
            case "flow":
                return _flow_at(stream, key[0], key[1])
            case "rework":
                return stream.rework[key[0], key[1]]
            case "improvement":
                return stream.improvements[key[0]]
            case _ if key:
                return _rows(stream, table)[_index(key[0])]
            case _:
                return stream.settings[table]
    except (KeyError, IndexError, ValueError):
        raise EditError(f"there is no {' '.join(ref)}") from None


def _index(text: str) -> int:
    """Read a position in a list, which counts from 0: a negative one is none."""
    if not text.isdigit():
        raise IndexError(text)
    return int(text)


def _exists(stream: ValueStream, ref: Ref) -> bool:
    try:
        record_at(stream, ref)
    except EditError:
        return False
    return True


def _flow_at(stream: ValueStream, source: str, target: str) -> Flow:
    flow = stream.flow(source, target)
    if flow is None:
        raise KeyError(target)
    return flow


IDENTITY: Final = {
    "stage": {"id"},
    "flow": {"source", "target"},
    "rework": {"source", "target"},
    "improvement": {"id"},
}
"""The fields by which a record is found: to change one is to remove the record and add another."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of one record a new value."""

    record: Ref
    field: str
    value: object

    def apply(self, stream: ValueStream) -> SetField:
        """Set the value; the inverse sets the old one. Raises EditError where there is no such field."""
        record = record_at(stream, self.record)
        names = {declared.name for declared in fields(record)}  # type: ignore[arg-type] # every record is a dataclass
        if self.field not in names - IDENTITY.get(self.record[0], set()):
            raise EditError(f"{' '.join(self.record)} has no {self.field} to set")
        old = getattr(record, self.field)
        _put(stream, self.record, replace(record, **{self.field: self.value}))  # type: ignore[type-var] # every record is a dataclass
        return SetField(self.record, self.field, old)

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check the value, the record that was changed, and what else its value reaches."""
        if not _exists(stream, self.record):
            return
        record = record_at(stream, self.record)
        yield from value_breaches(self.record, record, stream.calendar, (self.field,))
        match self.record[0]:
            case "calendar":
                yield from all_breaches(stream)
            case table if table in stream.settings:
                yield from settings_breaches(stream)
            case table if table in stream.lists or table == "improvement":
                yield from row_breaches(stream, table)
            case _:
                yield from _graph_breaches(stream, self.record)


def _graph_breaches(stream: ValueStream, ref: Ref) -> Iterator[Breach]:
    """Check a stage or an arrow, and the other arrows out of its source."""
    table, *key = ref
    if table == "stage":
        yield from stage_breaches(stream.stage(key[0]), stream.calendar)
        return
    yield from arrow_breaches(record_at(stream, ref), stream.calendar)  # type: ignore[arg-type] # the table says so
    yield from (share_breaches if table == "flow" else rate_breaches)(stream, key[0])


def _put(stream: ValueStream, ref: Ref, record: object) -> None:
    table, *key = ref
    match table:
        case "stage":
            stream.put_stage(record)  # type: ignore[arg-type] # the table says which record it is
        case "flow":
            stream.put_flow(record)  # type: ignore[arg-type] # as above
        case "rework":
            stream.put_rework(record)  # type: ignore[arg-type] # as above
        case "improvement":
            stream.improvements[key[0]] = record  # type: ignore[assignment] # as above
        case _ if key:
            stream.lists[table][int(key[0])] = record
        case _:
            stream.settings[table] = record


@dataclass(frozen=True, slots=True)
class AddStage:
    """Add a stage at a position in the order of the map."""

    stage: Stage
    position: int

    def apply(self, stream: ValueStream) -> RemoveStage:
        """Add the stage, without arrows; raises EditError where its id is taken or no id."""
        if not is_id(self.stage.id):
            raise EditError("an id has letters, digits, - and _ only")
        if self.stage.id in stream:
            raise EditError(f"there is a stage {self.stage.id} already")
        if not 0 <= self.position <= len(stream):
            raise EditError(f"there is no position {self.position} in the map")
        stream.put_stage(self.stage, self.position)
        return RemoveStage(self.stage.id)

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check the stage, unless a later edit removed it again."""
        if self.stage.id in stream:
            stage = stream.stage(self.stage.id)
            yield from value_breaches(("stage", stage.id), stage, stream.calendar)
            yield from stage_breaches(stage, stream.calendar)


@dataclass(frozen=True, slots=True)
class RemoveStage:
    """Remove a stage that nothing refers to any more."""

    id: str

    def apply(self, stream: ValueStream) -> AddStage:
        """Remove the stage; raises EditError while an arrow touches it, or where there is none."""
        position = _position_of(stream, self.id)
        stage = stream.stage(self.id)
        touched = stream.successors(self.id) or stream.predecessors(self.id)
        if touched or any(self.id in arrow for arrow in stream.rework):
            raise EditError(f"{stage.name} still has arrows")
        stream.drop_stage(self.id)
        return AddStage(stage, position)

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check that no record names the stage any more."""
        yield from reference_breaches(stream)


def _position_of(stream: ValueStream, identifier: str) -> int:
    if identifier not in stream:
        raise EditError(f"there is no stage {identifier}")
    return stream.ids().index(identifier)


@dataclass(frozen=True, slots=True)
class MoveStage:
    """Move a stage to another position in the order of the map; its arrows stay."""

    id: str
    position: int

    def apply(self, stream: ValueStream) -> MoveStage:
        """Move the stage; the inverse moves it back. Raises EditError for no stage, or no position."""
        old = _position_of(stream, self.id)
        if not 0 <= self.position < len(stream):
            raise EditError(f"there is no position {self.position} in the map")
        stream.move_stage(self.id, self.position)
        return MoveStage(self.id, old)

    def breaches(self, _stream: ValueStream) -> Iterator[Breach]:
        """An order breaks no rule."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Connect:
    """Draw a flow, or a rework arrow, between two stages."""

    arrow: Flow | Rework

    def apply(self, stream: ValueStream) -> Disconnect:
        """Draw the arrow; raises EditError where it exists, leads nowhere, or closes a circle of flows."""
        source, target = self.arrow.source, self.arrow.target
        for identifier in (source, target):
            if identifier not in stream:
                raise EditError(f"there is no stage {identifier}")
        if isinstance(self.arrow, Rework):
            if (source, target) in stream.rework:
                raise EditError(f"{source} sends work back to {target} already")
            stream.put_rework(self.arrow)
            return Disconnect("rework", source, target)
        self._check_flow(stream, source, target)
        stream.put_flow(self.arrow)
        return Disconnect("flow", source, target)

    @staticmethod
    def _check_flow(stream: ValueStream, source: str, target: str) -> None:
        import networkx as nx  # noqa: PLC0415 - costs 0.15 s, so it is loaded with the first edit

        if source == target:
            raise EditError(cycle_message([source]))
        if stream.flow(source, target) is not None:
            raise EditError(f"{source} flows to {target} already")
        if nx.has_path(stream.graph, target, source):
            raise EditError(cycle_message(nx.shortest_path(stream.graph, target, source)))

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check what it carries, the shares or rates beside it, and that rework comes from downstream."""
        table = "rework" if isinstance(self.arrow, Rework) else "flow"
        ref = (table, self.arrow.source, self.arrow.target)
        if _exists(stream, ref):
            yield from value_breaches(ref, record_at(stream, ref), stream.calendar)
            yield from _graph_breaches(stream, ref)
        if table == "rework":
            yield from reach_breaches(stream)


@dataclass(frozen=True, slots=True)
class Disconnect:
    """Remove a flow, or a rework arrow."""

    table: str
    source: str
    target: str

    def apply(self, stream: ValueStream) -> Connect:
        """Remove the arrow; the inverse draws it again with all that it carried."""
        arrow = record_at(stream, (self.table, self.source, self.target))
        drop = stream.drop_rework if self.table == "rework" else stream.drop_flow
        drop(self.source, self.target)
        return Connect(arrow)  # type: ignore[arg-type] # the table says which record it is

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check the shares that are left, and that every rework still comes from downstream."""
        if self.table == "flow":
            if self.source in stream:
                yield from share_breaches(stream, self.source)
            yield from reach_breaches(stream)


@dataclass(frozen=True, slots=True)
class AddRecord:
    """Add an information flow, a waiver, a remark or an improvement at a position."""

    table: str
    record: object
    position: int

    def apply(self, stream: ValueStream) -> RemoveRecord:
        """Add the record; raises EditError where it does not belong there, or its id is taken."""
        rows = _rows(stream, self.table)
        kind = LISTS.get(self.table, Improvement)
        if not isinstance(self.record, kind) or not 0 <= self.position <= len(rows):
            raise EditError(f"this can't be put at position {self.position} of {self.table}")
        if isinstance(self.record, Improvement):
            if self.record.id in stream.improvements or not is_id(self.record.id):
                raise EditError(f"{self.record.id} can't be the id of another improvement")
            items = list(stream.improvements.items())
            items.insert(self.position, (self.record.id, self.record))
            stream.improvements = dict(items)
        else:
            stream.lists[self.table].insert(self.position, self.record)
        return RemoveRecord(self.table, self.position)

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check the records of the table."""
        yield from row_breaches(stream, self.table)


def _rows(stream: ValueStream, table: str) -> Sequence[object]:
    if table == "improvement":
        return tuple(stream.improvements.values())
    if table in stream.lists:
        return stream.lists[table]
    raise EditError(f"{table} is no list of records")


@dataclass(frozen=True, slots=True)
class RemoveRecord:
    """Remove the information flow, waiver, remark or improvement at a position."""

    table: str
    position: int

    def apply(self, stream: ValueStream) -> AddRecord:
        """Remove the record; the inverse puts it back. Raises EditError where there is none."""
        if not 0 <= self.position < len(_rows(stream, self.table)):
            raise EditError(f"there is no {self.table} {self.position}")
        if self.table == "improvement":
            identifier = list(stream.improvements)[self.position]
            return AddRecord(self.table, stream.improvements.pop(identifier), self.position)
        return AddRecord(self.table, stream.lists[self.table].pop(self.position), self.position)

    def breaches(self, stream: ValueStream) -> Iterator[Breach]:
        """Check that no other improvement needs a stage that this one added."""
        if self.table == "improvement":
            yield from reference_breaches(stream)


Edit = SetField | AddStage | RemoveStage | MoveStage | Connect | Disconnect | AddRecord | RemoveRecord
Edits = tuple[Edit, ...]


def apply_edits(stream: ValueStream, edits: Edits) -> Edits:
    """Apply edits as one and return those that undo them, in the order in which to apply them.

    Raises EditError, with the stream as it was, where one can't be done or the result breaks a rule.
    """
    inverses: list[Edit] = []
    try:
        for edit in edits:
            inverses.append(edit.apply(stream))  # noqa: PERF401 - what was done must be known when one fails
        check_edits(stream, edits)
    except BaseException:  # whatever it was, no map is left half changed
        replay(stream, tuple(reversed(inverses)))
        raise
    return tuple(reversed(inverses))


def check_edits(stream: ValueStream, edits: Edits) -> None:
    """Check what edits touched, now that they are applied; raises EditError where that breaks a rule."""
    for edit in edits:
        for breach in edit.breaches(stream):
            raise EditError(breach.message, breach)


def replay(stream: ValueStream, edits: Edits) -> None:
    """Apply edits that lead to a map which was valid before, and so need no check."""
    for edit in edits:
        edit.apply(stream)
