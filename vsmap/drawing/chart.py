"""A chart of columns, as wide as it has room for and some rows high."""

from collections.abc import Sequence
from typing import Final

from vsmap.drawing.glyphs import ASCII, Glyphs

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_WIDEST: Final = 6


def column_chart(values: Sequence[float | None], room: int, rows: int, glyphs: Glyphs) -> list[str]:
    """Draw each value as a column beside the others, the highest as high as all rows; None is a gap.

    Where there is no room for all of them the last ones are drawn.

    >>> from vsmap.drawing.glyphs import UNICODE
    >>> column_chart([4, 2, None, 1], 8, 2, UNICODE)
    ['█', '█ █   ▄']
    """
    wide = max(1, min(_WIDEST, room // max(1, len(values)) - 1))
    kept = list(values)[-max(1, room // (wide + 1)) :]
    highest = max((value for value in kept if value is not None), default=0.0)
    if highest <= 0:
        return []
    drawn = []
    for row in range(rows, 0, -1):
        cells = [_cell((value or 0.0) / highest * rows - (row - 1), glyphs) * wide for value in kept]
        drawn.append(" ".join(cells).rstrip())
    return drawn


def _cell(level: float, glyphs: Glyphs) -> str:
    """Return the cell of a column that reaches so far into a row, 0 to 1."""
    if glyphs is ASCII:
        return "#" if level >= 0.5 else " "  # noqa: PLR2004 - half a cell is seen as a whole one
    return _EIGHTHS[max(0, min(8, round(level * 8)))]
