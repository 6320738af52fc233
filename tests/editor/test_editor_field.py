"""Editing a figure where it stands: numbers follow each key, and nothing is made before Enter."""

import pytest
from builders import stream
from driven import Driven, editor, sample_map

THREE = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d 90%"


def _text(driven: Driven, name: str, figure: str) -> str:
    value = getattr(driven.stage(name), figure)
    return "" if value is None else value.text


async def test_a_digit_replaces_the_figure_and_enter_keeps_it() -> None:
    """A digit opens the field with that digit alone; Enter makes the edit."""
    async with editor(stream(THREE)) as driven:
        await driven.type("3h")
        assert driven.map.field is not None
        await driven.press("enter")
        assert driven.map.field is None
        assert _text(driven, "A", "process_time") == "3h"
        assert _text(driven, "A", "lead_time") == "1w"


@pytest.mark.parametrize("key", ["enter", "e"])
async def test_enter_edits_what_stands_there(key: str) -> None:
    """Enter and `e` open the field with its text, the cursor at the end."""
    async with editor(stream(THREE)) as driven:
        await driven.press(key, "backspace", "backspace")
        await driven.type("6h")
        await driven.press("enter")
        assert _text(driven, "A", "process_time") == "6h"


async def test_the_totals_move_before_enter() -> None:
    """Each key that parses moves the totals, the panels and the status line at once."""
    async with editor(stream(THREE), 120, 40) as driven:
        await driven.press("right")
        await driven.type("4")
        await driven.type("w")
        assert driven.map.field is not None
        assert "9 d → 4.8 w" in driven.row(driven.map.flow_panel)
        assert "lead time 9 d → 4.8 w" in driven.status
        assert not driven.map.document.is_edited


async def test_escape_restores_exactly() -> None:
    """Esc leaves the map equal to what it was, unedited, with the totals of before."""
    before = sample_map("lean-enterprise")
    async with editor("lean-enterprise") as driven:
        strip = driven.row("#strip")
        await driven.press("right")
        await driven.type("9w")
        assert driven.row("#strip") != strip
        await driven.press("escape")
        assert driven.stream == before
        assert driven.row("#strip") == strip
        assert not driven.shows("● edited")


async def test_tab_commits_and_goes_to_the_next_figure() -> None:
    """Tab and Shift+Tab commit and open the figure beside."""
    async with editor(stream(THREE)) as driven:
        await driven.type("2d")
        await driven.press("tab")
        assert _text(driven, "A", "process_time") == "2d"
        assert driven.map.field is not None
        assert driven.map.field.figure == "lead_time"
        await driven.press("shift+tab")
        assert driven.map.field is not None
        assert driven.map.field.figure == "process_time"


async def test_arrows_commit_and_go_to_the_same_figure_of_another_stage() -> None:
    """Down and up commit and open the same figure of the next or the one before."""
    async with editor(stream(THREE)) as driven:
        await driven.type("2d")
        await driven.press("down")
        assert _text(driven, "A", "process_time") == "2d"
        assert driven.map.field is not None
        assert (driven.map.field.stage, driven.map.field.figure) == ("B", "process_time")
        await driven.press("up")
        assert driven.map.field is not None
        assert driven.map.field.stage == "A"


async def test_tab_behind_the_last_figure_closes_the_field() -> None:
    """Where no figure is left the field just closes, committed."""
    async with editor(stream(THREE)) as driven:
        await driven.press(*["right"] * 4)
        await driven.type("7")
        await driven.press("tab")
        assert driven.stage("A").queue == 7
        assert driven.map.field is None


async def test_a_process_time_above_the_lead_time_moves_on() -> None:
    """The field moves on to LT and says how much is needed; both are one step of undo."""
    built = stream(THREE)
    before = built.copy()
    async with editor(built) as driven:
        await driven.type("2w")
        await driven.press("enter")
        assert driven.map.field is not None
        assert driven.map.field.figure == "lead_time"
        assert "LT must be at least 2w" in driven.status
        await driven.type("3w")
        assert "LT must be at least" not in driven.status
        await driven.press("enter")
        assert (_text(driven, "A", "process_time"), _text(driven, "A", "lead_time")) == ("2w", "3w")
        await driven.press("u")
        assert driven.stream == before


async def test_escape_restores_both_times() -> None:
    """Esc in the lead time that was asked for restores the process time too."""
    built = stream(THREE)
    before = built.copy()
    async with editor(built) as driven:
        await driven.type("2w")
        await driven.press("enter")
        await driven.type("3w")
        await driven.press("escape")
        assert driven.stream == before
        assert not driven.map.document.is_edited


