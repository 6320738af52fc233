"""The capture line is read as interface.md says, and nothing on it is dropped or guessed."""

from dataclasses import replace

import pytest
from builders import stage, stream, with_stage
from hypothesis import example, given
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.checks import all_breaches, stage_breaches
from vsmap.model.durations import Duration, parse_duration
from vsmap.model.edits import apply_edits
from vsmap.model.entry import (
    EntryError,
    capture_text,
    captured_stage,
    figure_text,
    read_capture,
    recapture,
)
from vsmap.model.entry.line import LINE_FIELDS, line_values
from vsmap.model.records import ESTIMABLE, KINDS, Stage

WEEK = Calendar()
LANES = ("Line of business", "QA", "Line")


def plain(values: dict[str, object]) -> dict[str, object]:
    """Return captured values with each duration as its text."""
    return {
        field: value.text if isinstance(value, Duration) else value
        for field, value in values.items()
        if field != "estimated"
    }


@pytest.mark.parametrize(
    "name",
    [
        *("Design", "Q1 planning", "x86 build", "3D design", "5S audit", "CI/CD", "A/B test"),
        *("Phase 2 review", "100% test review", "Sprint 0", "Release 2.0", "Support 24/7", "Check 2FA"),
        *("Hand-over 2-step", "24h-support desk", "Train x-ray staff", "Fill q-form", "Mail a@b.example"),
        *("Top 3", "Planning Q1", "1-2-3", "Fix C#", "A + B", "Wait!", "Ready?", "Deploy (manual)"),
        *("Who (3 people) knows", "Prüfung", "2d/2w", "#1 priority", "@home", "~80%", "30-day notice"),
    ],
)
def test_a_name_is_read_as_a_name(name: str) -> None:
    """Words that only look like figures, and the first word always, are name; figures may follow."""
    alone = read_capture(name, LANES, WEEK)
    assert (alone.name, alone.values) == (name, {})
    followed = read_capture(f"{name} 30m/5d 80%", LANES, WEEK)
    assert followed.name == name
    assert plain(followed.values) == {"process_time": "30m", "lead_time": "5d", "complete_accurate": 80}


@pytest.mark.parametrize(
    ("figures", "values"),
    [
        ("30m/5d", {"process_time": "30m", "lead_time": "5d"}),
        ("/5d", {"lead_time": "5d"}),
        ("30m", {"process_time": "30m"}),
        ("30m /5d", {"process_time": "30m", "lead_time": "5d"}),
        ("30m+2w", {"process_time": "30m", "wait_time": "2w"}),
        ("+2w", {"wait_time": "2w"}),
        ("(1d/2d/5d)/2w", {"process_time": "1d/2d/5d", "lead_time": "2w"}),
        ("(1d / 2d / 5d)/2w", {"process_time": "1d / 2d / 5d", "lead_time": "2w"}),
        ("~3d", {"process_time": "~3d"}),
        ("2-5d", {"process_time": "2-5d"}),
        ("?", {"process_time": "?"}),
        ("n/a/5d", {"process_time": "n/a", "lead_time": "5d"}),
        ("2d 4h", {"process_time": "2d 4h"}),
        ("2d 4h/1w 1d 80%", {"process_time": "2d 4h", "lead_time": "1w 1d", "complete_accurate": 80}),
        ("80%", {"complete_accurate": 80}),
        ("~80%", {"complete_accurate": 80}),
        ("97,5%", {"complete_accurate": 97.5}),
        ("0%", {"complete_accurate": 0}),
        ("@QA", {"lane": "QA"}),
        ("@qa", {"lane": "QA"}),
        ('@"qa"', {"lane": "qa"}),
        ("@Ops", {"lane": "Ops"}),
        ('@"Two words"', {"lane": "Two words"}),
        ("@Line", {"lane": "Line"}),
        ("@Line of business", {"lane": "Line of business"}),
        ("@line of Business 2d", {"lane": "Line of business", "process_time": "2d"}),
        ("@Line of business, x3", {"lane": "Line of business", "people": 3}),
        ("x3", {"people": 3}),
        ("x0,5", {"people": 0.5}),
        ("q12", {"queue": 12}),
        ("q0", {"queue": 0}),
        ("#review", {"kind": "review"}),
        ("#Review", {"kind": "review"}),
        ("30m/5d, 80%, @QA, x3,", {"process_time": "30m", "lead_time": "5d", "complete_accurate": 80}
         | {"lane": "QA", "people": 3}),
        ("30m , 80% ,", {"process_time": "30m", "complete_accurate": 80}),
        ("#test q12 x3 @QA ~80% 30m/5d", {"process_time": "30m", "lead_time": "5d", "complete_accurate": 80}
         | {"lane": "QA", "people": 3, "queue": 12, "kind": "test"}),
    ],
)  # fmt: skip
def test_figures_are_read_in_any_order(figures: str, values: dict[str, object]) -> None:
    """Each row of interface.md's table, with commas, spaces, quotes and the lanes of the map."""
    captured = read_capture(f"Code review {figures}", LANES, WEEK)
    assert captured.name == "Code review"
    assert plain(captured.values) == values


