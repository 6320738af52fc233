"""SVG: the picture as vectors with real text, in one file that asks for nothing from outside."""

from collections.abc import Iterable, Iterator
from typing import Final

from vsmap.drawing.card import Role
from vsmap.drawing.cells import width
from vsmap.exchange.markup import marked_up
from vsmap.exchange.picture.ink import INKS, Ink, Theme, colour_name
from vsmap.exchange.picture.shapes import Head, Panel, Picture, Stroke, Words
from vsmap.model.calendar import rounded

CELL_WIDTH: Final = 8.4
CELL_HEIGHT: Final = 18.0
"""Pixels of one cell: a monospaced letter of 14 pixels is 8.4 wide."""
_MARGIN: Final = 24.0
_TITLE_SIZE: Final = 20
_TITLE_LINE: Final = 30.0
_LINE: Final = 19.0
_BASELINE: Final = 0.72
_THIN, _HEAVY = 1.3, 2.8
_LETTER: Final = 7.3
"""Pixels that a letter of the lines around the drawing takes at most, on average."""
_FONTS: Final = "'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,'Noto Sans Mono',monospace"
_PLAIN_FONTS: Final = "'DejaVu Sans','Liberation Sans',Helvetica,Arial,sans-serif"


def svg(picture: Picture, theme: Theme | None = None, name: str = "map") -> str:
    """Return a picture as SVG.

    Args:
        picture: What is drawn.
        theme: Light or dark; None for both: the viewer's own choice decides.
        name: What its ids begin with, where several stand in one document.
    """
    across, down = size_of(picture)
    head = _head_height(picture)
    foot = head + picture.height * CELL_HEIGHT + _LINE
    lines = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(across)} {_n(down)}" '
            f'width="{_n(across)}" height="{_n(down)}" role="img" '
            f'aria-labelledby="{name}-title {name}-description">'
        ),
        f'<title id="{name}-title">{marked_up(picture.title)}</title>',
        f'<desc id="{name}-description">{marked_up(picture.description)}</desc>',
        f"<style>{''.join(_styles(theme))}</style>",
        '<rect class="ground" width="100%" height="100%"/>',
        (
            f'<text class="title" x="{_n(_MARGIN)}" y="{_n(_MARGIN + _TITLE_SIZE)}">'
            f"{marked_up(picture.title)}</text>"
        ),
        *_notes(picture.above, _MARGIN + _TITLE_LINE + _LINE * _BASELINE),
        f'<g transform="translate({_n(_MARGIN)} {_n(head)})">',
        *map(_panel, picture.panels),
        *map(_stroke, picture.strokes),
        *map(_head, picture.heads),
        *map(_words, picture.words),
        "</g>",
        *_notes(picture.below, foot),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def size_of(picture: Picture) -> tuple[float, float]:
    """Return the width and the height of the whole picture in pixels."""
    wide = max(picture.width * CELL_WIDTH, *(_LETTER * width(line) for line in _around(picture)))
    foot = _head_height(picture) + picture.height * CELL_HEIGHT + _LINE
    return 2 * _MARGIN + wide, foot + _LINE * len(picture.below) + _MARGIN - _LINE / 2


def _head_height(picture: Picture) -> float:
    return _MARGIN + _TITLE_LINE + _LINE * len(picture.above) + _LINE / 2


def _around(picture: Picture) -> tuple[str, ...]:
    return (picture.title + " " * (len(picture.title) // 2), *picture.above, *picture.below)


def _styles(theme: Theme | None) -> Iterator[str]:
    yield f".map text,text{{font:14px {_FONTS};white-space:pre}}"
    yield f".title{{font:600 {_TITLE_SIZE}px {_PLAIN_FONTS}}}.note{{font:13px {_PLAIN_FONTS}}}"
    yield f"path{{fill:none;stroke-linecap:round;stroke-width:{_THIN}}}.heavy{{stroke-width:{_HEAVY}}}"
    yield ".name{font-weight:600}"
    yield from _colours(INKS[theme or "light"])
    if theme is None:
        yield "@media screen and (prefers-color-scheme:dark){"
        yield from _colours(INKS["dark"])
        yield "}"


def _colours(ink: Ink) -> Iterator[str]:
    yield f".ground{{fill:{ink.ground}}}.box{{fill:{ink.box}}}"
    yield f"text,.title{{fill:{ink.text}}}.note{{fill:{ink.faint}}}"
    for name in ("text", "faint", "line", "critical", "rework", "waste", "wait", "work"):
        colour = getattr(ink, name)
        yield f"text.{name}{{fill:{colour}}}path.{name},rect.{name}{{stroke:{colour}}}"
        yield f"polygon.{name}{{fill:{colour}}}"


def _notes(lines: Iterable[str], top: float) -> Iterator[str]:
    for place, line in enumerate(lines):
        yield f'<text class="note" x="{_n(_MARGIN)}" y="{_n(top + place * _LINE)}">{marked_up(line)}</text>'


def _panel(panel: Panel) -> str:
    kind = f" {'critical' if panel.critical else 'line'}" if panel.framed else ""
    x, y, across, down = panel.x, panel.y, panel.width, panel.height
    return (
        f'<rect class="box{kind}" x="{_n(x * CELL_WIDTH)}" y="{_n(y * CELL_HEIGHT)}" '
        f'width="{_n(across * CELL_WIDTH)}" height="{_n(down * CELL_HEIGHT)}" rx="2"/>'
    )


def _stroke(stroke: Stroke) -> str:
    heavy = " heavy" if stroke.heavy else ""
    start = f"{_n(stroke.x1 * CELL_WIDTH)} {_n(stroke.y1 * CELL_HEIGHT)}"
    end = f"{_n(stroke.x2 * CELL_WIDTH)} {_n(stroke.y2 * CELL_HEIGHT)}"
    return f'<path class="{colour_name(stroke.role)}{heavy}" d="M{start}L{end}"/>'


def corners(head: Head) -> tuple[tuple[float, float], ...]:
    """Return the three corners of an arrow head in cells; its tip meets the box beside it."""
    x, y = head.x, head.y
    match head.direction:
        case "right":
            return ((x - 0.2, y + 0.22), (x + 1.4, y + 0.5), (x - 0.2, y + 0.78))
        case "left":
            return ((x + 1.2, y + 0.22), (x - 0.4, y + 0.5), (x + 1.2, y + 0.78))
        case "up":
            return ((x - 0.1, y + 0.85), (x + 0.5, y + 0.1), (x + 1.1, y + 0.85))
        case "down":
            return ((x - 0.1, y + 0.15), (x + 0.5, y + 0.9), (x + 1.1, y + 0.15))


def _head(head: Head) -> str:
    points = " ".join(f"{_n(x * CELL_WIDTH)},{_n(y * CELL_HEIGHT)}" for x, y in corners(head))
    return f'<polygon class="{colour_name(head.role)}" points="{points}"/>'


def _words(words: Words) -> str:
    """Write a text into exactly its cells, whatever font the viewer has."""
    name = " name" if words.role in {Role.NAME, Role.SELECTED_NAME} else ""
    x, y = _n(words.x * CELL_WIDTH), _n((words.y + _BASELINE) * CELL_HEIGHT)
    length = _n(words.cells * CELL_WIDTH)
    return (
        f'<text class="{colour_name(words.role)}{name}" x="{x}" y="{y}" textLength="{length}" '
        f'lengthAdjust="spacingAndGlyphs">{marked_up(words.text)}</text>'
    )


def _n(value: float) -> str:
    return rounded(value, 2)
