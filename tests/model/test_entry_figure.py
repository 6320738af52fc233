"""A figure of a stage takes what a person types, by the rules of interface.md."""

from collections.abc import Mapping

import pytest
from builders import stream, time, with_stage
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.checks import all_breaches
from vsmap.model.edits import apply_edits
from vsmap.model.entry import EntryError, LeadTimeTooShort, figure_text, read_figure
from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream

TIMES = ("process_time", "lead_time", "wait_time")
EDITED_IN_PLACE = [name for name in specs_of(Stage) if name not in {"wastes", "estimated"}]


def typed(built: ValueStream, field: str, text: str) -> Stage:
    """Type a text into a figure of stage A and return the stage as it is then."""
    apply_edits(built, read_figure(built, "A", field, text))
    return built.stage("A")


def times(stage: Stage) -> tuple[str | None, ...]:
    """Return a stage's stored PT, LT and wait as texts."""
    found = (getattr(stage, name) for name in TIMES)
    return tuple(value.text if value else None for value in found)


@pytest.mark.parametrize(
    ("before", "field", "text", "after"),
    [
        ("A", "process_time", "30m", ("30m", None, None)),
        ("A", "lead_time", "5d", (None, "5d", None)),
        ("A", "wait_time", "5d", (None, None, "5d")),
        ("A", "process_time", "2h/1w", ("2h", "1w", None)),
        ("A", "lead_time", "2h/1w", ("2h", "1w", None)),
        ("A", "wait_time", "2h+1w", ("2h", None, "1w")),
        ("A", "process_time", "/1w", (None, "1w", None)),
        ("A 2h/1w", "process_time", "4h", ("4h", "1w", None)),
        ("A 2h+1w", "process_time", "4h", ("4h", None, "1w")),
        ("A 2h/1w", "wait_time", "1d", ("2h", None, "1d")),
        ("A 2h+1w", "lead_time", "1d", ("2h", "1d", None)),
        ("A 2h/1w", "wait_time", "", ("2h", None, None)),
        ("A 2h/1w", "lead_time", "", ("2h", None, None)),
        ("A 2h+1w", "wait_time", "", ("2h", None, None)),
        ("A 2h+1w", "lead_time", "", ("2h", None, None)),
        ("A 2h/1w", "process_time", "", (None, "1w", None)),
        ("A 2h/1w", "lead_time", "?", ("2h", "?", None)),
        ("A 2h/1w", "wait_time", "n/a", ("2h", None, "n/a")),
        ("A 2h/1w", "process_time", "(1h/2h/5h)", ("1h/2h/5h", "1w", None)),
        ("A 2h/1w", "process_time", " ~3h ", ("~3h", "1w", None)),
        ("A 2h/1w", "process_time", "2-5h/1-2w", ("2-5h", "1-2w", None)),
        ("A (1d/2d/5d)/2w", "lead_time", "3w", ("1d/2d/5d", "3w", None)),
    ],
)
def test_a_timing_cell_keeps_what_was_entered(
    before: str, field: str, text: str, after: tuple[str | None, ...]
) -> None:
    """PT keeps a stored LT or wait, LT and wait replace each other, and clearing makes unknown."""
    assert times(typed(stream(before), field, text)) == after


@pytest.mark.parametrize(
    ("lead", "text", "after"),
    [
        ("1w", "4h", ("4h", "1w", None)),
        ("1w", "", (None, "1w", None)),
        ("?", "4h", ("4h", None, "38h")),
    ],
)
def test_the_process_time_leaves_one_of_two_stored_times(
    lead: str, text: str, after: tuple[str | None, ...]
) -> None:
    """Where a file stores LT and wait, a new PT keeps the lead time, unless that says nothing."""
    built = with_stage(stream("A 2h"), "A", lead_time=lead, wait_time="38h")
    assert times(typed(built, "process_time", text)) == after


@pytest.mark.parametrize(
    ("before", "field", "text", "least"),
    [
        ("A 2h/1w", "process_time", "2w", "2w"),
        ("A 2h/1w", "process_time", "1-3w", "2w"),
        ("A 2h/1w", "process_time", "~2w", "2w"),
        ("A", "process_time", "2w/1w", "2w"),
        ("A 2d/1w", "lead_time", "4h", "2d"),
        ("A 11h/1w", "lead_time", "4h", "11h"),
    ],
)
def test_a_process_time_above_the_lead_time_asks_for_a_longer_one(
    before: str, field: str, text: str, least: str
) -> None:
    """The error names the least lead time, so that the editor can move on to that field."""
    with pytest.raises(LeadTimeTooShort, match=f"^LT must be at least {least}$") as caught:
        read_figure(stream(before), "A", field, text)
    assert caught.value.least == least


