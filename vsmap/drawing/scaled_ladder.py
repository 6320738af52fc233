"""A ladder to scale: as wide as its time is long, so that two of them can be compared by eye."""

from collections.abc import Sequence
from typing import Final

from vsmap.drawing.glyphs import ASCII, Glyphs

_UNICODE: Final = ("▔", "█")
_PLAIN: Final = ("-", "#")


def scaled_ladder(steps: Sequence[tuple[float, float]], hours_per_cell: float, glyphs: Glyphs) -> str:
    """Draw waits and work, each step in hours, in one row; each boundary stands at its time.

    A part that is shorter than half a cell may not be seen, so the whole is as long as its time, rounded to
    a cell.

    >>> from vsmap.drawing.glyphs import UNICODE
    >>> scaled_ladder([(4, 2), (2, 0)], 1, UNICODE)
    '▔▔▔▔██▔▔'
    """
    if hours_per_cell <= 0:
        return ""
    glyph_of = _PLAIN if glyphs is ASCII else _UNICODE
    drawn, at, time = [], 0, 0.0
    for step in steps:
        for glyph, hours in zip(glyph_of, step, strict=True):
            time += hours
            size = round(time / hours_per_cell) - at
            at += size
            drawn.append(glyph * size)
    return "".join(drawn)