async def test_an_unparsable_text_keeps_the_last_good_totals_and_says_why() -> None:
    """The totals stay, greyed; the status line says what is wrong; Enter keeps the field open."""
    async with editor(stream(THREE), 120, 40) as driven:
        good = driven.row(driven.map.flow_panel)
        await driven.type("2")
        await driven.type("q")
        assert driven.map.is_stale
        assert driven.row(driven.map.flow_panel).rstrip() == good.rstrip()
        assert driven.status
        said = driven.status
        await driven.press("enter")
        assert driven.map.field is not None
        assert driven.status == said
        await driven.press("backspace", "d", "enter")
        assert not driven.map.is_stale
        assert _text(driven, "A", "process_time") == "2d"


async def test_stale_totals_are_greyed() -> None:
    """What is no longer sure is muted: another ink than the good number."""
    async with editor(stream(THREE), 120, 40) as driven:
        panel = driven.map.flow_panel
        fresh = panel.ink_line(0)[1].ink
        await driven.type("2q")
        assert driven.map.is_stale
        assert fresh == "strong"
        assert panel.ink_line(0)[1].ink == "muted"


async def test_clearing_a_figure_makes_it_unknown() -> None:
    """An empty field is unknown; a lead time that depends on it is a lower bound and says so."""
    async with editor(stream(THREE)) as driven:
        await driven.press("right", "enter", "ctrl+u")
        assert "LT ≥" in driven.row("#strip")
        await driven.press("enter")
        assert driven.stage("A").lead_time is None
        assert "LT ≥" in driven.row("#strip")


async def test_both_times_in_one_cell() -> None:
    """A timing cell takes the forms of the capture line: `2h/1w` fills PT and LT."""
    async with editor(stream(THREE)) as driven:
        await driven.type("2h/2w")
        await driven.press("enter")
        assert (_text(driven, "A", "process_time"), _text(driven, "A", "lead_time")) == ("2h", "2w")


async def test_changing_the_wait_keeps_the_process_time() -> None:
    """Editing Wait stores the wait; PT stays and LT follows."""
    async with editor(stream(THREE)) as driven:
        await driven.press("right", "right")
        await driven.type("3d")
        await driven.press("enter")
        stage = driven.stage("A")
        assert (stage.wait_time.text, stage.lead_time) == ("3d", None)
        assert "4d" in driven.lines()[4]


async def test_names_are_edited_in_place() -> None:
    """F2 edits the name, with keys of commands as letters; an empty name is refused."""
    async with editor(stream(THREE)) as driven:
        await driven.press("f2")
        await driven.type("udit q=?")
        await driven.press("enter")
        assert driven.stage("Audit q=?").id == "A"
        await driven.press("f2", "ctrl+u", "enter")
        assert "a stage needs a name" in driven.status
        assert driven.map.field is not None
        await driven.press("escape")
        assert driven.stage("Audit q=?")


async def test_stepping_is_one_undo() -> None:
    """`]` raises the figure by about a tenth, `[` lowers it; holding the key is one step of undo."""
    async with editor(stream("A 10h/100h -> B 1h/1d")) as driven:
        await driven.press("]", "]", "]")
        assert driven.stage("A").process_time.hours(driven.stream.calendar) > 10
        await driven.press("u")
        assert _text(driven, "A", "process_time") == "10h"


async def test_a_field_is_edited_in_the_box_too() -> None:
    """In the map the field opens where the figure stands in the box."""
    async with editor(stream(THREE)) as driven:
        await driven.press("m")
        await driven.type("3h")
        assert driven.shows("PT 3h")
        await driven.press("enter")
        assert driven.shows("PT 3h")


async def test_the_field_of_a_column_that_left_is_seen_all_the_same() -> None:
    """What is typed is always on the screen, also where its column has no room."""
    async with editor(stream(THREE), 60, 20) as driven:
        await driven.press(*["right"] * 4)
        assert driven.map.selection.figure == "queue"
        await driven.type("123")
        row = next(line for line in driven.lines() if line.startswith("│▶"))
        assert "123" in row
        await driven.press("x")
        assert driven.status.startswith('Queue: found "123x"')


async def test_a_name_that_is_typed_in_the_map_is_seen() -> None:
    """At the least detail no figure stands in a box: the status line shows what is typed, and where."""
    async with editor("deployment-in-months") as driven:
        await driven.press("m", "f2", "home")
        await driven.type("The ")
        assert "The ▏Business case" in driven.status