def test_a_waiting_process_time_goes_in_with_the_lead_time() -> None:
    """The process time that was too long and the lead time typed after it make one change."""
    built = stream("A 2h/1w")
    with pytest.raises(LeadTimeTooShort) as caught:
        read_figure(built, "A", "process_time", "2w")
    assert caught.value.process_time is not None
    pending = {"process_time": caught.value.process_time}
    with pytest.raises(LeadTimeTooShort, match="at least 2w"):
        read_figure(built, "A", "lead_time", "1w", pending)
    apply_edits(built, read_figure(built, "A", "lead_time", "3w", pending))
    assert times(built.stage("A")) == ("2w", "3w", None)


@pytest.mark.parametrize(
    ("field", "text", "value", "guessed"),
    [
        ("complete_accurate", "80", 80, False),
        ("complete_accurate", "80%", 80, False),
        ("complete_accurate", "~80 %", 80, True),
        ("complete_accurate", "97,5", 97.5, False),
        ("complete_accurate", "0", 0, False),
        ("complete_accurate", "?", None, False),
        ("queue", "12", 12, False),
        ("queue", "~12", 12, True),
        ("queue", "", None, False),
        ("people", "0,5", 0.5, False),
        ("in_progress", "4", 4, False),
        ("batch", "3", 3, False),
        ("batch", "", 1, False),
        ("uptime", "60%", 60, False),
        ("lane", " Line of business ", "Line of business", False),
        ("kind", "review", "review", False),
        ("name", "Design & analysis", "Design & analysis", False),
        ("automated", "no", False, False),
        ("delivers", "yes", True, False),
        ("systems", "Jira, Git", ("Jira", "Git"), False),
        ("judged_by", "develop = 75, audit = 50 %", (("develop", 75), ("audit", 50)), False),
    ],
)
def test_any_other_figure_reads_its_own_kind_of_value(
    field: str, text: str, value: object, *, guessed: bool
) -> None:
    """Percent sign and decimal comma are read, `~` marks a guess, nothing typed is the default."""
    built = with_stage(stream("A"), "A", **{field: 7} if field == "queue" else {"note": "n"})
    after = typed(built, field, text)
    assert getattr(after, field) == value
    assert after.estimated == ((field,) if guessed else ())


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("complete_accurate", "120", "0 to 100"),
        ("complete_accurate", "~", "a number after the ~"),
        ("complete_accurate", "good", '"good"'),
        ("queue", "12%", '"12%"'),
        ("queue", "1,000", "1000 or 1"),
        ("queue", "-1", "from 0"),
        ("people", "0", "above 0"),
        ("batch", "?", "a number"),
        ("kind", "reviw", "did you mean review"),
        ("name", "  ", "needs a name"),
        ("name", "x" * 201, "1 to 200 characters"),
        ("process_time", "5", "has no unit"),
        ("process_time", "1d/2d/5d", r"in brackets: \(1d/2d/5d\)"),
        ("process_time", "(1d", "a bracket is open"),
        ("lead_time", "5-2d", "runs backwards"),
        ("automated", "perhaps", "yes or no"),
    ],
)
def test_a_text_that_can_not_be_taken_is_refused_with_the_way_out(field: str, text: str, words: str) -> None:
    """Nothing is guessed: the message says what was found and what is allowed."""
    with pytest.raises(EntryError, match=words):
        read_figure(stream("A 1h/1w 80% q7"), "A", field, text)


def test_a_plain_figure_removes_the_mark_of_a_guess() -> None:
    """`~80` marks %C&A as estimated, and `80` typed over it unmarks it, as clearing does."""
    built = stream("A ~70% 1h/2h")
    assert typed(built, "complete_accurate", "~80").estimated == ("complete_accurate",)
    assert typed(built, "complete_accurate", "80").estimated == ()
    with_stage(built, "A", estimated=("lead_time", "complete_accurate"))
    assert typed(built, "wait_time", "3h").estimated == ("complete_accurate",)
    assert typed(built, "complete_accurate", "").estimated == ()


