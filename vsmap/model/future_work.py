"""The future state of a document, looked at and edited: an edit makes or extends an improvement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vsmap.model.difference_changes import changes_between, is_drawn_alike
from vsmap.model.edits import AddRecord, Edit, EditError, Edits, RemoveRecord, SetField, apply_edits, replay
from vsmap.model.future import Future, future_of
from vsmap.model.records import Change, ChangeArrow, ChangeStage, DropStage, Improvement, NewStage
from vsmap.model.references import ids_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vsmap.model.document import Document
    from vsmap.model.stream import ValueStream

_DRAWN: Final = frozenset({"stage", "flow", "rework"})
"""The tables that an improvement can change; all others are of the map, whatever its state."""


class FutureWork:
    """What is edited instead of a document while its future state is looked at.

    Its stream is computed again whenever the document changed. An edit of a stage or an arrow becomes a
    change of the improvement `target`; an edit of anything else is made in the document itself.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.target: Improvement | None = None
        """The improvement that edits go to; one that the map has not yet is added with the first of them."""
        self._revision = -1
        self._future = future_of(document.stream)
        self._preview: Edits = ()

    @property
    def future(self) -> Future:
        """The future state of the document as it is now."""
        if self._revision != self.document.revision:
            self._revision, self._preview = self.document.revision, ()
            self._future = future_of(self.document.stream)
        return self._future

    @property
    def stream(self) -> ValueStream:
        """The map of the future state, with the preview on it."""
        return self.future.stream

    def preview(self, edits: Sequence[Edit]) -> None:
        """Show edits without making them, in place of the preview before.

        Raises EditError, with no preview left, where they can't be made.
        """
        self.cancel_preview()
        self._preview = apply_edits(self.stream, tuple(edits))

    def cancel_preview(self) -> None:
        """Take the preview back, if there is one."""
        stream = self.stream
        replay(stream, self._preview)
        self._preview = ()

    def do(self, label: str, edits: Sequence[Edit], gesture: str = "") -> None:
        """Make edits of the future state: as changes of the improvement that edits go to.

        Raises EditError, with nothing changed, where they can't be made, or no change says what they do.
        """
        self.cancel_preview()
        if not edits:
            return
        if not any(map(_is_drawn, edits)):
            self.document.do(label, edits, gesture)
            return
        wished = self.stream.copy()
        apply_edits(wished, tuple(edits))
        changes = changes_between(self.stream, wished)
        if not changes:
            return
        self._check_ids(wished)
        planned = self._planned(changes)
        trial = self.document.stream.copy()
        apply_edits(trial, planned)
        if not is_drawn_alike(future_of(trial).stream, wished):
            raise EditError("an improvement further down the plan decides this: start a new one for it")
        self.document.do(f"{label} (in the future)", planned, gesture)

    def _check_ids(self, wished: ValueStream) -> None:
        """Refuse a new stage with the id of one that the future removes: the file could not say which."""
        current = self.document.stream
        taken = [each for each in wished.ids() if each not in self.stream and each in current]
        if taken:
            name = current.stage(taken[0]).name
            raise EditError(f"{name} is a stage of the current state: give the new one another name")

    def _planned(self, changes: tuple[Change, ...]) -> Edits:
        """Return the edits of the document that add changes to the improvement that edits go to."""
        target = self.target
        if target is None:
            raise EditError("say first which improvement this belongs to")
        known = self.document.stream.improvements.get(target.id)
        if known is None:
            place = len(self.document.stream.improvements)
            return (AddRecord("improvement", replace(target, changes=changes), place),)
        ref = ("improvement", target.id)
        edits: Edits = (SetField(ref, "changes", extended(known.changes, changes)),)
        return edits if known.in_future else (*edits, SetField(ref, "in_future", value=True))


def _is_drawn(edit: Edit) -> bool:
    if isinstance(edit, SetField):
        return edit.record[0] in _DRAWN
    return not isinstance(edit, AddRecord | RemoveRecord)


def extended(changes: tuple[Change, ...], more: tuple[Change, ...]) -> tuple[Change, ...]:
    """Add changes to others: a new value for a stage or an arrow joins the change that is there for it."""
    result = list(changes)
    for change in more:
        place = _place_of(result, change)
        if place is None:
            result.append(change)
        else:
            result[place] = _joined(result[place], change)
    return tuple(result)


def _place_of(changes: list[Change], change: Change) -> int | None:
    """Return where values for the same stage or arrow stand, with nothing after it that concerns them."""
    if not isinstance(change, ChangeStage | ChangeArrow) or getattr(change, "action", "set") != "set":
        return None
    for place in range(len(changes) - 1, -1, -1):
        other = changes[place]
        if _is_same_place(other, change):
            return place
        if set(_stages_of(other)) & set(_stages_of(change)):
            return None
    return None


def _stages_of(change: Change) -> tuple[str, ...]:
    return (change.id, *ids_in(change)) if isinstance(change, NewStage) else ids_in(change)


def _is_same_place(other: Change, change: ChangeStage | ChangeArrow) -> bool:
    match other, change:
        case ChangeStage(stage=one), ChangeStage(stage=two):
            return one == two
        case NewStage(id=one), ChangeStage(stage=two):
            return one == two
        case ChangeArrow(action="set" | "add"), ChangeArrow():
            return (other.table, other.source, other.target) == (change.table, change.source, change.target)
        case _:
            return False


def _joined(other: Change, change: Change) -> Change:
    if isinstance(other, DropStage) or isinstance(change, DropStage):
        return other
    said = dict(change.values)
    values = dict(other.values) | said
    if isinstance(change, ChangeStage):
        for one, two in (("lead_time", "wait_time"), ("wait_time", "lead_time")):
            if one in said and two not in said:
                values.pop(two, None)
    return replace(other, values=tuple(values.items()))
