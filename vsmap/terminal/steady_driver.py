"""The terminal driver: no byte, no size, no signal and no vanished line takes the program or its work along.

It is Textual's for Linux and macOS, with its own way of reading, writing and ending. Private names of Textual
that are used here are in the tables of `vsmap.terminal.internals`.
"""

import os
import selectors
import signal
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from vsmap.terminal.pastes import END, START, PasteFilter
from vsmap.terminal.sequences import HELD, SequenceFilter
from vsmap.terminal.signals import SignalGuard
from vsmap.terminal.writing import Output

if TYPE_CHECKING:
    from textual.message import Message

WIDEST, HIGHEST = 1000, 500
"""Columns and rows that are believed."""
_AT_ONCE: Final = 65_536
_LOOK: Final = 0.1
"""Seconds between looks whether the program ends."""
_LAST_WORDS: Final = 0.5
"""Seconds that a terminal has for reading how it is given back."""
_GIVEN_BACK: Final = b"\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[m"


class Editor(Protocol):
    """What the driver asks of its application."""

    def keep_safe(self) -> None:
        """Bring work to safety."""

    def repaint_terminal(self) -> None:
        """Paint everything anew."""

    def tell_cut_paste(self) -> None:
        """Say that a paste was too long."""


class SteadyDriver(LinuxDriver):
    """A driver that outlives its terminal, and passes on as keys only what was typed."""

    def __init__(self, app: Any, **options: Any) -> None:  # noqa: ANN401 - an App that is an Editor, and Textual's own
        super().__init__(app, **options)
        self._editor: Editor = app
        self._screen = next((number for number in (2, 1, 0) if os.isatty(number)), 2)
        self._output: Output | None = None
        self._guard = SignalGuard(app.keep_safe, self._ask_for_end, self._restore)
        self._is_lost = False

    # Starting and ending.

    def start_application_mode(self) -> None:
        """Take the terminal, and the signals that end the program."""
        if self._output is not None:
            self._output.end(0)
        self._output = Output(self._screen, self._lose, self._repaint)
        self._output.start()
        self._guard.take()
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's own

    def close(self) -> None:
        """Give the terminal and the signals back; a terminal that reads nothing more is not waited for."""
        super().close()
        is_over = self._output is None or self._output.end(_LAST_WORDS)
        self._guard.give_back(is_over=is_over)

    def _ask_for_end(self, code: int) -> None:
        self._call(self._app.exit, None, code)

    def _call(self, callback: Callable[..., Any], *arguments: object) -> None:
        """Have something called by the application; where that has ended already nothing is left to do."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback, *arguments)

    def _restore(self) -> None:
        """Give the terminal back without anybody's help, and without waiting for it."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        name = os.ttyname(self._screen)
        descriptor = os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        os.write(descriptor, _GIVEN_BACK)

    def _lose(self) -> None:
        """End as after a hang-up: the terminal is gone, even if no signal says so."""
        if not self._is_lost:
            self._is_lost = True
            self._call(self._guard.ask_to_end, signal.SIGHUP)

    # Writing.

    def write(self, data: str) -> None:
        """Have something written; this never waits."""
        if self._output is not None:
            self._output.put(data)

    def _repaint(self) -> None:
        self._call(self._editor.repaint_terminal)

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        return max(1, min(columns, WIDEST)), max(1, min(rows, HIGHEST))

    # Reading.

    def run_input_thread(self) -> None:
        """Read what the terminal sends until the program ends, or the terminal is gone."""
        reader = _Reader(self.process_message, self._tell_cut, debug=self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(reader.patience):
                    content = self._read()
                    if not content:
                        self._lose()
                        return
                    reader.take(content)
                reader.tick()

    def _read(self) -> bytes:
        """Read what is there; nothing means that the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""

    def _tell_cut(self) -> None:
        self._call(self._editor.tell_cut_paste)


class _Reader:
    """Makes events of bytes; what makes none is dropped, and what comes behind it is read all the same."""

    def __init__(
        self, emit: Callable[["Message"], None], tell_cut: Callable[[], None], *, debug: bool
    ) -> None:
        self._emit, self._tell_cut, self._in_debug = emit, tell_cut, debug
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._pastes, self._sequences = PasteFilter(), SequenceFilter()
        self._pasted: list[str] | None = None
        self._parser = XTermParser(debug)

    @property
    def patience(self) -> float:
        """Seconds until this has to be looked at again."""
        return HELD if self._sequences.is_waiting else _LOOK

    def take(self, content: bytes) -> None:
        """Take bytes as they came."""
        self._feed(self._pastes.feed(self._decoder.decode(content), time.monotonic()))

    def tick(self) -> None:
        """Let time pass: an escape that nothing follows is a key, a paste that goes on no more is over."""
        now = time.monotonic()
        self._feed(self._pastes.tick(now))
        for sequence in self._sequences.tick(now):
            self._pass_on(partial(self._parser.feed, sequence))
        self._pass_on(self._parser.tick)
        if self._pastes.is_cut:
            self._pastes.is_cut = False
            self._tell_cut()

    def _feed(self, text: str) -> None:
        """Tell what was pasted from what was typed."""
        while text:
            if self._pasted is None:
                typed, marker, text = text.partition(START)
                self._type(typed)
                self._pasted = [] if marker else None
            else:
                inside, marker, text = text.partition(END)
                self._pasted.append(inside)
                if marker:
                    pasted, self._pasted = "".join(self._pasted), None
                    self._emit(events.Paste(pasted))

    def _type(self, text: str) -> None:
        """Feed sequence by sequence, so that one that can't be read takes no other along."""
        for sequence in self._sequences.feed(text, time.monotonic()):
            self._pass_on(partial(self._parser.feed, sequence))

    def _pass_on(self, events_of: "Callable[[], Iterable[Message]]") -> None:
        try:
            for event in events_of():
                if _is_believed(event):
                    self._emit(event)
        except Exception:  # noqa: BLE001 - whatever a terminal sends, the program goes on
            self._parser = _like(self._parser, XTermParser(self._in_debug))


def _like(old: XTermParser, new: XTermParser) -> XTermParser:
    """Let a new parser know of the terminal what the old one knew."""
    for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
        setattr(new, name, getattr(old, name))
    return new


def _is_believed(event: "Message") -> bool:
    """Tell whether an event can be true: a window of no or a million columns is none."""
    if not isinstance(event, events.Resize):
        return True
    return 0 < event.size.width <= WIDEST and 0 < event.size.height <= HIGHEST
