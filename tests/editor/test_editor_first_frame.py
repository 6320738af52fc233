"""The first frame of a map that was open before is there at once, and is the one that the editor shows."""

import sys
import termios
from pathlib import Path

import pytest
from terminal_emulator import Cell
from terminal_session import TerminalSession

SAMPLE = Path(__file__).parents[2] / "samples" / "deployment-in-months.vsm.toml"
ONLY_THE_START = """
import os, sys
from vsmap.startup import Start
with Start(sys.argv[1]):
    while os.read(0, 1) != b"q":
        pass
"""
"""A start at which nothing follows the known frame."""


def session(map_file: Path, size: tuple[int, int], *command: str) -> TerminalSession:
    """Start a program on a map, with state and settings of this test."""
    kept = {"VSMAP_STATE": str(map_file.parent / "state"), "XDG_CONFIG_HOME": str(map_file.parent)}
    program = command or (sys.executable, "-m", "vsmap")
    return TerminalSession(
        [*program, str(map_file)], columns=size[0], rows=size[1], environment=kept, directory=map_file.parent
    )


def looks(terminal: TerminalSession, size: tuple[int, int]) -> list[list[Cell]]:
    """Give each cell of a screen."""
    return [[terminal.cell(column, row) for column in range(size[0])] for row in range(size[1])]


def kept_frames(map_file: Path) -> list[Path]:
    """Give the files of all frames that are kept, finished ones."""
    return list((map_file.parent / "state" / "frames").glob("*.frame"))


@pytest.fixture
def map_file(tmp_path: Path) -> Path:
    """Give a copy of a sample."""
    path = tmp_path / "map.vsm.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def opened_once(map_file: Path, size: tuple[int, int]) -> list[list[Cell]]:
    """Open a map and leave it; give what was shown."""
    with session(map_file, size) as terminal:
        terminal.wait_for("Business case")
        terminal.wait_for(lambda _: bool(kept_frames(map_file)))
        terminal.wait_quiet()
        shown = looks(terminal, size)
        terminal.send("q")
        assert terminal.ended()
    return shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_the_known_frame_is_the_real_one(map_file: Path, size: tuple[int, int]) -> None:
    """What is painted before anything is loaded is, cell by cell with its colours, what the editor shows."""
    shown = opened_once(map_file, size)
    with session(map_file, size, sys.executable, "-c", ONLY_THE_START) as terminal:
        terminal.wait_for("Business case")
        terminal.wait_quiet()
        assert looks(terminal, size) == shown
        terminal.send("q")
        assert terminal.ended()
        assert not any(terminal.screen())


def test_a_frame_that_is_shown_is_not_sent_again(map_file: Path) -> None:
    """The editor's own first frame is the one that stands there already; in the end all is as it was."""
    size = 120, 40
    shown = opened_once(map_file, size)
    (frame,) = kept_frames(map_file)
    with session(map_file, size) as terminal:
        terminal.wait_for("Business case")
        terminal.send("down")
        terminal.wait_for("Release planning ·")
        terminal.wait_quiet()
        beside = terminal.bytes_received - frame.stat().st_size + map_file.stat().st_size
        assert beside < 2000
        terminal.send("up")
        terminal.wait_for(lambda _: looks(terminal, size) == shown)
        terminal.send("q")
        assert terminal.ended()
        assert not any(terminal.screen())
        local_modes = termios.tcgetattr(terminal._terminal)[3]
        assert local_modes & termios.ECHO
        assert local_modes & termios.ICANON


def test_a_map_that_changed_shows_its_own_numbers_at_once(map_file: Path) -> None:
    """Nothing of the map as it was before is shown, not for a moment."""
    size = 120, 40
    opened_once(map_file, size)
    text = map_file.read_text("utf-8")
    map_file.write_text(text.replace("Deployment takes months", "Changed since"), "utf-8")
    with session(map_file, size, sys.executable, "-c", ONLY_THE_START) as terminal:
        terminal.wait_quiet(0.3)
        assert not any(terminal.screen())


def test_keys_typed_before_the_editor_is_there_reach_it(map_file: Path) -> None:
    """Keys typed at the frame that is painted first, or before any, do what they would do a moment later."""
    for _ in range(2):
        with session(map_file, (120, 40)) as terminal:
            terminal.send("down", "7", "m", "enter")
            terminal.wait_for("edited")
            terminal.send("u", "q")
            assert terminal.ended()
