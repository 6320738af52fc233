"""PNG: the SVG, rasterised by resvg, which needs no library of the system but its fonts."""

from typing import Final

from vsmap.exchange.extras import ExtraMissingError, needed
from vsmap.exchange.picture.fonts import font_files, monospaced
from vsmap.exchange.picture.ink import Theme
from vsmap.exchange.picture.shapes import Picture
from vsmap.exchange.picture.svg import svg

SCALE: Final = 2
"""Pixels of the PNG for one of the SVG: sharp on dense screens and on paper."""


def png(picture: Picture, theme: Theme | None = None) -> bytes:
    """Return a picture as PNG, light unless asked otherwise.

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
    drawn = resvg.svg_to_bytes(
        svg_string=svg(picture, theme or "light"), zoom=SCALE, font_files=[str(face) for face in faces]
    )
    return bytes(drawn)
