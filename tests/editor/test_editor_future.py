"""The future state in the editor: looked at, edited, and pinned as improvements."""

from datetime import date
from pathlib import Path

import pytest
from builders import stream, time
from driven import as_file, editor

from vsmap.analysis.plan import today
from vsmap.analysis.report import analyse
from vsmap.model.future import future_of
from vsmap.model.records import ChangeStage, DropStage, Improvement, NewStage
from vsmap.model.stream import ValueStream
from vsmap.screens.outside import reload
from vsmap.storage.reader import read_map

LINE = "Design 2d/2w 70% -> Build 1d/1w 90% -> Test 1d/3w 80%; Test ~20%~> Build"


def planned() -> ValueStream:
    """Return a map with one improvement: Test takes 1 d of LT less work and waits less."""
    built = stream(LINE)
    changes = (ChangeStage("Test", (("process_time", time("2h")), ("lead_time", time("1d")))),)
    built.improvements["auto"] = Improvement(id="auto", title="Automate", stage="Test", changes=changes)
    return built


async def test_f_shows_the_future_and_goes_back() -> None:
    """Map, table, panels and title show it with what was and is; f again or Esc shows the current state."""
    async with editor(planned(), 120, 40) as driven:
        assert "current" in driven.lines()[0]
        await driven.press("f")
        assert "future" in driven.lines()[0]
        assert driven.shows("╔═ FUTURE · edits ask which improvement")
        assert driven.shows("future state")
        assert driven.shows("3w→1d")
        assert driven.shows("Lead time       6 w → 3.2 w")
        assert driven.status.endswith("the future state: with 1 improvement; Esc goes back")
        await driven.press("escape")
        assert not driven.shows("FUTURE")
        assert driven.shows("Lead time       6 w ")
        await driven.press("f", "f")
        assert not driven.shows("FUTURE")


async def test_the_boxes_of_the_map_show_what_was_and_is() -> None:
    """A figure that changed shows both, a stage that is new is marked so."""
    built = planned()
    new = NewStage("deploy", ("Test",), (), (("name", "Deploy"), ("lead_time", time("1h"))))
    built.improvements["more"] = Improvement(id="more", title="More", changes=(new,))
    async with editor(built, 160, 40) as driven:
        await driven.press("f")
        assert driven.shows("PT 1d→2h")
        assert driven.shows("new")


async def test_an_edit_of_the_future_is_an_improvement() -> None:
    """It is asked once where it belongs; the frame says so, the current state stays, u takes it back."""
    async with editor(stream(LINE), 120, 40) as driven:
        await driven.press("f", "1")
        assert driven.shows("Edits of Design belong to …")
        await driven.press("enter")
        assert driven.shows("Improve Design")
        await driven.type("Fewer signatures")
        await driven.press("enter")
        await driven.type("d")
        assert driven.shows("FUTURE · edits go to: Fewer signatures")
        await driven.press("enter")
        document = driven.map.document.stream
        assert document.stage("Design").lead_time == time("2w")
        assert driven.map.work.stream.stage("Design").process_time == time("1d")
        (improvement,) = document.improvements.values()
        assert (improvement.title, improvement.stage) == ("Fewer signatures", "Design")
        await driven.press("right", "3", "d", "enter")
        assert len(document.improvements) == 1
        assert not driven.shows("belong to")
        await driven.press("u", "u")
        assert not document.improvements
        assert driven.shows("FUTURE")


async def test_another_stage_asks_again_and_offers_the_same() -> None:
    """The first edit of each stage asks; Enter adds it to the improvement of the edit before."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("f", "d")
        await driven.press("down", "enter")
        assert driven.map.document.stream.improvements["auto"].changes[-1] == DropStage("Design")
        await driven.press("g", "d")
        assert driven.shows("add to: Automate")
        await driven.press("enter")
        assert driven.map.work.stream.ids() == ["Test"]
        assert driven.map.document.stream.ids() == ["Design", "Build", "Test"]


async def test_escape_from_the_question_edits_nothing() -> None:
    """Without an answer neither state changes."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("f", "d", "escape")
        assert driven.map.work.stream.ids() == ["Design", "Build", "Test"]
        assert not driven.map.document.can_undo


