"""The characters that drawings are made of: one table, and its ASCII twin."""

from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8
"""Arms of a line in a cell; the same bits shifted by `HEAVY` for heavy ones."""
HEAVY = 4
DASHED = 256
"""Added to the mask of a line that is dashed where it runs straight."""
PASS_ACROSS, PASS_DOWN = EAST | WEST, NORTH | SOUTH

_BOX_DRAWING = " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋"
"""Indexed by north, east, south, west in base 3: 0 no arm, 1 a light one, 2 a heavy one."""


def arms(mask: int) -> int:
    """Return the four arms of a mask, light or heavy alike."""
    return (mask | mask >> HEAVY) & 15


def _weight(mask: int, arm: int) -> int:
    return 2 if mask >> HEAVY & arm else 1 if mask & arm else 0


def _unicode_line(mask: int) -> str:
    index = 0
    for arm in (NORTH, EAST, SOUTH, WEST):
        index = index * 3 + _weight(mask, arm)
    return _BOX_DRAWING[index]


def _ascii_line(mask: int) -> str:
    """Tell passing lines from joints and corners, and heavy ones from light ones."""
    present, heavy = arms(mask), mask >> HEAVY
    if not present:
        return " "
    if not present & ~PASS_ACROSS:
        return "=" if heavy else "-"
    if not present & ~PASS_DOWN:
        return "#" if heavy else "|"
    return "#" if heavy else "+"


class Frame(NamedTuple):
    """The border of a box."""

    top: str
    """Left corner, edge, right corner."""
    side: str
    bottom: str
    out: str
    """Where rework leaves the lower border."""
    chip: str
    """Left and right end of a chip."""


@dataclass(frozen=True, slots=True, eq=False)
class Glyphs:
    """All characters of a drawing, by meaning; each takes one cell. A table is equal to itself alone."""

    name: str
    lines: tuple[str, ...]
    """By mask."""
    plain: Frame
    critical: Frame
    selected: Frame
    head_right: str
    head_up: str
    head_down: str
    critical_mark: str
    loop: str
    """Rework of a stage on itself."""
    stub: str
    """An arrow that is named instead of drawn."""
    ellipsis: str
    wrap_end: str
    """A line goes on in the next strip of a wrapped view."""
    wrap_start: str
    wrap_back: str
    """A returning line comes in from the next strip of a wrapped view."""
    wrap_up: str
    """A returning line goes on in the strip above."""
    bullet: str
    """A stage of an outline."""
    dot: str
    """A column of stages in the overview bar."""
    dash: str
    """What divides two swimlanes."""
    told_across: str
    """Who tells whom: a dashed line, across and down."""
    told_down: str
    twins: tuple[tuple[str, str], ...] = ()
    """What stands for a character of a card that this table has no room for."""

    def text(self, text: str) -> str:
        """Return a text of a card in the characters that this table allows."""
        if not self.twins or text.isascii():
            return text
        for mark, twin in self.twins:
            text = text.replace(mark, twin)
        decomposed = "".join(part for part in normalize("NFKD", text) if not "\u0300" <= part <= "\u036f")
        return decomposed.encode("ascii", "replace").decode("ascii")


UNICODE = Glyphs(
    name="unicode",
    lines=tuple(map(_unicode_line, range(256))),
    plain=Frame("┌─┐", "│", "└─┘", "┬", "▏▕"),
    critical=Frame("┏━┓", "┃", "┗━┛", "┯", "▐▌"),
    selected=Frame("╔═╗", "║", "╚═╝", "╤", "╣╠"),
    head_right="►",
    head_up="▲",
    head_down="▼",
    critical_mark="◆",
    loop="⟲",
    stub="▸",
    ellipsis="…",
    wrap_end="↵",
    wrap_start="→",
    wrap_back="←",
    wrap_up="↰",
    bullet="●",
    dot="·",
    dash="┈",
    told_across="┄",
    told_down="┆",
)

ASCII = Glyphs(
    name="ascii",
    lines=tuple(map(_ascii_line, range(256))),
    plain=Frame("+-+", "|", "+-+", "+", "[]"),
    critical=Frame("#=#", "#", "#=#", "#", "##"),
    selected=Frame("*~*", ":", "*~*", "+", "{}"),
    head_right=">",
    head_up="^",
    head_down="v",
    critical_mark="*",
    loop="@",
    stub=">",
    ellipsis=".",
    wrap_end="/",
    wrap_start=">",
    wrap_back="<",
    wrap_up="^",
    bullet="o",
    dot=".",
    dash="-",
    told_across="~",
    told_down=":",
    twins=(
        *(("▽", "V"), ("◆", "*"), ("⟲", "@"), ("…", "."), ("→", "->"), ("◇", "*"), ("✶", "*")),
        *(("\u2013", "-"), ("\u2212", "-"), ("○", "o"), ("\u00d7", "x"), ("ß", "ss"), ("½", "1/2")),
    ),
)
