"""Tracing a drawing: lines of box characters become strokes, arrow heads become heads, texts stay texts.

The picture is thereby the very drawing of the editor and of `vsmap draw`: no second layout that could differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from vsmap.drawing.card import Role, Row
from vsmap.drawing.cells import cells
from vsmap.drawing.glyphs import EAST, HEAVY, NORTH, SOUTH, UNICODE, WEST
from vsmap.exchange.picture.shapes import Direction, Head, Stroke, Words

_LINES: Final = frozenset(
    (
        *(Role.LINE, Role.REWORK, Role.CRITICAL_LINE, Role.SELECTED_LINE),
        *(Role.BORDER, Role.CRITICAL_BORDER, Role.WAIT_RUNG, Role.PROCESS_RUNG),
    )
)
"""Roles whose box characters are lines; in a name they are what somebody typed."""
_MASKS: Final = {glyph: mask for mask, glyph in reversed(list(enumerate(UNICODE.lines))) if mask}
_HEADS: Final[dict[str, Direction]] = {"►": "right", "▲": "up", "▼": "down"}
_CHIP_ENDS: Final = frozenset(UNICODE.plain.chip + UNICODE.critical.chip)
_HALF: Final = 0.5


class _Arm(NamedTuple):
    """Part of a line within one cell: on which row or column, from where to where along it."""

    across: bool
    at: float
    start: float
    end: float
    role: Role
    heavy: bool


class Traced(NamedTuple):
    """What rows of a drawing come to."""

    strokes: tuple[Stroke, ...]
    heads: tuple[Head, ...]
    words: tuple[Words, ...]


def traced(rows: Sequence[Row]) -> Traced:
    """Trace the rows of a drawing."""
    arms: list[_Arm] = []
    heads: list[Head] = []
    words: list[Words] = []
    for y, row in enumerate(rows):
        x = 0
        for text, role in row:
            pieces = cells(text)
            for offset, piece in enumerate(pieces):
                if role in _LINES and piece in _MASKS:
                    arms += _arms_of(_MASKS[piece], x + offset, y, role)
                elif role in _LINES and piece in _HEADS:
                    heads.append(Head(x + offset, y, _HEADS[piece], role))
            words += _words(pieces, x, y, role)
            x += len(pieces)
    return Traced(tuple(_joined(arms)), tuple(heads), tuple(words))


def _arms_of(mask: int, x: int, y: int, role: Role) -> Iterator[_Arm]:
    """Yield the arms of a line in a cell, each from its middle to an edge."""
    across, down = x + _HALF, y + _HALF
    for arm, horizontal, at, start, end in (
        (WEST, True, down, x, across),
        (EAST, True, down, across, x + 1),
        (NORTH, False, across, y, down),
        (SOUTH, False, across, down, y + 1),
    ):
        heavy = bool(mask >> HEAVY & arm)
        if heavy or mask & arm:
            yield _Arm(horizontal, at, start, end, role, heavy)


def _joined(arms: Iterable[_Arm]) -> Iterator[Stroke]:
    """Join arms that follow each other on one line into one stroke."""
    lines: dict[tuple[bool, float, Role, bool], list[_Arm]] = defaultdict(list)
    for arm in arms:
        lines[arm.across, arm.at, arm.role, arm.heavy].append(arm)
    for (across, at, role, heavy), parts in sorted(lines.items()):
        parts.sort(key=lambda arm: arm.start)
        start = end = parts[0].start
        for part in (*parts, parts[0]._replace(start=float("inf"))):
            if part.start > end:
                yield Stroke(*((start, at, end, at) if across else (at, start, at, end)), role, heavy)
                start = part.start
            end = part.end


def _words(pieces: Sequence[str], x: int, y: int, role: Role) -> Iterator[Words]:
    """Yield the texts of a run: what stands between two blanks or more, or between lines."""
    drawn = role in _LINES
    kinds = [
        "line"
        if drawn and (piece in _MASKS or piece in _HEADS or piece in _CHIP_ENDS)
        else "blank"
        if piece == " " and pieces[at + 1 : at + 2] in ([" "], (" ",), (), [])
        else "text"
        for at, piece in enumerate(pieces)
    ]
    for kind, places in groupby(range(len(pieces)), key=kinds.__getitem__):
        if kind != "text":
            continue
        found = [*places]
        while found and pieces[found[0]] == " ":
            del found[0]
        text = "".join(pieces[place] for place in found).rstrip(" ")
        if text:
            yield Words(x + found[0], y, len(cells(text)), text, role)
