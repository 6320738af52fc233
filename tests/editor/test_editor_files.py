"""Saving, opening and leaving: nothing unsaved is lost without a question."""

# ruff: noqa: ASYNC240 - a test may wait for the files of its own directory

import os
from pathlib import Path

import pytest
from builders import stream
from driven import Driven, as_file, editor
from driven import driven as screen_driven
from textual.widgets import Button

from vsmap.model.stream import ValueStream
from vsmap.screens.opening import new_map_screen
from vsmap.storage.reader import read_map
from vsmap.storage.recent import recent_maps

MARK = "● edited"
TEXT = "A 1d/1w 80% -> B 2h/3d"


async def _edit(driven: Driven) -> None:
    await driven.type("3h")
    await driven.press("enter")
    assert driven.shows(MARK)


@pytest.mark.parametrize("key", ["s", "ctrl+s"])
async def test_saving_writes_the_one_line_that_changed(key: str) -> None:
    """A figure that was changed is one changed line; the mark goes, and the map is among the recent ones."""
    path = as_file(stream(TEXT))
    before = path.read_text()
    async with editor(path) as driven:
        await _edit(driven)
        await driven.press(key)
        assert not driven.shows(MARK)
        assert "Saved map.vsm.toml" in driven.status
    assert path.read_text() == before.replace('process_time = "1d"', 'process_time = "3h"')
    assert recent_maps() == [path]


async def test_a_sample_asks_where_its_copy_goes() -> None:
    """Saving a sample asks for a name, which gets the suffix; the sample itself stays."""
    async with editor("lean-enterprise") as driven:
        await _edit(driven)
        await driven.press("s")
        assert driven.shows("Save your copy as")
        await driven.type("mine")
        await driven.press("enter")
        assert not driven.shows(MARK)
        assert driven.map.file_name == "mine.vsm.toml"
        assert read_map(Path("mine.vsm.toml")) == driven.stream


async def test_an_existing_file_is_not_written_over_by_one_enter() -> None:
    """Save as says that the file exists; only a second Enter writes over it."""
    other = as_file(stream("Other"), "other.vsm.toml")
    kept = other.read_text()
    async with editor(stream(TEXT)) as driven:
        await driven.press("S")
        await driven.type("other.vsm.toml")
        await driven.press("enter")
        assert driven.shows("other.vsm.toml exists: Enter again writes over it")
        assert other.read_text() == kept
        await driven.press("enter")
        assert read_map(other) == driven.stream


async def test_leaving_without_edits_asks_nothing() -> None:
    """`q` leaves at once where nothing is unsaved."""
    async with editor(as_file(stream(TEXT))) as driven:
        await driven.pilot.press("q")
        assert driven.app.return_code == 0


async def test_leaving_with_edits_asks_with_the_focus_on_cancel() -> None:
    """Enter on the question cancels, as Esc does; the map is there still, edited."""
    async with editor(as_file(stream(TEXT))) as driven:
        await _edit(driven)
        for answer in ("enter", "escape"):
            await driven.press("q")
            assert driven.shows("map.vsm.toml has changes that are not saved.")
            assert isinstance(driven.app.focused, Button)
            assert driven.app.focused.id == "cancel"
            await driven.press(answer)
            assert driven.app.is_running
            assert driven.shows(MARK)


async def test_no_key_leaves_without_asking() -> None:
    """Neither Ctrl+Q nor Ctrl+C ends the program over unsaved work, on the map or in a dialog."""
    async with editor(as_file(stream(TEXT))) as driven:
        await _edit(driven)
        await driven.press("ctrl+q")
        assert driven.shows("map.vsm.toml has changes that are not saved.")
        await driven.press("ctrl+q", "escape", "ctrl+c", "E", "ctrl+q", "ctrl+c", "escape")
        assert driven.app.is_running
        assert driven.shows(MARK)


async def test_discarding_is_a_key_of_its_own() -> None:
    """`D` leaves and the file is as it was."""
    path = as_file(stream(TEXT))
    before = path.read_bytes()
    async with editor(path) as driven:
        await _edit(driven)
        await driven.press("q", "d")
        assert driven.app.is_running
        await driven.pilot.press("D")
        assert driven.app.return_code == 0
    assert path.read_bytes() == before


