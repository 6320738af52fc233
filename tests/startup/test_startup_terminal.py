"""From the first moment the terminal echoes nothing, loses no key, and is given back as it was."""

import signal
import sys
from pathlib import Path

import pytest
from terminal_session import TerminalSession

HELD = """
import os, sys, termios
from vsmap.startup import Start
before = termios.tcgetattr(0)
with Start(None) as start:
    start.terminal.paint("\\x1b[H" + "held" * 3)
    os.read(0, 1)
    typed = os.read(0, 9)
print("typed", typed, "as before" if termios.tcgetattr(0) == before else "changed")
os.read(0, 1)
"""
SLOW = """
import sys, time
from vsmap import __main__
class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == "vsmap.editor":
            sys.stdout.write("\\x1b[?1049hstarting")
            sys.stdout.flush()
            time.sleep(30)
sys.meta_path.insert(0, Slow())
sys.argv[1:] = []
sys.exit(__main__.main())
"""


def python(source: str) -> TerminalSession:
    """Run some Python in a terminal."""
    return TerminalSession([sys.executable, "-c", source], columns=60, rows=6)


def test_keys_typed_during_the_start_are_kept_and_not_echoed() -> None:
    """What is typed goes to the editor as it will read it, Enter included, and never to the screen."""
    with python(HELD) as terminal:
        terminal.wait_for("heldheldheld")
        terminal.send("a", "5d", "enter")
        lines = terminal.wait_for("typed")
        assert "b'5d\\r'" in " ".join(lines)
        assert "as before" in " ".join(lines)
        assert not any("held" in line for line in lines)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_during_the_start_gives_the_terminal_back(number: signal.Signals, code: int) -> None:
    """Whatever ends the program before the editor is there, it ends at once, in order."""
    with python(SLOW) as terminal:
        terminal.wait_for("starting")
        terminal.signal(number)
        assert terminal.ended(5)
        assert terminal.exit_code == code


def test_nothing_is_imported_before_a_known_frame_is_painted(tmp_path: Path) -> None:
    """A start is mostly imports: before the frame there are those of the start itself and built in ones."""
    path = tmp_path / "map.vsm.toml"
    path.write_text("[stage.a]\n", encoding="utf-8")
    source = f"""
import os, sys
sys.path_importer_cache
before = set(sys.modules)
import vsmap.startup
from vsmap.startup.frames import first_frame
start = vsmap.startup.Start({str(path)!r})
print("loaded", *sorted(set(sys.modules) - before), "end")
start.give_back()
os.read(0, 1)
"""
    with TerminalSession([sys.executable, "-c", source], columns=200, rows=6) as terminal:
        (line,) = [line for line in terminal.wait_for("end") if "loaded" in line]
    assert set(line.split()[1:-1]) <= {
        *("vsmap", "vsmap.startup", "vsmap.startup.frames", "vsmap.startup.places", "vsmap.startup.terminal"),
        *("termios", "zlib"),
    }
