"""What output by difference needs to know about Textual's insides, and whether it is still so.

Private names of Textual appear in this module and in `output` alone, and each of them in a table here.
"""

import importlib
import inspect
from functools import cache
from typing import TYPE_CHECKING, Final

from textual.app import App
from textual.screen import Screen

from vsmap.terminal.cells import add_mark, split
from vsmap.terminal.shown import Cells, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.segment import Segment
    from textual._compositor import ChopsUpdate, LayoutUpdate

    from vsmap.terminal.pens import Pens

_COMPOSITOR: Final = "textual._compositor"
SIGNATURES: Final = {
    "LayoutUpdate.__init__": ("self", "strips", "region"),
    "ChopsUpdate.__init__": ("self", "chops", "spans", "chop_ends"),
    "Compositor.render_update": ("self", "full", "screen_stack", "simplify"),
}
"""Methods of `textual._compositor`, with their parameters."""
DISPLAY_SIGNATURE: Final = ("self", "screen", "renderable")
"""Parameters of `App._display`, which `output` overrides."""
APP_ATTRIBUTES: Final = frozenset({"_batch_count", "_closed", "_driver", "_sync_available"})
"""Attributes that an `App` or its bases set when they are made."""
APP_PROPERTIES: Final = frozenset({"_background_screens"})
SCREEN_ATTRIBUTES: Final = frozenset({"_compositor"})


@cache
def supported() -> bool:
    """Whether the installed Textual is built as output by difference needs it; looked up once."""
    try:
        signatures = {name: _parameters(name) for name in SIGNATURES}
        display = tuple(inspect.signature(getattr(App, "_display")).parameters)  # noqa: B009 - it may be missing
    except (ImportError, AttributeError, TypeError, ValueError):
        return False
    return (
        signatures == SIGNATURES
        and display == DISPLAY_SIGNATURE
        and _mentioned_by_constructors(App) >= APP_ATTRIBUTES
        and _mentioned_by_constructors(Screen) >= SCREEN_ATTRIBUTES
        and all(isinstance(inspect.getattr_static(App, name, None), property) for name in APP_PROPERTIES)
    )


def _parameters(name: str) -> tuple[str, ...]:
    owner, _, method = name.partition(".")
    function = getattr(getattr(importlib.import_module(_COMPOSITOR), owner), method)
    return tuple(inspect.signature(function).parameters)


def _mentioned_by_constructors(cls: type) -> set[str]:
    """Give the names of attributes in the constructors of a class and its bases."""
    codes = (getattr(base.__dict__.get("__init__"), "__code__", None) for base in cls.__mro__)
    return {name for code in codes if code for name in code.co_names}


def is_full(update: object) -> bool:
    """Whether this is the compositor's update of a whole screen."""
    return type(update).__name__ == "LayoutUpdate"


def is_partial(update: object) -> bool:
    """Whether this is the compositor's update of some spans of a screen."""
    return type(update).__name__ == "ChopsUpdate"


def pieces_of_full(update: "LayoutUpdate", pens: "Pens") -> "Iterator[Piece]":
    """Give the lines of an update of a whole screen."""
    column = update.region.x
    for row, strips in enumerate(update.strips, update.region.y):
        cells = _cells((segment for strip in strips for segment in strip), pens)
        yield Piece(row, column, column, column + len(cells.texts), cells)


def pieces_of_partial(update: "ChopsUpdate", pens: "Pens") -> "Iterator[Piece]":
    """Give what lies within the spans of an update."""
    for row, first, last in update.spans:
        for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column < last and end > first:
                yield Piece(row, column, max(column, first), min(end, last), _cells(strip, pens))


def _cells(segments: "Iterable[Segment]", pens: "Pens") -> Cells:
    """Read the cells of a line, without control sequences: what follows one could not be known."""
    texts, numbers = list[str](), list[int]()
    for text, style, control in segments:
        if control:
            continue
        if text.isascii() and text.isprintable():
            texts += text
        else:
            marks, split_texts = split(text)
            if marks and texts:
                add_mark(texts, marks)
            texts += split_texts
        numbers += [pens.number(style)] * (len(texts) - len(numbers))
    return Cells(texts, numbers)
