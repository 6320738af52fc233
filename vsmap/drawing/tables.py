"""Tables as plain text, aligned by the cells that a terminal gives each character."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vsmap.drawing.cells import fit, width
from vsmap.model.text import visible

TEXT_WIDTH: Final = 96
"""Columns after which sentences go on in the next line; tables are as wide as what they hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its greatest width in cells, and the side its texts stand at."""

    heading: str
    most: int = 24
    right: bool = False


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], *, headed: bool = True) -> list[str]:
    """Lay out rows beneath their headings; a text that is too long is cut with `…`.

    Whatever the texts hold, no control character comes out.
    """
    heading = [column.heading for column in columns]
    shown = [
        [fit(visible(text), column.most) for column, text in zip(columns, row, strict=True)]
        for row in ([heading, *rows] if headed else rows)
    ]
    widths = [max((width(row[place]) for row in shown), default=0) for place in range(len(columns))]
    return [
        "  ".join(
            _set(text, size, column) for text, size, column in zip(row, widths, columns, strict=True)
        ).rstrip()
        for row in shown
    ]


def _set(text: str, size: int, column: Column) -> str:
    blanks = " " * (size - width(text))
    return blanks + text if column.right else text + blanks
