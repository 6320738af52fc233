"""An improvement in one line: read without guessing, echoed in words, and written back for a proposal."""

from datetime import date

import pytest
from builders import stream, time
from hypothesis import given
from hypothesis import strategies as st
from maps_strategies import TEXTS

from vsmap.model.entry import EntryError
from vsmap.model.entry.days import read_day
from vsmap.model.entry.improvement import EXAMPLE, Sketch, improvement_line, read_improvement
from vsmap.model.records import Change, ChangeArrow, ChangeStage, DropStage, Improvement
from vsmap.model.stream import ValueStream

TODAY = date(2026, 11, 25)


def the_map() -> ValueStream:
    """Return a map with rework and an improvement whose owner has a space."""
    built = stream("Dev 2d/5d 80% -> Test 1d/3d 90% x2 -> Ship 1h/1d; Test ~25%~> Dev; Test ~5%~> Test")
    built.improvements["old"] = Improvement(id="old", title="Old", owner="QA guild")
    return built


def read(text: str, stage: str = "Test") -> Sketch:
    """Read a line at a stage of the map."""
    built = the_map()
    return read_improvement(text, built.stage(stage) if stage else None, built, TODAY)


def test_the_line_of_the_help() -> None:
    """Title, figures, owner and date, as the interface promises."""
    sketch = read(EXAMPLE)
    assert sketch.title == "Automate regression"
    assert sketch.values == {"owner": "owner", "due": date(2027, 1, 31)}
    values = (("process_time", time("1h")), ("lead_time", time("4h")), ("complete_accurate", 95))
    assert sketch.changes == (ChangeStage("Test", values),)
    assert sketch.echo == (
        "“Automate regression” on Test · PT 1h · LT 4h · %C&A 95 · owner owner · due Sun 31 Jan 2027"
    )


@pytest.mark.parametrize(
    ("typed", "changes"),
    [
        ("30m/4h", [ChangeStage("Test", (("process_time", time("30m")), ("lead_time", time("4h"))))]),
        ("wait 1w 2d", [ChangeStage("Test", (("wait_time", time("1w 2d")),))]),
        ("pt 2h lt 1d, q0", [ChangeStage("Test", (
            ("process_time", time("2h")), ("lead_time", time("1d")), ("queue", 0),
        ))]),
        ("batch 1 uptime 95 automated", [ChangeStage("Test", (
            ("batch", 1), ("automated", True), ("uptime", 95),
        ))]),
        ('lane "QA, east" x3 #review', [ChangeStage("Test", (
            ("kind", "review"), ("lane", "QA, east"), ("people", 3),
        ))]),
        ("remove", [DropStage("Test")]),
        ("rework 5%", [
            ChangeArrow("rework", "Test", "Dev", "set", (("rate", 5),)),
            ChangeArrow("rework", "Test", "Test", "set", (("rate", 5),)),
        ]),
        ("rework 0", [
            ChangeArrow("rework", "Test", "Dev", "remove", ()),
            ChangeArrow("rework", "Test", "Test", "remove", ()),
        ]),
    ],
)  # fmt: skip
def test_what_changes_at_the_stage(typed: str, changes: list[Change]) -> None:
    """Figures by their names or as the capture line has them, removing the stage, and what comes back."""
    assert read(f"Better: {typed}").changes == tuple(changes)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("@Ann", {"owner": "Ann"}),
        ("@qa Guild", {"owner": "QA guild"}),
        ('@"Ann, Bob"', {"owner": "Ann, Bob"}),
        ("owner Ann", {"owner": "Ann"}),
        ("effort 15d", {"effort": time("15d")}),
        ("effort 1w 2d planned", {"effort": time("1w 2d"), "status": "planned"}),
        ("due 2027-02-28", {"due": date(2027, 2, 28)}),
        ("due 24 Nov", {"due": date(2027, 11, 24)}),
        ("due November 25 @Ann", {"due": TODAY, "owner": "Ann"}),
    ],
)
def test_who_sees_to_it_by_when(typed: str, values: dict[str, object]) -> None:
    """Owner, due, effort and status; a date without a year is the next one."""
    assert read(f"Better: {typed}").values == values


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "needs a title"),
        (": PT 1h", "needs a title"),
        ("Better: nonsense", '"nonsense" is no figure'),
        ("Better: PT", "write a value after pt"),
        ("Better: PT 5", "unit"),
        ("Better: PT 5d", "LT must be at least 5d"),
        ("Better: PT 1h PT 2h", "process time is given twice"),
        ("Better: due someday", "write a date after due"),
        ("Better: due 31 Nov", "write a date after due"),
        ("Better: 101%", "from 0 to 100"),
        ("Better: remove PT 1h", "leave one of the two out"),
        ('Better: lane "open', "a quote is open"),
    ],
)
def test_what_cannot_be_read_is_named(line: str, said: str) -> None:
    """One sentence that names the word; nothing is dropped in silence."""
    with pytest.raises(EntryError) as error:
        read(line)
    assert said in str(error.value)


def test_without_a_stage() -> None:
    """A title, an owner and a date need none; figures do, and so does rework that is not there."""
    assert read("Buy a fridge: @Ann", "").changes == ()
    for line, said in (("Better: PT 1h", "select a stage"), ("Better: rework 5%", "select a stage")):
        with pytest.raises(EntryError, match=said):
            read(line, "")
    with pytest.raises(EntryError, match="no work comes back from Ship"):
        read("Better: rework 5%", "Ship")


def test_a_line_without_a_colon_is_a_title() -> None:
    """The echo says how to go on."""
    sketch = read("Automate regression PT 1h")
    assert (sketch.title, sketch.changes) == ("Automate regression PT 1h", ())
    assert sketch.echo.endswith("title only: a colon, then what changes")


def test_a_proposal_reads_back_as_it_was_meant() -> None:
    """Every figure that a proposal may set comes back from the line that offers it."""
    values = (
        ("name", 'Test "fast"'),
        ("kind", "test"),
        ("lane", "QA guild"),
        ("process_time", time("1h")),
        ("lead_time", time("1d 2h")),
        ("complete_accurate", 97.5),
        ("people", 3),
        ("batch", 1),
        ("automated", True),
        ("uptime", 95),
    )
    line = improvement_line("Test: early", values, rate=5)
    sketch = read(line)
    assert sketch.title == "Test – early"
    assert sketch.changes[0] == ChangeStage("Test", values)
    assert len(sketch.changes) == 3
    assert read(improvement_line("Gone", removes=True)).changes == (DropStage("Test"),)


@given(st.one_of(TEXTS, st.text('PTLdue @#:%0123456789hdw~/+"\\ ', max_size=30)))
def test_any_text_is_an_improvement_or_a_sentence(text: str) -> None:
    """Whatever is typed, it is understood or refused with a reason."""
    for typed in (text, f"Better: {text}"):
        said = ""
        try:
            said = read(typed).echo
        except EntryError as error:
            said = str(error)
        assert said


@given(st.dates(date(2026, 11, 25), date(2027, 11, 24)))
def test_a_day_of_the_coming_year_needs_no_year(day: date) -> None:
    """It is read back, whichever way round it is written."""
    name = day.strftime("%B")
    for typed in (
        day.isoformat(),
        f"{day.day} {name}",
        f"{name[:3]} {day.day}",
        f"{day.day}. {name.upper()}",
    ):
        assert read_day(typed, TODAY) == day
