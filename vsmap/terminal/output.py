"""Output by difference for a Textual application: a frame sends the cells that changed, in one write."""

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, cast

from textual import events, messages, on
from textual.app import App, ReturnType
from textual.geometry import Region

from vsmap.terminal.internals import (
    is_full,
    is_partial,
    pieces_of_full,
    pieces_of_partial,
    pieces_of_widget,
    supported,
)
from vsmap.terminal.pens import Pens
from vsmap.terminal.shown import Piece, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType
    from textual._compositor import ChopsUpdate, LayoutUpdate
    from textual.screen import Screen
    from textual.widget import Widget

SYNCHRONIZED_FROM: Final = 256
"""Characters from which a frame is put between the marks of synchronized output (DEC mode 2026)."""


class DifferenceOutput(App[ReturnType]):
    """An application whose frames send only the cells that changed, each frame in one write.

    Use it as a base: `class Editor(DifferenceOutput[None])`. With a headless or an inline driver, and with a
    Textual that is not `supported`, it steps aside: Textual's own output is used.
    """

    _shown: Shown | None = None
    _pens: Pens
    _shown_by: object = None
    _size_report_expected = False
    _held: "dict[tuple[Widget, Region], None] | None" = None
    """What is to be painted in the frame that is held open, without doubles."""

    def repaint_terminal(self) -> None:
        """Forget what the terminal shows, and paint all of it anew."""
        self._shown = None
        self.refresh()

    def shows(self, frame: str) -> bool:
        """Whether the terminal shows a frame that would paint all of it: override this where that can be."""
        del frame
        return False

    def paint_now(self, *changes: "tuple[Widget, Region]") -> None:
        """Paint parts of line-API widgets at once, in one write: for what follows each keystroke.

        This goes past the compositor, which costs more than all the rest of a small frame; nothing is laid
        out or styled. What is not in sight, or under something else, is refreshed as usual.

        Args:
            changes: each widget with the region that changed, counted as `Widget.refresh` counts it.
        """
        if self._held is not None:
            self._held.update(dict.fromkeys(changes))
            return
        shown = self._current()
        seen: list[Piece] = []
        for widget, region in _joined(changes):
            pieces = None
            if shown is not None and widget.is_mounted and widget.screen is self.screen:
                pieces = pieces_of_widget(widget, region, self._pens)
            if pieces is None:
                widget.refresh(region)
            else:
                seen += pieces
        if shown is not None:
            shown.paint_apart(seen)
            self._write(self._finished(self.screen, shown))
            self.post_display_hook()

    @contextmanager
    def one_frame(self) -> "Iterator[None]":
        """Paint what the block wants to have painted now in one frame, once it ends."""
        if self._held is not None:
            yield
            return
        self._held = {}
        try:
            yield
        finally:
            held, self._held = self._held, None
            if held:
                self.paint_now(*held)

    def on_mount(self) -> None:
        """Watch for the terminal being lent to another program."""
        self.app_suspend_signal.subscribe(self, self._lend_terminal, immediate=True)
        self.app_resume_signal.subscribe(self, self._take_terminal_back, immediate=True)

    def _lend_terminal(self, _app: App[object]) -> None:
        self._put_pen_away()

    def _take_terminal_back(self, _app: App[object]) -> None:
        self.repaint_terminal()

    def on_unmount(self) -> None:
        """Leave the terminal with a plain pen."""
        self._put_pen_away()

    @on(messages.InBandWindowResize)
    def _expect_size_report(self, message: messages.InBandWindowResize) -> None:
        """Note that a terminal asked to report changes of its size reports its size once at the start."""
        self._size_report_expected = message.enabled

    def on_resize(self, event: events.Resize) -> None:
        """Paint anew: a terminal that was resized, even to the size it had, may have cut what it showed."""
        if self._shown is not None:
            as_shown = self._shown.has_size(*event.size)
            if not (as_shown and self._size_report_expected):
                self.repaint_terminal()
        self._size_report_expected = False

    def _display(self, screen: "Screen[object]", renderable: "RenderableType | None") -> None:
        """Display a compositor's update, as `App._display` does, by its difference from what is shown."""
        if renderable is None or self._batch_count:
            super()._display(screen, renderable)
            return
        is_whole = self._shown is None
        written = self._difference(screen, renderable)
        if written is None:
            self._put_pen_away()
            super()._display(screen, renderable)
            return
        if not (is_whole and self.shows(written)):
            self._write(written)
        self.post_display_hook()

    def _difference(self, screen: "Screen[object]", update: object) -> str | None:
        """Give what is to be written for an update, or None where Textual's own output has to do it."""
        if not self._drives_terminal() or not (is_full(update) or is_partial(update)):
            return None
        shown = self._current()
        if shown is None:
            self._pens = Pens(self.console)
            shown = self._shown = Shown(*self.size, self._pens)
            self._shown_by = self._driver
            update = update if is_full(update) else self._full_update(screen)
        self._paint(shown, update)
        return self._finished(screen, shown)

    def _current(self) -> Shown | None:
        """Give what the terminal shows, if that is known."""
        shown = self._shown
        known = self._shown_by is self._driver and not self._batch_count
        return shown if known and self._drives_terminal() else None

    def _paint(self, shown: Shown, update: object) -> None:
        if is_partial(update):
            shown.paint_all(pieces_of_partial(cast("ChopsUpdate", update), self._pens))
            return
        full = cast("LayoutUpdate", update)
        shown.paint_all(pieces_of_full(full, self._pens))
        if not shown.has_size(*full.region.size):
            self._shown = None  # the screen has not been laid out for this size yet: the rest is not known

    def _full_update(self, screen: "Screen[object]") -> object:
        return screen._compositor.render_update(full=True, screen_stack=self._background_screens)  # noqa: SLF001 - guarded by `supported`

    def _finished(self, screen: "Screen[object]", shown: Shown) -> str:
        """End a frame: mend what it tore, and bring the cursor to where Textual wants it."""
        if shown.is_torn:
            self._paint(shown, self._full_update(screen))
        cursor = screen.outer_size.clamp_offset(self.cursor_position)
        return shown.finish(cursor.x, cursor.y)

    def _drives_terminal(self) -> bool:
        driver = self._driver
        if driver is None or driver.is_headless:
            return False
        return self.is_running and not self._closed and supported()

    def _put_pen_away(self) -> None:
        """Forget what the terminal shows, and leave it with a plain pen."""
        if self._driver is not None and self._driver is self._shown_by:
            self._driver.write("\x1b[m")
        self._shown = self._shown_by = None

    def _write(self, written: str) -> None:
        """Write a frame; a large one so that a terminal which can will show it all at once."""
        if not written or self._driver is None:
            return
        if self._sync_available and len(written) >= SYNCHRONIZED_FROM:
            written = f"\x1b[?2026h{written}\x1b[?2026l"
        self._driver.write(written)
        self._driver.flush()


def _joined(changes: "Iterable[tuple[Widget, Region]]") -> "Iterator[tuple[Widget, Region]]":
    """Join each change with the one before where it lies directly below it in the same widget."""
    before: tuple[Widget, Region] | None = None
    for widget, region in changes:
        if before is not None:
            x, y, width, height = before[1]
            if before[0] is widget and (region.x, region.y, region.width) == (x, y + height, width):
                before = widget, Region(x, y, width, height + region.height)
                continue
            yield before
        before = widget, region
    if before is not None:
        yield before
