"""`vsmap new` and `vsmap samples`: beginning with something."""

import os
from pathlib import Path

import pytest
from headless import Headless, sample

from vsmap.storage.samples import samples


def test_a_new_map_is_blank(vsmap: Headless, tmp_path: Path) -> None:
    """Without a sample the new map has no stages, and no fault."""
    path = tmp_path / "map.vsm.toml"
    assert vsmap("new", path) == (0, "", "")
    assert vsmap("check", path).out == f"{path}: no faults, 0 stages\n"


@pytest.mark.parametrize("name", [each.name for each in samples()])
def test_a_new_map_may_begin_as_a_sample(vsmap: Headless, tmp_path: Path, name: str) -> None:
    """The file is the sample, byte for byte, and as readable as any new file."""
    path = tmp_path / "map.vsm.toml"
    assert vsmap("new", path, "--sample", name) == (0, "", "")
    assert path.read_bytes() == sample(name).read_bytes()
    plain = tmp_path / "plain"
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode
    assert sorted(tmp_path.iterdir()) == [path, plain]


@pytest.mark.parametrize("kind", ["file", "empty", "directory", "link to nothing", "pipe"])
def test_what_exists_is_never_overwritten(vsmap: Headless, tmp_path: Path, kind: str) -> None:
    """Whatever stands at the name stays as it is: exit code 4, and the reason."""
    path = tmp_path / "map.vsm.toml"
    if kind == "file":
        path.write_text("precious")
    elif kind == "empty":
        path.touch()
    elif kind == "directory":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "nowhere")
    before = path.lstat()
    assert vsmap("new", path) == (4, "", f"vsmap: {path} was not saved: it exists already\n")
    assert path.lstat() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_map_that_cannot_be_written_leaves_nothing(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is exit code 4, and the name is free again."""

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    code, _out, err = vsmap("new", tmp_path / "map.vsm.toml")
    assert code == 4
    assert "the disk is full" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing/map.toml", "the directory does not exist"), ("a" * 300, "its name is too long")],
)
def test_a_place_that_is_none_is_said(vsmap: Headless, tmp_path: Path, name: str, reason: str) -> None:
    """The system's refusal is told in words."""
    code, _out, err = vsmap("new", tmp_path / name)
    assert code == 4
    assert reason in err


def test_samples_are_listed_with_what_they_teach(vsmap: Headless) -> None:
    """Each sample is a line with name and title, and what it teaches beneath."""
    code, out, err = vsmap("samples")
    assert (code, err) == (0, "")
    names = [line.partition(":")[0] for line in out.splitlines() if not line.startswith(" ")]
    assert names == [each.name for each in samples()]
    assert {"deployment-in-months", "deployment-in-minutes", "lean-enterprise", "blank"} <= set(names)
    for each in samples():
        assert each.title in out
        assert each.lesson
        assert each.lesson in " ".join(out.split())
