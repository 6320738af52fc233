"""Asking the numbers: why, what an hour is worth, what is waste, and on which rules all of it rests."""

import asyncio

import pytest
from builders import stream, with_stage
from driven import Driven, editor

from vsmap.analysis.waste.questions import questions_of
from vsmap.model.durations import parse_duration
from vsmap.model.records import Demand, Targets
from vsmap.screens.dialogs import PromptScreen, ReadScreen
from vsmap.screens.map import MapScreen
from vsmap.screens.why import WhyScreen
from vsmap.widgets.waste_panel import HANDFUL

SIZES = [(80, 24), (120, 40), (200, 60)]


def panel_text(driven: Driven, widget: str) -> str:
    """Return what a panel shows."""
    region = driven.map.query_one(widget).content_region
    return "\n".join(line[region.x : region.right] for line in driven.lines()[region.y : region.bottom])


@pytest.mark.parametrize("size", SIZES)
async def test_why_begins_with_the_selected_figure(size: tuple[int, int]) -> None:
    """`=` takes the figure that is selected apart; → goes on to the next number, ← back; Esc leaves."""
    async with editor("lean-enterprise", *size) as driven:
        await driven.press(".", "=")
        assert driven.shows("Why: Design & analysis · LT 2 w")
        assert driven.shows("entered as 2w")
        assert driven.shows("The rule: From the moment work is available")
        await driven.press("right")
        assert driven.shows("Why: Design & analysis · Wait 8 d")
        assert driven.shows("lead time")
        assert driven.shows("−  2 d  process time")
        await driven.press("left", "left")
        assert driven.shows("Why: Design & analysis · PT 2 d")
        await driven.press("escape")
        assert isinstance(driven.app.screen, MapScreen)


async def test_a_total_is_taken_apart_and_its_terms_are_gone_to() -> None:
    """In the Flow panel `=` and Enter ask about the chosen total; Enter on a term selects its stage."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("f3", "enter")
        assert driven.shows("Why: Lead time 9.6 w")
        assert driven.shows("3 w  Release planning & estimation")
        await driven.press("down", "enter")
        assert isinstance(driven.app.screen, MapScreen)
        assert driven.map.selection.stage == "design-analysis"
        await driven.press("f3", "down", "=")
        assert driven.shows("Why: Process time 6.9 d")


async def test_every_number_can_be_turned_to() -> None:
    """All figures of the stage and all totals are reached by →, and it goes round."""
    async with editor("deployment-in-minutes", 120, 40) as driven:
        await driven.press("=")
        screen = driven.app.screen
        assert isinstance(screen, WhyScreen)
        seen = []
        for _ in screen._numbers:
            (line,) = [line for line in driven.lines() if "Why: " in line]
            seen.append(line.partition("Why: ")[2].partition("   ")[0])
            await driven.press("right")
        assert len(set(seen)) == len(screen._numbers)
        for part in ("visits", "utilisation", "slack", "Expected lead time", "Takt", "Labour"):
            assert any(part in title for title in seen), part


async def test_targets_show_their_distance() -> None:
    """A missed target says by how much; one that is met is ticked; one that can't be told is only named."""
    built = stream("A 2d/2w 90% -> B 1d/1w 80%")
    built.settings["targets"] = Targets(
        lead_time=parse_duration("1w"), process_time=parse_duration("4d"), flow_efficiency=25
    )
    async with editor(built, 120, 40) as driven:
        flow = panel_text(driven, "#flow")
        assert "✗ goal 1 w +2 w" in flow
        assert "✓ goal 4 d" in flow
        assert "✗ goal 25 % −5" in flow


async def test_demand_puts_takt_and_bottleneck_into_the_panel() -> None:
    """The bottleneck with its utilisation; Enter takes it apart: what is asked over what can be done."""
    built = with_stage(stream("A 2h/1d x1 -> B 1d/2d x2"), "B", uptime=80.0)
    built.settings["demand"] = Demand(items=6, per=parse_duration("1w"))
    async with editor(built, 120, 40) as driven:
        assert "Takt            6.7 h" in panel_text(driven, "#flow")
        assert "Bottleneck      75 % B" in panel_text(driven, "#flow")
        await driven.press("f3", "G", "up", "enter")
        assert driven.shows("Why: B · utilisation 75 %")
        assert driven.shows("÷")