def test_a_figure_replaces_its_judges_and_they_replace_it() -> None:
    """%C&A and judged_by exclude each other, so that the one typed last stands."""
    built = with_stage(stream("A"), "A", judged_by=(("B", 50.0), ("C", 50.0)))
    assert figure_text(built.stage("A"), "complete_accurate", built.calendar) == "25"
    after = typed(built, "complete_accurate", "30")
    assert (after.complete_accurate, after.judged_by) == (30, ())
    after = typed(built, "judged_by", "B = 40")
    assert (after.complete_accurate, after.judged_by) == (None, (("B", 40),))


@pytest.mark.parametrize(
    ("text", "field", "shown"),
    [
        ("A 2h/1w", "wait_time", "4.75d"),
        ("A 2h+1w", "lead_time", "5.25d"),
        ("A (1d/2d/5d)/2w", "process_time", "(1d/2d/5d)"),
        ("A 2h", "lead_time", ""),
        ("A ~70%", "complete_accurate", "~70"),
        ("A x3", "people", "3"),
    ],
)
def test_editing_starts_with_what_the_figure_holds(text: str, field: str, shown: str) -> None:
    """A derived time is written out exactly, a guess with its mark, and unknown is empty."""
    built = stream(text)
    assert figure_text(built.stage("A"), field, built.calendar) == shown


def test_a_time_marked_as_a_guess_is_shown_with_its_mark() -> None:
    """A duration that the list of estimates names is edited as `~2d`."""
    built = with_stage(stream("A 2d/1w"), "A", estimated=("process_time",))
    assert figure_text(built.stage("A"), "process_time", built.calendar) == "~2d"


durations = st.sampled_from(["?", "n/a", "0", "30m", "2h", "~3d", "2-5d", "1d/2d/5d", "1w", "2d 4h", " 1h "])


@st.composite
def stages(draw: st.DrawFn) -> Mapping[str, object]:
    """Draw the values of a stage that keeps every rule."""
    values: dict[str, object] = {
        "process_time": draw(st.none() | durations),
        "complete_accurate": draw(st.none() | st.integers(0, 100)),
        "queue": draw(st.none() | st.integers(0, 99)),
        "batch": draw(st.integers(1, 9)),
        "lane": draw(st.sampled_from(["", "QA", "Line, of"])),
        "estimated": tuple(draw(st.sets(st.sampled_from(["queue", "complete_accurate", "lead_time"])))),
    }
    values[draw(st.sampled_from(["lead_time", "wait_time"]))] = draw(st.none() | durations)
    return values


@given(stages(), st.sampled_from(EDITED_IN_PLACE))
def test_a_figure_left_as_it_was_changes_nothing(values: Mapping[str, object], field: str) -> None:
    """To open a field and close it with Enter makes no edit, whatever the field holds."""
    built = with_stage(stream("A"), "A", **values)
    assert read_figure(built, "A", field, figure_text(built.stage("A"), field, built.calendar)) == ()


entries = (
    st.text(st.sampled_from("0123456789dwhm/+-~?()n/a. ,%"), max_size=9) | durations | st.text(max_size=6)
)


@given(stages(), st.sampled_from(EDITED_IN_PLACE), entries)
def test_whatever_is_typed_is_an_edit_that_holds_or_an_error(
    values: Mapping[str, object], field: str, text: str
) -> None:
    """No text breaks a rule of the map, and at most one of lead time and wait is stored afterwards."""
    built = with_stage(stream("A"), "A", **values)
    if any(all_breaches(built)):
        return
    try:
        edits = read_figure(built, "A", field, text)
    except EntryError:
        return
    inverses = apply_edits(built, edits)
    assert not list(all_breaches(built))
    after = built.stage("A")
    assert after.lead_time is None or after.wait_time is None
    apply_edits(built, inverses)
    assert built.stage("A") == with_stage(stream("A"), "A", **values).stage("A")


def test_a_guess_of_a_time_is_kept_as_entered() -> None:
    """A time's own ~ stays in its text and needs no other mark."""
    after = typed(stream("A"), "process_time", "~3d")
    assert (after.process_time, after.estimated) == (time("~3d"), ())
