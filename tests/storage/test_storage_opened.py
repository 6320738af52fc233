"""The file behind a map: read, written back, watched, and remembered."""

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from vsmap.model.document import Document
from vsmap.model.records import Stage
from vsmap.model.removal import remove_stage
from vsmap.model.stream import ValueStream
from vsmap.storage.faults import FileFaults
from vsmap.storage.opened import MapFile
from vsmap.storage.reader import read_map
from vsmap.storage.recent import KEPT, forget, recent_maps, remember
from vsmap.storage.reports import rescue
from vsmap.storage.save import SaveError

HAND = "[stage.a]   # by hand\nqueue   = 1\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a hand-formatted map."""
    written = tmp_path / "map.vsm.toml"
    written.write_text(HAND)
    return written


def test_a_map_is_opened_and_written_back(path: Path) -> None:
    """What was edited is in the file, what was not is as it was, and what was written is remembered."""
    file, stream = MapFile.open(path)
    stream.put_stage(replace(stream.stage("a"), queue=2))
    assert file.write(stream).lost == ""
    assert path.read_text() == HAND.replace("1", "2") == file.text
    assert not file.changed_on_disk()


def test_a_new_file_is_canonical(tmp_path: Path) -> None:
    """A map without a file yet gets one."""
    file = MapFile(tmp_path / "new.vsm.toml")
    assert not file.changed_on_disk()
    file.write(ValueStream([Stage(id="a", name="A")]))
    assert file.path.read_text() == "format = 1\n\n[stage.a]\n"


def test_what_somebody_else_did_to_the_file_is_noticed(path: Path) -> None:
    """A file counts as changed by its content: touched it is the same, rewritten or removed it is not."""
    file, _ = MapFile.open(path)
    os.utime(path, (1, 1))
    assert not file.changed_on_disk()
    path.write_text(HAND.replace("1", "3"))
    os.utime(path, (1, 1))
    assert file.changed_on_disk()
    path.unlink()
    assert file.changed_on_disk()
    other = MapFile(path)
    path.write_text(HAND)
    assert other.changed_on_disk()


def test_a_map_that_can_not_be_written_leaves_the_file(path: Path) -> None:
    """A map that has no text is refused with the reason, and the file is as it was."""
    file, stream = MapFile.open(path)
    stream.put_stage(replace(stream.stage("a"), queue=-1))
    with pytest.raises(SaveError, match="from 0, at most"):
        file.write(stream)
    assert path.read_text() == HAND == file.text


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    """A directory, a pipe that nobody writes to, a device and a missing file are faults; nobody waits."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    refusals = {
        tmp_path: "found a directory; a map is a regular file",
        pipe: "found a pipe; a map is a regular file",
        Path("/dev/zero"): "found a device; a map is a regular file",
        tmp_path / "missing": "it can't be read: no such file or directory",
        tmp_path / "a\0b": "it can't be read: embedded null byte",
    }
    for each, message in refusals.items():
        with pytest.raises(FileFaults) as refused:
            read_map(each)
        assert refused.value.faults[0].message in message
        assert str(refused.value).endswith(message)


def test_bytes_that_are_no_text() -> None:
    """A byte that is not UTF-8 is named with its line."""
    with pytest.raises(FileFaults) as refused:
        read_map(b"[stage.a]\nnote = '\xe4'\n", "map")
    assert str(refused.value) == "map:2: found byte 0xe4; this is not UTF-8: save it as UTF-8"


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the state directory of this test, which is not there yet."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "vsmap"


def test_recent_maps_are_remembered(state: Path) -> None:
    """The newest is first, each stands once, at most twenty are kept, in a private directory."""
    assert recent_maps() == []
    for number in range(KEPT + 5):
        remember(f"/maps/{number}")
    remember("/maps/10")
    assert recent_maps()[:2] == [Path("/maps/10"), Path(f"/maps/{KEPT + 4}")]
    assert len(recent_maps()) == len(set(recent_maps())) == KEPT
    forget("/maps/10")
    assert Path("/maps/10") not in recent_maps()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"{}", b"[" * 100_000, b"null", json.dumps([1, "", "a\0b", None]).encode()]
)
def test_garbage_in_the_list_is_no_map(state: Path, content: bytes) -> None:
    """A list that is damaged is empty, and is written anew, in a directory that is private from then on."""
    state.mkdir(parents=True)
    state.chmod(0o755)
    (state / "recent.json").write_bytes(content)
    assert recent_maps() == []
    remember("/maps/a")
    assert recent_maps() == [Path("/maps/a")]
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def test_a_path_that_is_no_text_is_remembered(state: Path) -> None:
    """A path with bytes that are not UTF-8 comes back as it was."""
    remember(Path(os.fsdecode(b"/maps/\xe4")))
    assert recent_maps() == [Path(os.fsdecode(b"/maps/\xe4"))]
    assert state.is_dir()


def test_a_state_directory_that_can_not_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be remembered the reason is named, and there are no recent maps."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert recent_maps() == []
    with pytest.raises(SaveError, match="not a directory"):
        remember("/maps/a")


def test_undoing_a_saved_change_brings_the_very_text_back(tmp_path: Path) -> None:
    """Delete, save, undo, save: the comments and the spacing of what was deleted are there again."""
    path = tmp_path / "map.vsm.toml"
    before = "# upstream\n[stage.a]\nprocess_time   = '2h'  # measured\n\n[stage.b]\nprocess_time = '1h'\n"
    path.write_text(before, encoding="utf-8")
    file, stream = MapFile.open(path)
    document = Document(stream)
    document.do("delete", remove_stage(stream, "a"))
    file.write(stream)
    assert "measured" not in path.read_text(encoding="utf-8")
    document.undo()
    file.write(stream)
    assert path.read_text(encoding="utf-8") == before


def test_rescued_maps_never_replace_each_other() -> None:
    """Two maps of one program that are rescued in the same second are two files."""
    first, second = rescue("[stage.a]\n"), rescue("[stage.b]\n")
    assert first != second
    assert (first.read_text(), second.read_text()) == ("[stage.a]\n", "[stage.b]\n")
