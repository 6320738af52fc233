"""Pasted text is text: whatever is in a paste, none of it becomes a key.

A terminal marks a paste with a sequence before and behind it. The marker of the end may stand in the paste
itself, or never come; a terminal that knows no markers sends a paste as if it were typed. What arrives in one
burst with a paste is therefore taken for pasted too, and nobody types as fast as a burst.
"""

import re
from typing import Final

START: Final = "\x1b[200~"
END: Final = "\x1b[201~"
LONGEST: Final = 1_000_000
"""Characters of a paste that are kept."""
BURST: Final = 128
"""Characters without an escape that nobody types between two looks."""
AFTERWARDS: Final = 0.03
"""Seconds behind a paste in which what arrives belongs to it still."""
UNCLOSED: Final = 2.0
"""Seconds without a character after which a paste that was not closed is over."""
_CONTROLS: Final = dict.fromkeys([*(set(range(0x20)) - set(map(ord, "\n\r\t"))), *range(0x7F, 0xA0)])
_REPORT: Final = re.compile(r"\x1b\[(?:[IO]|<[\d;]+[Mm]|\?[\d;]+\$y|\d+;\d+R|48;[\d;:]+t)")
"""What a terminal says by itself, even right behind a paste: focus, mouse, modes, places, sizes."""


class PasteFilter:
    """Takes what a terminal sends, in pieces as they come; gives it with every paste clean and closed."""

    def __init__(self) -> None:
        self.is_cut = False
        """Whether a paste was longer than what is kept; to be reset by whoever tells the user."""
        self._is_open = False
        self._length = 0
        self._tail = ""
        self._gave_escape = False
        """Whether the escape was given already that the next piece, or what is held back, begins with."""
        self._last = -UNCLOSED
        self._closed = -AFTERWARDS

    def feed(self, text: str, now: float) -> str:
        """Take a piece that arrived at a time, in seconds of any clock that only goes forward."""
        if not text:
            return ""
        if self._gave_escape and not self._tail:
            self._tail = "\x1b"
        text, self._tail = self._tail + text, ""
        self._last = now
        given = self._without_given(self._taken(text, now))
        if given.endswith("\x1b") and not self._is_open and not self._tail:
            self._gave_escape = True
        return given

    def _taken(self, text: str, now: float) -> str:
        if not self._is_open and START not in text:
            if now - self._closed < AFTERWARDS:
                return self._afterwards(text, now)
            if len(text) >= BURST and "\x1b" not in text:
                self._closed = now
                return self._pasted(text)
        return self._with_markers(text, now)

    def _without_given(self, text: str) -> str:
        """Leave the escape out that was given already: a key must not wait for what may follow it."""
        if not self._gave_escape or not text:
            return text
        self._gave_escape = False
        return text.removeprefix("\x1b")

    def tick(self, now: float) -> str:
        """Close a paste whose end never came, and let go of what looked like the beginning of a marker."""
        if self._is_open and now - self._last > UNCLOSED:
            rest, self._tail, self._is_open = self._clean(self._tail), "", False
            return rest + END
        if not self._is_open and now - self._last > AFTERWARDS:
            rest, self._tail = self._without_given(self._tail), ""
            self._gave_escape = False
            return rest
        return ""

    def _with_markers(self, text: str, now: float) -> str:
        parts: list[str] = []
        if not self._is_open:
            before, marker, text = text.partition(START)
            if not marker:
                self._tail = _beginning_of(START, before)
                return before.removesuffix(self._tail)
            parts += [before, START]
            self._is_open, self._length = True, 0
        inside, marker, behind = text.rpartition(END)
        if not marker:
            self._tail = _beginning_of(END, text)
            return "".join([*parts, self._clean(text.removesuffix(self._tail))])
        self._is_open, self._closed = False, now
        return "".join([*parts, self._clean(inside), END, self._afterwards(behind, now) if behind else ""])

    def _afterwards(self, text: str, now: float) -> str:
        """Take what came in one burst with a paste: the terminal's own reports are those, the rest pasted."""
        self._closed = now
        reports = "".join(_REPORT.findall(text))
        pasted = _REPORT.sub("", text)
        return (self._pasted(pasted) if pasted else "") + reports

    def _pasted(self, text: str) -> str:
        self._length = 0
        clean = self._clean(text)
        return f"{START}{clean}{END}" if clean else ""

    def _clean(self, text: str) -> str:
        """Take control characters out, and cut what is too long."""
        clean = text.replace(START, "").replace(END, "").translate(_CONTROLS)
        room = LONGEST - self._length
        self.is_cut = self.is_cut or len(clean) > room
        self._length += len(clean)
        return clean[: max(room, 0)]


def _beginning_of(marker: str, text: str) -> str:
    """Return the end of a text that a marker may begin with; a lone escape is a key and is not held back."""
    for size in range(min(len(marker) - 1, len(text)), 1, -1):
        if marker.startswith(text[-size:]):
            return text[-size:]
    return "\x1b" if marker == END and text.endswith("\x1b") else ""
