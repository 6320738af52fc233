"""What is typed to set the workshop timer: minutes, and what they are for."""

import re
from typing import Final, NamedTuple

_TYPED = re.compile(r"([0-9]{1,3})\s*(?:m|min|minutes)?(?:\s+(.*))?", re.IGNORECASE)
_HINT: Final = "write minutes, up to 999, and what they are for: 25 walk the stages"


class Countdown(NamedTuple):
    """Minutes that are left, and what for; none are left of one that was stopped."""

    minutes: int = 0
    what: str = ""

    @property
    def said(self) -> str:
        """What the title says of it."""
        what = f" {self.what}" if self.what else ""
        return f"{self.minutes} min{what}" if self.minutes else ""


def read_countdown(typed: str) -> Countdown:
    """Read a timer; nothing typed stops it. Raises ValueError with how it is written.

    >>> read_countdown("25 walk the stages"), read_countdown(" ")
    (Countdown(minutes=25, what='walk the stages'), Countdown(minutes=0, what=''))
    """
    if not typed.strip():
        return Countdown()
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise ValueError(_HINT)
    return Countdown(int(found[1]), (found[2] or "").strip())


def countdown_fault(typed: str) -> str:
    """Say what is wrong with what was typed for a timer, or nothing."""
    try:
        read_countdown(typed)
    except ValueError as error:
        return str(error)
    return ""
