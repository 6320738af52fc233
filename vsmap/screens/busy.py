"""Work that takes its time: beside the interface, with what is going on, and a way out."""

import gc
import time
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ClassVar, Final, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from vsmap.drawing.cells import plain
from vsmap.screens.dialog import Dialog
from vsmap.widgets.titles import entitle

_TOLD_APART: Final = 0.5
Result = TypeVar("Result")


class BusyScreen(Dialog[Result], Generic[Result]):
    """Does something in a thread and gives what came of it; None after Esc, whatever comes of it then."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,ctrl+q", "leave", "Cancel", show=False)]

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
        Thread(target=self._work, args=(get_running_loop(),), daemon=True, name="vsmap-busy").start()

    def _tell(self) -> None:
        seconds = int(time.monotonic() - self._since)
        self.query_one(Static).update(Content(plain(f"{self._what} for {seconds} s")))

    def _work(self, loop: AbstractEventLoop) -> None:
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
        # Where the application has ended meanwhile nobody wants the result; not by `call_from_thread`, which
        # leaves a coroutine behind that nothing awaits, and waits for ever on a loop that has stopped.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(self.call_later, self._give, result, failure)

    def _give(self, result: Result | None, failure: Exception | None) -> None:
        if failure is not None:
            raise failure
        if self.is_current:
            self.dismiss(result)
