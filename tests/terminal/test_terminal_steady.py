"""The editor in a real terminal that misbehaves: it goes on or ends in order, and no work is lost."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from builders import stream
from terminal_session import TerminalSession

from vsmap.storage.journal.shelf import left_work
from vsmap.storage.writer import canonical_text
from vsmap.terminal.writing import Output

SAID = "your unsaved work is kept"


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TerminalSession]:
    """Run the editor on a map of which one figure was changed."""
    with _editing(["vsmap", "map.vsm.toml"], tmp_path, monkeypatch) as terminal:
        yield terminal


def _editing(command: list[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> TerminalSession:
    (home / "map.vsm.toml").write_text(canonical_text(stream("A 1d/1w -> B 2h/3d")), encoding="utf-8")
    monkeypatch.setenv("VSMAP_STATE", str(home / "state"))
    terminal = TerminalSession(command, directory=home, environment={"VSMAP_STATE": str(home / "state")})
    terminal.wait_for("A ")
    terminal.send("3", "h", "enter")
    terminal.wait_for("edited")
    return terminal


def work_is_kept() -> bool:
    """Whether the journal has the change."""
    return [str(each.story.maps()[1].stage("A").process_time.text) for each in left_work()] == ["3h"]  # type: ignore[union-attr] # it is there


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_in_order(edited: TerminalSession, number: signal.Signals) -> None:
    """The work is in the journal, the screen is given back, the exit code names the signal.

    Seen to fail with Textual's own driver: SIGHUP kills without a word and leaves the screen as it was.
    """
    edited.signal(number)
    edited.wait_for(SAID)
    assert edited.ended(10)
    assert edited.exit_code == 128 + number
    assert edited.pen.bg == "default"
    assert work_is_kept()


def test_a_program_that_hangs_ends_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the event loop does not come to it, the last resort ends the program, the terminal given back."""
    script = tmp_path / "hang.py"
    script.write_text(
        "import sys, time\n"
        "from vsmap.screens.navigation import Navigation\n"
        "from vsmap.__main__ import main\n"
        "Navigation.action_go_last = lambda self: [time.sleep(0.1) for _ in range(600)]\n"
        'sys.argv = ["vsmap", "map.vsm.toml"]\n'
        "sys.exit(main())\n",
        encoding="utf-8",
    )
    with _editing(["python", str(script)], tmp_path, monkeypatch) as terminal:
        terminal.send("G")
        terminal.wait_quiet()
        terminal.signal(signal.SIGTERM)
        assert terminal.ended(10)
        assert terminal.exit_code == 128 + signal.SIGTERM
        assert not any(terminal.screen())
    assert work_is_kept()