async def test_saving_while_the_future_is_looked_at_saves_the_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written is the current state with its improvements, never the future."""
    monkeypatch.chdir(tmp_path)
    path = as_file(planned())
    async with editor(path, 120, 40) as driven:
        await driven.press("f", "1")
        await driven.press("down", "enter")
        await driven.press("d", "enter", "s")
    saved = read_map(path)
    assert saved.stage("Design").process_time == time("2d")
    assert saved.map.state == "current"
    assert future_of(saved).stream.stage("Design").process_time == time("1d")


async def test_settings_are_of_the_map() -> None:
    """The map's own form asks for no improvement."""
    async with editor(planned(), 120, 40) as driven:
        await driven.press("f", "T")
        assert not driven.shows("belong to")


async def test_a_map_that_may_not_be_changed_shows_its_future() -> None:
    """It is looked at, and every edit is refused with the reason."""
    async with editor(planned(), 120, 40) as driven:
        driven.map.refuse("read-only: a test")
        await driven.press("f")
        assert driven.shows("3w→1d")
        for key in ("1", "d", "B"):
            await driven.press(key)
            assert driven.toasts()[-1] == "read-only: a test"
        await driven.press("P")
        await driven.press("space")
        assert driven.shows("read-only: a test"), driven.text()


async def test_what_is_left_out_is_said() -> None:
    """An improvement that breaks a rule is named with the reason when the future is shown."""
    built = planned()
    changes = (ChangeStage("Build", (("lead_time", time("1h")),)),)
    built.improvements["bad"] = Improvement(id="bad", title="Too short", changes=changes)
    async with editor(built, 160, 40) as driven:
        await driven.press("f")
        assert "left out: Too short: lead time is shorter" in driven.status


