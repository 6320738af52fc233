"""The changes of an improvement that lead from one map to another: what editing the future state means."""

from dataclasses import fields, replace
from typing import Final, TypeVar

from vsmap.model.changing import changed_stage
from vsmap.model.durations import parse_duration
from vsmap.model.edits import EditError, replay
from vsmap.model.future import carried_out
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Flow,
    NewStage,
    Rework,
    Stage,
    Values,
)
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.stream import Arrow, ValueStream

_Record = TypeVar("_Record", Stage, Flow, Rework)
_UNKNOWN: Final = "?"
"""How a change says that a time of a stage is not known."""
_NONE: Final = "0"
"""How a change says that an arrow has no wait."""
_TIMES: Final = ("process_time", "lead_time", "wait_time")


def changes_between(before: ValueStream, after: ValueStream) -> tuple[Change, ...]:
    """Return changes that turn the stages and arrows of one map into those of another.

    Raises EditError where no change says it: an order of stages, a figure that is to be not known.
    """
    built: list[Change] = [DropStage(each) for each in before.ids() if each not in after]
    built += [_added(after, each) for each in after.ids() if each not in before]
    draft = _after(before, built)
    arrows = [*_removed_arrows(draft, after), *_drawn_arrows(draft, after)]
    draft = _after(draft, arrows)
    stages: list[Change] = []
    for stage in after.stages():
        values = _values_between(draft.stage(stage.id), stage)
        if values:
            stages.append(ChangeStage(stage.id, values))
    changes = (*built, *arrows, *stages)
    if not is_drawn_alike(_after(before, list(changes)), after):
        raise EditError("an improvement can't say this: Esc goes back to the current state")
    return changes


def _after(stream: ValueStream, changes: list[Change]) -> ValueStream:
    draft = stream.copy()
    edits, passed_over = carried_out(draft, tuple(changes))
    if passed_over:
        raise passed_over[0]
    replay(draft, edits)
    return draft


def is_drawn_alike(one: ValueStream, other: ValueStream) -> bool:
    """Tell whether two maps have the same stages and arrows, in whatever order they stand.

    A time of a stage that is written as unknown is the same as none; so is no wait on an arrow.
    """
    return _drawn(one) == _drawn(other)


def _drawn(stream: ValueStream) -> tuple[dict[str, Stage], dict[Arrow, Flow], dict[Arrow, Rework]]:
    return (
        {stage.id: _plain(stage, _UNKNOWN) for stage in stream.stages()},
        {ends: _plain(flow, _NONE) for ends, flow in _flows(stream).items()},
        {ends: _plain(way, _NONE) for ends, way in stream.rework.items()},
    )


def _plain(record: _Record, meaning_none: str) -> _Record:
    """Return a record without the times that are only written out because a change can't leave them out."""
    times = {name: getattr(record, name) for name in _TIMES if hasattr(record, name)}
    blank = {name: None for name, time in times.items() if time is not None and time.text == meaning_none}
    return replace(record, **blank) if blank else record  # type: ignore[arg-type] # times only


def _flows(stream: ValueStream) -> dict[Arrow, Flow]:
    return {(flow.source, flow.target): flow for flow in stream.flows()}


def _added(after: ValueStream, identifier: str) -> NewStage:
    values = _values_between(Stage(id=identifier), after.stage(identifier))
    before, behind = after.predecessors(identifier), after.successors(identifier)
    return NewStage(identifier, tuple(before), tuple(behind), values)


def _removed_arrows(draft: ValueStream, after: ValueStream) -> list[Change]:
    kept = _flows(after)
    gone = [("flow", *ends) for ends in _flows(draft) if ends not in kept]
    gone += [("rework", *ends) for ends in draft.rework if ends not in after.rework]
    return [ChangeArrow(table, source, target, "remove", ()) for table, source, target in gone]


def _drawn_arrows(draft: ValueStream, after: ValueStream) -> list[Change]:
    changes: list[Change] = []
    arrows: list[tuple[str, Flow | Rework, Flow | Rework | None]] = [
        *(("flow", flow, draft.flow(flow.source, flow.target)) for flow in after.flows()),
        *(("rework", way, draft.rework.get(ends)) for ends, way in after.rework.items()),
    ]
    for table, now, was in arrows:
        blank = type(now)(source=now.source, target=now.target)
        values = _differing(was or blank, now)
        if was is None or values:
            action = "add" if was is None else "set"
            changes.append(ChangeArrow(table, now.source, now.target, action, values))
    return changes


def _differing(was: object, now: object) -> Values:
    """Return the fields of a record that differ, with their new values as a file can hold them."""
    pairs = [
        (spec.name, getattr(was, spec.name), getattr(now, spec.name)) for spec in specs_of(type(now)).values()
    ]
    return tuple((name, _sayable(now, name, new)) for name, old, new in pairs if old != new)


def _sayable(record: object, name: str, value: object) -> object:
    """Return a value as a change can say it; an unknown time is written out."""
    if value is not None:
        return value
    spec = next(each for each in specs_of(type(record)).values() if each.name == name)
    if spec.type is FieldType.DURATION:
        return parse_duration(_UNKNOWN if isinstance(record, Stage) else _NONE)
    raise EditError(f"an improvement can't make {spec.label} unknown")


def _values_between(was: Stage, now: Stage) -> Values:
    """Return the values that turn a stage into another: those that follow from others are left out."""
    pairs = [(field.name, getattr(was, field.name), getattr(now, field.name)) for field in fields(now)]
    said: Values = tuple((name, new) for name, old, new in pairs if old != new and new not in {None, ()})
    if changed_stage(was, said) == now:
        return said
    return _differing(was, now)
