"""The directory of journals: whose a journal is, and how one is begun, continued, taken over or put aside.

A journal is `KEY.journal` while somebody works on its map, and after a crash; `KEY.history` once the map was
left with nothing unsaved; `KEY.N.kept` when work that was not saved was put aside. The lock on the file tells
whether the editor that wrote it still lives.
"""

import fcntl
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from vsmap.storage.journal.journal import Journal, Start, digest, history_path
from vsmap.storage.journal.lines import Kind, line
from vsmap.storage.journal.presence import Presence
from vsmap.storage.journal.story import JournalError, Story, read_story
from vsmap.storage.journal.wire import to_json
from vsmap.storage.state import journal_path, journals_path, state_directory

_FLAGS: Final = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
_PRIVATE_FILE: Final = 0o600
_TAIL: Final = 4096
KEPT: Final = ".kept"
"""What the names of journals end with that were put aside."""
_LONGEST_HISTORY: Final = 16 * 1024 * 1024
"""Bytes of a history that is still gone on with; an older one is let go of."""


class Found(NamedTuple):
    """A journal that is there already: what it tells, and whether its editor still lives."""

    path: Path
    story: Story
    is_live: bool
    written: float
    """When it was written to last, in seconds of the epoch."""

    @property
    def file(self) -> Path | None:
        """The map's file, if it has one."""
        return Path(self.story.file) if self.story.file else None


class OccupiedError(Exception):
    """Somebody works on this map, or left work that was not saved: that is to be dealt with first."""

    def __str__(self) -> str:
        return "somebody works on it"


def find(path: Path) -> Found | None:
    """Read the journal at a path, if there is one; raises OSError."""
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        return None
    try:
        is_live = not _lock(descriptor)
        return Found(path, read_story(_content(descriptor)), is_live, os.fstat(descriptor).st_mtime)
    finally:
        os.close(descriptor)


def find_of(file: Path) -> Found | None:
    """Read the journal of a file's map, if there is one; raises OSError."""
    return find(journal_path(file))


def is_live(path: Path) -> bool:
    """Tell whether an editor has the journal at a path open; no journal is nobody's."""
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        return False
    try:
        return not _lock(descriptor)
    finally:
        os.close(descriptor)


