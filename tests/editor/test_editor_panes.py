"""Panes, panels and pages: each opens on its key, explains what it shows, and closes with Esc."""

import pytest
from builders import stream
from driven import Driven, editor

from vsmap.commands import COMMANDS
from vsmap.screens.dialogs import ReadScreen
from vsmap.screens.help import HelpScreen
from vsmap.screens.map import MapScreen

PANELS = {"f3": ("flow_panel", "Flow"), "f4": ("path_panel", "Critical path"), "f5": ("waste_panel", "Waste")}


@pytest.mark.parametrize("key", PANELS)
async def test_a_panel_opens_over_the_right_half(key: str) -> None:
    """At 80 columns each panel has a key, lies over the right half, and closes with Esc or its key."""
    name, title = PANELS[key]
    async with editor("lean-enterprise") as driven:
        for closing in ("escape", key):
            await driven.press(key)
            panel = getattr(driven.map, name)
            assert (panel.region.x, panel.region.right) == (40, 80)
            assert (panel.region.y, panel.region.bottom) == (2, 22)
            assert driven.lines()[2][40:].startswith(f"╭─ {title} ─")
            await driven.press(closing)
            assert not driven.shows(f"╭─ {title} ─")
            assert driven.map.table.has_focus


async def test_one_panel_takes_the_place_of_another() -> None:
    """Only one lies over the map at a time."""
    async with editor("lean-enterprise") as driven:
        await driven.press("f3", "f4")
        assert driven.shows("╭─ Critical path ─")
        assert not driven.shows("╭─ Flow ─")


async def test_panels_stand_beside_the_map_where_there_is_room() -> None:
    """At 120 columns all three are there, their keys only go to them, and there is no strip."""
    async with editor("lean-enterprise", 120, 40) as driven:
        for _name, title in PANELS.values():
            assert driven.shows(f"╭─ {title} ─")
        assert not driven.map.strip.display
        for key, (name, _title) in PANELS.items():
            await driven.press(key)
            assert getattr(driven.map, name).has_focus


async def test_the_open_panel_follows_each_keystroke() -> None:
    """A panel over the right half follows an edit as the strip does."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("right")
        await driven.type("4w")
        assert "◆ Design & analysis 4 w" in driven.row(driven.map.path_panel)


async def test_the_view_changes_between_map_and_table() -> None:
    """`m` at 80 columns: table, map, table; at 120 there is both as well."""
    async with editor("lean-enterprise") as driven:
        seen = []
        for _ in range(3):
            seen.append((driven.shows("╭─ Map ─"), driven.shows("╭─ Stages ─")))
            await driven.press("m")
        assert seen == [(False, True), (True, False), (False, True)]
    async with editor("lean-enterprise", 120, 40) as driven:
        seen = []
        for _ in range(4):
            seen.append((driven.shows("╭─ Map ─"), driven.shows("╭─ Stages ─")))
            await driven.press("m")
        assert seen == [(True, True), (True, False), (False, True), (True, True)]


@pytest.mark.parametrize("panes", range(5))
async def test_a_pane_fills_the_screen_and_goes_back(panes: int) -> None:
    """`z` on each pane shows it alone; `z` again shows what was there before."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press(*["tab"] * panes)
        pane = driven.app.focused
        assert pane is not None
        before = driven.lines()
        await driven.press("z")
        assert pane.region.size == (120, 37)
        assert sum(line.count("╭") for line in driven.lines()) <= 1 + driven.map.map_view.region.height
        await driven.press("z")
        assert driven.lines() == before


async def test_tab_goes_round_the_panes() -> None:
    """Tab and Shift+Tab go through every pane that is shown."""
    async with editor("lean-enterprise", 120, 40) as driven:
        names = []
        for _ in range(5):
            assert driven.app.focused is not None
            names.append(driven.app.focused.id)
            await driven.press("tab")
        assert sorted(str(name) for name in names) == ["flow", "map", "path", "table", "waste"]
        await driven.press("shift+tab")
        assert driven.app.focused is not None
        assert driven.app.focused.id == names[-1]