async def test_percentiles_come_into_the_panel_by_asking() -> None:
    """Where items differ their row says how to get them; Enter on it shows the spread."""
    async with editor("deployment-in-minutes", 120, 40) as driven:
        assert "P50 P85 P95     R shows them" in panel_text(driven, "#flow")
        await driven.press("f3", "down", "down", "enter")
        assert driven.shows("How long items take")


async def test_the_path_panel_tells_what_an_hour_is_worth() -> None:
    """Bars for stages and waits, slack beside them; the chosen stage's lever in the status line."""
    built = stream("A 1h/8h -2d-> B 1h/16h -> D 1h/8h; A -> C 1h/12h -> D")
    async with editor(built, 120, 40) as driven:
        path = panel_text(driven, "#path")
        for part in ("◆ A", "▽ before B", "2 d", "◆ B", "C                 2.5 d slack"):
            assert part in path, path
        await driven.press("f4", "down", "down")
        assert "B: each hour saved shortens the lead time by an hour, all 2 d of it" in driven.status
        await driven.press("down", "down")
        assert "C: an hour saved here changes nothing" in driven.status
        await driven.press("enter")
        assert driven.map.selection.stage == "C"


async def test_the_waste_panel_shows_a_handful_until_it_has_the_focus() -> None:
    """Five highlights, each of another place; with the focus all of them, ranked, and the questions."""
    async with editor("deployment-in-months", 120, 40) as driven:
        waste = driven.map.waste_panel
        places = [highlight.stage or highlight.flow for highlight in waste.highlights]
        assert len(places) == len(set(places)) == HANDFUL
        assert "more: F5 lists all" in panel_text(driven, "#waste")
        await driven.press("f5")
        assert waste.highlights == list(driven.map.analysis.highlights)
        assert waste.count == 1 + len(waste.highlights) + len(questions_of(driven.stream.stages()))


async def test_what_makes_deployment_slow_is_named_with_what_helps() -> None:
    """The first line names the pathologies; Enter shows each with its stages and countermeasures."""
    async with editor("deployment-in-months", 120, 40) as driven:
        await driven.press("f5", "enter")
        assert isinstance(driven.app.screen, ReadScreen)
        for part in ("Limited test environments", "Manual testing", "Self-service environments"):
            assert driven.shows(part), part
    async with editor("deployment-in-minutes", 120, 40) as driven:
        assert not driven.shows("SLOW DEPLOYMENT")


async def test_a_question_is_asked_and_says_how_its_answer_is_noted() -> None:
    """Never asserted: the page says by which tag the answer is noted, and the stage is selected."""
    async with editor("deployment-in-minutes", 120, 40) as driven:
        await driven.press("f5", "G", "enter")
        assert driven.shows("To ask · skills")
        assert driven.shows("asked and never asserted")
        assert driven.map.selection.stage == "develop"


async def _waive(driven: Driven, reason: str) -> None:
    await driven.press("f5", "down", "!")
    assert isinstance(driven.app.screen, PromptScreen)
    await driven.type(reason)
    await driven.press("enter")


@pytest.mark.parametrize("size", SIZES[:2])
async def test_a_highlight_is_waived_with_a_reason(size: tuple[int, int]) -> None:
    """`!` asks why; the highlight goes to the end and off the marks; one undo brings it back."""
    async with editor("deployment-in-months", *size) as driven:
        before = driven.map.analysis.highlights
        worst = before[0]
        await _waive(driven, "the regulator wants it")
        assert [waiver.reason for waiver in driven.stream.lists["waiver"]] == ["the regulator wants it"]
        assert driven.map.waste_panel.highlights[-1].rule == worst.rule
        assert driven.map.waste_panel.highlights[-1].waived
        await driven.press("G", "enter")
        assert driven.shows("Waived: the regulator wants it")
        await driven.press("escape", "u")
        assert driven.map.analysis.highlights == before


async def test_a_waiver_is_taken_back_by_the_same_key() -> None:
    """`!` on a waived highlight counts it again, also from its page."""
    async with editor("deployment-in-months", 120, 40) as driven:
        before = driven.map.analysis.highlights
        await _waive(driven, "for now")
        await driven.press("G", "!")
        assert driven.map.analysis.highlights == before
        await driven.press("g", "down", "enter", "!")
        assert isinstance(driven.app.screen, PromptScreen)
        await driven.press("enter")
        assert driven.shows("say why, in a few words")
        assert isinstance(driven.app.screen, PromptScreen)


