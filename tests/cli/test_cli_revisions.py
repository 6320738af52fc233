"""`FILE@REV`: a file as git has it."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from headless import Headless

from vsmap.storage.revisions import Revision, revision_of

_AUTHOR = ("-c", "user.name=Tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *_AUTHOR, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a map of two commits in a folder of a repository: lead time 1 d, then 2 d; on disk it is 3 d."""
    folder = tmp_path / "maps"
    folder.mkdir()
    path = folder / "map.vsm.toml"
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for days in (1, 2):
        path.write_text(f'[stage.a]\nlead_time = "{days}d"\n')
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "--quiet", "--message", f"{days} days")
    path.write_text('[stage.a]\nlead_time = "3d"\n')
    return path


@pytest.mark.parametrize(
    ("revision", "hours"), [("HEAD", 16), ("HEAD~1", 8), ("main", 16), ("HEAD@{1}", 8), ("@{0}", 16)]
)
def test_a_file_is_read_at_a_revision(vsmap: Headless, kept: Path, revision: str, hours: float) -> None:
    """Any name that git has for a commit may follow the file's name."""
    told = vsmap("metrics", f"{kept}@{revision}", "--json")
    assert json.loads(told.out)["totals"]["lead_time_h"] == hours
    assert json.loads(vsmap("metrics", kept, "--json").out)["totals"]["lead_time_h"] == 24


def test_a_file_that_was_deleted_is_read(
    vsmap: Headless, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file need not exist any more, and its path may be relative."""
    kept.unlink()
    monkeypatch.chdir(kept.parent.parent)
    assert vsmap("check", "maps/map.vsm.toml@HEAD").code == 0
    monkeypatch.chdir(kept.parent)
    assert vsmap("check", "map.vsm.toml@HEAD").code == 0


def test_a_file_of_that_very_name_comes_first(vsmap: Headless, kept: Path) -> None:
    """Where a file has an @ in its name, the file is meant."""
    named = kept.with_name("map.vsm.toml@HEAD")
    named.write_text('[stage.a]\nlead_time = "5d"\n')
    assert json.loads(vsmap("metrics", named, "--json").out)["totals"]["lead_time_h"] == 40


def test_a_revision_is_formatted_to_standard_output(vsmap: Headless, kept: Path) -> None:
    """A commit can't be changed, so fmt writes what it would look like."""
    told = vsmap("fmt", f"{kept}@HEAD")
    assert told == (0, 'format = 1\n\n[stage.a]\nlead_time = "2d"\n', "")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("map.vsm.toml@nowhere", "invalid object name 'nowhere'"),
        ("other.vsm.toml@HEAD", "does not exist in 'HEAD'"),
        ("map.vsm.toml@HEAD~9", "invalid object name 'HEAD~9'"),
        ("map.vsm.toml@HEAD@{99}", "log for 'HEAD' only has"),
        ("missing/map.vsm.toml@HEAD", "there is no directory"),
    ],
)
def test_what_git_does_not_have_is_said(
    vsmap: Headless, kept: Path, monkeypatch: pytest.MonkeyPatch, given: str, reason: str
) -> None:
    """Git's own reason is passed on, in one line, as exit code 3."""
    monkeypatch.chdir(kept.parent)
    code, out, err = vsmap("metrics", given)
    assert (code, out) == (3, "")
    assert err.startswith(f"{given}:1: it can't be read from git: ")
    assert reason in err
    assert err.count("\n") == 1


def test_outside_a_repository_git_says_so(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is in no repository has no revisions."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    code, _out, err = vsmap("metrics", tmp_path / "map.vsm.toml@HEAD")
    assert code == 3
    assert "not a git repository" in err


def test_without_git_it_is_said(vsmap: Headless, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git reads files all the same, and says why it reads no revision."""
    monkeypatch.setenv("PATH", str(kept.parent))
    assert "git is not installed" in vsmap("metrics", f"{kept}@HEAD").err
    assert vsmap("metrics", kept).code == 0


def test_a_revision_can_be_no_option(vsmap: Headless, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What looks like an option of git is a part of the file's name."""
    monkeypatch.chdir(kept.parent)
    assert vsmap("metrics", "map.vsm.toml@--output=written").code == 3
    assert revision_of("map.vsm.toml@-p") is None
    assert sorted(path.name for path in kept.parent.iterdir()) == ["map.vsm.toml"]


def _put_git(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put another program in the place of git."""
    git = folder / "git"
    git.write_text(f"#!/bin/sh\n{script}\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_a_huge_file_of_git_is_refused_before_it_is_read(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size is asked for first, and nothing else where it is more than a map can be."""
    _put_git(tmp_path, monkeypatch, 'echo "$2" >> asked; echo 16777217')
    monkeypatch.chdir(tmp_path)
    assert "a map is at most 16 MiB" in vsmap("check", "map.vsm.toml@HEAD").err
    assert (tmp_path / "asked").read_text() == "-s\n"


def test_a_git_that_hangs_is_not_waited_for(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while vsmap gives up and says so."""
    _put_git(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr("vsmap.storage.git.SECONDS", 0.2)
    assert "git did not answer within 0.2 seconds" in vsmap("check", tmp_path / "map.vsm.toml@HEAD").err


@pytest.mark.parametrize(
    ("given", "path", "revision"),
    [
        ("map@HEAD", "map", "HEAD"),
        ("a@b@HEAD", "a@b", "HEAD"),
        ("maps/map@origin/main", "maps/map", "origin/main"),
        ("map@HEAD@{1 day ago}", "map", "HEAD@{1 day ago}"),
        ("map@@{1}", "map", "@{1}"),
    ],
)
def test_the_last_at_sign_begins_the_revision(given: str, path: str, revision: str) -> None:
    """An @ before a brace belongs to the revision."""
    assert revision_of(given) == Revision(given, Path(path), revision)


@pytest.mark.parametrize("given", ["map", "map@", "@HEAD", "@", "map@-", "map@{1}"])
def test_what_names_no_revision_is_a_file(given: str) -> None:
    """Without a file or without a revision an @ is a letter like any other."""
    assert revision_of(given) is None
