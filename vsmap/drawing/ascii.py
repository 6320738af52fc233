"""The ASCII twin of every character that is drawn: for terminals that can show no other."""

from itertools import chain
from typing import Final
from unicodedata import normalize

from vsmap.drawing.cells import cells
from vsmap.drawing.glyphs import ASCII, UNICODE, Frame, Glyphs

_FRAMES: Final = ("plain", "critical", "selected")
_FRAME_PARTS: Final = ("top", "side", "bottom", "out", "chip")
_ONE_BY_ONE: Final = (
    *("head_right", "head_up", "head_down", "critical_mark", "loop", "stub", "ellipsis"),
    *("wrap_end", "wrap_start", "wrap_back", "wrap_up", "told_across", "told_down"),
)
_OF_TEXT: Final = {
    **dict(zip("▽◆◇✶○●✗✓×÷·–—−≥≤≈→←↑↓▶◀▲▼⏎½ß°⟲␛", "V***o*xvx/|---><~><^v><^v</so@^", strict=True)),
    **dict(zip("█▉▊▋▌▐▍▎▏▀▔▁▂▃▄▅▆▇╭╮╰╯", "######|||--_______++++", strict=True)),
    **dict(zip("\u2018\u2019\u201c\u201d", "''\"\"", strict=True)),
}
"""Twins of what is no part of a drawing: marks, bars, frames of dialogs, quotes."""


def _of(glyphs: Glyphs) -> str:
    """Return every character of a table, in one order for all tables."""
    frames: list[Frame] = [getattr(glyphs, frame) for frame in _FRAMES]
    parts = (getattr(frame, part) for frame in frames for part in _FRAME_PARTS)
    return "".join(chain(glyphs.lines, parts, (getattr(glyphs, name) for name in _ONE_BY_ONE)))


TWINS: Final = {**_OF_TEXT, **dict(zip(_of(UNICODE), _of(ASCII), strict=True))}
"""For each character that vsmap draws with, the one that stands for it; each takes one cell."""


def in_ascii(text: str) -> str:
    """Return a text in ASCII alone, in exactly as many cells: accents go, what is unknown is `?`.

    >>> in_ascii("◆ Prüfung → 検査…")
    '* Prufung > ????.'
    """
    return text if text.isascii() else "".join(map(_cell_in_ascii, cells(text)))


def _cell_in_ascii(cell: str) -> str:
    if not cell:
        return "?"  # the second half of a wide character
    if cell.isascii():
        return cell[0]
    twin = TWINS.get(cell[0])
    plain = twin or normalize("NFKD", cell[0])[0]
    return plain if plain.isascii() else "?"
