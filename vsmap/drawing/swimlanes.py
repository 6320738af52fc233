"""Swimlanes: stages in rows by the function or team that does them, each lane with its name above it."""

from collections.abc import Iterator, Sequence
from typing import Final

from vsmap.drawing.card import Role, Row, Run
from vsmap.drawing.cells import fit, width
from vsmap.drawing.glyphs import Glyphs
from vsmap.drawing.layout import Layout
from vsmap.model.stream import ValueStream

NO_LANE: Final = "no lane"
HEADING: Final = 1
"""Rows above the first lane, for its name."""


def lanes_of(stream: ValueStream) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names of the lanes as they come up in the map, and for each stage the number of its lane."""
    names: dict[str, int] = {}
    numbers = tuple(names.setdefault(stage.lane or NO_LANE, len(names)) for stage in stream.stages())
    return tuple(names), numbers


def with_headings(
    rows: Sequence[Row], layout: Layout, names: Sequence[str], top: int, glyphs: Glyphs
) -> list[Row]:
    """Write the names of the lanes at the left of the rows above them, over what is blank there.

    Args:
        rows: The drawn rows.
        layout: The layout, with swimlanes.
        names: The names of the lanes.
        top: The row of the drawing that the first of the rows shows; -1 is the heading of the first lane.
        glyphs: The characters to draw with.
    """
    shown = list(rows)
    for number, name in enumerate(names):
        at = layout.swimlane(number).y - HEADING - top
        if 0 <= at < len(shown):
            shown[at] = tuple(_headed(shown[at], glyphs.text(name), glyphs))
    return shown


def _headed(row: Row, name: str, glyphs: Glyphs) -> Iterator[Run]:
    """Yield a row with its blanks dashed; the first blank that has the room takes the name."""
    for run in row:
        if run.role is not Role.BLANK:
            yield run
            continue
        room = width(run.text)
        if name and room > min(width(name), 8) + 2:
            shown = fit(name, room - 2, glyphs.ellipsis)
            yield Run(f"{shown} ", Role.END)
            room -= width(shown) + 1
            name = ""
        yield Run(glyphs.dash * room, Role.STUB)
