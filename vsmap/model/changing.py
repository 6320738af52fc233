"""What each change of an improvement means, as the edits that carry it out (format.md)."""

from dataclasses import replace
from typing import Any

from vsmap.model.checks import SHARE_TOLERANCE
from vsmap.model.edits import AddStage, Connect, Disconnect, Edit, EditError, Edits, SetField, replay
from vsmap.model.entry.figure import edits_between, with_values
from vsmap.model.plans import connect, disconnect
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Flow,
    MergeStages,
    NewStage,
    Rework,
    Stage,
    Values,
)
from vsmap.model.references import ids_in
from vsmap.model.removal import longer_wait, remove_stage
from vsmap.model.shares import Shares, scaled, set_shares, share_for_new_way, shares_of
from vsmap.model.stream import ValueStream
from vsmap.model.text import name_of


class StageGoneError(EditError):
    """A change of a stage that is not there, or not any more."""

    def __init__(self, stage: str) -> None:
        super().__init__(f"there is no stage {stage}")
        self.stage = stage


def change_edits(stream: ValueStream, change: Change) -> Edits:
    """Return the edits that carry out one change; raises EditError where it finds nothing to change."""
    missing = [identifier for identifier in _needed(change) if identifier not in stream]
    if missing:
        raise StageGoneError(missing[0])
    match change:
        case ChangeStage(stage=identifier, values=values):
            return _set_stage(stream, identifier, values)
        case DropStage(stage=identifier):
            return remove_stage(stream, identifier) if identifier in stream else ()
        case NewStage():
            return _add_stage(stream, change)
        case MergeStages():
            return _merge(stream, change)
        case ChangeArrow():
            return _change_arrow(stream, change)


def _needed(change: Change) -> tuple[str, ...]:
    """Return the stages without which a change finds nothing to change: one that is to go may be gone."""
    match change:
        case DropStage():
            return ()
        case MergeStages(into=into):
            return (into,)
        case _:
            return ids_in(change)


def changed_stage(stage: Stage, values: Values) -> Stage:
    """Return a stage with the values of a change: they replace what they exclude, and are no guesses."""
    given = dict(values)
    marks = given.pop("estimated", None)
    changed = with_values(stage, given)
    return replace(changed, estimated=marks) if isinstance(marks, tuple) else changed


def _set_stage(stream: ValueStream, identifier: str, values: Values) -> Edits:
    stage = stream.stage(identifier)
    return edits_between(stage, changed_stage(stage, values))


def _add_stage(stream: ValueStream, change: NewStage) -> Edits:
    """Put a stage between others; a wait on a flow that it replaces is still there, behind the stage."""
    made = changed_stage(Stage(id=change.id, name=name_of(change.id)), change.values)
    ids = stream.ids()
    position = max((ids.index(each) + 1 for each in change.after), default=None)
    if position is None:
        position = min((ids.index(each) for each in change.before), default=len(ids))
    replaced = {
        (source, target): flow
        for source in change.after
        for target in change.before
        if (flow := stream.flow(source, target)) is not None
    }
    edits: list[Edit] = [AddStage(made, position)]
    edits += [Disconnect("flow", *ends) for ends in replaced]
    for source in change.after:
        edits += _way_in(stream, source, change)
    onward = _onward_shares(stream, change)
    for target in change.before:
        taken = [flow for (_source, end), flow in replaced.items() if end == target]
        way = taken[0] if taken else Flow(source=change.id, target=target)
        wait = way.wait_time
        for flow in taken[1:]:
            wait = longer_wait(wait, flow.wait_time, stream.calendar)
        edits.append(Connect(replace(way, source=change.id, share=onward.get(target), wait_time=wait)))
    return tuple(edits)


def _way_in(stream: ValueStream, source: str, change: NewStage) -> list[Edit]:
    """Draw the way into a new stage: with the shares of the flows that it replaces, if it replaces any."""
    shares = shares_of(stream, source)
    freed = [target for target in change.before if stream.flow(source, target) is not None]
    if not shares or freed:
        only_way = len(freed) >= len(shares)
        share = None if only_way else sum(shares[target] for target in freed)
        return [Connect(Flow(source=source, target=change.id, share=share))]
    share, room = share_for_new_way(stream, source)
    return [*room, Connect(Flow(source=source, target=change.id, share=share))]


def _onward_shares(stream: ValueStream, change: NewStage) -> Shares:
    """Return the shares of the ways out of a new stage: as those that it replaces were to each other."""
    weights = {
        target: sum(shares_of(stream, source).get(target, 0.0) for source in change.after)
        for target in change.before
    }
    return scaled(weights, 100) if len(weights) > 1 and all(weights.values()) else {}


def _merge(stream: ValueStream, change: MergeStages) -> Edits:
    """Remove the other stages into the one, which then takes the values of the change."""
    draft = stream.copy()
    edits: Edits = ()
    for identifier in change.stages:
        if identifier != change.into and identifier in draft:
            steps = remove_stage(draft, identifier)
            replay(draft, steps)
            edits += steps
    return edits + _set_stage(draft, change.into, change.values)


def _change_arrow(stream: ValueStream, change: ChangeArrow) -> Edits:
    ends = (change.source, change.target)
    exists = ends in stream.rework if change.table == "rework" else stream.flow(*ends) is not None
    if change.action == "add":
        return _add_arrow(stream, change)
    if not exists:
        raise EditError(f"there is no {change.table} from {change.source} to {change.target}")
    if change.action == "remove":
        return disconnect(stream, change.table, *ends)
    return tuple(SetField((change.table, *ends), field, value) for field, value in change.values)


def _add_arrow(stream: ValueStream, change: ChangeArrow) -> Edits:
    values: dict[str, Any] = dict(change.values)
    if change.table == "rework":
        return (Connect(Rework(source=change.source, target=change.target, **values)),)
    if "share" in values or not shares_of(stream, change.source):
        return (Connect(Flow(source=change.source, target=change.target, **values)),)
    *room, drawn = connect(stream, change.source, change.target)
    arrow = drawn.arrow if isinstance(drawn, Connect) else Flow(source=change.source, target=change.target)
    return (*room, Connect(replace(arrow, **values)))


def rebalancing(stream: ValueStream, changes: tuple[Change, ...]) -> Edits:
    """Return the edits that keep shares at 100 where changes set some of them.

    The ways that no change speaks of keep their proportions, as they do when a person sets a share.
    """
    named: dict[str, set[str]] = {}
    for change in changes:
        if isinstance(change, ChangeArrow) and change.table == "flow" and "share" in dict(change.values):
            named.setdefault(change.source, set()).add(change.target)
    edits: list[Edit] = []
    for source, targets in named.items():
        if source in stream:
            edits += _rest_scaled(stream, source, targets)
    return tuple(edits)


def _rest_scaled(stream: ValueStream, source: str, named: set[str]) -> list[Edit]:
    shares = shares_of(stream, source)
    others = [target for target in stream.successors(source) if target not in named]
    rest = 100 - sum(share for target, share in shares.items() if target in named)
    off = abs(sum(shares.values()) - 100) > SHARE_TOLERANCE or len(shares) < len(stream.successors(source))
    if not others or not off or rest <= 0:
        return []
    return set_shares(source, scaled({target: shares.get(target, 1.0) for target in others}, rest))
