"""Signals that end the program: work is brought to safety first, then it ends in time, whatever hangs."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Final

ENDING: Final = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
PATIENCE: Final = 0.8
"""Seconds that an orderly end may take."""


class SignalGuard:
    """Takes the signals that end the program until it is told to give them back.

    Args:
        keep_safe: brings work to safety; called at once.
        end: asks for an orderly end with an exit code.
        restore: gives the terminal back; called where the orderly end does not come in time.
    """

    def __init__(
        self, keep_safe: Callable[[], None], end: Callable[[int], None], restore: Callable[[], None]
    ) -> None:
        self._keep_safe, self._end, self._restore = keep_safe, end, restore
        self._old: dict[int, Any] = {}
        self._last_resort: threading.Timer | None = None

    def take(self) -> None:
        """Take the signals, but for those that whoever started the program wants to be ignored."""
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._old[number] = signal.signal(number, self._on_signal)

    def give_back(self, *, is_over: bool = True) -> None:
        """Let signals do what they did before, and call the last resort off: the end has come.

        Where it is not over, since the terminal reads nothing, whoever says a last word would wait for ever.
        """
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._old.clear()
        if self._last_resort is not None and is_over:
            self._last_resort.cancel()

    def ask_to_end(self, number: int) -> None:
        """End as after a signal: at once where that was asked for before."""
        if self._last_resort is not None:
            self._end_now(number)
        self._last_resort = threading.Timer(PATIENCE, self._end_now, (number,))
        self._last_resort.daemon = True
        self._last_resort.start()
        self._keep_safe()
        self._end(128 + number)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self.ask_to_end(number)

    def _end_now(self, number: int) -> None:
        with suppress(OSError):
            self._restore()
        os._exit(128 + number)
