"""What helps who leads a workshop: passes with what is missing, the parking lot, the timer."""

import pytest
from builders import stream
from driven import editor

from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen


async def test_each_pass_says_what_to_ask_and_what_is_missing() -> None:
    """← and → go through the six passes; each has questions, and counts what the map has not."""
    async with editor(stream("A 1d/1w 80% -> B 2h"), 100, 30) as driven:
        await driven.press("&")
        assert driven.shows("3 Numbers (3)")
        assert driven.shows("· How long is one item worked on")
        assert driven.shows("B: LT")
        assert driven.shows("B: %C&A")
        assert driven.shows("how many items customers ask for")
        await driven.press("left", "left")
        assert driven.shows("1 Walk the stages")
        assert driven.shows("A: who does it (lane)")
        await driven.press("left")
        assert driven.shows("6 Plan")
        await driven.press("escape", "&")
        assert driven.shows("6 Plan")


async def test_what_is_missing_is_seen_in_the_smallest_window() -> None:
    """Where there is no room for all questions the first stands alone, so that the list is reached."""
    async with editor(stream("A 1d/1w 80% -> B 2h"), 40, 12) as driven:
        await driven.press("&")
        assert driven.shows("How long is one item")
        assert driven.shows("B: LT")
        await driven.press("down", "down")
        assert driven.shows("how many items customers ask for")


async def test_what_is_missing_is_filled_in_from_the_list() -> None:
    """Enter goes to the stage and opens what it is typed into: a field, or the command that asks for it."""
    async with editor(stream("A 1d/1w 80% -> B 2h"), 100, 30) as driven:
        await driven.press("&", "enter")
        assert driven.map.field is not None
        assert (driven.map.field.stage, driven.map.field.figure) == ("B", "lead_time")
        await driven.type("3d")
        await driven.press("enter", "&", "right", "enter")
        assert driven.shows("Value of A")
        await driven.type("waste")
        await driven.press("enter")
        assert driven.stage("A").value == "waste"


@pytest.mark.parametrize("turns", range(6))
async def test_every_gap_leads_to_where_it_is_filled_in(turns: int) -> None:
    """In each pass Enter on the first gap opens something to type into or to choose from."""
    async with editor(stream("A 1d -> B 2h; C"), 100, 30) as driven:
        await driven.press("&", *["right"] * turns, "enter")
        is_typing = driven.map.field is not None or driven.map.pointing is not None
        assert is_typing or driven.map.capture.is_open or driven.app.screen is not driven.map


async def test_the_gaps_of_a_pass_are_jumped_through() -> None:
    """`}` and `{` go round the gaps of the pass that was looked at last, and say which of them it is."""
    async with editor(stream("A 1d -> B 2h/1d 90% -> C")) as driven:
        await driven.press("}")
        assert driven.map.selection[:2] == ("A", "lead_time")
        assert "1 of 5 missing" in driven.status
        await driven.press("}", "}")
        assert driven.map.selection[:2] == ("C", "process_time")
        await driven.press("{", "{", "{")
        assert driven.map.selection[:2] == ("C", "complete_accurate")


async def test_a_map_without_gaps_says_so() -> None:
    """Nothing is jumped to where nothing is missing."""
    async with editor(stream("A 1d/1w 80% -> B 2h/1d 90%")) as driven:
        await driven.press("}")
        assert "nothing is missing on any stage; 1 of the map itself" in driven.toasts()[-1]


async def test_remarks_are_parked_edited_and_removed() -> None:
    """Enter parks and the line stays open; each is one step of undo, and is in the file that is saved."""
    async with editor(stream("A 1d/1w")) as driven:
        await driven.press("Q")
        assert driven.shows("nothing is parked yet")
        await driven.type("Who owns staging?")
        await driven.press("enter")
        await driven.type("Second")
        await driven.press("enter")
        assert [row.text for row in driven.stream.lists["parking"]] == ["Who owns staging?", "Second"]
        await driven.press("down", "down", "enter")
        await driven.type(" thought")
        await driven.press("enter", "down", "delete")
        assert [row.text for row in driven.stream.lists["parking"]] == ["Second thought"]
        await driven.press("escape", "u", "u", "u", "u")
        assert driven.stream == stream("A 1d/1w")


async def test_a_map_that_may_not_change_parks_nothing() -> None:
    """The reason is told before the lot opens."""
    async with editor(stream("A 1d/1w")) as driven:
        driven.map.refuse("read-only: a revision")
        await driven.press("Q")
        assert driven.app.screen is driven.map
        assert driven.toasts() == ["read-only: a revision"]


async def test_the_timer_counts_minutes_in_the_title(monkeypatch: pytest.MonkeyPatch) -> None:
    """The title says how much is left and what for; at the end a toast says so; nothing typed stops it."""
    monkeypatch.setattr(MapScreen, "minute", 0.05)
    async with editor(ValueStream(), 100, 30) as driven:
        await driven.press("@")
        await driven.type("soon")
        assert driven.shows("write minutes")
        await driven.press("ctrl+u")
        await driven.type("2 walk the stages")
        await driven.press("enter")
        for _ in range(400):
            if any("time is up: walk the stages" in toast for toast in driven.toasts()):
                break
            await driven.settle()
        assert "time is up" in driven.row("#title")
        monkeypatch.setattr(MapScreen, "minute", 60.0)
        await driven.press("@")
        await driven.type("25")
        await driven.press("enter")
        assert "25 min" in driven.row("#title")
        await driven.press("@", "enter")
        assert "min" not in driven.row("#title")
