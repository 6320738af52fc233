"""A system whose nth call fails, or at whose nth call the program dies: for sweeps over a save."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

CALLS = ("stat", "open", "fstat", "fchmod", "write", "fsync", "close", "replace", "unlink", "ftruncate")
"""The calls of a save that can fail, in about the order in which they come."""


class DiedError(BaseException):
    """The program was killed: no code of it runs any more."""


@dataclass
class FailingSystem:
    """Counts the system calls of a save and lets the nth fail.

    `failure` is an error number, or 0 for death; a failure `for_good` lasts to the end. A write that fails
    has written half of its bytes, a close that fails has closed, a rename that fails has not happened.
    """

    nth: int
    failure: int = errno.EIO
    for_good: bool = False
    made: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether the nth call was reached."""
        return len(self.made) >= self.nth

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put this system in the place of the real one."""
        for name in CALLS:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:  # noqa: ANN401 - any call of the system
            self.made.append(name)
            again = self.for_good or not self.failure
            if len(self.made) != self.nth and not (again and self.failed):
                return real(*args, **more)
            if name == "close":
                real(*args)
            elif name == "write" and len(self.made) == self.nth:
                real(args[0], bytes(args[1])[: len(args[1]) // 2])
            raise OSError(self.failure, os.strerror(self.failure)) if self.failure else DiedError

        return call
