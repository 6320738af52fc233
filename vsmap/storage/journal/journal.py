"""The journal of one map while it is worked on: written when an edit is made, by one editor at a time."""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from vsmap.model.document import Step
from vsmap.model.edits import EditError
from vsmap.storage.journal.lines import Kind, line, lines_in
from vsmap.storage.journal.presence import Presence
from vsmap.storage.journal.story import Story, Typed, read_story, step_text, text_change
from vsmap.storage.journal.syncer import Syncer
from vsmap.storage.journal.wire import from_json, to_json
from vsmap.storage.save import reason_of

HISTORIES: Final = 100
"""How many maps' histories are kept while nobody works on them."""
_HISTORY: Final = ".history"


class TakenOverError(EditError):
    """The map was taken over by another editor: nothing more can be done to it here."""

    def __init__(self, by: Presence | None) -> None:
        super().__init__(f"taken over by {by}: this map is read-only here" if by else "taken over")
        self.by = by


class Start(NamedTuple):
    """What a journal begins with: the text of the file, None where it is not there, and of the map."""

    saved_text: str | None
    base_text: str


class Journal:
    """An open journal: what the document does is written here before anybody sees it.

    The lock on the file tells that this editor lives; the system takes it back when the process ends.

    Args:
        path: the journal's file.
        descriptor: the file, open and locked.
        start: what it begins with once something is done; None where it has begun.
        now: gives the text of the map as it is, for a journal that lacks what a line would follow on.
        saved_text: what the file holds.
    """

    def __init__(
        self,
        path: Path,
        descriptor: int,
        start: Start | None,
        now: Callable[[], str],
        saved_text: str | None = None,
    ) -> None:
        self.path = path
        self.trouble = ""
        """Why the journal can't be written; empty where it can."""
        self.taken_by: Presence | None = None
        """Who took the map over, if anybody did."""
        self._descriptor = descriptor
        self._size = self._size_before = os.fstat(descriptor).st_size
        self._start, self._now = start, now
        self._saved_text = start.saved_text if start else saved_text
        self._steps = _Steps() if start else _Steps(_MANY, _MANY)
        self._syncer = Syncer(path, descriptor)
        self._typed: Typed | None = None

    @property
    def has_begun(self) -> bool:
        """Whether anything was done."""
        return self._start is None

    def announce(self, presence: Presence, file: Path | None) -> None:
        """Write who works on the map from now on, and where it is."""
        place = os.path.realpath(file) if file else ""
        self.trouble = self._append(line(Kind.OPENED, to_json((presence.plain(), place))))

    def content(self) -> bytes:
        """Return all that was written."""
        return os.pread(self._descriptor, self._size, 0)

    def earlier(self) -> Story:
        """Read what was in the journal before this editor went on with it."""
        return read_story(os.pread(self._descriptor, self._size_before, 0))

    # What the document tells.

    def did(self, step: Step, *, joins: bool) -> None:
        """Write a step that was made; raises TakenOverError where it can't be made here any more."""
        self._typed = None
        self._write(Kind.JOINED if joins else Kind.DONE, step_text(step))

    def undid(self) -> None:
        """Write that the last step was taken back; raises TakenOverError."""
        self._write(Kind.UNDONE)

    def redid(self) -> None:
        """Write that it was made again; raises TakenOverError."""
        self._write(Kind.REDONE)

    # What the screen tells.

    def saved(self, text: str) -> None:
        """Write that the file now holds a text, which is the map's; raises TakenOverError."""
        before, self._saved_text = self._saved_text or "", text
        if self._start is None or self.trouble:
            self._write(Kind.SAVED, to_json(text_change(before, text)))
        else:
            self._start = Start(text, text)

    def rebased(self, text: str) -> None:
        """Write that the file was found to hold a text, which is not the map's; raises TakenOverError."""
        self._saved_text, self._start, self._steps = text, None, _Steps(_NONE, _NONE)
        self._write(Kind.TYPED, to_json(None))

    def typed(self, typed: Typed | None) -> None:
        """Write what is typed and not entered yet, unless that is known; raises TakenOverError."""
        if typed != self._typed:
            self._typed = typed
            self._write(Kind.TYPED, to_json(None if typed is None else tuple(typed)))

    def check(self) -> Presence | None:
        """Look whether somebody took the map over, and give who; one call of the system where nobody did."""
        if self.taken_by is None and os.fstat(self._descriptor).st_size != self._size:
            self._look_for_taker(self._size)
        return self.taken_by

    def sync(self) -> None:
        """Return once all that was written is on the disk."""
        self._syncer.sync_now()

    def leave(self) -> None:
        """Close the journal as it is: what is in it can be recovered."""
        self._syncer.close()
        os.close(self._descriptor)

    def close(self, text: str | None, *, discards: bool = False) -> None:
        """Close the journal of a map with nothing unsaved; its file holds a text, or is not there.

        `discards` lets go of everything since the last save. The history stays, to be undone another time,
        if there is one and a file that it belongs to.
        """
        if self.check() is None:
            self._end(text, discards=discards)
        self.leave()

    def _end(self, text: str | None, *, discards: bool) -> None:
        if self._start is not None or text is None or self.trouble:
            self.path.unlink(missing_ok=True)
            return
        if discards:
            self._write(Kind.DISCARDED)
        self._write(Kind.CLOSED, to_json(digest(text)))
        self.path.replace(history_path(self.path))
        _forget_oldest(self.path.parent)

    # Writing.

    def _write(self, kind: Kind, text: str = "") -> None:
        if self.taken_by is not None:
            raise TakenOverError(self.taken_by)
        begins, content = self._begins(kind), line(kind, text)
        if begins and self._start is None and kind in _CHANGES:
            content = b""  # the map as it is now has this change
        before = self._size
        self.trouble = self._append(begins + content)
        if not self.trouble:
            self._steps = _Steps() if begins and not content else self._steps.after(kind)
            self._start = None
            self._syncer.wake()
            if os.fstat(self._descriptor).st_size != self._size and self._look_for_taker(before) <= before:
                raise TakenOverError(self.taken_by)

    def _begins(self, kind: Kind) -> bytes:
        """Give the line that this must begin with: the map as it was at first, or as it is now."""
        if self.trouble or (self._start is None and not self._steps.has(kind)):
            self._start = None
            return line(Kind.BASE, to_json((self._saved_text, self._now(), False)))
        if self._start is not None:
            return line(Kind.BASE, to_json((*self._start, True)))
        return b""

    def _append(self, content: bytes) -> str:
        """Write at the end; return why that failed, with the journal as it was."""
        try:
            if self.trouble:
                os.ftruncate(self._descriptor, self._size)
            if os.write(self._descriptor, content) < len(content):
                os.ftruncate(self._descriptor, self._size)
                return "the disk is full"
        except OSError as error:
            return reason_of(error)
        self._size += len(content)
        return ""

    def _look_for_taker(self, start: int) -> int:
        """Read what was written from a place on; return where the line of a taker begins, if there is one."""
        content = os.pread(self._descriptor, os.fstat(self._descriptor).st_size - start, start)
        begin = start
        for read in lines_in(content):
            if read.kind is Kind.TAKEN:
                self.taken_by = Presence.of(from_json(read.text))
                return begin
            begin = start + read.end
        self._size = start + len(content)
        return self._size