async def test_saving_on_the_way_out() -> None:
    """`s` on the question saves, then leaves."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await _edit(driven)
        await driven.press("q")
        await driven.pilot.press("s")
        assert driven.app.return_code == 0
    assert read_map(path).stage("A").process_time.text == "3h"  # type: ignore[union-attr] # it is there


async def test_saving_on_the_way_out_asks_for_a_name_where_there_is_none() -> None:
    """Leaving a new map with Save goes through Save as; Esc there does not leave."""
    async with editor(stream("A 1h/1d")) as driven:
        await _edit(driven)
        await driven.press("q", "s")
        assert driven.shows("Save your copy as")
        await driven.press("escape")
        assert driven.app.is_running
        assert driven.shows(MARK)
        await driven.press("q", "s")
        await driven.type("new")
        await driven.pilot.press("enter")
        assert driven.app.return_code == 0
    assert Path("new.vsm.toml").exists()


def _gone(path: Path) -> str:
    path.unlink()
    path.parent.rmdir()
    return "the directory does not exist"


def _a_directory(path: Path) -> str:
    path.unlink()
    path.mkdir()
    return "it is a directory"


def _read_only(path: Path) -> str:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    return "it is read-only"


@pytest.mark.parametrize(
    "spoil",
    [
        _gone,
        _a_directory,
        pytest.param(
            _read_only, marks=pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
        ),
    ],
)
async def test_a_save_that_fails_keeps_the_map_edited_and_says_why(spoil: object) -> None:
    """The reason is named, Save as is offered, and the map stays edited."""
    assert callable(spoil)
    Path("folder").mkdir()
    path = as_file(stream(TEXT), "folder/map.vsm.toml")
    async with editor(path) as driven:
        await _edit(driven)
        reason = spoil(path)
        await driven.press("s")
        if driven.shows("The file is gone or damaged"):
            await driven.choose("Write it again")
        assert any(reason in told and "S saves it elsewhere" in told for told in driven.toasts())
        assert driven.shows(MARK)
        await driven.press("S", "ctrl+u")
        await driven.type("safe")
        await driven.press("enter")
        assert not driven.shows(MARK)
    assert Path("safe.vsm.toml").exists()


async def _changed_meanwhile(driven: Driven, path: Path) -> None:
    await _edit(driven)
    path.write_text(path.read_text().replace('"2h"', '"4h"'))
    await driven.press("s")
    assert driven.shows("map.vsm.toml was changed by another program")


async def test_a_file_that_changed_on_disk_is_noticed() -> None:
    """Nothing is written over silently: Esc leaves both versions as they are."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await _changed_meanwhile(driven, path)
        await driven.press("escape")
        assert driven.shows(MARK)
    assert '"4h"' in path.read_text()
    assert '"3h"' not in path.read_text()


async def test_what_is_on_disk_can_be_reloaded() -> None:
    """Taking the file's map shows what the other program wrote, and undo brings one's own back."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await _changed_meanwhile(driven, path)
        await driven.choose("Take the file's")
        assert driven.stage("B").process_time.text == "4h"
        assert driven.stage("A").process_time.text == "1d"
        assert not driven.shows(MARK)
        await driven.press("u")
        assert driven.stage("A").process_time.text == "3h"
        assert driven.shows(MARK)


async def test_what_is_on_disk_can_be_written_over() -> None:
    """Write over it, once chosen, saves this map."""
    path = as_file(stream(TEXT))
    async with editor(path) as driven:
        await _changed_meanwhile(driven, path)
        await driven.choose("Write over it")
        assert not driven.shows(MARK)
        assert read_map(path) == driven.stream


async def test_a_named_file_that_is_not_there_is_started() -> None:
    """`vsmap new.vsm.toml` opens an empty map; saving writes that file without a question."""
    path = Path("new.vsm.toml").absolute()
    async with screen_driven(new_map_screen(ValueStream(), path)) as driven:
        assert driven.shows("new.vsm.toml")
        await driven.press("a")
        await driven.type("Only 1h/1d")
        await driven.press("enter", "enter", "s")
        assert not driven.shows(MARK)
    assert [stage.name for stage in read_map(path).stages()] == ["Only"]


async def test_opening_another_map_asks_about_this_one() -> None:
    """`O` finds a file by a part of its path; unsaved work is asked about before it goes."""
    other = as_file(stream("Elsewhere 1h/1d"), "other.vsm.toml")
    async with editor(stream(TEXT)) as driven:
        await _edit(driven)
        await driven.press("O")
        await driven.type("oth")
        await driven.press("enter")
        assert driven.shows("changes that are not saved")
        await driven.press("D")
        assert driven.map.file is not None
        assert driven.map.file.path.name == other.name
        assert [stage.name for stage in driven.stream.stages()] == ["Elsewhere"]


async def test_a_faulty_file_leaves_this_map_shown() -> None:
    """A file with faults is named with its lines, and what was shown stays."""
    Path("bad.vsm.toml").write_text('[stage.a]\nprocess_time = "2x"\nlane = 3\n')
    async with editor(stream(TEXT)) as driven:
        await driven.press("O")
        await driven.type("bad.vsm.toml")
        await driven.press("enter")
        (told,) = driven.toasts()
        assert "bad.vsm.toml:2" in told
        assert "bad.vsm.toml:3" in told
        assert driven.flows() == {"A>B"}


async def test_a_file_of_a_later_format_is_read_only() -> None:
    """It is shown as far as it is understood, and no key changes it."""
    path = as_file(stream(TEXT))
    path.write_text(path.read_text().replace("format = 1", "format = 9"))
    before = path.read_bytes()
    async with editor(path) as driven:
        assert "read-only" in driven.status
        await driven.type("2")
        await driven.press("d", "D", "J", "s")
        assert driven.flows() == {"A>B"}
        assert not driven.shows(MARK)
    assert path.read_bytes() == before
