"""Setting text in a PDF: each character in the first font of this system that has it."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

from vsmap.exchange.extras import needed
from vsmap.exchange.markup import plain_text
from vsmap.exchange.picture.fonts import FALLBACKS, font_files, monospaced

_REPLACEMENT: Final = "?"
_LATIN_1: Final = 0x100


class _Face(NamedTuple):
    """A font as reportlab knows it, and the characters that it has; None for those of Latin-1."""

    name: str
    glyphs: frozenset[int] | None

    def has(self, character: str) -> bool:
        """Tell whether the font has a character."""
        return ord(character) < _LATIN_1 if self.glyphs is None else ord(character) in self.glyphs


class Typesetter:
    """Sets texts, and remembers what it could not set."""

    def __init__(self) -> None:
        self._missing: dict[str, None] = {}
        files = font_files()
        self._files = files
        faces = monospaced(files)
        self._regular = _face(faces[0]) if faces else _Face("Courier", None)
        self._bold = _face(faces[1]) if faces else _Face("Courier-Bold", None)
        self._others: list[_Face] | None = None

    @property
    def without_glyph(self) -> str:
        """The characters that no font here has, in the order in which they came."""
        return "".join(self._missing)

    def set(  # noqa: PLR0913 - a text and where it goes
        self,
        canvas: Any,  # noqa: ANN401 - reportlab has no types
        text: str,
        at: tuple[float, float],
        size: float,
        room: float | None = None,
        *,
        bold: bool = False,
    ) -> None:
        """Set a text at a point, squeezed or stretched into a room if one is given."""
        runs = [*self._runs(plain_text(text), self._bold if bold else self._regular)]
        natural = sum(canvas.stringWidth(part, face.name, size) for face, part in runs)
        scale = room / natural if room and natural else 1.0
        x, y = at
        for face, part in runs:
            written = canvas.beginText(x, y)
            written.setFont(face.name, size)
            written.setHorizScale(scale * 100)
            written.textOut(part)
            canvas.drawText(written)
            x += canvas.stringWidth(part, face.name, size) * scale

    def _runs(self, text: str, first: _Face) -> Iterator[tuple[_Face, str]]:
        """Part a text by the font that has its characters."""
        chosen = [self._face_for(character, first) for character in text]
        for face, places in groupby(range(len(text)), key=chosen.__getitem__):
            part = "".join(text[place] for place in places)
            yield (face, part) if face else (first, _REPLACEMENT * len(part))

    def _face_for(self, character: str, first: _Face) -> _Face | None:
        if first.has(character):
            return first
        if self._others is None:
            self._others = [_face(self._files[name]) for name in FALLBACKS if name in self._files]
        for face in self._others:
            if face.has(character):
                return face
        self._missing[character] = None
        return None


def _face(path: Path) -> _Face:
    """Make a file known to reportlab."""
    metrics, fonts = needed("reportlab.pdfbase.pdfmetrics", "PDF"), needed("reportlab.pdfbase.ttfonts", "PDF")
    font = fonts.TTFont(path.stem, str(path))
    metrics.registerFont(font)
    return _Face(path.stem, frozenset(font.face.charToGlyph))
