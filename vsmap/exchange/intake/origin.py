"""Where an import comes from: a file or what was given, compressed or not, read whole or as a stream."""

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from vsmap.storage.faults import FileFaults
from vsmap.storage.source import kind_of, whole_file_fault

WHOLE_BYTES: Final = 64 * 1024 * 1024
"""The largest table or JSON that is read; event logs are read as a stream and may be larger."""
_GZIP: Final = b"\x1f\x8b"
_START: Final = 64 * 1024
Progress = Callable[[int, int], None]


class Origin(NamedTuple):
    """A source: a file, or bytes that came through standard input."""

    name: str
    """What faults call it."""
    given: bytes | None = None

    def start(self) -> bytes:
        """Return its first bytes, to tell what it is; raises FileFaults."""
        with self.stream() as opened:
            return opened.read(_START)

    def whole(self) -> bytes:
        """Return all of it; raises FileFaults for more than 64 MiB."""
        with self.stream() as opened:
            content = opened.read(WHOLE_BYTES + 1)
        if len(content) > WHOLE_BYTES:
            raise whole_file_fault(self.name, "more than 64 MiB", "a table or JSON is at most 64 MiB")
        return content

    @contextmanager
    def stream(self, progress: Progress | None = None) -> Iterator[BinaryIO]:
        """Open it, decompressed where it is gzip; raises FileFaults where it can't be read, or is damaged."""
        try:
            with self._opened() as raw:
                watched = _Watched(raw, _size(raw), progress)
                start = watched.peek(len(_GZIP))[: len(_GZIP)]
                yield gzip.GzipFile(fileobj=watched) if start == _GZIP else watched  # type: ignore[misc] # both read
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            reason = f"the compressed file is damaged: {error}"
            raise whole_file_fault(self.name, "", reason) from None
        except OSError as error:
            raise _unreadable(self.name, error) from None

    def _opened(self) -> BinaryIO:
        if self.given is not None:
            return io.BytesIO(self.given)
        try:
            kind = kind_of(Path(self.name).stat().st_mode)
        except ValueError as error:
            raise whole_file_fault(self.name, "", f"it can't be read: {error}") from None
        if kind:
            raise whole_file_fault(self.name, kind, "a source is a regular file, or - for standard input")
        return os.fdopen(os.open(self.name, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0)


def _unreadable(name: str, error: OSError) -> FileFaults:
    reason = error.strerror or str(error)
    return whole_file_fault(name, "", f"it can't be read: {reason[:1].lower()}{reason[1:]}")


def _size(raw: BinaryIO) -> int:
    size = raw.seek(0, os.SEEK_END)
    raw.seek(0)
    return size


class _Watched(io.BufferedReader):
    """A file that tells how much of it was read."""

    def __init__(self, raw: BinaryIO, size: int, progress: Progress | None) -> None:
        super().__init__(_Raw(raw, size, progress), buffer_size=256 * 1024)


class _Raw(io.RawIOBase):
    """The bytes of a file, counted."""

    def __init__(self, raw: BinaryIO, size: int, progress: Progress | None) -> None:
        self._raw, self._size, self._progress, self._done = raw, size, progress, 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any buffer is seen as memory
        """Read some bytes, and tell of them."""
        content = self._raw.read(len(buffer))
        buffer[: len(content)] = content
        self._done += len(content)
        if self._progress is not None:
            self._progress(self._done, self._size)
        return len(content)