def test_a_guess_is_marked() -> None:
    """`~` marks %C&A and counts as estimated; a time keeps its own ~."""
    captured = read_capture("Test ~q12 ~3d ~80% ~x2", (), WEEK)
    assert captured.values["estimated"] == ("complete_accurate", "people", "queue")
    assert "estimated" not in read_capture("Test 80% ~3d", (), WEEK).values


@pytest.mark.parametrize(
    ("line", "name", "values"),
    [
        ('"Design 2d" 3d', "Design 2d", {"process_time": "3d"}),
        ('Phase "2d" 3d', "Phase 2d", {"process_time": "3d"}),
        (r"Phase \2d", "Phase 2d", {}),
        (r"Phase \2d 3d", "Phase 2d", {"process_time": "3d"}),
        (r"\"Design 2d", '"Design', {"process_time": "2d"}),
        (r'"5\" pipe\\" 2d', '5" pipe\\', {"process_time": "2d"}),
        (r"C:\temp clean-up", r"C:\temp clean-up", {}),
        (r"\\server 2d", r"\server", {"process_time": "2d"}),
        ("Design \\", "Design \\", {}),
        ("Plan, do, check 2d", "Plan, do, check", {"process_time": "2d"}),
        ("Plan, do,", "Plan, do,", {}),
        ("Design, 2d", "Design", {"process_time": "2d"}),
        ('"Design,", 2d', "Design,", {"process_time": "2d"}),
        ("  Design   review   2d ", "Design review", {"process_time": "2d"}),
        ("Design 2d foo 3d", "Design 2d foo", {"process_time": "3d"}),
        ("Ask @Line of business today", "Ask @Line of business today", {}),
        ("Grow 120% 5-2d faster 2d", "Grow 120% 5-2d faster", {"process_time": "2d"}),
    ],
)
def test_quotes_and_backslashes_keep_words_in_the_name(
    line: str, name: str, values: dict[str, object]
) -> None:
    """A quoted or escaped word is never a figure, and spaces only separate."""
    captured = read_capture(line, LANES, WEEK)
    assert (captured.name, plain(captured.values)) == (name, values)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "type a name"),
        ("   ", "type a name"),
        ('"" 2d', "needs a name"),
        (", 2d", "needs a name"),
        ("x" * 201, "1 to 200 characters"),
        ("Test 1d/2d/5d", r'"1d/2d/5d".*three points in brackets: \(1d/2d/5d\).*\\1d/2d/5d keeps it'),
        ("Test 5-2d 80%", '"5-2d" runs backwards'),
        ("Test -2h", '"-2h" is negative'),
        ("Test 2w/1w", '"2w/1w": LT must be at least 2w'),
        ("Test 2w /1w", "LT must be at least 2w"),
        ("Test 2d/2q", '"2d/2q".*"q" is not a unit'),
        ("Test 3M", '"3M".*write m or mo'),
        ("Test 2d3", '"2d3".*3 has no unit'),
        ("Test 1,500h", '"1,500h".*1500 or 1.5'),
        ("Test 2d/", '"2d/": write PT/LT'),
        ("Test /5", '"/5".*5 has no unit'),
        ("Test ~5", '"~5".*5 has no unit'),
        ("Test (1d/2d", r'"\(1d/2d".*a bracket is open'),
        ("Test 120%", '"120%": allowed: a percentage from 0 to 100'),
        ("Test -5%", '"-5%": allowed'),
        ("Test x0", '"x0": allowed: a number above 0'),
        ("Test x1,000", '"x1,000": is 1,000 1000 or 1?'),
        ("Test #reviw", '"#reviw": did you mean review'),
        ("Test #", "the kind after the #"),
        ("Test @", "the lane after the @"),
        ('Test @" "', "the lane after the @"),
        ("Test 2d 3d", "PT is given twice: 2d and 3d"),
        ("Test 80% 70%", "%C&A is given twice: 80% and 70%"),
        ("Test @QA @Ops", "Lane is given twice: @QA and @Ops"),
        ("Test /1w +2d", "not both: /1w and"),
        ('Test "open', "a quote is open"),
        ('Test @"open', "a quote is open"),
        ('"A"b 2d', 'a space after the quote, before "b"'),
    ],
)
def test_a_word_that_can_not_be_read_is_named(line: str, words: str) -> None:
    """The message is one sentence with the word and the way out."""
    with pytest.raises(EntryError, match=words):
        read_capture(line, LANES, WEEK)


