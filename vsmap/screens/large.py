"""Opening a file that takes its time: beside the interface, with what is going on, and a way out."""

import gc
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar, Final

from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from vsmap.drawing.cells import plain
from vsmap.exit_codes import ExitCode
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, show_instead
from vsmap.storage.faults import FileFaults
from vsmap.widgets.titles import entitle

_TOLD_APART: Final = 0.5
_MEGABYTE: Final = 1024 * 1024


class LargeFileScreen(ModalScreen[MapScreen | FileFaults | None]):
    """Reads a large file in a thread; gives its map, or what is wrong with it, or nothing after Esc."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+q", "dismiss", "Cancel", show=False)]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path, self._since = path, time.monotonic()

    def compose(self) -> ComposeResult:
        """Show what is going on."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, "Opening a large file", "Esc cancels")
            yield Static()

    def on_mount(self) -> None:
        """Begin, and tell how it goes."""
        self._tell()
        self.set_interval(_TOLD_APART, self._tell)
        # A thread that the program's end does not wait for: whoever cancels is not kept waiting.
        Thread(target=self._read, args=(self.app,), daemon=True, name="vsmap-reading").start()

    def _tell(self) -> None:
        size = self._path.stat().st_size / _MEGABYTE if self._path.exists() else 0
        seconds = int(time.monotonic() - self._since)
        told = f"{self._path.name} · {size:.1f} MB · reading and computing for {seconds} s"
        self.query_one(Static).update(Content(plain(told)))

    def _read(self, app: App[Any]) -> None:
        """Read the file and compute its numbers, with nobody looking for garbage among what is read."""
        gc.disable()
        try:
            opened: MapScreen | FileFaults = map_screen(self._path)
        except FileFaults as faults:
            opened = faults
        finally:
            gc.freeze()
            gc.enable()
        # Where the application has ended meanwhile nobody wants the map.
        with suppress(RuntimeError):
            app.call_from_thread(self._give, opened)

    def _give(self, opened: MapScreen | FileFaults) -> None:
        if self.is_current:
            self.dismiss(opened)


class LargeStartScreen(Screen[None]):
    """What the editor starts with where its file is large: it is opened, or the editor is left."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def on_mount(self) -> None:
        """Open the file."""
        self.app.push_screen(LargeFileScreen(self._path), self._take)

    def _take(self, opened: MapScreen | FileFaults | None) -> None:
        if isinstance(opened, MapScreen):
            show_instead(self.app, opened)
        elif opened is None:
            self.app.exit()
        else:
            self.app.exit(None, ExitCode.CANNOT_READ, Text(str(opened)))
