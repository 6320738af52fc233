"""The lines of a journal: a word for what it is, a checksum, and a text, one after the other.

What is read is the good prefix: from the first line that is torn or damaged on, nothing is believed.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple
from zlib import crc32

_CHECKSUM: Final = 8
_HEAD: Final = 2 + _CHECKSUM + 1


class Kind(StrEnum):
    """What a line tells, by the one letter that it begins with."""

    OPENED = "o"
    """Somebody began to write here: who, where and since when."""
    BASE = "b"
    """What the file held, and the map that the edits begin with."""
    DONE = "d"
    """Edits that were made, as a step of the history."""
    JOINED = "j"
    """Edits that were made, as a part of the step before."""
    UNDONE = "u"
    REDONE = "r"
    SAVED = "s"
    """The map as it is now was written to the file."""
    DISCARDED = "x"
    """The person let go of everything since the last save."""
    TYPED = "t"
    """What is typed and not entered yet, or that nothing is."""
    TAKEN = "k"
    """Somebody else took the map over: what follows was never made."""
    CLOSED = "c"
    """The map was left, with nothing unsaved in it."""


class Line(NamedTuple):
    """One line that was read, and where it ends in the journal."""

    kind: Kind
    text: bytes
    end: int


def line(kind: Kind, text: str) -> bytes:
    """Make a line of a text in ASCII without line ends."""
    content = f" {text}".encode("ascii")
    return b"%s %08x%s\n" % (kind.encode(), crc32(content, crc32(kind.encode())), content)


def lines_in(content: bytes) -> Iterator[Line]:
    """Yield the lines up to the first that is not whole; its place is where the last one's `end` is."""
    at = 0
    while (stop := content.find(b"\n", at)) >= 0:
        read = _line(content, at, stop)
        if read is None:
            return
        yield read
        at = stop + 1


def _line(content: bytes, at: int, stop: int) -> Line | None:
    head, text = content[at : at + _HEAD - 1], content[at + _HEAD : stop]
    letter, checksum = head[:1], head[2:]
    expected = b"%08x" % crc32(content[at + _HEAD - 1 : stop], crc32(letter))
    if head[1:2] != b" " or checksum != expected:
        return None
    try:
        return Line(Kind(letter.decode("ascii")), text, stop + 1)
    except ValueError:
        return None
