"""Who works on a map: the person, the terminal, the process, and since when."""

import getpass
import os
import platform
import select
import time
from dataclasses import dataclass
from typing import Self

from vsmap.storage.journal.wire import WireError

_MINUTE, _DAY = 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Presence:
    """An editor that has a map open; `since` is in seconds of the epoch."""

    person: str
    host: str
    terminal: str
    process: int
    since: int

    @classmethod
    def of_this_process(cls) -> Self:
        """Say who this is."""
        return cls(_person(), platform.node(), _terminal(), os.getpid(), int(time.time()))

    @property
    def is_here(self) -> bool:
        """Whether it is on this machine, so that its terminal can be looked for."""
        return self.host == platform.node()

    @property
    def has_lost_terminal(self) -> bool:
        """Whether its terminal is gone, or reads nothing any more, as after a line dropped; unknown is no."""
        device = self.terminal.split(" ")[0]
        return self.is_here and device.startswith("/dev/") and not _takes_output(device)

    def __str__(self) -> str:
        where = " on ".join(part for part in (self.terminal, self.host) if part)
        return f"{self.person} at {where}, since {clock(self.since)}"

    def plain(self) -> tuple[str, str, str, int, int]:
        """Give its parts, as they are written."""
        return (self.person, self.host, self.terminal, self.process, self.since)

    @classmethod
    def of(cls, parts: object) -> Self:
        """Make one of its parts; raises WireError."""
        match parts:
            case (str() as person, str() as host, str() as terminal, int() as process, int() as since):
                return cls(person, host, terminal, process, since)
        raise WireError("this is nobody")


def _takes_output(device: str) -> bool:
    """Tell whether a terminal is there and reads what is written to it; nothing is written to find out."""
    try:
        descriptor = os.open(device, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except PermissionError:
        return True
    except OSError:
        return False
    try:
        return bool(select.select([], [descriptor], [], 0)[1])
    finally:
        os.close(descriptor)


def clock(moment: float) -> str:
    """Say when something was: the time of day, with the date where that was another day."""
    told = time.localtime(moment)
    return time.strftime("%H:%M" if time.localtime()[:3] == told[:3] else "%Y-%m-%d %H:%M", told)


def ago(seconds: float) -> str:
    """Say how long ago something was.

    >>> ago(5), ago(600), ago(7200), ago(200000)
    ('just now', '10 minutes ago', '2 hours ago', '2 days ago')
    """
    for size, word in ((_DAY, "day"), (60 * _MINUTE, "hour"), (_MINUTE, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}{'s' * (count > 1)} ago"
    return "just now"


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _terminal() -> str:
    try:
        device = os.ttyname(0)
    except OSError:
        device = ""
    pane = os.environ.get("TMUX_PANE", "")
    return f"{device} (tmux {pane})" if pane and device else device
