"""The plan in the editor: what each improvement brings, edited in place."""

from datetime import date

from builders import stream, time
from driven import Driven, editor

from vsmap.model.records import ChangeStage, Improvement
from vsmap.model.stream import ValueStream


def planned() -> ValueStream:
    """Return a map with three improvements: Ship brings most, then Test, then Build; all say their effort."""
    built = stream("Build 1h/10h -> Test 1h/20h -> Ship 1h/40h")
    for stage, lead_time, effort in (("Build", "8h", "1d"), ("Test", "8h", "2d"), ("Ship", "8h", "4d")):
        identifier = stage.lower()
        built.improvements[identifier] = Improvement(
            id=identifier,
            title=f"Faster {stage}",
            stage=stage,
            effort=time(effort),
            changes=(ChangeStage(stage, (("lead_time", time(lead_time)),)),),
        )
    return built


def order(driven: Driven) -> list[str]:
    """Return the stages of the improvements in the order of the table."""
    names = ("Build", "Test", "Ship")
    rows = [line for line in driven.lines() if "Faster" in line]
    return [next(name for name in names if f"Faster {name}" in row) for row in rows]


async def test_the_plan_shows_gains_and_the_best_order() -> None:
    """Per day of effort Ship saves 8 h, Test 6 h, Build 2 h; the lead time falls with each step."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("P")
        assert order(driven) == ["Ship", "Test", "Build"]
        assert driven.shows("Lead time 8.8 d → 3 d  −66 %")
        (ship,) = [line for line in driven.lines() if "Faster Ship" in line]
        assert ship.split()[-7:] == ["−4", "d", "−1", "d", "4.8", "d", "│"]
        assert driven.shows("each is the best next one per day of effort")
        await driven.press("s")
        assert driven.shows("sorted by gain: s")


async def test_fields_are_edited_in_place() -> None:
    """Enter opens the field, a date may be typed as people say it, what is wrong is said, u takes it back."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("P")
        await driven.press("right", "enter")
        await driven.type("QA guild")
        await driven.press("tab")
        await driven.type("31 Feb")
        await driven.press("enter")
        assert driven.shows("write a date as")
        await driven.press("ctrl+u")
        await driven.type("2027-01-31")
        await driven.press("enter")
        ship = driven.map.document.stream.improvements["ship"]
        assert (ship.owner, ship.due) == ("QA guild", date(2027, 1, 31))
        await driven.press("u")
        await driven.press("u")
        assert driven.map.document.stream.improvements["ship"].owner == ""
        await driven.press("U")
        assert driven.map.document.stream.improvements["ship"].owner == "QA guild"


async def test_switching_one_off_recomputes_at_once() -> None:
    """Space takes it out of the future state and out of the order; the map shows so when the plan is left."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("P")
        await driven.press("space")
        assert not driven.map.document.stream.improvements["ship"].in_future
        assert driven.shows("Lead time 8.8 d → 7 d")
        assert order(driven)[-1] == "Ship"
        await driven.press("escape")
        await driven.press("f")
        assert driven.shows("the future state: with 2 improvements")


async def test_status_steps_and_a_dropped_one_counts_no_more() -> None:
    """] takes the next status; dropped is never part of the future, and Space says so."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("P")
        for _ in range(4):
            await driven.press("right_square_bracket")
        assert driven.map.document.stream.improvements["ship"].status == "dropped"
        assert driven.shows("Lead time 8.8 d → 7 d")
        await driven.press("end")
        for _ in range(2):
            await driven.press("down")
        await driven.press("space")
        assert driven.shows("it is dropped")


async def test_an_improvement_is_deleted_and_comes_back() -> None:
    """D deletes the chosen one, u brings it back with all it says; g goes to its stage."""
    async with editor(planned(), 120, 40) as driven:
        before = dict(planned().improvements)
        await driven.press("P")
        await driven.press("d")
        assert list(driven.map.document.stream.improvements) == ["build", "test"]
        assert driven.shows("Faster Ship is gone; u brings it back")
        await driven.press("u")
        assert driven.map.document.stream.improvements == before
        await driven.press("g")
        assert driven.map.selection.stage in {"Build", "Test", "Ship"}
        assert driven.shows("Stages")


async def test_without_improvements_there_is_no_plan() -> None:
    """It is said how to begin."""
    async with editor(stream("A 1h/2h"), 120, 40) as driven:
        await driven.press("P")
        assert "B pins one" in driven.toasts()[-1]


async def test_the_plan_fits_every_window() -> None:
    """Columns leave where there is no room; nothing overflows."""
    for columns, rows in ((40, 12), (80, 24), (200, 60)):
        async with editor(planned(), columns, rows) as driven:
            await driven.press("P")
            assert driven.shows("Faster")
            assert all(len(line) == columns for line in driven.lines())