async def test_detail_of_the_boxes() -> None:
    """`+` shows more in each box, `-` less, `_` what fits, `W` wraps or not."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("m")
        fitting = driven.lines()
        assert driven.shows("PT 2d")
        await driven.press("-")
        assert not driven.shows("PT 2d")
        await driven.press("+", "+")
        assert driven.shows("W 8d")
        await driven.press("W")
        wrapped_or_not = driven.lines()
        await driven.press("W")
        assert driven.lines() != wrapped_or_not
        await driven.press("_")
        assert driven.lines() == fitting


async def test_arrows_walk_the_map() -> None:
    """In the map the arrow keys go to the nearest stage in that direction."""
    async with editor(stream("A 1h/1d -> (B 1h/1d, C 1h/1d) -> D 1h/1d")) as driven:
        await driven.press("m", "right")
        at = driven.map.selection.stage
        assert at in {"B", "C"}
        await driven.press("down" if at == "B" else "up")
        assert {at, driven.map.selection.stage} == {"B", "C"}
        await driven.press("right")
        assert driven.map.selection.stage == "D"
        await driven.press("left", "left")
        assert driven.map.selection.stage == "A"


async def test_ends_and_finding() -> None:
    """Home, End, g and G go to the ends; `/` finds a stage by a part of its name."""
    async with editor("lean-enterprise") as driven:
        await driven.press("G")
        assert driven.status.startswith("Production deployment")
        await driven.press("g")
        assert driven.status.startswith("Design & analysis")
        await driven.press("/")
        await driven.type("uat")
        await driven.press("enter")
        assert driven.status.startswith("Showcase and UAT")


async def test_the_figure_is_chosen_in_map_and_table() -> None:
    """`,` and `.` go through the figures of the stage in either."""
    async with editor("lean-enterprise") as driven:
        for view in ((), ("m",)):
            await driven.press(*view, ".", ".", ",")
            assert driven.map.selection.figure == "lead_time"
            await driven.press(",")


async def _in_waste(driven: Driven) -> None:
    await driven.press("f5")
    assert driven.map.waste_panel.has_focus


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_highlight_is_explained_and_jumped_to(size: tuple[int, int]) -> None:
    """Enter in the waste panel explains the highlight and selects its stage."""
    async with editor("lean-enterprise", *size) as driven:
        await _in_waste(driven)
        await driven.press("down", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        assert driven.shows("Release planning & estimation")
        assert driven.shows("The rule:")
        await driven.press("escape")
        assert driven.map.selection.stage == "release-planning"


async def test_the_waste_panel_scrolls_to_its_last_highlight() -> None:
    """Down goes through all of them, also those beneath the edge, and stays at the last."""
    async with editor("lean-enterprise") as driven:
        await _in_waste(driven)
        found = driven.map.waste_panel.highlights
        await driven.press(*["down"] * (len(found) + 8))
        assert driven.shows("? Development & dev testing: what")
        await driven.press("g")
        assert driven.shows("SLOW DEPLOYMENT")


async def test_help_shows_what_is_selected_and_every_command() -> None:
    """Help begins with the selection and the legend, and lists all commands."""
    async with editor("lean-enterprise") as driven:
        await driven.press("?")
        assert isinstance(driven.app.screen, HelpScreen)
        assert driven.shows("Design & analysis · PT")
        assert driven.shows("on the critical path")
        seen = set()
        for _ in range(len(COMMANDS) // 3 + 2):
            seen |= {command.id for command in COMMANDS.values() if driven.shows(command.help[:38])}
            await driven.press("down", "down", "down")
        assert seen == set(COMMANDS)


@pytest.mark.parametrize("key", ["?", "f1"])
async def test_help_is_searched_and_runs_what_is_found(key: str) -> None:
    """Typing narrows the list, Enter runs the command; Esc only goes back."""
    async with editor("lean-enterprise") as driven:
        await driven.press(key)
        await driven.type("duplicate")
        await driven.press("enter")
        assert driven.stage("Design & analysis (copy)")
        await driven.press(key, "escape")
        assert isinstance(driven.app.screen, MapScreen)