@pytest.mark.parametrize(
    ("line", "echo"),
    [
        ("Design", "Design"),
        ("Code review 30m/5d 80% @QA x3 q12 #review",
         "Code review · kind review · PT 30m · LT 5d · %C&A 80 · 3 people · 12 items waiting · lane QA"),
        ("Test ~80% ~x1", "Test · %C&A ~80 · ~1 person"),
        ("Test 48h", "Test · PT 48h = 6 working days"),
        ("Test 24h/7d", "Test · PT 24h = 3 working days · LT 7d = 1.4 working weeks"),
        ("Test /1mo", "Test · LT 1mo = 4.3 working weeks"),
        ("Test 2-5d", "Test · PT 2-5d, counted as 3.5 d"),
        ("Test ?/1w", "Test · PT ? (unknown) · LT 1w"),
        ("Test n/a", "Test · PT n/a (does not apply)"),
        ("Audit 5S", "Audit · PT 5S = 5 s"),
        ("Test @Lin", "Test · new lane Lin (or did you mean Line?)"),
        ("2d/2w", "the first word is always the name · 2d/2w"),
        ("Design 2d @QA foo",
         '2d, @QA before "foo", which is no figure, so part of the name · Design 2d @QA foo'),
    ],
)  # fmt: skip
def test_the_echo_says_what_was_understood(line: str, echo: str) -> None:
    """Every figure is said in words, and what may surprise is spelled out."""
    assert read_capture(line, LANES, WEEK).echo == echo


def test_round_the_clock_time_holds_no_surprise() -> None:
    """48 hours are two days where a day has 24."""
    calendar = Calendar(hours_per_day=24, days_per_week=7)
    assert read_capture("Test 48h/7d", (), calendar).echo == "Test · PT 48h · LT 7d"


@given(st.text(max_size=40) | st.text(st.sampled_from('ab 2dw5%~@#xq/+-()?,"\\'), max_size=30))
@example("\\")
@example('@"')
def test_any_line_is_captured_or_refused(line: str) -> None:
    """Nothing else is raised, and what is captured is a stage that breaks no rule."""
    try:
        captured = read_capture(line, LANES, WEEK)
    except EntryError:
        return
    made = captured_stage(captured, "a")
    assert not list(stage_breaches(made, WEEK))
    assert captured.name in captured.echo


