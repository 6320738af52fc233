"""An engineer's journey at 80×24 with the mouse alone, and the same with the keyboard alone."""

from builders import stream
from driven import Driven, as_file, editor

from vsmap.screens.help import HelpScreen
from vsmap.screens.map import MapScreen
from vsmap.storage.reader import read_map

CHAIN = "Design 2d/2w 70% -> Build 1d/1w 80% -> Deploy 1h/1w 90%"


async def _pick_in_help(driven: Driven, text: str) -> None:
    """Open the help by its key in the footer, roll down to a command, and click it."""
    await driven.click("? Help")
    choices = driven.app.screen.query_one("Choices")
    for _ in range(40):
        if driven.shows(text):
            break
        choices.scroll_relative(y=4, animate=False, immediate=True)
        await driven.settle()
    await driven.click(text)


async def test_an_engineers_journey_with_the_mouse_alone() -> None:
    """Select, look at why, change a figure by steps, connect, undo, save and leave without a key."""
    path = as_file(stream(CHAIN))
    async with editor(path) as driven:
        await driven.click("1w       4d")
        assert driven.map.selection.stage == "Build"
        await _pick_in_help(driven, "Raise the selected figure")
        assert driven.stage("Build").lead_time.text != "1w"
        await driven.click("u Undo")
        assert driven.stage("Build").lead_time.text == "1w"
        await driven.click("2d ", times=2)
        assert driven.map.field is not None
        await driven.click("Esc Restore")
        assert driven.map.field is None
        await driven.click("m View")
        await driven.click("Deploy")
        assert driven.map.selection.stage == "Deploy"
        await driven.click("= Why")
        assert not isinstance(driven.app.screen, MapScreen)
        await driven.pilot.click(offset=(0, 0))
        await driven.settle()
        assert isinstance(driven.app.screen, MapScreen), "a click beside a dialog leaves it"
        await driven.click("Design")
        await _pick_in_help(driven, "Draw a flow from the selected")
        await driven.click("Deploy")
        assert "Design>Deploy" in driven.flows()
        await driven.click("s Save")
        assert not driven.map.document.is_edited
        await _pick_in_help(driven, "Leave; unsaved work is asked")
        assert driven.app.return_code == 0
    assert len(read_map(path).flows()) == 3


async def test_an_engineers_journey_with_the_keyboard_alone() -> None:
    """The same, with plain keys: none with Ctrl or Alt."""
    path = as_file(stream(CHAIN))
    async with editor(path) as driven:
        await driven.press("down", "full_stop")
        await driven.type("]u")
        assert driven.stage("Build").lead_time.text == "1w"
        await driven.press("home")
        await driven.type("3d")
        await driven.press("escape")
        await driven.type("m")
        await driven.press("end")
        await driven.type("=")
        await driven.press("escape", "home")
        await driven.type("c")
        await driven.press(driven.map.scene.labels["Deploy"])
        assert "Design>Deploy" in driven.flows()
        await driven.type("sq")
        assert driven.app.return_code == 0
    assert len(read_map(path).flows()) == 3


async def test_dialogs_to_type_into_have_buttons() -> None:
    """What was typed is taken, or left, by a click."""
    async with editor(stream(CHAIN)) as driven:
        await driven.press("o")
        await driven.type("noted")
        await driven.click("Take (⏎)")
        assert driven.stage("Design").note == "noted"
        await driven.press("E")
        await driven.click("Leave (Esc)")
        assert isinstance(driven.app.screen, MapScreen)
        await driven.press("E")
        await driven.type(" it")
        await driven.click("Take (F2)")
        assert driven.stage("Design it")
        await driven.click("? Help")
        assert isinstance(driven.app.screen, HelpScreen)
