"""The file behind a map: what it said when it was last read or written, and how it is written again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vsmap.storage.faults import FileFaults
from vsmap.storage.reader import read_text
from vsmap.storage.save import SaveError, save
from vsmap.storage.source import decode, read_bytes

if TYPE_CHECKING:
    import os

    from vsmap.model.stream import ValueStream
    from vsmap.storage.keeping import Updated


LARGE: Final = 512 * 1024
"""Bytes from which reading and writing a map would be felt, so that it is done beside the interface."""
_KNOWN: Final = 20
_BYTES_OF_A_STAGE: Final = 150
"""About."""


def is_large(path: Path) -> bool:
    """Tell whether a file is large."""
    return path.is_file() and path.stat().st_size > LARGE


@dataclass(slots=True)
class MapFile:
    """A file that a map is read from and written to.

    `text` is what the file held when this program last read or wrote it; None where it is not there yet.
    """

    path: Path
    text: str | None = None
    _known: list[tuple[ValueStream, str]] = field(default_factory=list, repr=False)
    """Maps that the file held, with their very texts: undoing a saved change brings the text back too."""
    seen: tuple[int, int, int] | None = None
    """Time, size and number of the file at the last look."""
    _was_changed: bool = False

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> tuple[MapFile, ValueStream]:
        """Read a file; return it and its map. Raises FileFaults, FormatNewer for a later format."""
        name = str(path)
        text = decode(read_bytes(path, name), name)
        stream = read_text(text, name)
        return cls(Path(path), text, [(stream.copy(), text)]), stream

    def would_be_large(self, stream: ValueStream) -> bool:
        """Tell whether the text of a map in this file would be large."""
        return max(len(self.text or ""), len(stream) * _BYTES_OF_A_STAGE) > LARGE

    def updated(self, stream: ValueStream) -> Updated:
        """Return the text that `write` would write, and what of the old one would be lost.

        Raises SaveError where the map has no text.
        """
        from vsmap.storage.keeping import (  # noqa: PLC0415 - a map that is only shown never needs it
            UnwritableError,
            Updated,
            new_text,
            updated_text,
        )

        for known, text in reversed(self._known):
            if known == stream:
                return Updated(text)
        try:
            updated = new_text(stream) if self.text is None else updated_text(self.text, stream)
        except UnwritableError as error:
            raise SaveError(self.path, str(error)) from error
        if not updated.lost:
            self._known = [*self._known[-_KNOWN:], (stream.copy(), updated.text)]
        return updated

    def write(self, stream: ValueStream) -> Updated:
        """Save a map; return the text and what of the old one was lost. Raises SaveError."""
        return self.put(self.updated(stream))

    def put(self, updated: Updated) -> Updated:
        """Save a text that `updated` made, once the user has agreed to it; raises SaveError."""
        save(self.path, updated.text)
        self.text, self.seen = updated.text, None
        return updated

    def looks_changed(self) -> bool:
        """Tell the same at the price of one call of the system, where nobody touched the file since."""
        try:
            status = self.path.stat()
            seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        except OSError:
            seen = (0, 0, 0)
        if seen != self.seen:
            self.seen, self._was_changed = seen, self.changed_on_disk()
        return self._was_changed

    def changed_on_disk(self) -> bool:
        """Tell, by its content, whether somebody else wrote the file, removed it, or put one there."""
        try:
            content: bytes | None = read_bytes(self.path, str(self.path))
        except FileFaults:
            content = None
        return content != (None if self.text is None else self.text.encode("utf-8"))