async def test_waiving_needs_a_highlight() -> None:
    """Anywhere else the key says how a highlight is chosen; nothing is waived."""
    async with editor("deployment-in-months", 120, 40) as driven:
        await driven.press("!")
        assert driven.toasts() == ["choose a highlight first: F5, then ↓"]
        assert driven.stream.lists["waiver"] == []


async def test_conventions_are_changed_from_the_panel() -> None:
    """Enter on the line of rules opens them; the totals follow, the line says so, one undo takes it back."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("f3", "G", "enter")
        assert driven.shows("What the totals rest on")
        for _ in range(20):
            if "Conventions: rolled" in (driven.app.focused.parent.children[0].render().plain):  # type: ignore[union-attr]
                break
            await driven.press("down")
        await driven.press("ctrl+u")
        await driven.type("critical-path")
        await driven.press("f2")
        assert driven.stream.conventions.rolled == "critical-path"
        flow = panel_text(driven, "#flow")
        assert "rolled over the path" in flow
        assert "7.3 %" in flow
        await driven.press("u")
        assert driven.stream.conventions.rolled == "all"


async def test_limits_are_changed_and_highlights_follow() -> None:
    """`%` lists the limits; another limit is another set of highlights; empty is the usual one again."""
    async with editor("lean-enterprise", 120, 40) as driven:
        before = {highlight.rule for highlight in driven.map.analysis.highlights}
        await driven.press("%")
        await driven.type("stacked")
        await driven.press("down", "up", "enter")
        await driven.press("ctrl+u")
        await driven.type("9")
        await driven.press("enter")
        assert driven.stream.thresholds.limit("stacked-approvals") == 9
        assert before - {highlight.rule for highlight in driven.map.analysis.highlights} == {
            "stacked-approvals"
        }
        await driven.press("%")
        await driven.type("approvals on one")
        assert driven.shows("9 stages, in place of 2")
        await driven.press("enter", "ctrl+u", "enter")
        assert driven.stream.thresholds.limits == ()


@pytest.mark.parametrize("typed", ["many", "-1", "1e400"])
async def test_a_limit_that_is_none_is_refused_in_words(typed: str) -> None:
    """What can't be read leaves the limit as it is, and says so while it is typed."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("%", "enter", "ctrl+u")
        await driven.type(typed)
        await driven.press("enter")
        assert isinstance(driven.app.screen, PromptScreen)
        assert driven.stream.thresholds.limits == ()


async def test_a_highlight_page_leads_to_its_limit() -> None:
    """`l` on the page asks for the limit of its rule, in its unit."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("f5", "down", "down", "enter")
        assert driven.shows("Its limit: 50 %")
        await driven.press("l")
        assert driven.shows("WAIT: its limit")


async def test_percentiles_follow_edits_from_when_they_were_asked_for() -> None:
    """After `R` the row has them; an edit works them out anew as soon as nothing is typed for a moment."""
    built = stream("A /1d -> B /4h; B ~20%~> B")
    async with editor(built, 120, 40) as driven:
        await driven.press("R")
        await _until_panel(driven, "R", shows=False)
        await driven.press("escape")
        await _until_panel(driven, "P50 P85 P95     1.5 d  2 d  2 d")
        await driven.press(".", "enter", "ctrl+u")
        await driven.type("2d")
        await driven.press("enter")
        await _until_panel(driven, "P50 P85 P95     2.5 d  3 d  3 d")


async def _until_panel(driven: Driven, text: str, *, shows: bool = True) -> None:
    """Wait until the Flow panel shows a text, or until a dialog lies over the map."""
    for _ in range(2000):
        await driven.settle()
        if (text in panel_text(driven, "#flow")) if shows else driven.shows("19 of 20 take no longer"):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text} is not shown:\n{driven.text()}")


async def test_why_of_a_selected_arrow_is_what_it_costs() -> None:
    """`=` with a rework arrow selected takes its cost apart; with a flow its wait."""
    async with editor(stream("A /4h -2h-> B /2h; B ~40% 3h~> A"), 120, 40) as driven:
        await driven.press(">", "=")
        assert driven.shows("Why: A → B · wait 2 h")
        await driven.press("escape", "<", "=")
        assert driven.shows("Why: Rework B → A · cost 7.3 h")