def test_a_terminal_that_is_gone_without_a_signal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hang-ups ignored the program notices by itself, and ends as after one.

    Seen to fail with Textual's own driver, which reads nothing for ever at full speed.
    """
    command = ["sh", "-c", "trap '' HUP; exec vsmap map.vsm.toml"]
    with _editing(command, tmp_path, monkeypatch) as terminal:
        terminal.hang_up()
        assert terminal.ended(20)
        assert terminal.exit_code == 128 + signal.SIGHUP
    assert work_is_kept()


def test_a_terminal_that_is_not_read(edited: TerminalSession) -> None:
    """Keys are taken and journaled while nobody reads the screen; afterwards it is right again.

    Seen to fail with Textual's own driver: its queue fills up and the program waits for the terminal.
    """
    edited.send("down")
    edited.stall(b"m")
    edited.send_unread(b"D")
    edited.wait_for("B (copy)", seconds=40)
    edited.send("q")
    edited.wait_for("Unsaved work", seconds=20)


def test_a_terminal_that_is_never_read_again_does_not_keep_the_program(edited: TerminalSession) -> None:
    """A signal ends the program although what it wrote is not read.

    Seen to fail with the last resort called off once the application has ended: its last word waits for ever.
    """
    edited.stall(b"m")
    edited.signal(signal.SIGTERM)
    assert edited.ended_unread(20)
    assert edited.exit_code == 128 + signal.SIGTERM
    assert work_is_kept()


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xe4",
        b"\xff\xfe\x80",
        b"\xc3",
        b"\x1b[999999999999999999u",
        b"\x1b[48;0;0;0;0t",
        b"\x1b[48;99999;99999;1;1t",
        b"\x1b[48;24;80;0;0t\x1b[<0;5;5M",
        b"\x1b[<99999999;0;0M\x1b[<0;-1;-1M\x1b[<35;99999;99999M",
        b"\x1b[?99999;9$y\x1b[?2026;9$y",
        b"\x1b]52;c;" + b"A" * 5000 + b"\x07",
        b"\x1bP" + b"q" * 300 + b"\x1b\\",
        b"\x00\x00\x9b2J\x90",
        b"\x1b" * 50,
    ],
)
def test_bytes_that_make_no_sense(edited: TerminalSession, garbage: bytes) -> None:
    """Whatever bytes come, the program runs, changes nothing by them, and hears the next key.

    Seen to fail with Textual's own driver for one Latin-1 byte: the program ends, with exit code 0.
    """
    edited.send_bytes(garbage)
    edited.wait_quiet(0.3)
    for _ in range(3):
        edited.send("escape")
        edited.wait_quiet(0.2)
    assert not edited.ended(0)
    edited.send("q")
    edited.wait_for("Unsaved work")
    edited.send("escape")
    edited.wait_quiet()
    edited.signal(signal.SIGTERM)
    assert edited.ended(10)
    assert work_is_kept()


def test_a_paste_with_escapes_is_text(edited: TerminalSession) -> None:
    """A paste that holds keys, sequences and an end marker of its own goes into the line, all of it.

    Seen to fail with Textual's own driver: what is behind the inner marker deletes a stage and quits.
    """
    edited.send("a")
    edited.wait_for("a name, then figures")
    edited.send_bytes(b"\x1b[200~Evil\x1b[2J \x1b[201~DDq\x1b[201~")
    edited.wait_for("Evil[2J DDq")
    assert not edited.ended(0)


def test_a_paste_that_never_ends(edited: TerminalSession) -> None:
    """It is taken as it came after a moment, and keys are keys again."""
    edited.send("a")
    edited.wait_for("a name, then figures")
    edited.send_bytes(b"\x1b[200~Half a paste")
    edited.wait_for("Half a paste")
    edited.send("escape")
    edited.wait_for(lambda lines: not any("a name, then" in line or "Half a paste" in line for line in lines))


def test_a_huge_paste(edited: TerminalSession) -> None:
    """Two megabytes are cut, said, and the program goes on."""
    edited.send("a")
    edited.wait_for("a name, then figures")
    edited.send_bytes(b"\x1b[200~" + b"x" * 2_000_000 + b"\x1b[201~")
    edited.wait_for("the paste was cut", seconds=30)
    edited.send("escape")
    edited.wait_quiet(0.2)
    edited.send("q")
    edited.wait_for("Unsaved work")


def test_any_size_of_window(edited: TerminalSession) -> None:
    """From one cell to 500 by 200 and back: the program lives and shows the map again."""
    for columns, rows in (
        (1, 1),
        (2, 1),
        (1, 30),
        (500, 1),
        (500, 200),
        (39, 11),
        (40, 12),
        (79, 20),
        (80, 24),
    ):
        edited.resize(columns, rows)
        edited.wait_quiet(0.1, 20)
    edited.wait_for("edited")


def test_what_a_stalled_terminal_misses_is_painted_anew() -> None:
    """Nobody waits for a terminal that does not read; once it has, what was left out is asked for."""
    reader, writer = os.pipe()
    caught_up, lost = threading.Event(), threading.Event()
    output = Output(writer, lost.set, caught_up.set)
    output.start()
    for _ in range(40):
        output.put("x" * 100_000)
    assert not caught_up.is_set()
    os.set_blocking(reader, False)
    read, deadline = 0, time.monotonic() + 30
    while not caught_up.wait(0.001) and time.monotonic() < deadline:
        with suppress(BlockingIOError):
            read += len(os.read(reader, 1 << 16))
    assert caught_up.is_set()
    assert read < 40 * 100_000
    os.close(reader)
    output.put("y")
    assert lost.wait(10)
    output.put("z")
    output.end(10)
    assert not output.is_alive()
    os.close(writer)
