"""Where a map is read from: a file, standard input (`-`), or a revision of a file (`FILE@REV`)."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map
from vsmap.storage.revisions import Revision, revision_of
from vsmap.storage.source import MAXIMUM_BYTES, read_bytes, whole_file_fault

STANDARD: Final = "-"
"""Standard input or output, in place of a file."""


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: its name as the person gave it, its bytes, and the file that they came from, if any."""

    name: str
    content: bytes
    path: Path | None

    def stream(self) -> ValueStream:
        """Read the map in it; raises FileFaults with all that is wrong."""
        return read_map(self.content, self.name)


def read_source(given: str) -> Source:
    """Read what a person named; raises FileFaults where that can't be read."""
    if given == STANDARD:
        return Source(given, _standard_input(), None)
    asked = revision_of(given)
    if isinstance(asked, Revision):
        return Source(given, asked.read(), None)
    return Source(given, read_bytes(given, given), Path(given))


def read_stream(given: str) -> ValueStream:
    """Read the map that a person named; raises FileFaults with all that is wrong."""
    return read_source(given).stream()


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise whole_file_fault(STANDARD, "", "standard input is closed")
    try:
        return sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise whole_file_fault(STANDARD, "", f"it can't be read: {(error.strerror or '').lower()}") from None
