"""A program in a real terminal, for journey tests: keys go in, and the screen can be looked at.

    with TerminalSession(["vsmap", "map.vsm.toml"], columns=80, rows=24) as terminal:
        terminal.wait_for("Design")
        terminal.send("down", "5", "enter")

Everything is bounded: each wait has a limit, the program may use a minute of processor time, and leaving the
block ends it and nothing else.
"""

import fcntl
import os
import re
import resource
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from terminal_emulator import Cell, Emulator

KEYS: Final[Mapping[str, str]] = {
    "enter": "\r", "tab": "\t", "shift+tab": "\x1b[Z", "escape": "\x1b", "space": " ", "backspace": "\x7f",
    "delete": "\x1b[3~", "insert": "\x1b[2~", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
}  # fmt: skip
"""Keys by the names that Textual gives them, with what an xterm sends for them."""

_PROCESSOR_SECONDS: Final = 60
_READ_AT_ONCE: Final = 1 << 16
_FULL_LOOKS: Final = 10
"""Looks in a row that find a terminal full before it counts as stalled."""
_SYNCHRONIZED_OUTPUT: Final = b"2026"
_QUERIES: Final = {
    re.compile(rb"\x1b\[0?c"): b"\x1b[?62;22c",
    re.compile(rb"\x1b\[5n"): b"\x1b[0n",
    re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"): b"\x1b]11;rgb:1a1a/1a1a/1a1a\x1b\\",
}
_MODE_QUERY: Final = re.compile(rb"\x1b\[\?(\d+)\$p")
_CURSOR_QUERY: Final = re.compile(rb"\x1b\[6n")


