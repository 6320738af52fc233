"""A pane of lines: shows inks, repaints only the lines that changed, never lays anything out."""

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from vsmap.drawing.cells import plain
from vsmap.widgets.ink import TEXT, InkLine, padded
from vsmap.widgets.titles import entitle


class LinePane(Widget):
    """A widget that is a list of lines, drawn through Textual's line API.

    A subclass overrides `ink_line`. After anything changed `changes` compares what each row shows now with
    what it showed, and names only those rows that differ; `repaint` has them painted.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._lines: list[InkLine] = []
        self._strips: dict[int, Strip] = {}
        self._styles_of: dict[str, Style] = {}
        self._titles = ("", "")

    def entitle(self, title: str, subtitle: str = "") -> None:
        """Put a title and a subtitle on the border, if they are not there already."""
        if self._titles != (title, subtitle):
            self._titles = (title, subtitle)
            entitle(self, title, subtitle)

    def ink_line(self, row: int) -> InkLine:
        """Return what a row shows; rows count from the top, 0."""
        del row
        return ()

    def repaint(self) -> None:
        """Have the rows painted that differ from what they show."""
        for region in self.changes():
            self.refresh(region)

    def changes(self) -> list[Region]:
        """Write all rows anew and return the regions that differ from what they showed."""
        width, height = self.content_size
        if not width or not self.display:
            self._lines = []
            return []
        old, self._lines = self._lines, self._written()
        if len(old) != height:
            self._strips.clear()
            self.refresh()
            return []
        different = [row for row in range(height) if old[row] != self._lines[row]]
        for row in different:
            self._strips.pop(row, None)
        return [Region(0, row, width, 1) for row in different]

    def _written(self) -> list[InkLine]:
        width, height = self.content_size
        return [padded(self.ink_line(row), width) for row in range(height)]

    def on_resize(self) -> None:
        """Write all rows anew: what they show depends on the room there is."""
        self._lines = []
        self.repaint()

    def render_line(self, y: int) -> Strip:
        """Return one row as Textual wants it."""
        width, height = self.content_size
        if len(self._lines) != height:
            self._lines = self._written()
            self._strips.clear()
        if y >= height:
            return Strip.blank(width, self.style_of(TEXT))
        strip = self._strips.get(y)
        if strip is None:
            inks = self._lines[y]
            strip = Strip([Segment(plain(ink.text), self.style_of(ink.ink)) for ink in inks], width)
            self._strips[y] = strip
        return strip

    def style_of(self, ink: str) -> Style:
        """Return the style of an ink under the theme in force; the inks are the screen's, not each pane's."""
        style = self._styles_of.get(ink)
        if style is None:
            style = self._styles_of[ink] = self.screen.get_component_rich_style(f"ink--{ink}")
        return style

    def notify_style_update(self) -> None:
        """Forget colours when the theme changes."""
        self._styles_of.clear()
        self._strips.clear()
        super().notify_style_update()
