"""Working time is shown in the unit that reads well, rounded as people round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.arithmetic import add_durations, hours_text
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.durations import Duration, DurationError, Form, parse_duration

WEEK = Calendar()
ROUND_THE_CLOCK = Calendar(hours_per_day=24, days_per_week=7)


@pytest.mark.parametrize(
    ("hours", "shown"),
    [
        (384, "9.6 w"),
        (80, "2 w"),
        (79.5, "9.9 d"),
        (55, "6.9 d"),
        (40, "1 w"),
        (39.99999999999999, "1 w"),
        (40.00000000000001, "1 w"),
        (38, "4.8 d"),
        (8, "1 d"),
        (7.999999999999999, "1 d"),
        (7.5, "7.5 h"),
        (1, "1 h"),
        (0.5, "30 min"),
        (1 / 60, "1 min"),
        (0.01, "36 s"),
        (188 / 3600, "3.1 min"),
        (0, "0 h"),
        (-38, "-4.8 d"),
        (1e9, "25000000 w"),
    ],
)
def test_hours_are_shown_in_the_largest_unit_that_reads_well(hours: float, shown: str) -> None:
    """Weeks from two on or where they are whole, else days, hours, minutes, seconds."""
    assert format_hours(hours, WEEK) == shown


def test_a_round_the_clock_calendar_shows_real_days() -> None:
    """The same hours read differently under another calendar, and the space may be left out."""
    assert format_hours(36, ROUND_THE_CLOCK) == "1.5 d"
    assert format_hours(336, ROUND_THE_CLOCK, "") == "2w"


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (6.875, 1, "6.9"),
        (0.05, 1, "0.1"),
        (0.25, 1, "0.3"),
        (2.675, 2, "2.68"),
        (2.0, 1, "2"),
        (10.0, 0, "10"),
        (-0.04, 1, "0"),
        (-0.05, 1, "-0.1"),
        (1e9, 1, "1000000000"),
    ],
)
def test_rounding_is_half_up(value: float, places: int, shown: str) -> None:
    """5.45 is 5.5 to a person, and there is no minus nothing."""
    assert rounded(value, places) == shown


def test_calendar_days_average_over_the_week() -> None:
    """A week of work is seven days of the calendar (semantics.md, Time)."""
    assert WEEK.calendar_days(40) == 7
    assert ROUND_THE_CLOCK.calendar_days(24) == 1
    assert Calendar(hours_per_day=6, days_per_week=4).hours_per_week == 24


@given(st.floats(0, 1e5).map(lambda hours: round(hours, 2)))
def test_hours_written_as_a_duration_read_as_the_same_hours(hours: float) -> None:
    """What a field starts with is exact, to the second and better."""
    read = parse_duration(hours_text(hours, WEEK)).hours(WEEK)
    assert read == pytest.approx(hours, abs=1e-4)


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("2h", "3h", "5h"),
        ("2d", "1w", "1w 2d"),
        ("1d", "4h", "1d 4h"),
        ("1h", "30m", "90m"),
        ("0", "0", "0"),
        ("~2d", "1d", "~3d"),
        ("1-2d", "1d", "2d-3d"),
        ("1-2d", "1/2/5d", "2d/28h/7d"),
        ("1/2/5d", "1d", "2d/3d/6d"),
        ("0-2d", "0-1d 4h", "0-3d 4h"),
        ("0/1d/2d", "0/1h/1d", "0/1d 1h/3d"),
        ("?", "2d", "?"),
        ("n/a", "2d", "2d"),
        ("n/a", "n/a", "n/a"),
        (None, "2d", "2d"),
        ("2d", None, "2d"),
        (None, None, None),
        ("n/a", None, "n/a"),
    ],
)
def test_a_sum_keeps_what_is_known_of_both(one: str | None, other: str | None, total: str | None) -> None:
    """Units stay, ranges add up end to end, unknown stays unknown and n/a adds nothing."""
    first, second = (parse_duration(text) if text else None for text in (one, other))
    added = add_durations(first, second, WEEK)
    assert (added.text if added else None) == total


known = st.sampled_from(["0", "30m", "90s", "4h", "1h30", "2d", "1w", "1.5mo", "2d 4h"])
texts = known | known.map("~{}".format) | st.sampled_from(["1-2d", "0-1w", "1/2/5d", "0/1d/2d", "?", "n/a"])


@given(texts.map(parse_duration), texts.map(parse_duration))
def test_a_sum_lasts_as_long_as_both(one: Duration, other: Duration) -> None:
    """In hours the sum is the sum, to a ten-thousandth of an hour, whatever the forms."""
    added = add_durations(one, other, WEEK)
    assert added is not None
    parts = [part.hours(WEEK) for part in (one, other) if part.applies]
    if None in parts or not parts:
        assert added.form in {Form.UNKNOWN, Form.NOT_APPLICABLE}
    else:
        both_three = Form.THREE_POINT in {one.form, other.form} and Form.RANGE in {one.form, other.form}
        expected = sum(part or 0 for part in parts)
        assert added.hours(WEEK) == pytest.approx(expected, abs=2e-4), both_three


def test_a_sum_may_not_be_longer_than_a_duration() -> None:
    """Two waits of sixty years are refused, not stored as what no reader would take."""
    sixty = parse_duration("60y")
    with pytest.raises(DurationError, match="100 years"):
        add_durations(sixty, sixty, WEEK)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1e308, "1" + "0" * 308),
        (1e-308, "0"),
        (float("inf"), "∞"),
        (float("-inf"), "-∞"),
        (float("nan"), "?"),
    ],
)
def test_any_number_is_shown(number: float, shown: str) -> None:
    """However large a quotient of odd figures becomes, and where it leaves the numbers, it can be shown."""
    assert rounded(number) == shown
