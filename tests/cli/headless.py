"""Running vsmap without its editor, for tests: inside this interpreter, or as the real program."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from vsmap.cli import run

ROOT: Final = Path(__file__).resolve().parents[2]
GOLDENS: Final = Path(__file__).parent / "goldens"
SECONDS: Final = 60


class Told(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


class Headless:
    """Runs commands in this interpreter and gives what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Told:
        """Run `vsmap ARGUMENTS`."""
        self._capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = self._capsys.readouterr()
        return Told(code, out, err)


def sample(name: str) -> Path:
    """Return the file of a sample map."""
    return ROOT / "samples" / f"{name}.vsm.toml"


def clean_environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return variables under which a program finds neither settings nor a home but the given one."""
    kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
    state = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "LC_ALL": "C.UTF-8"}
    return {**kept, **state, "PYTHONPATH": str(ROOT), **(more or {})}


def program(
    home: Path, *arguments: str | Path, given: bytes = b"", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the real program in a directory, which is also its home."""
    return subprocess.run(
        [sys.executable, "-m", "vsmap", *map(str, arguments)],
        cwd=home,
        env=clean_environment(home, more),
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
