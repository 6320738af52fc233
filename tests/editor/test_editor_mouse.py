"""The mouse: complete, and optional."""

import pytest
from builders import stream
from driven import editor

from vsmap.screens.help import HelpScreen


async def test_a_click_selects_a_figure_in_the_table() -> None:
    """The stage and the figure under the mouse are selected."""
    async with editor("lean-enterprise") as driven:
        await driven.click("3w ")
        assert driven.map.selection.stage == "release-planning"
        assert driven.map.selection.figure == "lead_time"
        assert driven.map.field is None


async def test_a_double_click_edits_a_figure() -> None:
    """The field opens where it was clicked."""
    async with editor("lean-enterprise") as driven:
        await driven.click("4d ", times=2)
        assert driven.map.field is not None
        assert (driven.map.field.stage, driven.map.field.figure) == ("development", "process_time")


async def test_a_click_selects_a_box_and_a_double_click_edits_it() -> None:
    """In the map the box under the mouse is selected, twice opens its figure."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.click("Production de…")
        assert driven.map.selection.stage == "production-deployment"
        await driven.click("Change approv…", times=2)
        assert driven.map.field is not None
        assert driven.map.field.stage == "change-approval"


async def test_a_click_on_an_arrow_selects_it() -> None:
    """The flow under the mouse is selected, twice asks for its wait."""
    async with editor(stream("A 1h/1d -> B 1h/1d"), 120, 40) as driven:
        await driven.click("━►")
        assert driven.map.selection.arrow == ("flow", "A", "B")
        await driven.click("═►" if driven.shows("═►") else "━►", times=2)
        assert driven.shows("share of items that go this way")


async def test_a_click_on_a_key_of_the_footer_runs_it() -> None:
    """Every key that the footer shows can be clicked."""
    async with editor("lean-enterprise") as driven:
        await driven.click("? Help")
        assert isinstance(driven.app.screen, HelpScreen)
        await driven.press("escape")
        await driven.click("a Add")
        assert driven.map.capture.is_open
        await driven.press("escape")
        await driven.click("Edit")
        assert driven.map.field is not None


async def test_the_footer_shows_the_keys_of_what_is_typed() -> None:
    """While a field or the capture line is open, its keys stand there, and a click runs none of the map's."""
    async with editor("lean-enterprise") as driven:
        before = driven.lines()[-1]
        for opening, key in (("enter", "⏎ Commit"), ("a", "⏎ Add")):
            await driven.press(opening)
            assert driven.lines()[-1].startswith(f" {key}")
            await driven.click(key)
            assert (driven.map.field is not None) is (opening == "enter")
            assert driven.map.capture.is_open is (opening == "a")
            await driven.press("escape")
            assert driven.lines()[-1] == before


async def test_a_click_elsewhere_keeps_what_is_typed() -> None:
    """While a field is open a click neither loses nor commits it."""
    async with editor("lean-enterprise") as driven:
        await driven.type("3")
        await driven.click("Showcase")
        assert driven.map.field is not None
        assert driven.map.field.edit.text == "3"
        await driven.type("h")
        await driven.press("enter")
        assert driven.stage("Design & analysis").process_time.text == "3h"


@pytest.mark.parametrize("line", ["Cancel", "Discard"])
async def test_the_question_can_be_clicked(line: str) -> None:
    """The answers to the question on unsaved work are buttons."""
    async with editor("lean-enterprise") as driven:
        await driven.type("3h")
        await driven.press("enter", "q")
        await driven.click(line)
        assert driven.app.is_running is (line == "Cancel")
        assert (driven.app.return_code == 0) is (line == "Discard")


async def test_the_wheel_scrolls_a_long_table() -> None:
    """The wheel moves the lines and leaves the selection."""
    chain = " -> ".join(f"S{number}" for number in range(60))
    async with editor(stream(chain)) as driven:
        assert not driven.shows("S25 ")
        for _ in range(5):
            driven.map.table.on_mouse_scroll_down()
        await driven.settle()
        assert driven.shows("S25 ")
        assert driven.map.selection.stage == "S0"
