"""What a journal tells: the file as it was, the steps since then, and what of them is not saved."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from vsmap.model.document import Step
from vsmap.model.edits import EditError, Edits, replay
from vsmap.model.stream import ValueStream
from vsmap.storage.faults import FileFaults
from vsmap.storage.journal.lines import Kind, lines_in
from vsmap.storage.journal.presence import Presence
from vsmap.storage.journal.wire import WireError, edits_from, from_json, to_json
from vsmap.storage.reader import read_text

Entry = tuple[bytes, ...]
"""One step of the history as it was written: a line, and those that joined it."""


class JournalError(Exception):
    """A journal that tells nothing: no map is to be had from it."""


class Typed(NamedTuple):
    """What is typed and not entered yet: into a figure of a stage, or into the capture line."""

    place: str
    """`field`, or the capture line's own word for where the stage would go."""
    stage: str
    figure: str
    text: str
    cursor: int


@dataclass(slots=True)
class Story:
    """What the good part of a journal tells; steps are read when they are asked for."""

    presence: Presence | None = None
    """Who wrote it last."""
    file: str = ""
    """The map's file; empty where it has none."""
    saved_text: str | None = None
    """What the file held when it was last read or written; None where it was not there."""
    base_text: str | None = None
    """The map that the first step was made on."""
    done: list[Entry] = field(default_factory=list)
    undone: list[Entry] = field(default_factory=list)
    saved: list[Entry] | None = None
    """The steps after which nothing was unsaved; None where only the file's own text says what was."""
    typed: Typed | None = None
    taken_by: Presence | None = None
    is_closed: bool = False
    good: int = 0
    """How many bytes are good."""
    size: int = 0
    """How many there are."""

    @property
    def lost(self) -> int:
        """Bytes at the end that can't be read: of a line that was torn by a power cut, or damaged."""
        return self.size - self.good

    @property
    def has_base(self) -> bool:
        """Whether anything was done."""
        return self.base_text is not None

    def maps(self) -> tuple[ValueStream, ValueStream]:
        """Return the map as it was saved last, or begun with, and as it was at the end.

        Raises JournalError where the steps do not fit the map.
        """
        saved = _after(self.saved_text, ()) if self.saved is None else _after(self.base_text, self.saved)
        return saved, _after(self.base_text, self.done)


def _after(text: str | None, entries: Iterable[Entry]) -> ValueStream:
    """Return the map of a text once steps were made on it."""
    try:
        stream = read_text(text or "", "-")
        for entry in entries:
            replay(stream, step_of(entry).edits)
    except (FileFaults, WireError, EditError, LookupError) as error:
        raise JournalError(f"the journal does not fit its map: {error}") from error
    return stream


def step_of(entry: Entry) -> Step:
    """Read a step of the history; raises WireError."""
    label = ""
    edits: Edits = ()
    inverses: Edits = ()
    for text in entry:
        read = from_json(text)
        if not isinstance(read, tuple) or len(read) != 3 or not isinstance(read[0], str):  # noqa: PLR2004 - as written
            raise WireError("this is no step")
        label, edits, inverses = read[0], edits + edits_from(read[1]), edits_from(read[2]) + inverses
    return Step(label, edits, inverses)


def step_text(step: Step) -> str:
    """Write a step as the text of a line."""
    return to_json((step.label, step.edits, step.inverses))


def text_change(old: str, new: str) -> tuple[int, int, str]:
    """Say how a text became another: how much of its start and of its end stayed, and what is between.

    >>> text_change("one two three", "one too three")
    (5, 7, 'o')
    """
    shorter = min(len(old), len(new))
    start = bisect_left(range(1, shorter + 1), x=True, key=lambda size: old[:size] != new[:size])
    ends = range(1, shorter - start + 1)
    end = bisect_left(ends, x=True, key=lambda size: old[-size:] != new[-size:])
    return start, end, new[start : len(new) - end]


def changed_text(old: str, change: object) -> str:
    """Make the change that `text_change` told; raises WireError where it is none."""
    match change:
        case (int() as start, int() as end, str() as between) if 0 <= start <= start + end <= len(old):
            return old[:start] + between + old[len(old) - end :]
    raise WireError("this is no change of a text")


