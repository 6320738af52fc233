"""Times typed together are read by their signs, and refused in one sentence otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Form
from vsmap.model.entry import EntryError, LeadTimeTooShort, read_timing

WEEK = Calendar()


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("30m/5d", {"process_time": "30m", "lead_time": "5d"}),
        ("/5d", {"lead_time": "5d"}),
        ("30m", {"process_time": "30m"}),
        ("30m+2w", {"process_time": "30m", "wait_time": "2w"}),
        ("+2w", {"wait_time": "2w"}),
        ("(1d/2d/5d)/2w", {"process_time": "1d/2d/5d", "lead_time": "2w"}),
        ("1d/(1/2/5w)", {"process_time": "1d", "lead_time": "1/2/5w"}),
        ("(1/2/5d)+(1d/2d/5d)", {"process_time": "1/2/5d", "wait_time": "1d/2d/5d"}),
        ("(2d)", {"process_time": "2d"}),
        ("( 2d 4h ) / 1w", {"process_time": "2d 4h", "lead_time": "1w"}),
        ("2d 4h/1w 1d", {"process_time": "2d 4h", "lead_time": "1w 1d"}),
        ("~3d", {"process_time": "~3d"}),
        ("~3d/~2w", {"process_time": "~3d", "lead_time": "~2w"}),
        ("2-5d", {"process_time": "2-5d"}),
        ("2-5d/1-2w", {"process_time": "2-5d", "lead_time": "1-2w"}),
        ("?", {"process_time": "?"}),
        ("?/1w", {"process_time": "?", "lead_time": "1w"}),
        ("n/a", {"process_time": "n/a"}),
        ("n/a/5d", {"process_time": "n/a", "lead_time": "5d"}),
        ("2d/N/A", {"process_time": "2d", "lead_time": "N/A"}),
        ("0/0", {"process_time": "0", "lead_time": "0"}),
        ("  30m / 5d  ", {"process_time": "30m", "lead_time": "5d"}),
    ],
)
def test_signs_say_which_time_is_which(text: str, times: dict[str, str]) -> None:
    """`/` before the lead time, `+` before the waiting, brackets around three points."""
    assert {figure: time.text for figure, time in read_timing(text, WEEK).items()} == times


def test_a_time_alone_is_the_figure_that_is_edited() -> None:
    """In the cell of the lead time a bare `5d` is the lead time, and signs still say otherwise."""
    assert list(read_timing("5d", WEEK, alone="lead_time")) == ["lead_time"]
    assert list(read_timing("(1/2/5d)", WEEK, alone="wait_time")) == ["wait_time"]
    assert list(read_timing("2h/5d", WEEK, alone="wait_time")) == ["process_time", "lead_time"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1d/2d/5d", r"three points in brackets: \(1d/2d/5d\)"),
        ("1d/2d/5d/2w", "PT/LT as 30m/5d"),
        ("2d/", "PT/LT as 30m/5d"),
        ("2d+", "PT/LT as 30m/5d"),
        ("2d+1d/1w", "PT/LT as 30m/5d"),
        ("//", "PT/LT as 30m/5d"),
        ("(2d)(3d)", "PT/LT as 30m/5d"),
        ("", "PT/LT as 30m/5d"),
        ("(1d/2d", "a bracket is open"),
        ("2d)", "a bracket is open"),
        ("((2d))", "a bracket is open"),
        ("()", "not a duration"),
        ("2d/5", "5 has no unit"),
        ("3M", "write m or mo"),
        ("5-2d/1w", "runs backwards"),
        ("2d/1.500.0h", "has no unit"),
    ],
)
def test_anything_else_is_refused_with_the_forms(text: str, words: str) -> None:
    """The message is one sentence that shows how to write it."""
    with pytest.raises(EntryError, match=words):
        read_timing(text, WEEK)


def test_a_lead_time_below_the_process_time_says_the_least() -> None:
    """The times that the totals use are compared, in the calendar of the map."""
    with pytest.raises(LeadTimeTooShort, match="LT must be at least 2w") as caught:
        read_timing("2w/1w", WEEK)
    assert caught.value.process_time is not None
    assert caught.value.process_time.form is Form.KNOWN
    with pytest.raises(LeadTimeTooShort, match=r"LT must be at least 3\.5d"):
        read_timing("2-5d/3d", WEEK)
    assert read_timing("10h/1d", Calendar(hours_per_day=12))
    with pytest.raises(LeadTimeTooShort):
        read_timing("10h/1d", WEEK)


@given(st.text(max_size=12) | st.text(st.sampled_from("0123456789dwhm/+-~?()n/a. ,"), max_size=14))
def test_any_text_is_times_or_an_entry_error(text: str) -> None:
    """Nothing else is raised, and LT and wait never come together."""
    try:
        times = read_timing(text, WEEK)
    except EntryError:
        return
    assert times
    assert not {"lead_time", "wait_time"} <= set(times)
