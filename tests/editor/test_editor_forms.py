"""The forms: every field of a stage and of the map, all changes one step."""

from builders import stream, with_stage
from driven import Driven, editor
from textual.widgets import Input

from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import SETTINGS

_PATIENCE = 100


async def _fill(driven: Driven, label: str, typed: str) -> Input:
    """Type into the row of a label, after clearing it."""
    rows = driven.app.screen.query(".row")
    (row,) = [each for each in rows if str(each.query_one("Label").render()) == label]
    field = row.query_one(Input)
    field.focus()
    await driven.press("ctrl+u", "end", "ctrl+u")
    await driven.type(typed)
    return field


async def test_every_field_of_a_stage_can_be_edited() -> None:
    """`E` has a row for each field of the schema; what is changed is one step of undo."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E")
        assert len(driven.app.screen.query(Input)) == len(specs_of(Stage))
        await _fill(driven, "Stage", "Audit")
        await _fill(driven, "People", "2")
        await _fill(driven, "Automated", "yes")
        await _fill(driven, "Estimated", "lead_time, people")
        await driven.press("f2")
        audit = driven.stage("Audit")
        assert (audit.people, audit.automated, audit.estimated) == (2, True, ("lead_time", "people"))
        await driven.press("u")
        assert driven.stream == stream("A 1d/1w -> B")


async def test_the_map_has_a_form_of_its_own() -> None:
    """`T` edits title, calendar, conventions, demand and targets; the totals follow."""
    async with editor(stream("A 1d/1w -> B 1h/1d")) as driven:
        await driven.press("T")
        assert len(driven.app.screen.query(Input)) == sum(
            len(specs_of(record)) for record in SETTINGS.values()
        )
        await _fill(driven, "Title", "Ours")
        await _fill(driven, "Targets: lead time", "2d")
        await driven.press("ctrl+s")
        assert driven.stream.map.title == "Ours"
        assert driven.stream.targets.lead_time is not None
        assert driven.shows("Ours")
        assert driven.shows("goal 2d")


async def test_a_wrong_value_keeps_the_form_open_and_everything_typed() -> None:
    """Taking the form with a wrong value goes there and says why; put right, all of it is taken."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E")
        await _fill(driven, "Lane", "QA")
        field = await _fill(driven, "%C&A", "120")
        assert driven.shows("found 120") or driven.shows('found "120"')
        await _fill(driven, "Note", "kept")
        await driven.press("f2")
        assert driven.app.focused is field
        assert driven.shows("from 0 to 100")
        await _fill(driven, "%C&A", "20")
        await driven.press("f2")
        stage = driven.stage("A")
        assert (stage.lane, stage.complete_accurate, stage.note) == ("QA", 20, "kept")


async def test_values_that_contradict_each_other_are_refused_in_words() -> None:
    """Each value may be right and both together wrong: the form stays and says so."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E")
        await _fill(driven, "PT", "3w")
        await driven.press("f2")
        assert driven.app.screen.query(Input)
        hint = driven.app.screen.query_one("#help")
        assert hint.has_class("wrong")
        await _fill(driven, "LT", "4w")
        await driven.press("f2")
        assert driven.stage("A").process_time.text == "3w"


async def test_each_row_says_how_it_is_filled_in() -> None:
    """The line beneath explains the field with the focus, in the words of who types, not of the file."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E")
        hint = driven.app.screen.query_one("#help")
        for row in driven.app.screen.query(Input):
            row.focus()
            await driven.settle()
            said = str(hint.render())
            assert said
            assert "quotes" not in said
            assert "true" not in said


async def test_escape_leaves_the_map_as_it_was() -> None:
    """Nothing of a form is taken before it is taken as a whole."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E")
        await _fill(driven, "Lane", "QA")
        await driven.press("escape")
        assert driven.stream == stream("A 1d/1w -> B")
        assert not driven.shows("● edited")


async def test_a_note_of_several_lines_survives_the_form() -> None:
    """A value that no line can show is not changed by a form in which it was not touched."""
    noted = with_stage(stream("A 1d/1w -> B"), "A", note="first\nsecond")
    async with editor(noted) as driven:
        await driven.press("E")
        await _fill(driven, "Lane", "QA")
        await driven.press("f2")
        stage = driven.stage("A")
        assert (stage.lane, stage.note) == ("QA", "first\nsecond")


async def test_the_lines_of_a_note_are_edited_in_one() -> None:
    """A line end stands as one character, and is a line end again in the map."""
    noted = with_stage(stream("A 1d/1w -> B"), "A", note="first\nsecond")
    async with editor(noted) as driven:
        await driven.press("o")
        assert driven.shows("first␊second")
        await driven.press("home", "delete")
        await driven.type("F")
        await driven.press("enter")
        assert driven.stage("A").note == "First\nsecond"


async def test_enter_walks_through_the_rows_and_takes_the_last() -> None:
    """Enter goes to the next row, behind the last one the form is taken."""
    async with editor(stream("A 1d/1w -> B")) as driven:
        await driven.press("E", "ctrl+u")
        await driven.type("Audit")
        for _ in range(len(driven.app.screen.query(Input))):
            await driven.press("enter")
        assert driven.stage("Audit").id == "A"


async def test_help_stands_beside_each_field_where_there_is_room() -> None:
    """From 72 columns on each row says what it is for; below that only the line beneath does."""
    for columns, is_beside in ((80, True), (60, False)):
        async with editor(stream("A 1d/1w -> B"), columns, 24) as driven:
            await driven.press("E")
            (row,) = [line for line in driven.lines() if "In progress" in line]
            assert ("Items being w" in row) is is_beside
            assert driven.shows("What the stage is called, 1 to 200 characters") or not is_beside


async def _row_with(driven: Driven, text: str) -> str:
    """Return the line that holds a text, once the form has scrolled there."""
    for _ in range(_PATIENCE):
        if rows := [line for line in driven.lines() if text in line]:
            return rows[0]
        await driven.settle()
    raise AssertionError(f"{text} is not shown:\n{driven.text()}")


async def test_a_value_longer_than_its_line_shows_where_it_goes_on() -> None:
    """A … stands at the edge beyond which there is more, to the right as to the left."""
    noted = with_stage(stream("A 1d/1w -> B"), "A", note="first " + "word " * 30 + "last")
    async with editor(noted) as driven:
        await driven.press("E")
        driven.app.screen.query(Input).last().focus()
        await driven.settle()
        row = await _row_with(driven, "│ Note")
        assert row.index("…") < row.index("last")
        await driven.press("home")
        row = await _row_with(driven, "│ Note")
        assert row.index("first") < row.index("…")