async def test_a_file_that_changed_on_disk_is_taken_into_the_current_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program wrote never becomes an improvement: the current state is shown again."""
    monkeypatch.chdir(tmp_path)
    path = as_file(planned())
    async with editor(path, 120, 40) as driven:
        await driven.press("f")
        path.write_text(path.read_text().replace('lead_time = "2w"', 'lead_time = "3w"'))
        file = driven.map.file
        assert file is not None
        reload(driven.map, file)
        await driven.settle()
        assert not driven.shows("FUTURE")
        assert driven.stage("Design").lead_time == time("3w")
        assert list(driven.stream.improvements) == ["auto"]


async def test_finding_a_stage_looks_at_what_is_shown() -> None:
    """A stage that the future removes is not found there, one that it adds is."""
    built = planned()
    changes = (DropStage("Build"), NewStage("deploy", ("Test",), (), (("name", "Deploy"),)))
    built.improvements["more"] = Improvement(id="more", title="More", changes=changes)
    async with editor(built, 120, 40) as driven:
        await driven.press("f", ";", "/")
        assert driven.shows("3 Deploy")
        assert not driven.shows("2 Build")


# Improvements in one line.


async def test_b_pins_an_improvement_on_the_stage() -> None:
    """The line is echoed as it is understood, with what it would do; Enter pins it."""
    async with editor(stream(LINE), 120, 40) as driven:
        await driven.press("G", "B")
        await driven.type("Automate: PT 1h LT 4h 95% @QA due 31 Jan")
        assert driven.shows("“Automate” on Test · PT 1h · LT 4h · %C&A 95 · owner QA · due")
        assert driven.shows("→ 3.1 w")
        await driven.press("enter")
        (improvement,) = driven.stream.improvements.values()
        values = (("process_time", time("1h")), ("lead_time", time("4h")), ("complete_accurate", 95))
        assert improvement.changes == (ChangeStage("Test", values),)
        assert (improvement.stage, improvement.owner) == ("Test", "QA")
        due = improvement.due
        assert due is not None
        assert (due.day, due.month) == (31, 1)
        assert due >= today()
        assert "pinned: Automate" in driven.status
        await driven.press("u")
        assert not driven.stream.improvements


async def test_a_word_that_cannot_be_read_is_named() -> None:
    """Enter keeps the line open until it can be read."""
    async with editor(stream(LINE), 120, 40) as driven:
        await driven.press("B")
        await driven.type("Automate: soon")
        assert driven.shows('"soon" is no figure')
        await driven.press("enter")
        assert driven.shows('"soon" is no figure')
        await driven.press("escape")
        assert not driven.stream.improvements


async def test_b_on_a_highlight_makes_its_countermeasure_an_improvement() -> None:
    """The countermeasure is picked, its change is proposed as a line that can be edited."""
    async with editor("deployment-in-months", 120, 40) as driven:
        await driven.press("f5", "down", "B")
        assert driven.shows("What helps")
        await driven.press("enter")
        assert driven.shows("Work in small batches: LT 3.45w")
        await driven.press(*["backspace"] * len("LT 3.45w"), *"LT", "space", *"1w", "enter")
        improvement = list(driven.stream.improvements.values())[-1]
        assert improvement.title == "Work in small batches"
        assert improvement.changes == (ChangeStage("release", (("lead_time", time("1w")),)),)
        assert improvement.stage == "release"


async def test_no_title_can_act() -> None:
    """Markup and control characters in titles, owners and reasons are shown as they are."""
    title = "[red]x[/] \x1b[31m [@click=app.quit]y[/]"
    built = planned()
    built.improvements["auto"] = Improvement(
        id="auto", title=title, owner=title, stage="Test", changes=built.improvements["auto"].changes
    )
    async with editor(built, 160, 40) as driven:
        for keys in (("f", "1"), ("escape", "P"), ("escape", "C", "enter")):
            for key in keys:
                await driven.press(key)
            assert "\x1b" not in driven.text()
            await driven.settle()
        await driven.press("escape", "P")
        assert driven.shows("[red]x[/]")


# Comparing.


async def test_comparing_with_the_future() -> None:
    """The page has both totals, the stages that differ, and both ladders."""
    async with editor("deployment-in-months", 120, 60) as driven:
        await driven.press("C", "enter")
        assert driven.shows("30.5 w   6.1 d")
        assert driven.shows("Quarterly release: merged into Deploy by pipeline")
        await driven.press("end")
        assert driven.shows("Ladders on one scale")
        await driven.press("escape")
        assert driven.shows("─ Stages ─")


async def test_a_comparison_fits_a_small_window() -> None:
    """Where there is no room the differences leave; each total still is one line."""
    async with editor("deployment-in-months", 40, 12) as driven:
        await driven.press("C")
        await driven.press("enter")
        assert driven.shows("Lead time     30.5 w   6.1 d")


async def test_comparing_with_the_last_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not saved yet stands beside what was saved."""
    monkeypatch.chdir(tmp_path)
    async with editor(as_file(planned()), 120, 40) as driven:
        await driven.press("1", "d", "enter", "C", "down", "enter")
        assert driven.shows("saved → now")
        assert driven.shows("~ Design: PT 2d → 1d")


async def test_comparing_with_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any map can stand beside this one; one with faults is refused with them."""
    monkeypatch.chdir(tmp_path)
    other = as_file(stream("Design 1d/1w 70% -> Test 1d/3w 80%"), "other.vsm.toml")
    (tmp_path / "broken.vsm.toml").write_text("[stage.a]\nlead_time = 5\n")
    async with editor(as_file(planned()), 120, 40) as driven:
        await driven.press("C")
        await driven.type("another")
        await driven.press("enter")
        await driven.type(other.name)
        await driven.press("enter")
        assert driven.shows("− Build: removed")
        await driven.press("escape", "C")
        await driven.type("another")
        await driven.press("enter")
        await driven.type("broken.vsm.toml")
        await driven.press("enter")
        assert "needs a unit" in driven.toasts()[-1]


def test_the_journey_of_the_sample_meets_no_target_by_itself() -> None:
    """The sample's own improvements leave work to do: the journey in the terminal goes on from there."""
    built = read_map(Path(__file__).parents[2] / "samples" / "deployment-in-months.vsm.toml")
    targets = analyse(future_of(built).stream).targets
    assert {key: target.met for key, target in targets.items()} == dict.fromkeys(targets, False)
    assert date(2026, 1, 1) < today()
