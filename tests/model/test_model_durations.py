"""Durations are read in every form of format.md, kept as entered, and never guessed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, DurationError, Form, parse_duration
from vsmap.model.text import is_plain

WEEK = Calendar()
ROUND_THE_CLOCK = Calendar(hours_per_day=24, days_per_week=7)


@pytest.mark.parametrize(
    ("text", "form", "hours"),
    [
        ("30m", Form.KNOWN, 0.5),
        ("4h", Form.KNOWN, 4),
        ("2d", Form.KNOWN, 16),
        ("1.5w", Form.KNOWN, 60),
        ("3mo", Form.KNOWN, 520),
        ("1y", Form.KNOWN, 2080),
        ("90s", Form.KNOWN, 0.025),
        ("0", Form.KNOWN, 0),
        ("0h", Form.KNOWN, 0),
        ("2d 4h", Form.KNOWN, 20),
        ("2d4h", Form.KNOWN, 20),
        ("1w 1d 1h 1m 36s", Form.KNOWN, 49 + 1 / 60 + 0.01),
        ("1h30", Form.KNOWN, 1.5),
        ("1h 30", Form.KNOWN, 1.5),
        ("1h30m", Form.KNOWN, 1.5),
        ("1,5h", Form.KNOWN, 1.5),
        (".5d", Form.KNOWN, 4),
        ("0,500h", Form.KNOWN, 0.5),
        ("1.500h", Form.KNOWN, 1.5),
        ("2d 1.5h", Form.KNOWN, 17.5),
        ("2 Days", Form.KNOWN, 16),
        ("90 MIN", Form.KNOWN, 1.5),
        ("1 hour 30 minutes", Form.KNOWN, 1.5),
        ("2 wks", Form.KNOWN, 80),
        ("1 MO", Form.KNOWN, 520 / 3),
        ("  2d  ", Form.KNOWN, 16),
        ("100y", Form.KNOWN, 208_000),
        ("1200mo", Form.KNOWN, 208_000),
        ("~2d", Form.ESTIMATED, 16),
        ("~ 2d", Form.ESTIMATED, 16),
        ("2d-5d", Form.RANGE, 28),
        ("2-5d", Form.RANGE, 28),
        ("2 - 5 days", Form.RANGE, 28),
        ("2d\N{EN DASH}5d", Form.RANGE, 28),
        ("4h-2d", Form.RANGE, 10),
        ("0-2d", Form.RANGE, 8),
        ("0-1d 4h", Form.RANGE, 6),
        ("2d-2d", Form.RANGE, 16),
        ("26w-6mo", Form.RANGE, 1040),
        ("6mo-26w", Form.RANGE, 1040),
        ("3.7h-222m", Form.RANGE, 3.7),
        ("1d/2d/5d", Form.THREE_POINT, 16),
        ("1/2/5d", Form.THREE_POINT, 16),
        ("1h / 1d / 1w", Form.THREE_POINT, 8),
        ("0/1d/2d", Form.THREE_POINT, 8),
        ("0/0/5d", Form.THREE_POINT, 0),
        ("?", Form.UNKNOWN, None),
        ("n/a", Form.NOT_APPLICABLE, None),
        (" N/A ", Form.NOT_APPLICABLE, None),
    ],
)
def test_a_form_is_read_for_what_it_means(text: str, form: Form, hours: float | None) -> None:
    """Every form of format.md comes to the hours that its table says, and keeps its text."""
    duration = parse_duration(text)
    assert duration.text == text
    assert duration.form is form
    assert duration.hours(WEEK) == (None if hours is None else pytest.approx(hours))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "write a number and one of s, m or min, h"),
        ("   ", "write a number"),
        ("5", "5 has no unit"),
        ("2.5", "2.5 has no unit"),
        ("2d 3", "3 has no unit"),
        ("2d3", "3 has no unit"),
        ("1h75", "75 has no unit"),
        ("1h1.5", "1.5 has no unit"),
        ("1m30", "30 has no unit"),
        ("3M", "write m or mo"),
        ("1,500h", r"is 1,500 1500 or 1\.5\?"),
        ("12,500 min", r"is 12,500 12500 or 12\.5\?"),
        ("1.2.3h", "has no unit"),
        ("-2h", "negative"),
        ("\N{MINUS SIGN}2h", "negative"),
        ("~-2h", "negative"),
        ("-0", "negative"),
        ("5-2d", "runs backwards"),
        ("5d-2d", "runs backwards"),
        ("5/2/1d", "runs backwards: write it best/likely/worst"),
        ("1d/5d/2d", "runs backwards"),
        ("1w-4d", "runs backwards"),
        ("2-5", "give each number its unit"),
        ("0-5", "give each number its unit"),
        ("2d-5", "give each number its unit"),
        ("1/2d/5d", "give each number its unit"),
        ("2-1d 4h", "give each number its unit"),
        ("2d-", "write a number"),
        ("2--5d", "not a range"),
        ("1d-2d-3d", "not a range"),
        ("1d/2d", "nor best/likely/worst"),
        ("/5d", "nor best/likely/worst"),
        ("1d/2d/3d/4d", "nor best/likely/worst"),
        ("1d-2d/3d", "nor best/likely/worst"),
        ("~2-5d", "~ marks a single duration"),
        ("~1d/2d/5d", "~ marks a single duration"),
        ("~~2d", "write a number"),
        ("~?", "write a number"),
        ("~", "write a number"),
        ("2x", '"x" is not a unit'),
        ("2 fortnights", '"fortnights" is not a unit'),
        ("1e3h", '"e" is not a unit'),
        ("h", "write a number"),
        ("two days", "write a number"),
        ("2h 1d", "larger unit first"),
        ("1d 2d", "larger unit first"),
        ("1.5d 4h", "only the last number may have a fraction"),
        ("1d, 4h", "write a number"),
        ("2\N{NO-BREAK SPACE}d", "has no unit|write a number"),
        ("2\td", "has no unit|write a number"),
        ("\N{ARABIC-INDIC DIGIT TWO}d", "write a number"),
        ("\N{VULGAR FRACTION ONE HALF}d", "write a number"),
        ("NaN h", "write a number"),
        ("inf d", "write a number"),
        ("101y", "longer than 100 years"),
        ("9" * 60 + "h", "longer than 100 years"),
        ("1d" * 100, "too long"),
        ("2d\x1b[31m", "write a number"),
    ],
)
def test_a_text_in_no_form_is_refused_with_the_reason(text: str, words: str) -> None:
    """Negative, reversed, ambiguous and mixed-up texts are errors that say what to write."""
    with pytest.raises(DurationError, match=words) as caught:
        parse_duration(text)
    assert is_plain(str(caught.value))


@given(st.text(max_size=130) | st.text(st.sampled_from("0123456789.,-/~?nasmhdwoy MN"), max_size=20))
@example("2-5d")
def test_any_text_is_a_duration_that_keeps_it_or_an_error(text: str) -> None:
    """Nothing else is raised, the text is kept to the letter, and no length is negative or unbounded."""
    try:
        duration = parse_duration(text)
    except DurationError:
        return
    assert duration.text == text
    hours = [span.under(WEEK) for span in duration.points]
    assert all(0 <= length <= 208_001 for length in hours)
    assert (duration.hours(WEEK) is None) == (duration.form in {Form.UNKNOWN, Form.NOT_APPLICABLE})
    assert parse_duration(text) == duration


@given(st.integers(0, 500), st.sampled_from(["s", "m", "h", "d", "w", "mo", "y"]), st.sampled_from(["", " "]))
def test_a_whole_number_of_a_unit_is_that_many_times_the_unit(number: int, unit: str, space: str) -> None:
    """Reading is linear: 7w is seven times 1w, in any calendar."""
    if unit == "y" and number > 100:
        return
    for calendar in (WEEK, ROUND_THE_CLOCK):
        one = parse_duration(f"1{unit}").hours(calendar)
        assert one is not None
        assert parse_duration(f"{number}{space}{unit}").hours(calendar) == pytest.approx(number * one)


def test_days_and_weeks_follow_the_calendar_and_hours_do_not() -> None:
    """A changed calendar renders an entry anew and never rewrites it."""
    durations = [parse_duration(text) for text in ("4h", "1d", "1w", "1mo")]
    assert [duration.hours(ROUND_THE_CLOCK) for duration in durations] == [4, 24, 168, 728]
    assert [duration.text for duration in durations] == ["4h", "1d", "1w", "1mo"]


def test_a_range_is_checked_in_the_calendar_of_its_map() -> None:
    """From a day to ten hours runs forwards on a short day only."""
    assert parse_duration("1d-10h", WEEK).form is Form.RANGE
    with pytest.raises(DurationError, match="backwards"):
        parse_duration("1d-10h", ROUND_THE_CLOCK)


def test_durations_are_equal_where_their_texts_are() -> None:
    """A map differs from a saved one where an entry reads differently, though it means the same."""
    assert parse_duration("8h") == parse_duration("8h", ROUND_THE_CLOCK)
    assert parse_duration("8h") != parse_duration("1d")
    assert len({parse_duration("8h"), Duration("8h", Form.KNOWN, ())}) == 1


@pytest.mark.parametrize(
    ("text", "is_uncertain", "applies"),
    [
        ("2d", False, True),
        ("~2d", True, True),
        ("1-2d", True, True),
        ("1/2/3d", True, True),
        ("?", False, True),
        ("n/a", False, False),
    ],
)
def test_a_guess_and_an_absence_are_told_apart(text: str, *, is_uncertain: bool, applies: bool) -> None:
    """Estimates, ranges and three points are guesses; only n/a means nothing here."""
    duration = parse_duration(text)
    assert (duration.is_uncertain, duration.applies) == (is_uncertain, applies)
