"""Two people's edits of two stages merge in git, and an edit of a hand-formatted map is one line."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from vsmap.model.durations import parse_duration
from vsmap.storage.faults import FileFaults
from vsmap.storage.opened import MapFile

SAMPLE = Path(__file__).parents[2] / "samples" / "deployment-in-months.vsm.toml"
NAME = "map.vsm.toml"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a map in it."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / NAME).write_text(SAMPLE.read_text())
    commit(tmp_path)
    return tmp_path


def git(repository: Path, *arguments: str, expected: int = 0) -> str:
    """Run git, as nobody in particular, and return what it prints."""
    who = {
        f"GIT_{role}_{part}": "map@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(
        ["git", *arguments],
        cwd=repository,
        env=clean | who | alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == expected, ran.stderr
    return ran.stdout


def commit(repository: Path) -> None:
    """Commit the map as it is."""
    git(repository, "add", NAME)
    git(repository, "commit", "-q", "-m", "Edit the map")


def edit(repository: Path, stage: str, lead_time: str) -> None:
    """Open the map, set one lead time, save and commit."""
    file, stream = MapFile.open(repository / NAME)
    stream.put_stage(replace(stream.stage(stage), lead_time=parse_duration(lead_time)))
    assert file.write(stream).lost == ""
    commit(repository)


def test_an_edit_of_a_commented_map_is_one_changed_line(repository: Path) -> None:
    """One line less and one line more is what git sees."""
    edit(repository, "design", "3w")
    assert git(repository, "diff", "--numstat", "HEAD~1").split() == ["1", "1", NAME]


def test_two_people_edit_two_stages(repository: Path) -> None:
    """Their branches merge without conflict, into a map with both edits."""
    git(repository, "checkout", "-q", "-b", "other")
    edit(repository, "design-approval", "2w")
    git(repository, "checkout", "-q", "main")
    edit(repository, "design", "3w")
    git(repository, "merge", "-q", "--no-edit", "other")
    _, stream = MapFile.open(repository / NAME)
    times = [stream.stage(stage).lead_time for stage in ("design", "design-approval")]
    assert times == [parse_duration("3w"), parse_duration("2w")]


def test_a_conflict_is_named_as_one(repository: Path) -> None:
    """Where both set the same figure, opening the file says that git left markers in it, and where."""
    git(repository, "checkout", "-q", "-b", "other")
    edit(repository, "design", "4w")
    git(repository, "checkout", "-q", "main")
    edit(repository, "design", "3w")
    git(repository, "merge", "-q", "--no-edit", "other", expected=1)
    with pytest.raises(FileFaults, match="git's conflict marker") as refused:
        MapFile.open(repository / NAME)
    lines = (repository / NAME).read_text().split("\n")
    markers = [lines[fault.line - 1][:7] for fault in refused.value.faults]
    assert markers == ["<<<<<<<", "=======", ">>>>>>>"]
