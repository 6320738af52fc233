"""Bringing a file to the disk beside the interface, at most once a second."""

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Final

_APART: Final = 1.0
"""Seconds between two: so much is lost at most where the power fails."""


class Syncer:
    """Syncs a file soon after it was written to; its thread is started with the first write."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor
        self._is_entered = False
        self._written, self._closing = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Say that something was written."""
        self._written.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="vsmap-journal", daemon=True)
            self._thread.start()

    def sync_now(self) -> None:
        """Sync before this returns."""
        # A disk that does not confirm is no reason to stop: the bytes are with the system, which lives.
        with suppress(OSError):
            os.fsync(self._descriptor)
            if not self._is_entered:
                self._is_entered = True
                self._sync_directory()

    def _sync_directory(self) -> None:
        """Bring the file's name to the disk too, once: bytes that no name leads to would be lost."""
        directory = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def close(self) -> None:
        """Sync what is left and end; the file may be closed then."""
        self._closing.set()
        self._written.set()
        if self._thread is not None:
            self._thread.join()
        self.sync_now()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._written.wait()
            self._written.clear()
            self.sync_now()
            self._closing.wait(_APART)
