"""The columns of the stage table: which fit a width, and what each shows of a stage."""

from functools import cache
from typing import Final, NamedTuple

from vsmap.widgets.state import figure_label

_LEAVING: Final = ("queue", "lane", "wait_time")
"""The columns that leave first where there is little room, in that order."""
_WIDTHS: Final = {
    "name": 18,
    "lane": 12,
    "process_time": 9,
    "lead_time": 9,
    "wait_time": 8,
    "complete_accurate": 6,
    "queue": 6,
}
_LEAVING_LAST: Final = ("complete_accurate", "process_time")
"""What leaves for the sake of a selected figure that has no room of its own."""
_NARROW: Final = {
    "process_time": 6,
    "lead_time": 6,
    "complete_accurate": 4,
    "lane": 9,
    "wait_time": 6,
    "queue": 5,
}
"""Widths for a window in which even the columns that stay would leave no room for a name."""
_NUMBER_WIDTH: Final = 4
_MARKS_WIDTH: Final = 5
_NARROWEST_NAME: Final = 9
_WIDEST_NAME: Final = 34


class Column(NamedTuple):
    """One column: its figure and its width in cells, without the gap before it."""

    figure: str
    width: int

    @property
    def label(self) -> str:
        """Its heading."""
        return figure_label(self.figure)


@cache
def columns_for(width: int, selected: str = "") -> tuple[Column, ...]:
    """Return the columns that fit a table of a width; the name takes what is left.

    The selected figure always has its column: where it would have left, others leave in its place.
    """
    kept = dict(_WIDTHS)
    for figure in _LEAVING:
        if _taken(kept) > width and figure != selected:
            del kept[figure]
    if _taken(kept) > width:
        kept |= {figure: _NARROW[figure] for figure in kept.keys() & _NARROW.keys()}
    for figure in _LEAVING_LAST:
        if _taken(kept) - kept["name"] + _NARROWEST_NAME > width and figure != selected:
            del kept[figure]
    spare = width - _taken(kept)
    kept["name"] = max(_NARROWEST_NAME, min(_WIDEST_NAME, kept["name"] + spare))
    spare = width - _taken(kept)
    if "lane" in kept:
        kept["lane"] += max(0, min(14, spare))
    return tuple(Column(figure, size) for figure, size in kept.items())


def _taken(widths: dict[str, int]) -> int:
    return _NUMBER_WIDTH + _MARKS_WIDTH + sum(size + 1 for size in widths.values())
