"""The editor on a file that git knows: compared with a commit, and its trend."""

import subprocess
from pathlib import Path
from typing import Final

import pytest
from builders import stream
from driven import Driven, as_file, editor

_AUTHOR: Final = ("-c", "user.name=Tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false")
_PATIENCE: Final = 200


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a map of three commits in a repository: lead time 40 h, no map, 30 h."""
    monkeypatch.chdir(tmp_path)
    _git("init", "--quiet")
    path = as_file(stream("Design 1h/40h"))
    for number, lead_time in enumerate(('"40h"', "1", '"30h"'), 1):
        path.write_text(f"[stage.design]\nlead_time = {lead_time}\n")
        _git("add", ".")
        _git("commit", "--quiet", "--message", f"version {number}")
    return path


def _git(*arguments: str) -> None:
    subprocess.run(["git", *_AUTHOR, *arguments], check=True, capture_output=True)


async def _shown(driven: Driven, text: str) -> None:
    """Wait for what is read beside the interface."""
    for _ in range(_PATIENCE):
        if driven.shows(text):
            return
        await driven.settle()
    raise AssertionError(f"{text} is not shown:\n{driven.text()}")


async def test_the_trend_of_the_file(kept: Path) -> None:
    """A chart of the lead times, a line for each commit, and the broken version by its name."""
    async with editor(kept, 120, 40) as driven:
        await driven.press("C")
        await driven.type("trend")
        await driven.press("enter")
        await _shown(driven, "Lead time 1 w → 3.8 d")
        assert driven.shows("██████")
        assert driven.shows("version 1")
        assert driven.shows("no map · version 2")
        assert driven.shows("a number needs a unit")
        await driven.press("escape")
        assert driven.shows("Stages")


async def test_comparing_with_a_commit(kept: Path) -> None:
    """The commits that hold a map are offered, the newest first; the page shows that one and now."""
    async with editor(kept, 120, 40) as driven:
        await driven.press("C")
        await driven.type("commit")
        await driven.press("enter")
        assert driven.shows("version 3")
        assert not driven.shows("version 2")
        await driven.press("down")
        await driven.press("enter")
        assert driven.shows("~ Design: LT 40h → 30h")


async def test_a_file_without_history_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a trend nor a commit to compare with: the reason is git's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    async with editor(as_file(stream("Design 1h/40h")), 120, 40) as driven:
        await driven.press("C")
        await driven.type("commit")
        await driven.press("enter")
        assert "git" in driven.toasts()[-1]
        await driven.press("C")
        await driven.type("trend")
        await driven.press("enter")
        await _shown(driven, "git repository")
        said = " ".join(driven.text().replace("│", " ").split())
        assert "its history can't be read from git" in said
