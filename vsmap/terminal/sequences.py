"""What is typed, sequence by sequence: those that mean something pass, those that mean nothing are dropped.

Textual's parser types what it does not know: of an answer that nobody asked for every letter would be a key.
"""

import re
from functools import lru_cache
from typing import Final

from textual._xterm_parser import XTermParser

HELD: Final = 0.05
"""Seconds that an escape and a bracket, which may be a key of their own, wait for what follows."""
HELD_ON: Final = 0.5
"""Seconds that a longer beginning waits for its end: a slow line may bring it late."""
_LONGEST: Final = 100_000
_TOKEN: Final = re.compile(
    r"(?P<dropped>\x1b[\]PX^_][^\x1b\x07]+(?:\x07|\x1b\\|(?=\x1b.))|\x1b\[M[^\x1b]{3})"  # strings, old mouse
    r"|(?P<cut>\x1b\[M[^\x1b]{0,2}\Z)"
    r"|(?P<control>\x1b\[\[[A-Z]|\x1b\[\d\d?\$|\x1b\[[0-?]*[ -/]*[@-Z\\-~])"
    r"|(?P<begun>\x1b(?:\[[0-?\[]*[ -/]*|[\]PX^_][^\x1b\x07]*\x1b?)\Z)"
    r"|(?P<plain>\x1b?[^\x1b]|\x1b)",
    re.DOTALL,
)


class SequenceFilter:
    """Takes what was typed, in pieces as they come; gives the sequences and keys in it, one by one."""

    def __init__(self) -> None:
        self._begun = ""
        self._last = 0.0

    @property
    def is_waiting(self) -> bool:
        """Whether the beginning of a sequence waits for its end."""
        return bool(self._begun)

    def feed(self, text: str, now: float) -> list[str]:
        """Take a piece that arrived at a time, in seconds of any clock that only goes forward."""
        text, self._begun, self._last = self._begun + text, "", now
        tokens: list[str] = []
        for token in _TOKEN.finditer(text):
            if token["begun"] or token["cut"]:
                self._begun = token[0] if len(token[0]) < _LONGEST else ""
            elif token["plain"] or (token["control"] and is_understood(token["control"])):
                tokens.append(token[0])
        return tokens

    def tick(self, now: float) -> list[str]:
        """Give up waiting: what is a key of its own, such as Alt with a bracket, passes."""
        is_key = len(self._begun) == len("\x1b[")
        if not self._begun or now - self._last < (HELD if is_key else HELD_ON):
            return []
        begun, self._begun = self._begun, ""
        return [begun] if is_key else []


@lru_cache(maxsize=512)
def is_understood(sequence: str) -> bool:
    """Tell whether Textual's parser knows a whole sequence: what it does not know it goes on waiting for."""
    parser = XTermParser()
    try:
        for _ in parser.feed(sequence):
            pass
        return bool(list(parser.feed("x")))
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it means nothing
        return False
