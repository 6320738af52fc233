"""What this package needs to know about Textual's insides, and whether it is still so.

Private names of Textual appear in this package alone, and each in a table here.
"""

import importlib
import inspect
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from textual.geometry import Region
from textual.widget import Widget

from vsmap.terminal.cells import REST, add_mark, split
from vsmap.terminal.shown import Cells, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual._compositor import ChopsUpdate, LayoutUpdate
    from textual.strip import Strip

    from vsmap.terminal.pens import Pens

SIGNATURES: Final = {
    "app:App._display": ("self", "screen", "renderable"),
    "app:App._fatal_error": ("self",),
    "app:App._handle_exception": ("self", "error"),
    "message_pump:MessagePump._close_messages_no_wait": ("self",),
    "_compositor:LayoutUpdate.__init__": ("self", "strips", "region"),
    "_compositor:ChopsUpdate.__init__": ("self", "chops", "spans", "chop_ends"),
    "_compositor:Compositor.render_update": ("self", "full", "screen_stack", "simplify"),
    "_styles_cache:StylesCache.set_dirty": ("self", "regions"),
}
"""Methods of Textual's modules, with their parameters."""
PROPERTIES: Final = (
    "app:App._background_screens",
    "_compositor:Compositor.cuts",
    "_compositor:Compositor.visible_widgets",
)
ATTRIBUTES: Final = {
    "app:App": frozenset({"_batch_count", "_closed", "_driver", "_exception", "_sync_available"}),
    "screen:Screen": frozenset({"_compositor"}),
    "widget:Widget": frozenset({"_styles_cache"}),
}
"""Attributes that the constructors of classes, or of their bases, set."""
DRIVER_SIGNATURES: Final = {
    "drivers.linux_driver:LinuxDriver.run_input_thread": ("self",),
    "drivers.linux_driver:LinuxDriver.start_application_mode": ("self",),
    "drivers.linux_driver:LinuxDriver.close": ("self",),
    "drivers.linux_driver:LinuxDriver.write": ("self", "data"),
    "drivers.linux_driver:LinuxDriver._get_terminal_size": ("self",),
    "_xterm_parser:XTermParser.__init__": ("self", "debug"),
    "_xterm_parser:XTermParser.feed": ("self", "data"),
    "_parser:Parser.tick": ("self",),
}
"""Methods that the steady driver overrides or calls."""
DRIVER_ATTRIBUTES: Final = {
    "drivers.linux_driver:LinuxDriver": frozenset(
        {"_app", "_debug", "_loop", "fileno", "exit_event", "attrs_before"}
    ),
    "_xterm_parser:XTermParser": frozenset(
        {"last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"}
    ),
}


@cache
def supported_driver() -> bool:
    """Whether the installed Textual is built as the steady driver needs it; looked up once."""
    return _is_built_so(DRIVER_SIGNATURES, (), DRIVER_ATTRIBUTES)


@cache
def supported() -> bool:
    """Whether the installed Textual is built as output by difference needs it; looked up once."""
    return _is_built_so(SIGNATURES, PROPERTIES, ATTRIBUTES)


def _is_built_so(
    wanted: "Mapping[str, tuple[str, ...]]",
    properties: "Iterable[str]",
    attributes: "Mapping[str, frozenset[str]]",
) -> bool:
    try:
        signatures = {name: tuple(inspect.signature(_find(name)).parameters) for name in wanted}
        found = [_find(name) for name in properties]
        has_attributes = [attributes[name] <= _mentioned_by_constructors(_find(name)) for name in attributes]
    except (ImportError, AttributeError, TypeError, ValueError):
        return False
    return signatures == wanted and all(isinstance(each, property) for each in found) and all(has_attributes)


