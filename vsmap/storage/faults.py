"""What is wrong with a file: each fault with its place, all of them together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from vsmap.model.text import excerpt, visible

if TYPE_CHECKING:
    from vsmap.model.stream import ValueStream

Path = tuple[str | int, ...]
"""Where a value stands in the tables of a file, e.g. `("flow", 1, "to")`; positions count from 0."""

Message = str | Callable[[], str]
"""What is allowed; a hint that costs time to find is made only for a fault that is shown."""

SHOWN: Final = 20
"""How many faults of one file are shown."""
_STOP: Final = 1000
_BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


class Fault(NamedTuple):
    """One breach of the format: where, what was found (at most 60 characters) and what is allowed.

    `line` counts from 1. `where` names the table and the key, e.g. `stage.design.lead_time` or
    `flow[2].to`, the second flow's target; it is empty for a fault of the whole file.
    """

    file: str
    line: int
    where: str
    found: str
    message: str

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        found = f"found {self.found}; " if self.found else ""
        return f"{visible(self.file)}:{self.line}: {where}{found}{self.message}"


class FileFaults(Exception):  # noqa: N818 - it carries faults, plural
    """A file that can't be read as a map: its first faults, and how many more there are."""

    def __init__(self, faults: Sequence[Fault], more: int = 0, *, stopped: bool = False) -> None:
        self.faults = tuple(faults)
        self.more = more
        self.stopped = stopped
        """Whether reading stopped at so many faults, so that there may be more than `more` more."""
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return one line for each fault, and one that says how many more there are."""
        rest = f"and {'at least ' if self.stopped else ''}{self.more} more"
        return [*map(str, self.faults), *([rest] if self.more else [])]


class FormatNewer(FileFaults):
    """A file of a later format: `stream` is what this version understands of it, to be shown read-only.

    `stream` is None where that does not make a map.
    """

    def __init__(self, fault: Fault, stream: ValueStream | None) -> None:
        super().__init__([fault])
        self.stream = stream


class TooManyFaultsError(Exception):
    """Raised to stop reading a file that has so many faults that nobody would read them."""


class Findings:
    """The faults found so far, in terms of the file's tables; lines come last."""

    def __init__(self, *, lenient: bool = False) -> None:
        self.rows: list[tuple[Path, str, Message]] = []
        self._lenient = lenient
        self._touched: set[Path] = set()

    def add(self, path: Path, found: str, message: Message) -> None:
        """Note a fault; raises TooManyFaultsError at the thousandth."""
        self.rows.append((path, found, message))
        self._touched.update(path[:length] for length in range(1, len(path) + 1))
        if len(self.rows) >= _STOP:
            raise TooManyFaultsError

    def add_unknown(self, path: Path, message: Message) -> None:
        """Note a key that no format knows; a lenient reading passes over it."""
        if not self._lenient:
            self.add(path, excerpt(str(path[-1])), message)

    def touch(self, path: Path) -> bool:
        """Tell whether a fault lies at or under a path."""
        return path in self._touched

    def raise_all(self, file: str, line_of: Callable[[Path], int], *, stopped: bool) -> None:
        """Raise FileFaults with the first faults by their lines, if there are any."""
        if not self.rows:
            return
        placed = sorted(
            ((line_of(path), index) for index, (path, *_rest) in enumerate(self.rows)),
            key=lambda place: place,
        )
        faults = [self._fault(file, line, index) for line, index in placed[:SHOWN]]
        raise FileFaults(faults, len(self.rows) - len(faults), stopped=stopped)

    def _fault(self, file: str, line: int, index: int) -> Fault:
        path, found, message = self.rows[index]
        return Fault(file, line, where(path), found, message if isinstance(message, str) else message())


def where(path: Path) -> str:
    """Write a path as people and programs read it; positions count from 1.

    >>> where(("flow", 1, "to"))
    'flow[2].to'
    """
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part + 1}]"
        else:
            bare = part and len(part) <= 60 and _BARE.issuperset(part)  # noqa: PLR2004 - as an excerpt
            shown += ("." if shown else "") + (part if bare else excerpt(part))
    return shown
