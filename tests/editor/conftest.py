"""Fixtures of the tests of the editor: a home of its own for each test, and no time spent on animation."""

import os
from pathlib import Path

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # read when textual is first imported

import pytest
import textual._wait
from textual import constants

_GRANULARITY = 0.002


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the recent maps and every relative path of a test inside its own directory."""
    for name in ("STATE", "CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", _GRANULARITY)
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