def begin(file: Path | None, text: str | None, start: Start, now: Callable[[], str]) -> Journal:
    """Begin the journal of a file's map, or go on with its history where that belongs to the file's text.

    Raises OccupiedError where a journal is there, OSError where none can be.
    """
    directory = state_directory("journals")
    path = journal_path(file) if file else directory / f"draft-{uuid4().hex}.journal"
    history = history_path(path)
    if text is not None and not path.exists() and history.exists():
        continued = _continued(history, path, text)
        if continued is not None:
            return _announced(Journal(path, continued, None, now, text), file)
    try:
        descriptor = os.open(path, _FLAGS | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    except FileExistsError:
        raise OccupiedError from None
    return _announced(Journal(path, _ours(path, descriptor), start, now), file)


def resume(found: Found, now: Callable[[], str]) -> tuple[Journal, Story]:
    """Go on with a journal that a crash left, in which something was done; what can't be read of it goes.

    Raises OccupiedError where somebody else has it meanwhile, OSError where it can't be written.
    """
    descriptor, path = _ours(found.path, os.open(found.path, _FLAGS)), found.path
    if path.suffix == KEPT and found.file is not None:
        path = journal_path(found.file)
        there = find(path)
        if there is not None and (there.is_live or has_unsaved_work(there.story)):
            os.close(descriptor)
            raise OccupiedError
        found.path.replace(path)
    os.ftruncate(descriptor, found.story.good)
    journal = Journal(path, descriptor, None, now, found.story.saved_text)
    return _announced(journal, found.file), found.story


def take_over(found: Found, start: Start, now: Callable[[], str]) -> tuple[Journal, Story]:
    """Take a map over from an editor that lives: what it wrote until now is ours, what it does then is not.

    The order of the lines in its journal decides. `start` is what one begins with in which nothing was done.
    Raises OccupiedError where somebody else was faster, OSError where it can't be written.
    """
    me = Presence.of_this_process()
    descriptor = os.open(found.path, _FLAGS)
    try:
        os.write(descriptor, line(Kind.TAKEN, to_json(me.plain())))
        content = _content(descriptor)
    finally:
        os.close(descriptor)
    story = read_story(content)
    if story.taken_by != me:
        raise OccupiedError
    begins = None if story.has_base else start
    return _replaced(found.path, found.file, content[: story.good], begins, now), story


def moved(journal: Journal, file: Path, now: Callable[[], str]) -> Journal:
    """Go on with a journal for another file; what was left unsaved of that one is put aside.

    Raises OccupiedError where somebody works on that file, OSError where no journal can be written.
    """
    there = find(journal_path(file))
    if there is not None and there.is_live:
        raise OccupiedError
    if there is not None and has_unsaved_work(there.story):
        put_aside(there)
    history_path(journal_path(file)).unlink(missing_ok=True)
    return _replaced(journal_path(file), file, journal.content(), None, now)


def _replaced(
    path: Path, file: Path | None, body: bytes, start: Start | None, now: Callable[[], str]
) -> Journal:
    """Put a journal of one's own, with what it tells, in the place of another; raises OSError."""
    temporary = path.with_suffix(f".{uuid4().hex}.new")
    descriptor = os.open(temporary, _FLAGS | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
    try:
        _lock(descriptor)
        os.write(descriptor, body)
        os.fsync(descriptor)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        os.close(descriptor)
        raise
    return _announced(Journal(path, descriptor, start, now, read_story(body).saved_text), file)


def put_aside(found: Found) -> Path:
    """Keep work that was not saved for another time; return where. Raises OSError."""
    names = (found.path.with_suffix(f".{number}{KEPT}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    return found.path.replace(kept)


def left_work() -> list[Found]:
    """Return the journals of editors that live no more and left work unsaved, the newest first."""
    found = [each for path in journals() if (each := find(path)) is not None]
    left = [each for each in found if not each.is_live and has_unsaved_work(each.story)]
    return sorted(left, key=lambda each: -each.written)


def has_unsaved_work(story: Story) -> bool:
    """Tell whether anything is in a journal that the file has not; steps are compared before maps are.

    Steps that do not fit their map count: somebody has to look at them.
    """
    if not story.has_base or story.is_closed:
        return False
    if story.typed is not None and story.typed.text.strip():
        return True
    if story.saved == story.done:
        return False
    try:
        saved, last = story.maps()
    except JournalError:
        return True
    return saved != last


def journals() -> list[Path]:
    """Return the journals of maps that are worked on, or were when a crash came, and those put aside."""
    try:
        return sorted(path for path in journals_path().iterdir() if path.suffix in {".journal", KEPT})
    except FileNotFoundError:
        return []


def _continued(history: Path, path: Path, text: str) -> int | None:
    """Open and lock the history of a text, under its name while somebody works on the map."""
    descriptor = os.open(history, _FLAGS)
    if _lock(descriptor) and _is_at(history, descriptor):
        if _belongs(descriptor, text):
            history.replace(path)
            return descriptor
        history.unlink()
    os.close(descriptor)
    return None


def _belongs(descriptor: int, text: str) -> bool:
    """Tell by its last line whether a history is one of a text, and short enough to be gone on with."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _TAIL, max(0, size - _TAIL))
    return size <= _LONGEST_HISTORY and tail.endswith(line(Kind.CLOSED, f'"{digest(text)}"'))


def _announced(journal: Journal, file: Path | None) -> Journal:
    journal.announce(Presence.of_this_process(), file)
    return journal


def _ours(path: Path, descriptor: int) -> int:
    """Give back a file that is locked for this process and still at its path; raises OccupiedError."""
    if _lock(descriptor) and _is_at(path, descriptor):
        return descriptor
    os.close(descriptor)
    raise OccupiedError


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _content(descriptor: int) -> bytes:
    return os.pread(descriptor, os.fstat(descriptor).st_size, 0)
