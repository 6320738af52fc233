"""The document: a stream, the history of its edits, and what was last saved."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from vsmap.model.edits import Edit, EditError, Edits, apply_edits, replay
from vsmap.model.stream import ValueStream


class Step(NamedTuple):
    """One entry of the history: its name, what was done, what undoes it, and the gesture it belongs to."""

    label: str
    edits: Edits
    inverses: Edits
    gesture: str = ""


class Recorder(Protocol):
    """Is told of every change before anybody sees it; an EditError of it means that it can't be made."""

    def did(self, step: Step, *, joins: bool) -> None:
        """A step was made, as a part of the one before it where it `joins`."""

    def undid(self) -> None:
        """The last step was taken back."""

    def redid(self) -> None:
        """The step that was taken back last was made again."""


class Earlier(Protocol):
    """Steps of a history that began before this document did."""

    @property
    def has_done(self) -> bool:
        """Whether there is a step to take back."""

    @property
    def has_undone(self) -> bool:
        """Whether there is one to make again."""

    def pop_done(self) -> Step | None:
        """Give the last step that was made, and forget it."""

    def pop_undone(self) -> Step | None:
        """Give the step that was taken back last, and forget it."""

    def forget_undone(self) -> None:
        """Let go of what was taken back."""


class Document:
    """Owns a stream and changes it only through edits, so that every change can be undone.

    A preview is an edit that is shown but not yet made: it is undone before anything else happens.
    """

    recorder: Recorder | None = None
    """Where changes are written down when they are made."""
    earlier: Earlier | None = None
    """The history from before."""

    def __init__(self, stream: ValueStream, *, saved: bool = True) -> None:
        self.stream = stream
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._preview: Edits = ()
        self._saved = stream.copy() if saved else None
        self._is_edited: bool | None = not saved
        self.revision = 0
        """Counts what was made, undone and made again, so that what is computed knows when it is old."""

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
        return bool(self._done) or (self.earlier is not None and self.earlier.has_done)

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step to make again."""
        return bool(self._undone) or (self.earlier is not None and self.earlier.has_undone)

    @property
    def saved(self) -> ValueStream | None:
        """The map as it was saved or read last; None where it never was."""
        return self._saved

    def mark_saved(self, saved: ValueStream | None = None) -> None:
        """Take a map for the saved one: another one, or this as it is now, without its preview."""
        self.cancel_preview()
        self._saved, self._is_edited = (saved or self.stream).copy(), None if saved else False

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
        step, joins = Step(label, tuple(edits), inverses, gesture), False
        if gesture and before is not None:
            joins = before.gesture == gesture
        self._record_step(step, joins=joins)
        self._is_edited = None
        self.revision += 1
        if before is not None and joins:
            self._done.pop()
            step = Step(label, before.edits + step.edits, step.inverses + before.inverses, gesture)
        self._done.append(step)
        self._undone.clear()
        if self.earlier is not None:
            self.earlier.forget_undone()

    def _record_step(self, step: Step, *, joins: bool) -> None:
        """Write a step down; where that is refused it was never made."""
        if self.recorder is not None:
            try:
                self.recorder.did(step, joins=joins)
            except EditError:
                replay(self.stream, step.inverses)
                raise

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

    def without_preview(self) -> ValueStream:
        """Return the map as it was made: this very one where nothing is previewed, else a copy."""
        if not self._preview:
            return self.stream
        made = self.stream.copy()
        replay(made, self._preview)
        return made

    def undo(self) -> str | None:
        """Take the last step back and return its name, or None where nothing is left.

        Raises EditError, with the step still made, where nothing can be changed here any more.
        """
        self.cancel_preview()
        step = self._done.pop() if self._done else self.earlier.pop_done() if self.earlier else None
        if step is None:
            return None
        replay(self.stream, step.inverses)
        self._is_edited = None
        self.revision += 1
        self._undone.append(step)
        if self.recorder is not None:
            try:
                self.recorder.undid()
            except EditError:
                replay(self.stream, step.edits)
                self._done.append(self._undone.pop())
                raise
        return step.label

    def redo(self) -> str | None:
        """Make the step that was undone last again and return its name, or None.

        Raises EditError, with the step not made, where nothing can be changed here any more.
        """
        self.cancel_preview()
        step = self._undone.pop() if self._undone else self.earlier.pop_undone() if self.earlier else None
        if step is None:
            return None
        replay(self.stream, step.edits)
        self._is_edited = None
        self.revision += 1
        self._done.append(step)
        if self.recorder is not None:
            try:
                self.recorder.redid()
            except EditError:
                replay(self.stream, step.inverses)
                self._undone.append(self._done.pop())
                raise
        return step.label

    @classmethod
    def resumed(cls, saved: ValueStream, stream: ValueStream, earlier: Earlier | None) -> "Document":
        """Go on with a map that was worked on before: as it is now, and as it was saved last."""
        document = cls(stream)
        document._saved, document._is_edited = saved.copy(), None
        document.earlier = earlier
        return document
