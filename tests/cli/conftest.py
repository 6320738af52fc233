"""Fixtures of the tests of the command line."""

from pathlib import Path

import pytest
from headless import Headless


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every report and setting of a test inside its own directory."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def vsmap(capsys: pytest.CaptureFixture[str]) -> Headless:
    """Run commands in this interpreter."""
    return Headless(capsys)
