"""What a file would be as a map: what was understood, what was left out and why, what only people know."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from vsmap.exchange.intake.imported import Imported, preview_lines
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.sources import read_source
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog
from vsmap.storage.faults import FileFaults
from vsmap.widgets.titles import entitle


class _StoppedError(Exception):
    """The dialog was left while the file was read."""


class ImportPreview(Dialog[ValueStream]):
    """Dismissed with the map that is to be made; nothing is made before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "make", show=False, priority=True),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._imported: Imported | None = None

    def compose(self) -> ComposeResult:
        """Show a page that fills when the file is read."""
        with VerticalScroll(classes="dialog page") as dialog:
            entitle(dialog, f"Import {self._path.name}", "⏎ make the map · Esc make nothing")
            yield Static(Content("reading …"))

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._work, thread=True, exclusive=True)

    def _work(self) -> None:
        """Read the file in a thread of its own; leaving the dialog stops it."""
        worker = get_current_worker()
        told = -1

        def progress(done: int, whole: int) -> None:
            nonlocal told
            if worker.is_cancelled:
                raise _StoppedError
            percent = done * 100 // whole if whole else 0
            if percent > told:
                told = percent
                self.app.call_from_thread(self._say, f"reading: {percent} %")

        try:
            imported = read_source(Origin(str(self._path)), Wishes(progress=progress))
        except _StoppedError:
            return
        except FileFaults as faults:
            lines = ["This can't be read as a map:", "", *faults.lines()]
            self.app.call_from_thread(self._say, "\n".join(map(visible, lines)))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, imported)

    def _say(self, text: str) -> None:
        if self.is_attached:
            self.query_one(Static).update(Content(text))

    def _take(self, imported: Imported) -> None:
        if self.is_attached:
            self._imported = imported
            lines = preview_lines(imported)
            self._say("\n".join([*map(visible, lines), "", "⏎ makes the map, unsaved; Esc makes nothing."]))

    def action_make(self) -> None:
        """Leave with the map, once there is one."""
        if self._imported is not None:
            self.dismiss(self._imported.stream)
