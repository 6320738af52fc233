"""The terminal's pen: colours and attributes, and the shortest way from one pen to the next.

The codes are those of ECMA-48, 8.3.117 (SELECT GRAPHIC RENDITION), with the usual extensions for colours
(38, 48), overline (53) and links (OSC 8).
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.style import Style

UNKNOWN = -1
"""The number of no pen: what the terminal has there is not known."""

_REMEMBERED = 4096
_RENDERED = re.compile(r"(?:\x1b\]8;(?P<link>[^\x1b]*)\x1b\\)?(?:\x1b\[(?P<codes>[\d;]*)m)?x")
_OFF = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27",
    "8": "28", "9": "29", "21": "24", "51": "54", "52": "54", "53": "55",
}  # fmt: skip
_COLOUR_PARTS = {"2": 5, "5": 3}


class Pen(NamedTuple):
    """What a terminal draws a character with: SGR codes that are on, SGR codes of both colours, link."""

    attributes: frozenset[str] = frozenset()
    foreground: str = "39"
    background: str = "49"
    link: str = ""


_PLAIN = Pen()


class Pens:
    """Numbers for pens, and the bytes that change one into another.

    Args:
        console: whose number of colours the styles are rendered for.
    """

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._numbers: dict[Style | None, int] = {}
        self._pens: list[Pen] = []
        self._number_of: dict[Pen, int] = {}
        self._changes: dict[tuple[int, int], str] = {}

    def number(self, style: "Style | None") -> int:
        """Give the number of the pen that a style is drawn with; styles that look the same share it."""
        number = self._numbers.get(style)
        if number is None:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            number = self._numbers[style] = self._register(self._pen_of(style))
        return number

    def _register(self, pen: Pen) -> int:
        number = self._number_of.setdefault(pen, len(self._pens))
        if number == len(self._pens):
            self._pens.append(pen)
        return number

    def _pen_of(self, style: "Style | None") -> Pen:
        """Read the pen from what Textual itself would send for the style."""
        rendered = _RENDERED.match(Strip([Segment("x", style)]).render(self._console))
        return _PLAIN if rendered is None else parse_pen(rendered["codes"] or "", rendered["link"] or "")

    def change(self, old: int, new: int) -> str:
        """Give the shortest text that makes the terminal change pens; `UNKNOWN` is a valid old one."""
        change = self._changes.get((old, new))
        if change is None:
            if len(self._changes) >= _REMEMBERED:
                self._changes.clear()
            change = self._changes[old, new] = self._shortest(old, new)
        return change

    def _shortest(self, old: int, new: int) -> str:
        after = self._pens[new]
        afresh = _select(["", *_all_codes(after)])
        if old == UNKNOWN:
            return _link(after.link) + afresh
        before = self._pens[old]
        link = _link(after.link) if after.link != before.link else ""
        return link + min(_select(list(_changed_codes(before, after))), afresh, key=len)


def parse_pen(codes: str, link: str = "") -> Pen:
    """Read a pen from the parameters of an SGR sequence that follows a reset, as `1;38;2;255;0;0`."""
    attributes, foreground, background = set[str](), "39", "49"
    parts = codes.split(";") if codes else []
    while parts:
        code, length = parts[0], 1
        if code in {"38", "48"} and len(parts) > 1:
            length = _COLOUR_PARTS[parts[1]]
        whole = ";".join(parts[:length])
        if code in _OFF:
            attributes.add(code)
        elif code in {"48", "49"} or code[:-1] in {"4", "10"}:
            background = whole
        elif code in {"38", "39"} or code[:-1] in {"3", "9"}:
            foreground = whole
        del parts[:length]
    return Pen(frozenset(attributes), foreground, background, link)


def _all_codes(pen: Pen) -> "Iterator[str]":
    yield from sorted(pen.attributes)
    yield from (code for code, default in ((pen.foreground, "39"), (pen.background, "49")) if code != default)


def _changed_codes(before: Pen, after: Pen) -> "Iterator[str]":
    off = sorted({_OFF[code] for code in before.attributes - after.attributes})
    yield from off
    yield from sorted(code for code in after.attributes if code not in before.attributes or _OFF[code] in off)
    if before.foreground != after.foreground:
        yield after.foreground
    if before.background != after.background:
        yield after.background


def _select(codes: list[str]) -> str:
    """Make one sequence of codes; an empty first code means that everything is put back before."""
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _link(link: str) -> str:
    return f"\x1b]8;{link or ';'}\x1b\\"
