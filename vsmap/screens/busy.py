"""Work that takes its time: beside the interface, with what is going on, and a way out."""

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, ClassVar, Final, Generic, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from vsmap.drawing.cells import plain
from vsmap.widgets.titles import entitle

_TOLD_APART: Final = 0.5
Result = TypeVar("Result")


class BusyScreen(ModalScreen[Result | None], Generic[Result]):
    """Does something in a thread and gives what came of it; None after Esc, whatever comes of it then."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,ctrl+q", "dismiss", "Cancel", show=False)]

    def __init__(self, title: str, what: str, do: Callable[[], Result]) -> None:
        super().__init__()
        self._title, self._what, self._do = title, what, do
        self._since = time.monotonic()

    def compose(self) -> ComposeResult:
        """Show what is going on."""
        with Vertical(classes="dialog") as dialog:
            entitle(dialog, self._title, "Esc cancels")
            yield Static()

    def on_mount(self) -> None:
        """Begin, and tell how it goes."""
        self._tell()
        self.set_interval(_TOLD_APART, self._tell)
        # A thread that the program's end does not wait for: whoever cancels is not kept waiting.
        Thread(target=self._work, args=(self.app,), daemon=True, name="vsmap-busy").start()

    def _tell(self) -> None:
        seconds = int(time.monotonic() - self._since)
        self.query_one(Static).update(Content(plain(f"{self._what} for {seconds} s")))

    def _work(self, app: App[Any]) -> None:
        """Do it, with nobody looking for garbage among all that is made."""
        gc.disable()
        result: Result | None = None
        failure: Exception | None = None
        try:
            result = self._do()
        except Exception as error:  # noqa: BLE001 - raised again where the application sees it
            failure = error
        gc.freeze()
        gc.enable()
        # Where the application has ended meanwhile nobody wants the result.
        with suppress(RuntimeError):
            app.call_from_thread(self._give, result, failure)

    def _give(self, result: Result | None, failure: Exception | None) -> None:
        if failure is not None:
            self.call_later(_raise, failure)
        elif self.is_current:
            self.dismiss(result)


def _raise(failure: Exception) -> None:
    """Let the application meet what the thread met."""
    raise failure