class History:
    """Steps from before: found out when somebody asks, each read when it is undone or made again."""

    def __init__(self, story: Callable[[], Story]) -> None:
        self._story = story
        self._loaded: tuple[list[Entry], list[Entry]] | None = None
        self._has_gone_on = False

    @property
    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        if self._loaded is None:
            story = self._story()
            self._loaded = story.done, [] if self._has_gone_on else story.undone
        return self._loaded

    @property
    def has_done(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._entries[0])

    @property
    def has_undone(self) -> bool:
        """Whether there is one to make again."""
        return bool(self._entries[1])

    def pop_done(self) -> Step | None:
        """Give the last step that was made, and forget it."""
        return step_of(self._entries[0].pop()) if self.has_done else None

    def pop_undone(self) -> Step | None:
        """Give the step that was undone last, and forget it."""
        return step_of(self._entries[1].pop()) if self.has_undone else None

    def forget_undone(self) -> None:
        """Let go of what was undone, since something else was done."""
        self._has_gone_on = True
        if self._loaded is not None:
            self._loaded[1].clear()


def read_story(content: bytes) -> Story:
    """Read a journal as far as it is good."""
    story = Story(size=len(content))
    for line in lines_in(content):
        try:
            _TELLERS[line.kind](story, line.text)
        except (WireError, IndexError):
            return story
        if line.kind is Kind.TAKEN:
            story.size = story.good  # what follows was never made, so that none of it is lost
            return story
        story.good = line.end
    return story


def _opened(story: Story, text: bytes) -> None:
    match from_json(text):
        case (presence, str() as file):
            story.presence, story.file, story.is_closed = Presence.of(presence), file, False
        case _:
            raise WireError("nobody opened this")


def _base(story: Story, text: bytes) -> None:
    match from_json(text):
        case (None | str() as saved, str() as base, bool() as is_saved):
            story.saved_text, story.base_text = saved, base
            story.done, story.undone, story.saved = [], [], [] if is_saved else None
        case _:
            raise WireError("this is no base")


def _done(story: Story, text: bytes) -> None:
    _need_base(story)
    story.done.append((text,))
    story.undone.clear()
    story.typed = None


def _joined(story: Story, text: bytes) -> None:
    before = story.done.pop() if story.done else ()
    story.done.append((*before, text))
    story.undone.clear()
    story.typed = None


def _undone(story: Story, _text: bytes) -> None:
    story.undone.append(story.done.pop())


def _redone(story: Story, _text: bytes) -> None:
    story.done.append(story.undone.pop())


def _saved(story: Story, text: bytes) -> None:
    _need_base(story)
    story.saved_text, story.saved = changed_text(story.saved_text or "", from_json(text)), list(story.done)


def _discarded(story: Story, _text: bytes) -> None:
    story.done, story.undone, story.typed = list(story.saved or ()), [], None


def _typed(story: Story, text: bytes) -> None:
    match from_json(text):
        case None:
            story.typed = None
        case (str() as place, str() as stage, str() as figure, str() as typed, int() as cursor):
            story.typed = Typed(place, stage, figure, typed, cursor)
        case _:
            raise WireError("nothing was typed so")


def _taken(story: Story, text: bytes) -> None:
    story.taken_by = Presence.of(from_json(text))


def _closed(story: Story, _text: bytes) -> None:
    story.is_closed, story.typed = True, None


def _need_base(story: Story) -> None:
    if not story.has_base:
        raise WireError("nothing can be done to no map")


_TELLERS = {
    Kind.OPENED: _opened,
    Kind.BASE: _base,
    Kind.DONE: _done,
    Kind.JOINED: _joined,
    Kind.UNDONE: _undone,
    Kind.REDONE: _redone,
    Kind.SAVED: _saved,
    Kind.DISCARDED: _discarded,
    Kind.TYPED: _typed,
    Kind.TAKEN: _taken,
    Kind.CLOSED: _closed,
}
