"""Fixtures of all tests: a home of its own for each, and no time spent on animation or deadlines."""

import os
import signal
from pathlib import Path

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")  # read when textual is first imported

import pytest
import textual._wait
from headless import Headless
from hypothesis import HealthCheck, settings
from textual import constants

# Who runs the tests in the background has these ignored, and programs that are started would ignore them too.
for _number in (signal.SIGHUP, signal.SIGINT):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL if _number == signal.SIGHUP else signal.default_int_handler)

settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # busy is no failure
settings.load_profile("unhurried")

# Whoever runs the tests in the background has their programs ignore these, which tests of signals send.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

_GRANULARITY = 0.002


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every report, setting and list of recent maps inside the test's own directory."""
    for name in ("STATE", "CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("VSMAP_STATE", "VSMAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", _GRANULARITY)
    monkeypatch.setattr(constants, "TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(autouse=True)
def _work(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run tests of the editor in an empty directory, where what they save by a bare name goes."""
    if request.path.parent.name == "editor":
        work = tmp_path / "work"
        work.mkdir()
        monkeypatch.chdir(work)


@pytest.fixture
def vsmap(capsys: pytest.CaptureFixture[str]) -> Headless:
    """Run commands in this interpreter."""
    return Headless(capsys)
