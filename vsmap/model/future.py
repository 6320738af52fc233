"""The future state: the map once its improvements are carried out, as ordinary edits (semantics.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vsmap.model.changing import StageGoneError, change_edits, rebalancing
from vsmap.model.edits import Edit, EditError, Edits, RemoveRecord, SetField, check_edits, replay

if TYPE_CHECKING:
    from collections.abc import Collection

    from vsmap.model.records import Change, Improvement
    from vsmap.model.stream import ValueStream


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A change, or a whole improvement, that could not be carried out, and why in one sentence."""

    improvement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Future:
    """The computed future of a map: the map, the edits that lead there, and what had to be left out."""

    stream: ValueStream
    edits: Edits
    applied: tuple[str, ...]
    """The improvements that are carried out in it, in the order of the file."""
    left_out: tuple[LeftOut, ...]


def is_applied(improvement: Improvement) -> bool:
    """Tell whether an improvement is part of the future state: switched on, and not dropped."""
    return improvement.in_future and improvement.status != "dropped"


def future_of(stream: ValueStream, only: Collection[str] | None = None) -> Future:
    """Carry out every improvement that is in the future state and not dropped, in the order of the file.

    What is carried out is no improvement of the future map any more; the others stay on its list. A change
    that finds nothing to change (its stage was removed by another improvement) is passed over, an
    improvement whose changes break a rule is left out whole; both are named in `left_out`.

    Args:
        stream: The current state, which stays as it is.
        only: The improvements to carry out in place of those that are switched on.
    """
    every = stream.improvements.values()
    wanted = [each for each in every if (is_applied(each) if only is None else each.id in only)]
    future = stream.copy()
    edits = _taken_off(future, wanted)
    replay(future, tuple(edits))
    left_out: list[LeftOut] = []
    applied: list[str] = []
    for improvement in wanted:
        done, passed_over = _carry_out(future, improvement)
        left_out += [LeftOut(improvement.id, _reason(stream, error)) for error in passed_over]
        edits += done
        applied += [improvement.id] if done or not passed_over else []
    if applied and future.map.state == "current":
        edits.append(SetField(("map",), "state", "future"))
        replay(future, tuple(edits[-1:]))
    return Future(future, tuple(edits), tuple(applied), tuple(left_out))


def _taken_off(stream: ValueStream, wanted: list[Improvement]) -> list[Edit]:
    """Take improvements off the list of a map; the last first, so that no position moves."""
    ids = {improvement.id for improvement in wanted}
    places = [place for place, each in enumerate(stream.improvements) if each in ids]
    return [RemoveRecord("improvement", place) for place in reversed(places)]


def _reason(stream: ValueStream, error: EditError) -> str:
    """Say why a change was passed over; a stage that went with another improvement by its name."""
    if isinstance(error, StageGoneError) and error.stage in stream:
        return f"{stream.stage(error.stage).name} is gone by then"
    return str(error)


def _carry_out(stream: ValueStream, improvement: Improvement) -> tuple[Edits, list[EditError]]:
    """Carry out an improvement; return the edits, and why a change (or all of them) was passed over."""
    edits, inverses, passed_over = _made(stream, improvement.changes)
    try:
        check_edits(stream, edits)
    except EditError as error:
        replay(stream, inverses)
        return (), [error]
    return edits, passed_over


def carried_out(stream: ValueStream, changes: tuple[Change, ...]) -> tuple[Edits, list[EditError]]:
    """Return the edits that carry out changes in their order, and why some of them were passed over.

    The stream stays as it is, and what the edits lead to is not checked: that is done where they are made.
    """
    edits, _inverses, passed_over = _made(stream.copy(), changes)
    return edits, passed_over


def _made(stream: ValueStream, changes: tuple[Change, ...]) -> tuple[Edits, Edits, list[EditError]]:
    """Make changes; return the edits, those that undo them, and why some changes were passed over."""
    edits: Edits = ()
    inverses: Edits = ()
    passed_over: list[EditError] = []
    for change in changes:
        try:
            steps = change_edits(stream, change)
            inverses = _apply_unchecked(stream, steps) + inverses
        except EditError as error:
            passed_over.append(error)
        else:
            edits += steps
    last = rebalancing(stream, changes)
    return edits + last, _apply_unchecked(stream, last) + inverses, passed_over


def _apply_unchecked(stream: ValueStream, edits: Edits) -> Edits:
    """Apply edits without checking figures: what breaks a rule now may be mended by the next change.

    Returns the edits that undo them. Raises EditError, with the stream as it was, where one can't be done.
    """
    inverses: list[Edit] = []
    try:
        for edit in edits:
            inverses.insert(0, edit.apply(stream))
    except EditError:
        replay(stream, tuple(inverses))
        raise
    return tuple(inverses)
