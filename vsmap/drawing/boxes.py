"""The boxes of a drawing and what is written in them, line by line and cell by cell."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from vsmap.drawing.card import Card, Line, Role, Segment
from vsmap.drawing.cells import cells, fit, width
from vsmap.drawing.glyphs import Frame, Glyphs

_LOW: Final = 3
_CORNER: Final = 4
"""Cells at the right of the lower border that marks leave free, for rework that enters there."""

Strip = tuple[tuple[str, ...], bytes]
"""Neighbouring cells: what stands in each, and its role."""


def frame_of(card: Card, glyphs: Glyphs) -> tuple[Frame, Role]:
    """Return the border of a box: double when selected, heavy when critical, otherwise light."""
    if card.selected:
        return glyphs.selected, Role.SELECTED_BORDER
    if card.critical:
        return glyphs.critical, Role.CRITICAL_BORDER
    return glyphs.plain, Role.BORDER


@lru_cache(maxsize=4096)
def face(card: Card, size: tuple[int, int], loop: str, glyphs: Glyphs) -> tuple[Strip, ...]:
    """Return a box line by line; a box of one line is a chip, one of three has its title in its border.

    Args:
        card: What is written in it.
        size: Its width and height with borders.
        loop: The mark for rework of the stage on itself; empty for none.
        glyphs: The characters to draw with.
    """
    across, height = size
    frame, role = frame_of(card, glyphs)
    title = (Segment(card.title, Role.SELECTED_NAME if card.selected else Role.NAME),)
    marks = _marks(card, loop, glyphs, is_chip=height == 1)
    if height == 1:
        line = _joined(_written(title, marks, across - 2, glyphs))
        return (_framed(frame.chip[0], line, frame.chip[1], role),)
    if height == _LOW:
        return _low(card, (title, marks), across, glyphs)
    lines = [title, *card.figures][: height - 2]
    lines += [()] * (height - 2 - len(lines))
    inside = [
        _joined(_written(line, marks if at == len(lines) else (), across - 2, glyphs))
        for at, line in enumerate(lines, 1)
    ]
    return (
        _edge(frame.top, across, role),
        *(_framed(frame.side, line, frame.side, role) for line in inside),
        _edge(frame.bottom, across, role),
    )


def _low(card: Card, names: tuple[Line, Line], across: int, glyphs: Glyphs) -> tuple[Strip, ...]:
    """Return a box whose title is written into its upper border, and its marks into the lower one."""
    frame, role = frame_of(card, glyphs)
    title, marks = names
    written = _joined(_cut(title, across - 2, glyphs)), _joined(_cut(marks, across - 2 * _CORNER, glyphs))
    figures = _joined(_written(card.figures[0] if card.figures else (), (), across - 2, glyphs))
    return (
        _lettered(_edge(frame.top, across, role), written[0], 1),
        _framed(frame.side, figures, frame.side, role),
        _lettered(_edge(frame.bottom, across, role), written[1], across - _CORNER - len(written[1][0])),
    )


def _edge(edge: str, across: int, role: Role) -> Strip:
    return (edge[0], *edge[1] * (across - 2), edge[2]), bytes([role]) * across


def _lettered(edge: Strip, text: Strip, start: int) -> Strip:
    """Write into an edge from a cell on."""
    pieces, roles = edge
    end = start + len(text[0])
    return (*pieces[:start], *text[0], *pieces[end:]), roles[:start] + text[1] + roles[end:]


def _framed(left: str, inside: Strip, right: str, role: Role) -> Strip:
    border = bytes([role])
    return (left, *inside[0], right), border + inside[1] + border


def _joined(segments: Iterator[Segment]) -> Strip:
    found: list[str] = []
    roles = bytearray()
    for text, role in segments:
        pieces = cells(text)
        found += pieces
        roles += bytes([role]) * len(pieces)
    return tuple(found), bytes(roles)


def _marks(card: Card, loop: str, glyphs: Glyphs, *, is_chip: bool) -> Line:
    """Return the marks of a box: those of the card, rework on itself, and the critical mark.

    The ends of a chip tell that it is critical unless it is selected, so that its name has the room.
    """
    marks = [*card.marks, Segment(loop, Role.REWORK)] if loop else [*card.marks]
    if card.critical and (card.selected or not is_chip):
        marks.append(Segment(glyphs.critical_mark, Role.CRITICAL_MARK))
    return tuple(marks)


def _written(line: Line, marks: Line, size: int, glyphs: Glyphs) -> Iterator[Segment]:
    """Yield a line, blanks and the marks at the right; the line gives way to the marks."""
    shown = tuple(_cut(marks, size, glyphs))
    left = size - sum(width(text) for text, _ in shown)
    used = 0
    for segment in _cut(line, left - 1 if 0 < left < size else left, glyphs):
        used += width(segment.text)
        yield segment
    yield Segment(" " * (left - used), Role.BLANK)
    yield from shown


def _cut(line: Line, left: int, glyphs: Glyphs) -> Iterator[Segment]:
    """Yield the segments of a line as far as they fit into that many cells."""
    for text, role in line:
        piece = fit(glyphs.text(text), left, glyphs.ellipsis)
        left -= width(piece)
        yield Segment(piece, role)
