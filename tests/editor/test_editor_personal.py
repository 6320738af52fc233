"""Settings, theme and keys edited inside the program: in force at once, and kept for the next time."""

from pathlib import Path

from driven import Driven, editor

from vsmap.model.settings import Look, Settings
from vsmap.screens.map import MapScreen
from vsmap.storage.settings import read_settings
from vsmap.storage.state import settings_path


def _kept() -> Settings:
    settings, faults = read_settings(settings_path())
    assert not faults
    return settings


async def _run(driven: Driven, line: str) -> None:
    await driven.type(f":{line}")
    await driven.press("enter")


async def test_settings_are_edited_in_a_form() -> None:
    """Each field has its help and its check; taken, it is in force and in the file, the map is untouched."""
    async with editor("lean-enterprise") as driven:
        before = driven.stream.copy()
        await _run(driven, "settings")
        assert driven.shows("Settings for all maps")
        await driven.press("down", "ctrl+u")
        await driven.type("asci")
        assert driven.shows("did you mean ascii?")
        await driven.type("i")
        await driven.press("down", "ctrl+u")
        await driven.type("map")
        await driven.press("f2")
        assert _kept() == Settings(Look(glyphs="ascii", view="map"))
        assert driven.text().isascii()
        assert driven.shows("+- Map -")
        assert driven.stream == before
        assert not driven.map.document.is_edited


async def test_leaving_the_form_changes_nothing() -> None:
    """Esc, and Esc again where something was typed."""
    async with editor("lean-enterprise") as driven:
        await _run(driven, "settings")
        await driven.type("x")
        await driven.press("escape", "escape")
        assert isinstance(driven.app.screen, MapScreen)
        assert driven.app.settings == Settings()
        assert not settings_path().exists()


async def test_a_theme_is_shown_while_it_is_looked_at() -> None:
    """Arrows show each one, Esc brings the one before back, Enter keeps the chosen one."""
    async with editor("lean-enterprise") as driven:
        await _run(driven, "theme")
        await driven.press("down")
        assert driven.app.theme == "vsmap-light"
        await driven.press("escape")
        assert driven.app.theme == "vsmap-dark"
        await _run(driven, "theme")
        await driven.type("nord")
        await driven.press("enter")
        assert driven.app.theme == "nord"
        assert _kept().look.theme == "nord"


async def test_a_command_is_given_other_keys() -> None:
    """What can't be had is refused while it is typed; the new keys run the command, the old ones do not."""
    async with editor("lean-enterprise") as driven:
        await _run(driven, "rebind")
        await driven.type("duplicate")
        await driven.press("enter")
        await driven.press("ctrl+u")
        await driven.type("b")
        assert driven.shows("b: add_branch has it: give that another key as well")
        await driven.press("enter")
        assert driven.shows("Keys of Duplicate")
        await driven.press("ctrl+u")
        await driven.type("f9")
        await driven.press("enter")
        assert _kept().keys == {"duplicate": ("f9",)}
        await driven.press("D")
        assert len(driven.stream) == 8
        await driven.press("f9")
        assert len(driven.stream) == 9


async def test_keys_that_are_given_back_leave_no_trace() -> None:
    """The keys that a command comes with need no line in the file."""
    async with editor("lean-enterprise", settings=Settings(keys={"undo": ("f9",)})) as driven:
        await _run(driven, "rebind")
        await driven.type("take the last change back")
        await driven.press("enter", "ctrl+u")
        await driven.type("u")
        await driven.press("enter")
        assert _kept().keys == {}
        assert driven.app.keymap.command_of("u", "u")


async def test_what_can_not_be_kept_is_said_and_holds_until_the_end(tmp_path: Path) -> None:
    """A file with a fault in it is not written over."""
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("theme = 1\n", encoding="utf-8")
    async with editor("lean-enterprise") as driven:
        await _run(driven, "theme")
        await driven.type("nord")
        await driven.press("enter")
        assert driven.app.theme == "nord"
        (told,) = driven.toasts()
        assert "mend what is wrong with it first" in told
        assert told.endswith("it holds until you leave")
    assert settings_path().read_text("utf-8") == "theme = 1\n"
    assert tmp_path in settings_path().parents