words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
names = (
    st.lists(
        words | st.sampled_from(["2d", "80%", "@QA", "#test", "x3", '"', "\\", "5/", "(2", ","]), min_size=1
    )
    .map(" ".join)
    .filter(lambda name: name.strip() == name and len(name) <= 200)
)
times = st.sampled_from(
    ["0", "30m", "4h", "2d 4h", "~3d", "2-5d", "2d - 5d", "1/2/5d", "?", "n/a", "1,5h", "1h30"]
)


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    """Draw a stage that keeps every rule, with any name and lane."""
    late = draw(st.sampled_from(["lead_time", "wait_time"]))
    drawn = {
        "process_time": draw(st.none() | times),
        late: draw(st.none() | st.sampled_from(["6w", "(", "?"])),
    }
    return Stage(
        id="A",
        name=draw(names),
        kind=draw(st.sampled_from(KINDS)),
        lane=draw(st.just("") | words.filter(lambda lane: lane.strip() == lane)),
        complete_accurate=draw(st.none() | st.floats(0, 100).map(lambda number: round(number, 6))),
        people=draw(st.none() | st.floats(1e-6, 1e9).map(lambda number: round(number, 6))),
        queue=draw(st.none() | st.integers(0, 10**9)),
        estimated=tuple(sorted(draw(st.sets(st.sampled_from(ESTIMABLE))))),
        note="kept",
        **{field: parse_duration(text) for field, text in drawn.items() if text and text != "("},  # type: ignore[arg-type] # all durations
    )  # fmt: skip


@given(stages())
def test_a_stage_is_captured_back_from_its_line(made: Stage) -> None:
    """Whatever a stage is called and holds, its line reads back as all that a line can say."""
    captured = read_capture(capture_text(made), (made.lane,) if made.lane else (), WEEK)
    assert captured.name == made.name
    said = {**captured.values, "estimated": set(captured.values.get("estimated", ()))}
    assert said == {**line_values(made), "estimated": set(line_values(made).get("estimated", ()))}


@given(stages())
def test_a_line_edited_to_what_it_was_changes_nothing(made: Stage) -> None:
    """To open the line before and close it again is no edit."""
    built = stream("A")
    built.put_stage(made)
    captured = read_capture(capture_text(made), (made.lane,) if made.lane else (), WEEK)
    assert recapture(built, "A", captured) == ()


@given(stages(), stages())
def test_a_line_read_over_a_stage_makes_it_say_that_line(before: Stage, after: Stage) -> None:
    """The line wins in all that a line can say, and the rest of the stage stays."""
    built = stream("A")
    built.put_stage(before)
    captured = read_capture(capture_text(after), (after.lane,) if after.lane else (), WEEK)
    apply_edits(built, recapture(built, "A", captured))
    assert not list(all_breaches(built))
    made = built.stage("A")
    assert made.name == after.name
    assert {field: getattr(made, field) for field in LINE_FIELDS} == {
        field: getattr(after, field) for field in LINE_FIELDS
    }
    assert made.note == "kept"


def test_a_line_leaves_judges_and_other_marks_alone() -> None:
    """What no line can say is not lost when a line is edited; a typed %C&A replaces the judges."""
    built = with_stage(
        stream("A 2h/1w"), "A", judged_by=(("B", 50.0),), estimated=("lead_time", "batch"), batch=3, name="A"
    )
    apply_edits(built, recapture(built, "A", read_capture("New 2h/1w x3", (), WEEK)))
    assert built.stage("A").judged_by == (("B", 50),)
    assert built.stage("A").estimated == ("lead_time", "batch")
    apply_edits(built, recapture(built, "A", read_capture("New 2h/2w ~80%", (), WEEK)))
    assert built.stage("A").judged_by == ()
    assert built.stage("A").estimated == ("complete_accurate", "batch")
    assert built.stage("A").people is None
    apply_edits(built, recapture(built, "A", read_capture("New 2h/2w 80%", (), WEEK)))
    assert built.stage("A").estimated == ("batch",)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Test 30m/5d 80% @QA x3 q12 #review", "Test 30m/5d 80% @QA x3 q12 #review"),
        ("Test +2w ~70%", "Test +2w ~70%"),
        ("Test (1d/2d/5d)/2w", "Test (1d/2d/5d)/2w"),
        ("Test", "Test"),
    ],
)
def test_a_stage_is_written_as_a_person_would_type_it(text: str, line: str) -> None:
    """Plain names and lanes stand without quotes, the figures in the order of the table."""
    assert capture_text(stage(text)) == line


def test_what_is_no_plain_word_is_quoted() -> None:
    """A name that ends in a figure, a lane of two words, a time of two units."""
    made = replace(
        stage("Test 4h"), name="Phase 2d", lane="Line of business", process_time=parse_duration("2d 4h")
    )
    assert capture_text(made) == '"Phase 2d" (2d 4h) @"Line of business"'
    assert figure_text(made, "process_time", WEEK) == "2d 4h"
