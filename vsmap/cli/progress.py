"""How far a long command is: one line on a terminal's standard error, nothing anywhere else."""

import sys
from time import monotonic
from types import TracebackType
from typing import Final, Self

from vsmap.cli.answer import complain
from vsmap.drawing.cells import fit

_PATIENCE: Final = 0.5
"""Seconds after which people want to know that something happens."""
_BETWEEN: Final = 0.2
_LINE: Final = 70


class Progress:
    """Tells how far a command is once it takes longer than half a second; its line is gone at the end."""

    def __init__(self, doing: str) -> None:
        self._doing = fit(doing, _LINE - 10)
        self._started = self._last = monotonic()
        self._shown = False
        self._on = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def step(self, done: int, whole: int) -> None:
        """Say that so much of so much is done."""
        now = monotonic()
        if not self._on or now - self._started < _PATIENCE or now - self._last < _BETWEEN:
            return
        self._last, self._shown = now, True
        percent = f"{100 * done // whole:3d} %" if whole else ""
        sys.stderr.write(f"\r{self._doing} {percent} ")
        sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write(f"\r{' ' * _LINE}\r")
            sys.stderr.flush()
        if isinstance(error, KeyboardInterrupt):
            complain("interrupted: nothing was written")
