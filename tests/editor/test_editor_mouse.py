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
    """While a field, the capture line or labels are open, their keys stand there; a click presses them."""
    async with editor("lean-enterprise") as driven:
        before = driven.lines()[-1]
        await driven.press("enter")
        assert driven.lines()[-1].startswith(" ⏎ Commit")
        await driven.click("Tab Next")
        assert driven.map.field is not None
        assert driven.map.field.figure == "lead_time"
        await driven.click("Esc Restore")
        assert driven.map.field is None
        await driven.press("a")
        await driven.type("Plan")
        await driven.click("⏎ Add")
        assert driven.stage("Plan")
        await driven.click("Esc Close")
        assert not driven.map.capture.is_open
        await driven.press("u", "home")
        await driven.click("; Jump")
        await driven.click("Esc Back")
        assert driven.map.pointing is None
        assert driven.lines()[-1] == before


@pytest.mark.parametrize("columns", [40, 50, 80])
async def test_the_way_out_is_never_cut(columns: int) -> None:
    """However narrow the window, what is typed can be left by what the footer shows."""
    async with editor("lean-enterprise", columns, 14) as driven:
        for opening in ("enter", "a", "semicolon"):
            await driven.press(opening)
            assert " Esc " in driven.lines()[-1]
            assert "…" not in driven.lines()[-1]
            await driven.press("escape")


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
