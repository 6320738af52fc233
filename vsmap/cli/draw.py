"""`vsmap draw`: the map as text, broken into strips where it is wider than the window."""

import sys
from argparse import Namespace
from shutil import get_terminal_size
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.cli.answer import Answer, lines
from vsmap.cli.futures import asked_stream
from vsmap.drawing.card import Card, Row
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.scene import DETAILS, MapScene
from vsmap.drawing.shape import Shape
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import least_width, wrap
from vsmap.exit_codes import ExitCode

_WIDTH: Final = 100
"""The width where there is no terminal to ask."""


def run(arguments: Namespace) -> Answer:
    """Draw a map."""
    stream, complaints = asked_stream(arguments)
    if not len(stream):
        return Answer(complaints=("an empty map: there is nothing to draw",))
    width = arguments.width or get_terminal_size((_WIDTH, 0)).columns
    scene = MapScene(stream, analyse(stream))
    laid_out, narrow = _largest(scene.numbering.shape, arguments.detail, width)
    if laid_out is None:
        return Answer(complaints=(*complaints, narrow), code=ExitCode.WRONG_USAGE)
    rows = _drawn(scene, laid_out, width, ASCII if arguments.ascii else standard_glyphs())
    told = (*complaints, narrow) if narrow else complaints
    return Answer(lines(["".join(run.text for run in row) for row in rows]), told)


def _largest(shape: Shape, asked: str, width: int) -> tuple[Layout | None, str]:
    """Return the layout at the detail that was asked for, or at the next at which no box is cut.

    With it comes what is to be said where it is not the one asked for, or where even chips would be cut.
    """
    names = list(DETAILS)
    needed: dict[str, int] = {}
    for name in reversed(names[: names.index(asked) + 1]):
        laid_out = layout(shape, DETAILS[name])
        needed[name] = least_width(laid_out)
        if needed[name] <= width:
            instead = f"--detail {asked} needs {needed[asked]} columns: drawn as --detail {name}"
            return laid_out, "" if name == asked else instead
    return None, f"{width} columns are too few for this map: --width {min(needed.values())} is the least"


def _drawn(scene: MapScene, laid_out: Layout, width: int, glyphs: Glyphs) -> list[Row]:
    """Draw a map in a width, with the ladder of its critical path beneath each strip."""
    view = wrap(laid_out, width, scene.steps())

    def card(number: int) -> Card:
        return scene.card(number, laid_out.detail)

    return draw_wrapped(view, card, scene.drawn_arrows(), (0, view.height), glyphs)


def standard_glyphs() -> Glyphs:
    """Return the characters that standard output can show."""
    encoding = (sys.stdout.encoding or "") if sys.stdout is not None else ""
    return UNICODE if encoding.lower().replace("-", "") == "utf8" else ASCII
