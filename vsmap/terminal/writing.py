"""Writing to a terminal that may stop reading, or be gone: the program goes on all the same."""

import os
import threading
from collections.abc import Callable
from typing import Final

MOST_WAITING: Final = 1_000_000
"""Bytes that wait for a terminal which does not read; what comes after is left out."""
_AT_ONCE: Final = 65_536


class Output(threading.Thread):
    """Writes beside the interface, so that nobody waits for the terminal.

    Args:
        descriptor: where to write.
        on_lost: called once, from this thread, when the terminal is gone.
        on_caught_up: called, from this thread, when a terminal that had stopped reading has read all that
            waited: what was left out has to be painted anew.
    """

    def __init__(
        self, descriptor: int, on_lost: Callable[[], None], on_caught_up: Callable[[], None]
    ) -> None:
        super().__init__(daemon=True, name="vsmap-output")
        self._descriptor = descriptor
        self._on_lost, self._on_caught_up = on_lost, on_caught_up
        self._waiting = bytearray()
        self._changed = threading.Condition()
        self._is_over = self._left_out = self._is_lost = False

    def put(self, text: str) -> None:
        """Have a text written, as soon as the terminal takes it."""
        content = text.encode("utf-8", "replace")
        with self._changed:
            if self._is_lost:
                return
            if len(self._waiting) > MOST_WAITING:
                self._left_out = True
                return
            self._waiting += content
            self._changed.notify()

    def end(self, seconds: float) -> bool:
        """Write what waits, for so long at most, and end; return whether that was time enough."""
        with self._changed:
            self._is_over = True
            self._changed.notify()
        self.join(seconds)
        return not self.is_alive()

    def run(self) -> None:
        """Write what comes until the end is asked for, or the terminal is gone."""
        while content := self._next():
            try:
                rest = memoryview(content)
                while rest:
                    rest = rest[os.write(self._descriptor, rest[:_AT_ONCE]) :]
            except OSError:
                with self._changed:
                    self._is_lost = True
                    self._waiting.clear()
                self._on_lost()
                return

    def _next(self) -> bytes:
        """Wait for something to write; nothing means that this is the end."""
        with self._changed:
            if self._left_out and not self._waiting and not self._is_over:
                self._left_out = False
                self._on_caught_up()
            while not self._waiting and not self._is_over:
                self._changed.wait()
            content = bytes(self._waiting)
            self._waiting.clear()
            return content
