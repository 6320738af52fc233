"""What can't be read is said, with the file and the reason, as exit code 3."""

import errno
import json
import os
from pathlib import Path

import pytest
from headless import Headless, sample

_COMMANDS = (["check"], ["metrics"], ["draw"], ["fmt"], ["fmt", "--check"])


def _unreadable(folder: Path, kind: str) -> Path:
    path = folder / f"{kind}.vsm.toml"
    if kind == "directory":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    elif kind == "newer":
        path.write_text("format = 2\n")
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "circle":
        path.symlink_to(path)
    return path


@pytest.mark.parametrize("command", _COMMANDS, ids="-".join)
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("missing", "no such file"),
        ("directory", "a directory"),
        ("pipe", "a pipe"),
        ("device", "a device"),
        ("circle", "symbolic links"),
        ("binary", "UTF-8"),
        ("newer", "this version of vsmap reads format 1"),
    ],
)
def test_what_is_no_map_is_named(
    vsmap: Headless, tmp_path: Path, command: list[str], kind: str, reason: str
) -> None:
    """Every command that reads a file names it and why it can't be read, and never waits for it."""
    path = _unreadable(tmp_path, kind)
    code, out, err = vsmap(*command, path)
    assert (code, out) == (3, "")
    assert err.startswith(f"{path}:1: ")
    assert reason in err


def test_a_file_without_permission_is_named(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system refuses to open a file, its reason is passed on."""
    path = tmp_path / "secret.vsm.toml"
    path.touch()
    opened = os.open

    def refuse(name: str, *more: int) -> int:
        if name == str(path):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)
        return opened(name, *more)

    monkeypatch.setattr("os.open", refuse)
    assert vsmap("metrics", path) == (3, "", f"{path}:1: it can't be read: permission denied\n")


def test_every_fault_is_told_with_its_line(vsmap: Headless, tmp_path: Path) -> None:
    """Faults go to standard error, one line each, all of a file together."""
    path = tmp_path / "faulty.vsm.toml"
    path.write_text('[stage.a]\nlead_tme = "1d"\nprocess_time = 3\n')
    code, out, err = vsmap("metrics", path)
    assert (code, out) == (3, "")
    first, second = err.splitlines()
    assert first.startswith(f"{path}:2: stage.a.lead_tme: ")
    assert "lead_time" in first
    assert second.startswith(f"{path}:3: stage.a.process_time: found 3; ")


@pytest.mark.parametrize("command", ["metrics", "check"])
def test_faults_are_told_as_json(vsmap: Headless, tmp_path: Path, command: str) -> None:
    """With --json the faults are on standard output, keys as in cli.md, and the exit code is 3."""
    path = tmp_path / "faulty.vsm.toml"
    path.write_text('[stage.a]\nlead_time = "soon"\n')
    code, out, err = vsmap(command, path, "--json")
    assert (code, err) == (3, "")
    told = json.loads(out)
    assert list(told) == ["errors"]
    [error] = told["errors"]
    assert list(error) == ["file", "line", "where", "found", "message"]
    assert (error["file"], error["line"], error["where"]) == (str(path), 2, "stage.a.lead_time")
    assert "soon" in error["found"] + error["message"]


def test_faults_that_are_not_shown_are_counted(vsmap: Headless, tmp_path: Path) -> None:
    """Twenty faults are told and the rest is counted, in the text as in the JSON."""
    path = tmp_path / "faulty.vsm.toml"
    path.write_text("".join(f"[stage.s{number}]\nlead = 1\n" for number in range(25)))
    assert vsmap("check", path).err.splitlines()[20:] == ["and 5 more"]
    told = json.loads(vsmap("check", path, "--json").out)
    assert (len(told["errors"]), told["more"]) == (20, 5)


def test_a_file_whose_name_is_a_command_is_reached_by_a_path(vsmap: Headless, tmp_path: Path) -> None:
    """A name is only a name behind a command."""
    path = tmp_path / "check"
    path.write_bytes(sample("blank").read_bytes())
    assert vsmap("check", path).code == 0
