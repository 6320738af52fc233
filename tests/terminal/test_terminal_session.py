"""The harness for journeys runs a program in a real terminal, and always ends it."""

import os
import signal
import sys
from pathlib import Path

import pytest
from terminal_session import TerminalSession

ECHO = """
import sys, termios, tty
tty.setraw(0)
print("ready\\r", flush=True)
while (key := sys.stdin.buffer.raw.read(16)) != b"q":
    print(repr(key), end="\\r\\n", flush=True)
sys.exit(3)
"""
PAGE = """
import os, signal
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget
from vsmap.terminal import DifferenceOutput

class Count(Widget):
    can_focus = True
    number = 0
    def render_line(self, y):
        text = f"number {self.number} " if y == 0 else "." * self.size.width
        return Strip([Segment(text.ljust(self.size.width), Style.parse("bold #ff0000 on #101010"))])
    def on_key(self, event):
        if event.key == "z":
            self.app.action_suspend_process()
        elif event.key == "q":
            self.app.exit(return_code=4)
        else:
            self.number += 1
            self.refresh()

class Page(DifferenceOutput[None]):
    def compose(self):
        yield Count()
    def on_mount(self):
        self.query_one(Count).focus()

page = Page()
page.run()
raise SystemExit(page.return_code)
"""


def python(code: str, columns: int = 40, rows: int = 6) -> TerminalSession:
    """Run a piece of Python in a terminal."""
    root = Path(__file__).parents[2]
    return TerminalSession(
        [sys.executable, "-c", code], columns=columns, rows=rows, environment={"PYTHONPATH": str(root)}
    )


def test_keys_go_in_and_the_screen_comes_out() -> None:
    """Named keys, control keys and text arrive as an xterm sends them; the exit code is known."""
    with python(ECHO) as terminal:
        terminal.wait_for("ready")
        for key, shown in (("down", r"\x1b[B"), ("ctrl+s", r"\x13"), ("enter", r"\r"), ("2d", "2d")):
            terminal.send(key)
            terminal.wait_for(shown)
        terminal.send("q")
        assert terminal.ended()
        assert terminal.exit_code == 3


def test_a_wait_is_bounded_and_says_what_the_screen_showed() -> None:
    """A journey that goes wrong fails within its limit, with the screen in the message."""
    with python(ECHO) as terminal:
        terminal.wait_for("ready")
        with pytest.raises(AssertionError, match=r"not shown in time(.|\n)*ready"):
            terminal.wait_for("never", seconds=0.2)


def test_waiting_for_a_program_that_ended_fails_at_once() -> None:
    """The message says that the program ended, and how."""
    with python("raise SystemExit(7)") as terminal, pytest.raises(AssertionError, match="ended with 7"):
        terminal.wait_for("anything", seconds=30)


def test_a_program_that_will_not_end_is_ended() -> None:
    """Leaving the block kills a program that ignores every polite signal, and removes its home."""
    deaf = "import signal, time\nfor number in (1, 2, 15): signal.signal(number, signal.SIG_IGN)\n"
    with python(deaf + "print('deaf', flush=True)\ntime.sleep(600)") as terminal:
        terminal.wait_for("deaf")
        process, home = terminal.process, terminal.home
    assert terminal.exit_code == -signal.SIGKILL
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert not home.exists()


def test_the_environment_is_clean() -> None:
    """Home and state are in a fresh folder, the terminal is an xterm, bytecode is written as for a user."""
    code = "import os; print(sorted(os.environ), os.environ['HOME'] == os.getcwd(), os.environ['TERM'])"
    with python(code, columns=200) as terminal:
        (line,) = [text for text in terminal.wait_for("HOME") if text]
        assert "True xterm-256color" in line
        assert "XDG_STATE_HOME" in line
        assert "PYTHONDONTWRITEBYTECODE" not in line


def test_an_application_by_difference_lives_in_a_real_terminal() -> None:
    """A key costs few bytes; size, suspension and the end of the program leave the screen right."""
    with python(PAGE) as terminal:
        terminal.wait_for("number 0")
        terminal.wait_quiet()
        before = terminal.bytes_received
        terminal.send("x")
        terminal.wait_for("number 1")
        terminal.wait_quiet()
        assert 0 < terminal.bytes_received - before <= 40
        assert terminal.cell(0, 0).fg == "ff0000"

        terminal.resize(30, 5)
        terminal.wait_for(lambda lines: lines == ["number 1", *["." * 30] * 4])

        terminal.send("z")
        assert terminal.stopped()
        assert not any(terminal.screen())
        assert terminal.cell(0, 0).bg == "default"
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda lines: lines == ["number 1", *["." * 30] * 4])

        terminal.send("q")
        assert terminal.ended()
        assert terminal.exit_code == 4
        assert not any(terminal.screen())
        assert terminal.pen.bg == "default"
