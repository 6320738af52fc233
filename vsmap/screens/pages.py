"""Pages to look at over the map: a comparison of two states, a trend through the file's history."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from vsmap.analysis.comparison import compare
from vsmap.drawing.comparison_page import comparison_page
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.page import Page, Tone
from vsmap.exchange.trend import TrendPoint, trend_chart, trend_of, trend_page
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog
from vsmap.storage.faults import FileFaults
from vsmap.widgets.titles import entitle

_MARGIN = 8
"""Cells beside the text of a page."""
_LEAST = 30
_CHART_ROWS = 8
_STYLES = {
    Tone.PLAIN: "",
    Tone.HEADING: "bold",
    Tone.GOOD: "$success",
    Tone.BAD: "$error",
    Tone.NOTE: "$secondary",
}


class PageScreen(Dialog[None]):
    """A page that fits the width of the window; Esc, Enter or q leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, title: str, make: Callable[[int], Page] | None) -> None:
        super().__init__()
        self._title, self._make = title, make

    @property
    def glyphs(self) -> Glyphs:
        """The characters to draw with."""
        return ASCII if self.app.is_ascii else UNICODE

    def compose(self) -> ComposeResult:
        """Show the page in a box that scrolls."""
        with VerticalScroll(classes="dialog page wide") as dialog:
            entitle(dialog, self._title, "↑↓ scroll · Esc to go back")
            yield Static(Content("working it out …"))

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Write the page for the width that there is now."""
        self.show()

    def show(self) -> None:
        """Write the page, if it is known by now."""
        if self._make is not None and self.app.size.width:
            page = self._make(max(_LEAST, self.app.size.width - _MARGIN))
            self.query_one(Static).update(_content(page))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _content(page: Page) -> Content:
    lines = [Content.styled(visible(line.text), _STYLES[line.tone]) for line in page]
    return Content("\n").join(lines)


class ComparisonScreen(PageScreen):
    """Two maps side by side."""

    def __init__(self, before: ValueStream, after: ValueStream, names: tuple[str, str]) -> None:
        found = compare(before, after)
        super().__init__(
            f"{names[0]} → {names[1]}", lambda room: comparison_page(found, names, room, self.glyphs)
        )


class TrendScreen(PageScreen):
    """The totals at every commit that changed the file; its history is read beside the interface."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Trend of {path.name}", None)
        self._path = path

    def on_mount(self) -> None:
        """Begin to read."""
        super().on_mount()
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        """Read the history, in a thread of its own."""
        try:
            points = trend_of(self._path)
        except FileFaults as faults:
            reason = str(faults)
            self._hand_over(lambda: self._refuse(reason))
        else:
            self._hand_over(lambda: self._take(points))

    def _hand_over(self, then: Callable[[], None]) -> None:
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(then)

    def _refuse(self, reason: str) -> None:
        self.query_one(Static).update(Content(visible(reason)))

    def _take(self, points: list[TrendPoint]) -> None:
        def make(room: int) -> Page:
            chart = trend_chart(points, room, _CHART_ROWS, self.glyphs)
            return [*chart, *trend_page(points, room, self.glyphs)]

        self._make = make
        self.show()