class TerminalSession:
    """A program that runs in a terminal of its own.

    Args:
        command: the program and its arguments; a program is looked up beside the running Python first.
        columns: width of the terminal.
        rows: height of the terminal.
        environment: variables in addition to the clean ones.
        directory: where the program runs; a fresh one, which is also its home, when left out.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        directory: Path | None = None,
    ) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="vsmap-terminal-")
        self.home = Path(self._home.name)
        self.bytes_received = 0
        self.writes_received = 0
        self.exit_code: int | None = None
        self._emulator = Emulator(columns, rows)
        self._unanswered = b""
        self._terminal, program_side = os.openpty()
        self.device = os.ttyname(program_side)
        """The terminal's own name."""
        self._set_size(columns, rows)
        variables = {**self._clean_environment(), **(environment or {})}
        self._process = self._start(list(command), variables, directory or self.home, program_side)
        os.close(program_side)
        os.set_blocking(self._terminal, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _clean_environment(self) -> dict[str, str]:
        kept = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        folders = {
            f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("CONFIG", "CACHE", "DATA", "STATE")
        }
        terminal = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }
        return {**kept, **folders, **terminal, "HOME": str(self.home)}

    @staticmethod
    def _start(command: list[str], environment: dict[str, str], directory: Path, terminal: int) -> int:
        """Start the program as the leader of a session whose terminal this is."""
        # posix_spawn cannot change the directory, so a shell does it and then becomes the program.
        shell = ["sh", "-c", 'cd -- "$0" && exec "$@"', str(directory), *command]
        process = os.posix_spawnp(
            "sh",
            shell,
            environment,
            setsid=True,
            # Whoever runs the tests may ignore or block them, as nohup does; a person's shell does not.
            setsigdef=[signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM],
            setsigmask=[],
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.ttyname(terminal), os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
        )
        resource.prlimit(process, resource.RLIMIT_CPU, (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS))
        return process

    @property
    def process(self) -> int:
        """The number of the program's process."""
        return self._process

    def send(self, *keys: str) -> None:
        """Press keys: names of `KEYS`, `ctrl+` with a letter, or text that is typed as it stands."""
        self.send_bytes("".join(_key(key) for key in keys).encode())

    def send_bytes(self, typed: bytes) -> None:
        """Send bytes as the terminal would."""
        rest = memoryview(typed)
        deadline = time.monotonic() + 20
        while rest and time.monotonic() < deadline:
            try:
                rest = rest[os.write(self._terminal, rest) :]
            except BlockingIOError:
                self._read(0.001)
        assert not rest, "the program does not read its keys"

    def send_unread(self, typed: bytes, seconds: float = 10) -> None:
        """Send bytes without reading what the program writes."""
        rest, deadline = memoryview(typed), time.monotonic() + seconds
        while rest and time.monotonic() < deadline:
            try:
                rest = rest[os.write(self._terminal, rest) :]
            except BlockingIOError:
                time.sleep(0.01)
        assert not rest, "the program does not read its keys"

    def stall(self, key: bytes, seconds: float = 60) -> None:
        """Press a key again and again and read nothing of what is painted, until no more goes in for a while.

        A terminal that is full once may have room again a moment later: the kernel passes on what it holds.
        """
        deadline, full = time.monotonic() + seconds, 0
        program_side = os.open(self.device, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        while full < _FULL_LOOKS:
            full = 0 if select.select([], [program_side], [], 0)[1] else full + 1
            assert time.monotonic() < deadline, "the program does not paint"
            self.send_unread(key)
            time.sleep(0.05)
        os.close(program_side)

    def hang_up(self) -> None:
        """Take the terminal away, as a line that drops does."""
        os.close(self._terminal)
        self._terminal = -1

    def wait_for(self, wanted: str | Callable[[list[str]], bool], seconds: float = 10) -> list[str]:
        """Wait until the screen shows a text, or until a predicate of its lines is true; give the lines.

        Raises:
            AssertionError: it was not so in time, or the program ended before.
        """
        deadline = time.monotonic() + seconds
        while not _fulfils(self.screen(), wanted):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(min(left, 0.1)):
                if left > 0 and not self.ended(0):
                    continue
                why = (
                    "in time" if self.exit_code is None else f"before the program ended with {self.exit_code}"
                )
                lines = "\n".join(self.screen())
                raise AssertionError(f"{wanted!r} was not shown {why}; the screen:\n{lines}")
        return self.screen()

    def wait_quiet(self, quiet: float = 0.1, seconds: float = 10) -> None:
        """Wait until nothing was written for some time (both in seconds)."""
        deadline = time.monotonic() + seconds
        while self._read(quiet):
            assert time.monotonic() < deadline, "the program does not stop writing"

    def ended(self, seconds: float = 5) -> bool:
        """Wait for the program's end; `exit_code` is then set: negative for the number of a signal."""
        deadline = time.monotonic() + seconds
        while self.exit_code is None:
            self._read(0.02)
            reaped, status = os.waitpid(self._process, os.WNOHANG)
            if reaped:
                self.exit_code = os.waitstatus_to_exitcode(status)
                while self._read(0):
                    pass
            elif time.monotonic() >= deadline:
                return False
            else:
                time.sleep(0.002)
        return True

    def ended_unread(self, seconds: float = 5) -> bool:
        """Wait for the program's end without reading what it writes."""
        deadline = time.monotonic() + seconds
        while self.exit_code is None and time.monotonic() < deadline:
            reaped, status = os.waitpid(self._process, os.WNOHANG)
            if reaped:
                self.exit_code = os.waitstatus_to_exitcode(status)
            else:
                time.sleep(0.01)
        return self.exit_code is not None

    def stopped(self, seconds: float = 5) -> bool:
        """Wait until the program has suspended itself."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if os.waitid(os.P_PID, self._process, os.WSTOPPED | os.WNOHANG | os.WNOWAIT):
                return True
            self._read(0.02)
        return False

    def screen(self) -> list[str]:
        """Give the text of each row as shown now, without blanks at its end."""
        return self._emulator.lines()

    def cell(self, column: int, row: int) -> Cell:
        """Give one cell with its colours and attributes."""
        return self._emulator.cell(column, row)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor."""
        return self._emulator.cursor

    @property
    def pen(self) -> Cell:
        """What a blank would be written with now."""
        return self._emulator.pen

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the program is told by a signal."""
        while self._read(0):
            pass
        self._emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        if self.exit_code is None:
            os.kill(self._process, number)

    def close(self) -> None:
        """End the program, if it still runs, and forget the terminal and the home."""
        if self._terminal < 0 and self.exit_code is not None:
            self._home.cleanup()
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            self.signal(number)
            if self.ended(2):
                break
        if self._terminal >= 0:
            self.hang_up()
        self._home.cleanup()

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, seconds: float) -> bool:
        """Read what comes within some time, show it and answer its questions; whether anything came."""
        if self._terminal < 0:
            time.sleep(min(seconds, 0.01))
            return False
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            output = os.read(self._terminal, _READ_AT_ONCE)
        except OSError:  # Linux reports the end of the program's side so
            return False
        self.bytes_received += len(output)
        self.writes_received += bool(output)
        self._emulator.feed(output)
        self._answer(output)
        return bool(output)

    def _answer(self, output: bytes) -> None:
        """Play the terminal: say what an xterm with synchronized output would say."""
        asked = self._unanswered + output
        for query, reply in _QUERIES.items():
            self.send_bytes(reply * len(query.findall(asked)))
        for mode in _MODE_QUERY.findall(asked):
            self.send_bytes(b"\x1b[?%s;%d$y" % (mode, 2 if mode == _SYNCHRONIZED_OUTPUT else 0))
        for _ in _CURSOR_QUERY.findall(asked):
            column, row = self.cursor
            self.send_bytes(b"\x1b[%d;%dR" % (row + 1, column + 1))
        begun = asked.rfind(b"\x1b")
        unfinished = begun >= 0 and re.fullmatch(rb"\x1b(?:[\[\]][\d;?$]*)?", asked[begun:])
        self._unanswered = asked[begun:] if unfinished else b""


def _key(key: str) -> str:
    if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
        return chr(ord(key[-1].upper()) & 0x1F)
    return KEYS.get(key, key)


def _fulfils(lines: list[str], wanted: str | Callable[[list[str]], bool]) -> bool:
    return any(wanted in line for line in lines) if isinstance(wanted, str) else wanted(lines)
