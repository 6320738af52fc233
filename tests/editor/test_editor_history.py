"""Undo and redo without limit, and a mark of edits that tells the truth."""

from builders import stream
from driven import Driven, editor, sample_map

MARK = "● edited"


async def _many_edits(driven: Driven) -> int:
    """Edit in every way; return how many steps that are to be undone."""
    await driven.type("3d")
    await driven.press("enter", "D", "J", "down", "d", "t")
    await driven.type("deploy")
    await driven.press("enter", "]", "b")
    await driven.type("Beside 1h/2h 90%")
    await driven.press("enter", "escape", ">", "d", "T")
    await driven.press("ctrl+u")
    await driven.type("New")
    await driven.press("ctrl+s")
    return 9


async def test_undo_all_the_way_and_redo_all_the_way() -> None:
    """Undone all the way the map is the one that was opened; made again it is the edited one."""
    before = sample_map("deployment-in-months")
    async with editor("deployment-in-months") as driven:
        steps = await _many_edits(driven)
        after = driven.stream.copy()
        assert after != before
        assert after.map.title == "New"
        await driven.press(*["u"] * steps)
        assert driven.stream == before
        assert not driven.shows(MARK)
        assert "Undo: " in driven.status
        await driven.press("u")
        assert driven.toasts()[-1] == "nothing to undo"
        await driven.press(*["U"] * steps)
        assert driven.stream == after
        assert driven.shows(MARK)
        await driven.press("U")
        assert driven.toasts()[-1] == "nothing to redo"


async def test_an_undone_edit_is_no_edit() -> None:
    """The mark says that the map differs from the saved one, not that something happened."""
    async with editor("lean-enterprise") as driven:
        assert not driven.shows(MARK)
        await driven.type("5d")
        await driven.press("enter")
        assert driven.shows(MARK)
        await driven.press("u")
        assert not driven.shows(MARK)
        await driven.press("U")
        assert driven.shows(MARK)


async def test_typing_the_same_again_is_no_edit() -> None:
    """A figure that is entered as it was leaves nothing to undo and no mark."""
    async with editor(stream("A 1d/1w")) as driven:
        await driven.type("1d")
        await driven.press("enter")
        assert not driven.shows(MARK)
        await driven.press("u")
        assert driven.toasts() == ["nothing to undo"]


async def test_undo_says_what_it_took_back() -> None:
    """The status line names the step, and the totals show what moved."""
    async with editor("lean-enterprise") as driven:
        await driven.press("right")
        await driven.type("4w")
        await driven.press("enter", "u")
        assert "Undo: LT of Design & analysis" in driven.status
        assert "LT 9.6w" in driven.row("#strip")


async def test_the_selection_survives_a_stage_that_goes() -> None:
    """Undoing the selected stage away selects one that exists."""
    async with editor(stream("A -> B")) as driven:
        await driven.press("a")
        await driven.type("New")
        await driven.press("enter", "escape", "u")
        assert driven.map.selection.stage in driven.stream
        await driven.press("U", "u", "U")
        assert driven.flows() == {"A>New", "New>B"}


async def test_what_moved_is_shown_and_then_cleared() -> None:
    """Each changed total shows its difference until the next edit; one that is the same shows none."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("right")
        await driven.type("4w")
        await driven.press("enter")
        panel = driven.map.flow_panel
        assert "9.6 w → 11.6 w" in driven.row(panel)
        assert "+21 %" in driven.row(panel)
        assert "lead time 9.6 w → 11.6 w (+21 %)" in driven.status
        await driven.press("down", "left")
        await driven.type("3h")
        await driven.press("enter")
        assert "→" not in driven.row(panel)
        assert "lead time unchanged" in driven.status


async def test_what_moved_is_told_of_every_gesture() -> None:
    """Adding, copying and deleting a stage say what they did to the lead time, beside it and in words."""
    async with editor("lean-enterprise") as driven:
        await driven.press("a")
        await driven.type("Intake 1h/1w")
        await driven.press("enter", "escape")
        assert "lead time 9.6 w → 10.6 w (+10 %)" in driven.status
        assert "LT 10.6w +10%" in driven.row("#strip")
        await driven.press("D")
        assert "lead time 10.6 w → 11.6 w (+9 %)" in driven.status
        await driven.press("d")
        assert "lead time 11.6 w → 10.6 w (−9 %)" in driven.status
        assert "LT 10.6w −9%" in driven.row("#strip")


async def test_a_moved_critical_path_is_told() -> None:
    """When the path moves, the status line says through which stage."""
    async with editor("lean-enterprise") as driven:
        await driven.press(*["down"] * 6, "right")
        assert driven.map.selection.stage is not None
        await driven.type("1d")
        await driven.press("enter")
        assert "critical path now through Exploratory & perf testing" in driven.status


async def test_an_edit_beside_the_path_says_why_nothing_moved() -> None:
    """Where the lead time stays, the slack is named."""
    async with editor("lean-enterprise") as driven:
        await driven.press(*["down"] * 5, "right")
        await driven.type("3d")
        await driven.press("enter")
        assert "lead time unchanged: Exploratory & perf testing has 2d slack" in driven.status