def _find(name: str) -> Any:  # noqa: ANN401 - it may be anything: that is the question
    """Find `module:Class` or `module:Class.member` in Textual.

    Raises:
        ImportError: there is no such module.
        AttributeError: there is no such class or member.
    """
    module, _, path = name.partition(":")
    owner, _, member = path.partition(".")
    found = getattr(importlib.import_module(f"textual.{module}"), owner)
    return inspect.getattr_static(found, member) if member else found


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
        cells = _cells(strips, pens)
        yield Piece(row, column, column, column + len(cells.texts), cells)


def pieces_of_partial(update: "ChopsUpdate", pens: "Pens") -> "Iterator[Piece]":
    """Give what lies within the spans of an update."""
    for row, first, last in update.spans:
        for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column < last and end > first:
                yield Piece(row, column, max(column, first), min(end, last), _cells([strip], pens))


def pieces_of_widget(widget: Widget, region: Region, pens: "Pens") -> "list[Piece] | None":
    """Render a part of a widget anew; None where not all of it is in sight, or the widget is no line API.

    Args:
        widget: a widget of the screen on top, on the line API.
        region: the part, counted as `Widget.refresh` counts it.
        pens: numbers of pens.
    """
    if type(widget).render_line is Widget.render_line:
        return None
    place, seen = _seen(widget, region.translate(widget.content_offset))
    if seen is None:
        return None
    lines = Region(0, seen.y - place.y, place.width, seen.height)
    widget._styles_cache.set_dirty(lines)  # noqa: SLF001 - guarded by `supported`
    cuts = widget.screen._compositor.cuts  # noqa: SLF001 - guarded by `supported`
    return [
        Piece(row, place.x, seen.x, seen.right, _cells(_cut(strip, place.x, cuts[row], seen), pens))
        for row, strip in enumerate(widget.render_lines(lines), seen.y)
    ]


def _cut(strip: "Strip", column: int, cuts: "Iterable[int]", seen: Region) -> "Iterable[Strip]":
    """Cut a strip as the compositor does: wherever another widget has an edge, even one beneath."""
    inside = [cut - column for cut in cuts if seen.x < cut < seen.right]
    return strip.divide([*inside, strip.cell_length]) if inside else [strip]


def _seen(widget: Widget, region: Region) -> tuple[Region, Region | None]:
    """Give where on the screen a widget is, and where a part of it is seen if all of that is."""
    visible = widget.screen._compositor.visible_widgets  # noqa: SLF001 - guarded by `supported`
    if widget not in visible:
        return region, None
    place, clip = visible[widget]
    seen = region.translate(place.offset).intersection(place).intersection(clip)
    for other, (other_place, other_clip) in visible.items():  # the foremost first
        if other is widget:
            return place, seen
        if other_place.intersection(other_clip).overlaps(seen):
            break
    return place, None


def _cells(strips: "Iterable[Strip]", pens: "Pens") -> Cells:
    """Read the cells of a line, each strip in as many cells as Textual has for it.

    Rich cuts a selector off the character that it widens, so that a strip may be a cell short: were it not
    filled up, all that follows would move. A control sequence is left out: what follows could not be known.
    """
    texts, numbers = list[str](), list[int]()
    for strip in strips:
        end = len(texts) + strip.cell_length
        _read(strip, pens, texts, numbers)
        if len(texts) != end:
            _fit(texts, end)
            numbers[end:] = []
            numbers += [numbers[-1] if numbers else pens.number(None)] * (end - len(numbers))
    return Cells(texts, numbers)


def _read(strip: "Strip", pens: "Pens", texts: list[str], numbers: list[int]) -> None:
    start = len(texts)
    for text, style, control in strip:
        if control:
            continue
        if text.isascii() and text.isprintable():
            texts += text
        else:
            marks, split_texts = split(text)
            if marks and len(texts) > start:
                add_mark(texts, marks)
            texts += split_texts
        numbers += [pens.number(style)] * (len(texts) - len(numbers))


def _fit(texts: list[str], end: int) -> None:
    """Fill cells up to an end with blanks, or cut them there; half a wide character is a blank."""
    if texts[end : end + 1] == [REST]:
        texts[end - 1] = " "
    texts[end:] = [" "] * (end - len(texts))
