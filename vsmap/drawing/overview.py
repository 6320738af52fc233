"""The overview bar: the whole map in one row, with what is seen of it in brackets."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from vsmap.drawing.card import Role, Row, Run
from vsmap.drawing.glyphs import Glyphs


class Landmark(NamedTuple):
    """What stands out of a bar."""

    rank: int
    glyph: str
    role: Role


def overview(ranks: int, seen: range, landmarks: Iterable[Landmark], width: int, glyphs: Glyphs) -> Row:
    """Draw the bar: one cell for a column of stages, or for several where the map is wider than the bar.

    Args:
        ranks: How many columns of stages the map has.
        seen: Those that are in view.
        landmarks: What stands out; of two in one cell the later one shows.
        width: Cells that the bar may take, at least 3.
        glyphs: The characters to draw with.
    """
    cells = max(1, min(ranks, width - 2))
    place: Callable[[int], int] = lambda rank: rank * cells // ranks  # noqa: E731
    bar: list[tuple[str, Role]] = [(glyphs.dot, Role.STUB)] * cells
    for mark in landmarks:
        bar[place(mark.rank)] = (mark.glyph, mark.role)
    first, end = place(seen.start), place(seen.stop - 1) + 1
    body = [*bar[:first], ("[", Role.NAME), *bar[first:end], ("]", Role.NAME), *bar[end:]]
    blank = width - len(body)
    return (*_runs(body), Run(" " * blank, Role.BLANK)) if blank > 0 else (*_runs(body),)


def _runs(cells: Iterable[tuple[str, Role]]) -> Iterator[Run]:
    for glyph, role in cells:
        yield Run(glyph, role)