class _Steps(NamedTuple):
    """How many steps a journal knows that can be undone and made again, at least."""

    done: int = 0
    undone: int = 0

    def has(self, kind: Kind) -> bool:
        """Tell whether it knows the step that a line is about."""
        if self.done == _NONE:
            return False
        return {Kind.JOINED: self.done, Kind.UNDONE: self.done, Kind.REDONE: self.undone}.get(kind, 1) > 0

    def after(self, kind: Kind) -> "_Steps":
        """Return how many there are after a line."""
        match kind:
            case Kind.DONE:
                return _Steps(self.done + 1, 0)
            case Kind.JOINED:
                return _Steps(self.done, 0)
            case Kind.UNDONE:
                return _Steps(self.done - 1, self.undone + 1)
            case Kind.REDONE:
                return _Steps(self.done + 1, self.undone - 1)
            case _:
                return self


_NONE: Final = -1
"""Where the map has to be written anew."""
_MANY: Final = 1 << 60
"""Of a history that is not read before somebody asks for it."""


def digest(text: str) -> str:
    """Return what tells a file's text from all others."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _forget_oldest(directory: Path) -> None:
    """Let go of the histories that were left longest ago, beyond as many as are kept."""
    histories = [entry for entry in os.scandir(directory) if entry.name.endswith(_HISTORY)]
    for entry in sorted(histories, key=lambda each: -each.stat().st_mtime_ns)[HISTORIES:]:
        # Another editor may be about to go on with it, or to let go of it: then it is no longer there.
        with suppress(FileNotFoundError):
            Path(entry).unlink()


def history_path(path: Path) -> Path:
    """Return where a journal rests while nobody works on its map."""
    return path.with_suffix(_HISTORY)


_CHANGES: Final = frozenset({Kind.DONE, Kind.JOINED, Kind.UNDONE, Kind.REDONE})
