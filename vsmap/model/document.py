"""The document: a stream, the history of its edits, and what was last saved."""

from collections.abc import Sequence
from typing import NamedTuple

from vsmap.model.edits import Edit, Edits, apply_edits, replay
from vsmap.model.stream import ValueStream


class Step(NamedTuple):
    """One entry of the history: its name, what was done, what undoes it, and the gesture it belongs to."""

    label: str
    edits: Edits
    inverses: Edits
    gesture: str = ""


class Document:
    """Owns a stream and changes it only through edits, so that every change can be undone.

    A preview is an edit that is shown but not yet made: it is undone before anything else happens.
    """

    def __init__(self, stream: ValueStream, *, saved: bool = True) -> None:
        self.stream = stream
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._preview: Edits = ()
        self._saved = stream.copy() if saved else None
        self._is_edited: bool | None = not saved

    @property
    def is_edited(self) -> bool:
        """Whether the map differs from what was last saved: not whether something happened.

        A preview is no part of the map; comparing is done once after each change.
        """
        if self._is_edited is None:
            self._is_edited = self._saved is None or self.stream != self._saved
        return self._is_edited

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to make again."""
        return bool(self._undone)

    def mark_saved(self) -> None:
        """Take the map as it is now, without its preview, for the saved one."""
        self.cancel_preview()
        self._saved, self._is_edited = self.stream.copy(), False

    def do(self, label: str, edits: Sequence[Edit], gesture: str = "") -> None:
        """Apply edits as one step of the history; edits that change nothing are none.

        Steps of the same non-empty gesture are undone together. Raises EditError, with the map as it was.
        """
        self.cancel_preview()
        if not edits:
            return
        before = self._done[-1] if self._done else None
        inverses = apply_edits(self.stream, tuple(edits))
        if inverses[::-1] == tuple(edits):
            return
        self._is_edited = None
        step = Step(label, tuple(edits), inverses, gesture)
        if gesture and before is not None and before.gesture == gesture:
            self._done.pop()
            step = Step(label, before.edits + step.edits, step.inverses + before.inverses, gesture)
        self._done.append(step)
        self._undone.clear()

    def preview(self, edits: Sequence[Edit]) -> None:
        """Show edits without making them, in place of the preview before.

        Raises EditError, with no preview left, where they can't be made.
        """
        self.cancel_preview()
        _ = self.is_edited  # known before the map shows more than was made
        self._preview = apply_edits(self.stream, tuple(edits))

    def cancel_preview(self) -> None:
        """Take the preview back, if there is one."""
        replay(self.stream, self._preview)
        self._preview = ()

    def undo(self) -> str | None:
        """Take the last step back and return its name, or None where nothing is left."""
        self.cancel_preview()
        if not self._done:
            return None
        step = self._done.pop()
        replay(self.stream, step.inverses)
        self._is_edited = None
        self._undone.append(step)
        return step.label

    def redo(self) -> str | None:
        """Make the step that was undone last again and return its name, or None."""
        self.cancel_preview()
        if not self._undone:
            return None
        step = self._undone.pop()
        replay(self.stream, step.edits)
        self._is_edited = None
        self._done.append(step)
        return step.label
