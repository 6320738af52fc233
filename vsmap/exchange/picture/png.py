"""PNG: the SVG, rasterised by resvg, which needs no library of the system but its fonts."""

from math import sqrt
from typing import Final

from vsmap.exchange.extras import ExtraMissingError, needed
from vsmap.exchange.picture.fonts import font_files, monospaced
from vsmap.exchange.picture.ink import Theme
from vsmap.exchange.picture.shapes import Picture
from vsmap.exchange.picture.svg import size_of, svg

SCALE: Final = 2.0
"""Pixels of the PNG for one of the SVG: sharp on dense screens and on paper."""
MOST_PIXELS: Final = 50_000_000
"""A larger picture is made smaller: every pixel takes four bytes of memory, and few programs show more."""


def png(picture: Picture, theme: Theme | None = None) -> bytes:
    """Return a picture as PNG, light unless asked otherwise; a very large one is made smaller.

    Raises ExtraMissingError where resvg or every monospaced font is missing.
    """
    resvg = needed("resvg_py", "PNG")
    files = font_files()
    faces = monospaced(files)
    if faces is None:
        raise ExtraMissingError(
            "PNG needs a monospaced TrueType font, and this system has none that is known: "
            "install DejaVu Sans Mono (fonts-dejavu)"
        )
    across, down = size_of(picture)
    scale = min(SCALE, sqrt(MOST_PIXELS / (across * down)))
    drawn = resvg.svg_to_bytes(
        svg_string=svg(picture, theme or "light"),
        width=round(across * scale),
        height=round(down * scale),
        font_files=[str(face) for face in faces],
    )
    return bytes(drawn)
