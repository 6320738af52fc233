"""The palette: every command by its name, vi's short commands for files, and a stage by its number."""

from pathlib import Path

import pytest
from builders import stream
from driven import as_file, editor

from vsmap.commands import COMMANDS
from vsmap.model.settings import Look, Settings
from vsmap.screens.map import MapScreen
from vsmap.screens.palette import PaletteScreen
from vsmap.screens.typed_lines import SHORT
from vsmap.storage.reader import read_map

CHAIN = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d 90%"


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_palette_runs_a_command_by_its_name(key: str) -> None:
    """Typing narrows the list, Enter runs the first row or the one that an arrow chose, Esc goes back."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press(key)
        assert isinstance(driven.app.screen, PaletteScreen)
        await driven.type("duplic")
        await driven.press("enter")
        assert driven.stage("A (copy)")
        await driven.press(key, "escape")
        assert isinstance(driven.app.screen, MapScreen)


@pytest.mark.parametrize("identifier", COMMANDS)
async def test_every_command_is_found_by_its_id_and_by_its_name(
    identifier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever has no key that a terminal sends can be run all the same."""
    ran: list[str] = []
    monkeypatch.setattr(MapScreen, "run_command", lambda _screen, command: ran.append(command))
    async with editor(stream(CHAIN)) as driven:
        for typed in (identifier, identifier.replace("_", " "), COMMANDS[identifier].label.lower()):
            driven.map.run_line(typed)
    assert ran == [identifier] * 3


def test_no_two_commands_have_the_same_name() -> None:
    """A label names one command alone, and none is one of the short commands."""
    labels = [command.label.lower() for command in COMMANDS.values()]
    assert len(labels) == len(set(labels))
    assert not {*labels, *COMMANDS} & SHORT.keys()


async def test_a_line_that_means_nothing_is_said() -> None:
    """With the command that was meant, if one is near; nothing else happens."""
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":undoo")
        await driven.press("enter")
        assert driven.toasts() == ["there is no command undoo; did you mean undo?"]
        assert driven.app.screen is driven.map


async def test_a_number_goes_to_a_stage() -> None:
    """As in vi, `:2` is the second."""
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":2")
        await driven.press("enter")
        assert driven.map.selection.stage == "B"
        await driven.type(":9")
        await driven.press("enter")
        assert driven.toasts() == ["there is no stage 9"]


async def test_w_saves_and_wq_leaves() -> None:
    """`:w` writes the map where it came from, `:wq` leaves once it is safe."""
    path = as_file(stream(CHAIN))
    async with editor(path) as driven:
        await driven.press("d")
        await driven.type(":w")
        await driven.press("enter")
        assert len(read_map(path)) == 2
        assert not driven.map.document.is_edited
        await driven.press("d")
        await driven.type(":wq")
        await driven.press("enter")
        assert driven.app.return_code == 0
    assert len(read_map(path)) == 1


async def test_w_with_a_file_saves_there_and_never_over_another_unasked() -> None:
    """The map is that file's from then on; what exists is written over by `:w!` alone."""
    as_file(stream("X"), "other.vsm.toml")
    async with editor(as_file(stream(CHAIN))) as driven:
        await driven.press("d")
        await driven.type(":w other.vsm.toml")
        await driven.press("enter")
        assert driven.toasts() == ["other.vsm.toml exists: :w! other.vsm.toml writes over it"]
        await driven.type(":w nowhere/at.toml")
        await driven.press("enter")
        assert driven.toasts() == ["there is no folder nowhere"]
        await driven.type(":w new")
        await driven.press("enter")
        assert len(read_map(Path("new.vsm.toml"))) == 2
        assert driven.map.file_name == "new.vsm.toml"
        await driven.type(":w! other.vsm.toml")
        await driven.press("enter")
        assert len(read_map(Path("other.vsm.toml"))) == 2


async def test_q_asks_and_q_with_a_bang_does_not() -> None:
    """Unsaved work is asked about unless a person says that it may go."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("d")
        await driven.type(":q")
        await driven.press("enter")
        assert driven.shows("has changes that are not saved")
        await driven.press("escape")
        await driven.type(":q!")
        await driven.press("enter")
        assert driven.app.return_code == 0


async def test_e_opens_a_file_or_starts_it() -> None:
    """Unsaved work is asked about first; a file that is not there begins as an empty map."""
    as_file(stream("X -> Y"), "other.vsm.toml")
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":e other.vsm.toml")
        await driven.press("enter")
        assert [stage.name for stage in driven.stream.stages()] == ["X", "Y"]
        await driven.type(":e fresh.vsm.toml")
        await driven.press("enter")
        assert len(driven.stream) == 0
        assert driven.map.file_name == "fresh.vsm.toml"
        await driven.type(":e")
        await driven.press("enter")
        assert driven.shows("─ Open ─")


@pytest.fixture
def _folder() -> None:
    Path("folder").mkdir()


@pytest.mark.usefixtures("_folder")
async def test_files_are_completed() -> None:
    """Behind `e` and `w` the list has the folder's maps; Tab takes the first over, Enter runs the line."""
    as_file(stream("X -> Y"), "other.vsm.toml")
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":e ot")
        assert driven.shows("other.vsm.toml")
        await driven.press("tab", "enter")
        assert [stage.name for stage in driven.stream.stages()] == ["X", "Y"]
        await driven.type(":e fo")
        await driven.press("down", "enter")
        assert driven.shows("e folder/")
        assert isinstance(driven.app.screen, PaletteScreen)


async def test_tab_completes_a_command() -> None:
    """The first row is taken over into the line."""
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":dupl")
        await driven.press("tab")
        assert driven.shows("duplicate")
        await driven.press("enter")
        assert driven.stage("A (copy)")


async def test_the_palette_shows_a_persons_own_keys() -> None:
    """Beside each command stand the keys in force."""
    async with editor(stream(CHAIN), settings=Settings(Look(), keys={"undo": ("f9",)})) as driven:
        await driven.type(":undo")
        assert driven.shows("F9         Undo")


async def test_a_command_that_does_not_apply_says_so_from_the_palette_too() -> None:
    """The palette runs what a key would run, no more."""
    async with editor(stream(CHAIN)) as driven:
        await driven.type(":redo")
        await driven.press("enter")
        assert driven.toasts() == ["nothing to redo"]
