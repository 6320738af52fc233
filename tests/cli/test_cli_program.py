"""The real program: what it loads, and how it ends when its surroundings fail it."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from headless import SECONDS, clean_environment, program, sample

_LOADED = """
import sys
from vsmap.__main__ import main
sys.argv[0] = "vsmap"
code = main()
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def _modules(home: Path, *arguments: str | Path) -> set[str]:
    """Give the names of the modules that a command loads, packages alone."""
    return {name.partition(".")[0] for name in _all_modules(home, *arguments)}


def _all_modules(home: Path, *arguments: str | Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED, *map(str, arguments)],
        env=clean_environment(home),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    code, *modules = done.stderr.split()
    assert code == "0", done.stderr
    return set(modules)


@pytest.mark.parametrize("command", ["check", "metrics", "simulate", "draw", "fmt"])
def test_a_command_on_a_map_never_loads_the_terminal_toolkit(tmp_path: Path, command: str) -> None:
    """Neither Textual nor Rich is loaded, nor what only an edit of a commented file needs."""
    given = [command, "--check"] if command == "fmt" else [command]
    loaded = _modules(tmp_path, *given, sample("lean-enterprise"))
    assert "vsmap" in loaded
    assert not loaded & {"textual", "rich", "tomlkit"}
    assert ("numpy" in loaded) == (command == "simulate")


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("metrics", "--help"), ("samples",)])
def test_help_loads_nothing_slow(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """What needs no map loads no library at all, networkx least of all."""
    assert not _modules(tmp_path, *arguments) & {"networkx", "textual", "rich", "tomlkit", "tomli_w", "shtab"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("metrics", "--help")])
def test_help_loads_nothing_of_what_carries_commands_out(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Neither the records of a map nor the choices of other commands are loaded to show a page of help."""
    loaded = _all_modules(tmp_path, *arguments)
    parts = {name.split(".")[1] for name in loaded if name.startswith("vsmap.")}
    assert parts <= {"__main__", "cli", "exit_codes", "model", "startup"}
    assert not loaded & {"vsmap.model.records", "vsmap.model.stream", "importlib.metadata", "difflib"}


def test_the_program_answers_and_exits(tmp_path: Path) -> None:
    """`python -m vsmap` writes numbers on standard output, nothing on standard error, and exits with 0."""
    done = program(tmp_path, "metrics", sample("lean-enterprise"), "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["totals"]["lead_time_h"] == 384.0


def test_standard_input_and_output_stand_in_for_files(tmp_path: Path) -> None:
    """`-` reads a map from standard input; fmt and new write one to standard output."""
    blank = program(tmp_path, "new", "-").stdout
    assert blank == sample("blank").read_bytes()
    formatted = program(tmp_path, "fmt", "-", given=b'[stage.a]\nlead_time="1d"\n')
    assert (formatted.returncode, formatted.stderr) == (0, b"")
    assert formatted.stdout == b'format = 1\n\n[stage.a]\nlead_time = "1d"\n'
    assert b"Lead time" in program(tmp_path, "metrics", "-", given=formatted.stdout).stdout


def test_a_reader_that_leaves_early_is_no_failure(tmp_path: Path) -> None:
    """`vsmap draw … | head -1` says nothing of a broken pipe, and is done."""
    long_map = tmp_path / "long.vsm.toml"
    long_map.write_text("".join(f"[stage.s{number}]\n" for number in range(3000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "vsmap", "metrics", str(long_map)],
        env=clean_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(SECONDS), told) == (0, b"")


def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A full disk behind standard output is exit code 4 and one line."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vsmap", "samples"],
            env=clean_environment(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == b"vsmap: the output can't be written: no space left on device\n"


@pytest.mark.parametrize(("closed", "code"), [("<&-", 3), (">&-", 4), ("2>&-", 0), (">&- 2>&-", 4)])
def test_closed_streams_do_no_harm(tmp_path: Path, closed: str, code: int) -> None:
    """A program that was started without a standard stream still ends with the right exit code."""
    command = f'exec "{sys.executable}" -m vsmap fmt - {closed}'
    done = subprocess.run(
        ["sh", "-c", command],
        env=clean_environment(tmp_path),
        input=b"[stage.a]\n",
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    """Ctrl+C while a command waits for its input is exit code 130, without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vsmap", "metrics", "-"],
        env=clean_environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    _wait_until_it_reads(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out, err) == (130, b"", b"")


def _wait_until_it_reads(process: int) -> None:
    """Wait until a process sleeps in the read of its standard input, a pipe."""
    deadline = time.monotonic() + SECONDS
    while "pipe_read" not in Path(f"/proc/{process}/wchan").read_text() and not _reads(process):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _reads(process: int) -> bool:
    """Tell by the system call that a process is in, where the kernel shows it: read(0, …) is `0 0x0`."""
    try:
        return Path(f"/proc/{process}/syscall").read_text().startswith("0 0x0 ")
    except OSError:
        return False


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_a_terminal_without_utf8_is_served(tmp_path: Path, encoding: str) -> None:
    """Characters that an encoding lacks are replaced, and drawings are made of ASCII."""
    more = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    for command in ("metrics", "draw"):
        done = program(tmp_path, command, sample("lean-enterprise"), more=more)
        assert (done.returncode, done.stderr) == (0, b"")
        done.stdout.decode(encoding)
    drawn = program(tmp_path, "draw", sample("lean-enterprise"), more=more).stdout
    assert drawn.isascii()
    assert b"#==============#" in drawn


def test_files_are_utf8_whatever_the_terminal_is(tmp_path: Path) -> None:
    """What fmt writes to standard output is a map file, byte for byte."""
    written = 'format = 1\n\n[stage.a]\nname = "Prüfung → Ende"\n'.encode()
    done = program(tmp_path, "fmt", "-", given=written, more={"PYTHONIOENCODING": "latin-1"})
    assert done.stdout == written


def test_the_editor_needs_a_terminal(tmp_path: Path) -> None:
    """Without a terminal the editor does not start: exit code 2, with a hint at the commands."""
    done = program(tmp_path, "a.vsm.toml")
    assert done.returncode == 2
    assert b"--help" in done.stderr
    assert list(tmp_path.iterdir()) == []
