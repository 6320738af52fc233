"""A known first frame is shown where everything that it was made from is as it was, and nowhere else."""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from vsmap.startup import frames
from vsmap.startup.frames import FirstFrame, first_frame
from vsmap.startup.places import config_path, state_path

SHOWN = "\x1b[H\x1b[1m vsmap \x1b[mLead time 3 d ━━"


@pytest.fixture
def map_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a map in a directory, which is the current one, and a terminal of a known kind."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    path = tmp_path / "one.vsm.toml"
    path.write_text('[stage.a]\nlead_time = "3d"\n', encoding="utf-8")
    (tmp_path / "settings.toml").write_text("theme = 'dark'", encoding="utf-8")
    return path


def opened(path: Path, columns: int = 80, rows: int = 24) -> FirstFrame:
    """Look for a map's first frame in a window."""
    found = first_frame(str(path), columns, rows, str(path.parent / "state"))
    assert found is not None
    return found


def kept(path: Path) -> Path:
    """Keep what is shown as the map's first frame in a window of 80 × 24; give its file."""
    opened(path).keep(SHOWN, [str(path.parent / "settings.toml"), str(path.parent / "absent.toml")])
    (file,) = (path.parent / "state" / "frames").iterdir()
    return file


def test_a_frame_is_known_once_it_was_kept(map_file: Path) -> None:
    """The second start shows what the first one showed; before there is nothing to show."""
    assert opened(map_file).text == ""
    kept(map_file)
    assert opened(map_file).text == SHOWN


CHANGES: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "a figure": lambda path, _: path.write_text('[stage.a]\nlead_time = "4d"\n', encoding="utf-8"),
    "a line": lambda path, _: path.write_bytes(path.read_bytes() + b"\n"),
    "the terminal": lambda _, patch: patch.setenv("TERM", "linux"),
    "colours": lambda _, patch: patch.setenv("NO_COLOR", "1"),
    "the encoding": lambda _, patch: patch.setenv("LC_ALL", "C"),
    "a setting": lambda path, _: (path.parent / "settings.toml").write_text("theme = 'lite'", "utf-8"),
    "a new file of settings": lambda path, _: (path.parent / "absent.toml").write_text("", "utf-8"),
    "no settings any more": lambda path, _: (path.parent / "settings.toml").unlink(),
    "Python": lambda _, patch: patch.setattr("sys.version", "4.0"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_frame_is_unknown_once_anything_changed_that_it_was_made_from(
    change: str, map_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No frame shows other numbers than the file's, or looks other than it would now."""
    kept(map_file)
    CHANGES[change](map_file, monkeypatch)
    assert opened(map_file).text == ""


def test_a_frame_belongs_to_one_map_and_one_size_of_window(map_file: Path) -> None:
    """Another window and another map have frames of their own, be their bytes the same."""
    kept(map_file)
    twin = map_file.with_name("two.vsm.toml")
    twin.write_bytes(map_file.read_bytes())
    assert opened(twin).text == opened(map_file, columns=81).text == opened(map_file, rows=25).text == ""


def test_names_that_share_a_file_never_share_a_frame(map_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file's name is a short digest, which may collide: what is kept inside is compared in full."""
    monkeypatch.setattr("zlib.crc32", lambda _: 1)
    kept(map_file)
    twin = map_file.with_name("two.vsm.toml")
    twin.write_bytes(map_file.read_bytes())
    assert opened(twin).text == ""
    assert opened(map_file).text == SHOWN


def test_a_damaged_frame_is_never_shown_and_removed(map_file: Path) -> None:
    """Whichever byte is turned, and wherever it was cut, there is no frame, and the file goes."""
    file = kept(map_file)
    whole = file.read_bytes()
    damaged = [whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :] for at in range(len(whole))]
    damaged += [whole[:end] for end in range(len(whole))]
    for content in damaged:
        file.write_bytes(content)
        file.chmod(0o600)
        assert opened(map_file).text == ""
        assert not file.exists()
    kept(map_file)
    assert opened(map_file).text == SHOWN


def test_what_others_could_have_written_is_not_shown(map_file: Path) -> None:
    """A frame commands the terminal: it is read from a file that is its owner's alone, and no link."""
    file = kept(map_file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {each.stat().st_mode & 0o777 for each in (file.parent, file.parent.parent)} == {0o700}
    file.chmod(0o620)
    assert opened(map_file).text == ""
    file.chmod(0o600)
    assert opened(map_file).text == SHOWN
    elsewhere = file.rename(map_file.with_name("elsewhere"))
    file.symlink_to(elsewhere)
    assert opened(map_file).text == ""


def test_a_few_frames_are_kept(map_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state directory does not grow with every window: the frames kept longest ago go."""
    monkeypatch.setattr(frames, "_KEPT", 3)
    for at, columns in enumerate((80, 81, 82, 83)):
        opened(map_file, columns).keep(SHOWN, [])
        for file in (map_file.parent / "state" / "frames").iterdir():
            os.utime(file, (at, at)) if file.stat().st_mtime > 100 else None
    assert [bool(opened(map_file, columns).text) for columns in (80, 81, 82, 83)] == [False, True, True, True]


def test_what_is_no_plain_file_has_no_frame(map_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe is not waited for, and a huge map is not read twice."""
    pipe = map_file.with_name("pipe")
    os.mkfifo(pipe)
    monkeypatch.setattr(frames, "_LARGEST", 10)
    for path in (pipe, map_file, map_file.parent, map_file.with_name("missing")):
        assert first_frame(str(path), 80, 24, str(map_file.parent)) is None


@pytest.mark.parametrize("value", [None, "/elsewhere", ""])
def test_places_are_those_of_the_system(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The places found without platformdirs are the ones that platformdirs finds, unless others are named."""
    for kind in ("STATE", "CONFIG"):
        monkeypatch.delenv(f"VSMAP_{kind}", raising=False)
        monkeypatch.delenv(f"XDG_{kind}_HOME", raising=False)
        if value is not None:
            monkeypatch.setenv(f"XDG_{kind}_HOME", value)
    assert state_path() == platformdirs.user_state_dir("vsmap")
    assert config_path() == platformdirs.user_config_dir("vsmap")
    for kind in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"VSMAP_{kind}", f"/told/{kind}")
    assert (state_path(), config_path()) == ("/told/STATE", "/told/CONFIG")
