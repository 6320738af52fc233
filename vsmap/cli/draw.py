"""`vsmap draw`: the map as text, broken into strips where it is wider than the window."""

import sys
from argparse import Namespace
from shutil import get_terminal_size
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.cli.answer import Answer, lines
from vsmap.cli.futures import asked_stream
from vsmap.drawing.card import Row
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.layout import layout
from vsmap.drawing.scene import DETAILS, MapScene
from vsmap.drawing.shape import Detail
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import wrap
from vsmap.model.stream import ValueStream

_WIDTH: Final = 100
"""The width where there is no terminal to ask."""


def run(arguments: Namespace) -> Answer:
    """Draw a map."""
    stream, complaints = asked_stream(arguments)
    if not len(stream):
        return Answer(complaints=("an empty map: there is nothing to draw",))
    width = arguments.width or get_terminal_size((_WIDTH, 0)).columns
    rows = drawn(stream, DETAILS[arguments.detail], width, ASCII if arguments.ascii else standard_glyphs())
    return Answer(lines(["".join(run.text for run in row) for row in rows]), complaints)


def drawn(stream: ValueStream, detail: Detail, width: int, glyphs: Glyphs) -> list[Row]:
    """Draw a map in a width, with the ladder of its critical path beneath each strip."""
    scene = MapScene(stream, analyse(stream))
    view = wrap(layout(scene.numbering.shape, detail), width, scene.steps())
    return draw_wrapped(
        view, lambda number: scene.card(number, detail), scene.drawn_arrows(), (0, view.height), glyphs
    )


def standard_glyphs() -> Glyphs:
    """Return the characters that standard output can show."""
    encoding = (sys.stdout.encoding or "") if sys.stdout is not None else ""
    return UNICODE if encoding.lower().replace("-", "") == "utf8" else ASCII
