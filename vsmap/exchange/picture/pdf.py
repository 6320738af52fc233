"""PDF: the picture as vectors with text that can be searched, on one sheet of its size or on pages."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final, NamedTuple

from vsmap.drawing.card import Role
from vsmap.exchange.extras import needed
from vsmap.exchange.picture.ink import INKS, Ink, Theme, colour_name
from vsmap.exchange.picture.pages import MARGIN, Page
from vsmap.exchange.picture.shapes import Picture, Words
from vsmap.exchange.picture.svg import CELL_HEIGHT, CELL_WIDTH, corners
from vsmap.exchange.picture.typesetting import Typesetter

_LARGEST_CELL: Final = 5.4
"""Points: letters of 9 points."""
_HEAD: Final = 58.0
_FOOT: Final = 34.0
_TITLE, _NOTE = 14, 8.5
_BASELINE: Final = 0.72
_LETTER: Final = 4.7
_THIN, _HEAVY = 0.7, 1.6


class Pdf(NamedTuple):
    """A PDF, and the characters that no font of this system has."""

    content: bytes
    without_glyph: str


class _Paper(NamedTuple):
    """What is painted on, how wide a cell is on it in points, and in which colours."""

    sheet: Page
    cell: float
    ink: Ink


def pdf(picture: Picture, page: Page | None = None, theme: Theme | None = None) -> Pdf:
    """Return a picture as PDF, on one sheet of its own size or parted between its strips to pages.

    Raises ExtraMissingError where reportlab is missing.
    """
    canvas_module = needed("reportlab.pdfgen.canvas", "PDF")
    cell = _cell(picture, page)
    sheet = page or _own_size(picture, cell)
    written = BytesIO()
    canvas = canvas_module.Canvas(written, pagesize=(sheet.width, sheet.height), invariant=1)
    canvas.setTitle(picture.title)
    canvas.setSubject(picture.description)
    canvas.setCreator("vsmap")
    typesetter = Typesetter()
    paper = _Paper(sheet, cell, INKS[theme or "light"])
    parts = [*_parts(picture, sheet, cell)]
    for number, rows in enumerate(parts, 1):
        _Painter(canvas, picture, paper, typesetter).page(
            rows, f"{number} / {len(parts)}" if len(parts) > 1 else ""
        )
        canvas.showPage()
    canvas.save()
    return Pdf(written.getvalue(), typesetter.without_glyph)


def _cell(picture: Picture, page: Page | None) -> float:
    """Return the points that a cell is wide: so much that the widest and the tallest strip fit a page."""
    if page is None:
        return _LARGEST_CELL
    starts = (0, *picture.breaks)
    tallest = max((end - start for start, end in zip(starts, picture.breaks, strict=False)), default=1)
    room = page.height - 2 * MARGIN - _HEAD - _FOOT
    across = (page.width - 2 * MARGIN) / max(picture.width, 1)
    return min(_LARGEST_CELL, across, room / max(tallest, 1) * CELL_WIDTH / CELL_HEIGHT)


def _own_size(picture: Picture, cell: float) -> Page:
    lines = max(map(len, (picture.title * 2, *picture.above, *picture.below)))
    across = max(picture.width * cell, lines * _LETTER)
    down = picture.height * cell * CELL_HEIGHT / CELL_WIDTH
    return Page(across + 2 * MARGIN, down + _HEAD + _FOOT + 2 * MARGIN)


def _parts(picture: Picture, sheet: Page, cell: float) -> Iterator[tuple[int, int]]:
    """Yield the rows of each page: as many strips as fit."""
    room = (sheet.height - 2 * MARGIN - _HEAD - _FOOT) / (cell * CELL_HEIGHT / CELL_WIDTH) + 1e-6
    first = before = 0
    for end in picture.breaks:
        if end - first > room and before > first:
            yield first, before
            first = before
        before = end
    yield first, picture.height


class _Painter:
    """Paints one page; y runs upwards in PDF."""

    def __init__(self, canvas: Any, picture: Picture, paper: _Paper, typesetter: Typesetter) -> None:  # noqa: ANN401 - reportlab has no types
        self._canvas, self._picture, self._type = canvas, picture, typesetter
        self._sheet, self._across, self._ink = paper
        self._down = self._across * CELL_HEIGHT / CELL_WIDTH
        self._top = self._sheet.height - MARGIN - _HEAD

    def page(self, rows: tuple[int, int], number: str) -> None:
        """Paint the rows of one page with what stands above and below them."""
        canvas, sheet = self._canvas, self._sheet
        canvas.setFillColor(self._ink.ground)
        canvas.rect(0, 0, sheet.width, sheet.height, stroke=0, fill=1)
        self._notes(number)
        self._first, end = rows
        for panel in self._picture.panels:
            if self._first <= panel.y < end:
                canvas.setFillColor(self._ink.box)
                canvas.setStrokeColor(self._ink.critical if panel.critical else self._ink.line)
                canvas.setLineWidth(_THIN)
                x, y = self._at(panel.x, panel.y + panel.height)
                size = (panel.width * self._across, panel.height * self._down)
                canvas.rect(x, y, *size, stroke=int(panel.framed), fill=1)
        self._lines(end)
        for words in self._picture.words:
            if self._first <= words.y < end:
                self._words(words)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the page at a place of the drawing."""
        return MARGIN + x * self._across, self._top - (y - self._first) * self._down

    def _lines(self, end: int) -> None:
        canvas = self._canvas
        canvas.setLineCap(1)
        for stroke in self._picture.strokes:
            if self._first <= stroke.y1 < end:
                canvas.setStrokeColor(getattr(self._ink, colour_name(stroke.role)))
                canvas.setLineWidth(_HEAVY if stroke.heavy else _THIN)
                canvas.line(*self._at(stroke.x1, stroke.y1), *self._at(stroke.x2, stroke.y2))
        for head in self._picture.heads:
            if self._first <= head.y < end:
                canvas.setFillColor(getattr(self._ink, colour_name(head.role)))
                path = canvas.beginPath()
                first, *others = [self._at(x, y) for x, y in corners(head)]
                path.moveTo(*first)
                for point in others:
                    path.lineTo(*point)
                path.close()
                canvas.drawPath(path, stroke=0, fill=1)

    def _words(self, words: Words) -> None:
        """Set a text into exactly its cells."""
        self._canvas.setFillColor(getattr(self._ink, colour_name(words.role)))
        x, y = self._at(words.x, words.y + _BASELINE)
        bold = words.role in {Role.NAME, Role.SELECTED_NAME}
        size = self._down * 14 / CELL_HEIGHT
        self._type.set(self._canvas, words.text, (x, y), size, words.cells * self._across, bold=bold)

    def _notes(self, number: str) -> None:
        canvas, left = self._canvas, MARGIN
        y = self._sheet.height - MARGIN - _TITLE
        canvas.setFillColor(self._ink.text)
        self._type.set(canvas, self._picture.title, (left, y), _TITLE, bold=True)
        canvas.setFillColor(self._ink.faint)
        for line in self._picture.above:
            y -= _NOTE * 1.5
            self._type.set(canvas, line, (left, y), _NOTE)
        y = MARGIN
        for line in reversed(self._picture.below):
            self._type.set(canvas, line, (left, y), _NOTE)
            y += _NOTE * 1.5
        if number:
            canvas.drawRightString(self._sheet.width - MARGIN, MARGIN, number)
