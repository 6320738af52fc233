"""What is different between the stages, arrows and settings of two maps, as people would type it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from vsmap.model.entry import figure_text
from vsmap.model.records import Flow, MergeStages, Rework, Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream
from vsmap.model.values import show_value

Kind = Literal["changed", "added", "removed", "merged"]

_UNCOMPARED: Final = frozenset({"wait_time", "judged_by", "estimated", "note"})
"""What follows from other fields of a stage, or is said about them."""
_SETTINGS: Final = ("calendar", "conventions", "demand")
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A field of a stage, an arrow or the map: its key and label, and what it was and is, as typed."""

    field: str
    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class StageDifference:
    """A stage that changed, came, or went; one that was merged went into another."""

    id: str
    name: str
    """As it is now, or was last."""
    kind: Kind
    figures: tuple[FigureChange, ...] = ()
    into: str | None = None


@dataclass(frozen=True, slots=True)
class ArrowDifference:
    """A flow or rework arrow between two stages of both maps that changed, came, or went."""

    table: str
    source: str
    target: str
    kind: Kind
    figures: tuple[FigureChange, ...] = ()


def stage_differences(before: ValueStream, after: ValueStream) -> tuple[StageDifference, ...]:
    """Return the stages that differ: those of the first map in its order, then those that came."""
    return (*_kept_or_gone(before, after), *_came(before, after))


def _kept_or_gone(before: ValueStream, after: ValueStream) -> Iterator[StageDifference]:
    merged = _merged(before) | _merged(after)
    for stage in before.stages():
        if stage.id in after:
            now = after.stage(stage.id)
            figures = tuple(_figures(before, after, stage, now))
            if figures:
                yield StageDifference(stage.id, now.name, "changed", figures)
        elif merged.get(stage.id) in after:
            yield StageDifference(stage.id, stage.name, "merged", into=merged[stage.id])
        else:
            yield StageDifference(stage.id, stage.name, "removed")


def _came(before: ValueStream, after: ValueStream) -> Iterator[StageDifference]:
    for stage in after.stages():
        if stage.id not in before:
            nothing = Stage(id=stage.id)
            figures = tuple(_figures(after, after, nothing, stage))
            yield StageDifference(stage.id, stage.name, "added", figures)


def _merged(stream: ValueStream) -> dict[str, str]:
    """Return the stages that improvements merge into another, each with that other one."""
    changes = [change for each in stream.improvements.values() for change in each.changes]
    merges = [change for change in changes if isinstance(change, MergeStages)]
    return {gone: merge.into for merge in merges for gone in merge.stages if gone != merge.into}


def _figures(before: ValueStream, after: ValueStream, was: Stage, now: Stage) -> Iterator[FigureChange]:
    if was == now and before.calendar == after.calendar:
        return
    for key, spec in specs_of(Stage).items():
        if key in _UNCOMPARED:
            continue
        old, new = figure_text(was, spec.name, before.calendar), figure_text(now, spec.name, after.calendar)
        if old != new:
            yield FigureChange(key, spec.label, old or _UNKNOWN, new or _UNKNOWN)


def arrow_differences(before: ValueStream, after: ValueStream) -> tuple[ArrowDifference, ...]:
    """Return the arrows that differ between stages of both maps.

    A flow that only leads around a stage that went, or stands open for one that came, is no difference of
    its own.
    """
    return (*_flow_differences(before, after), *_rework_differences(before, after))


def _flow_differences(before: ValueStream, after: ValueStream) -> Iterator[ArrowDifference]:
    for was in before.flows():
        if was.source in after and was.target in after:
            now = after.flow(was.source, was.target)
            if now is not None:
                yield from _changed("flow", was, now)
            elif not _leads_around(after, before, was):
                yield ArrowDifference("flow", was.source, was.target, "removed")
    for now in after.flows():
        drawn = now.source in before and now.target in before
        if drawn and before.flow(now.source, now.target) is None and not _leads_around(before, after, now):
            yield ArrowDifference("flow", now.source, now.target, "added")


def _leads_around(through: ValueStream, around: ValueStream, flow: Flow) -> bool:
    """Tell whether one map has a stage between the two ends of a flow that the other map has not."""
    seen, waiting = {flow.source}, [flow.source]
    while waiting:
        for target in through.successors(waiting.pop()):
            if target == flow.target and len(seen) > 1:
                return True
            if target not in around and target not in seen:
                seen.add(target)
                waiting.append(target)
    return False


def _rework_differences(before: ValueStream, after: ValueStream) -> Iterator[ArrowDifference]:
    for ends in [*before.rework, *(each for each in after.rework if each not in before.rework)]:
        was, now = before.rework.get(ends), after.rework.get(ends)
        if was is not None and now is not None:
            yield from _changed("rework", was, now)
        elif all(end in before and end in after for end in ends):
            yield ArrowDifference("rework", *ends, "removed" if now is None else "added")


def _changed(table: str, was: Flow | Rework, now: Flow | Rework) -> Iterator[ArrowDifference]:
    figures = tuple(_record_changes(was, now))
    if figures:
        yield ArrowDifference(table, was.source, was.target, "changed", figures)


def _record_changes(was: object, now: object, prefix: str = "") -> Iterator[FigureChange]:
    for key, spec in specs_of(type(was)).items():
        old, new = show_value(getattr(was, spec.name)), show_value(getattr(now, spec.name))
        if old != new and key != "note":
            yield FigureChange(f"{prefix}{key}", spec.label, old or _UNKNOWN, new or _UNKNOWN)


def setting_differences(before: ValueStream, after: ValueStream) -> tuple[FigureChange, ...]:
    """Return what is different in the settings that change what numbers mean."""
    return tuple(
        change
        for table in _SETTINGS
        for change in _record_changes(before.settings[table], after.settings[table], f"{table}.")
    )
