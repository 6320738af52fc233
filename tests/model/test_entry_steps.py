"""A step is about a tenth, lands on tidy numbers, keeps the form, and leads back."""

import pytest
from builders import stream, time, with_stage
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration
from vsmap.model.edits import apply_edits
from vsmap.model.entry import EntryError, figure_text, step_figure, stepped
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.schema import specs_of

STAGE = specs_of(Stage)
WEEK = Calendar()


@pytest.mark.parametrize(
    ("text", "up", "down"),
    [
        ("2d", "2.2d", "1.9d"),
        ("1d", "1.1d", "0.95d"),
        ("10d", "11d", "9.5d"),
        ("1w", "1.1w", "0.95w"),
        ("3 weeks", "3.2 weeks", "2.8 weeks"),
        ("1,5h", "1.6h", "1.4h"),
        ("30m", "32m", "28m"),
        ("5m", "6m", "4m"),
        ("1min", "2min", "0min"),
        ("90s", "95s", "85s"),
        ("24h", "26h", "22h"),
        ("~3d", "~3.2d", "~2.8d"),
        ("2-5d", "2.2-5.5d", "1.9-4.8d"),
        ("9.9-10d", "10-11d", "9.5-9.5d"),
        ("2d-5d", "2.2d-5.5d", "1.9d-4.8d"),
        ("1/2/5d", "1.1/2.2/5.5d", "0.95/1.9/4.8d"),
        ("2d 4h", "22h", "19h"),
        ("1h30", "95m", "85m"),
        ("1w 1d", "7d", "5d"),
        ("1h30-2h", "95m-2.2h", "85m-1.9h"),
        ("0", "0.1h", "0h"),
        ("0h", "0.1h", "0h"),
        ("0m", "1m", "0m"),
        ("0-2d", "0.1d-2.2d", "0d-1.9d"),
        ("1mo", "1.1mo", "0.95mo"),
    ],
)
def test_a_duration_steps_in_its_own_unit_and_form(text: str, up: str, down: str) -> None:
    """Ranges step at both ends, several units become the smallest, minutes stay whole."""
    assert stepped(time(text), up=True) == up
    assert stepped(time(text), up=False) == down


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [
        *((0, "1", "0"), (1, "2", "0"), (1.5, "2", "1"), (5, "6", "4"), (12, "13", "11")),
        *((20, "22", "19"), (120, "130", "110"), (1000, "1100", "950")),
    ],
)
def test_a_count_stays_whole(value: float, up: str, down: str) -> None:
    """Items and people step by one at least."""
    assert stepped(value, up=True) == up
    assert stepped(value, up=False) == down


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [
        *((0, "1", "0"), (5, "6", "4"), (50, "52", "48"), (80, "81", "78")),
        *((95, "96", "94"), (99, "100", "98"), (100, "100", "99")),
    ],
)
def test_a_percentage_steps_finer_towards_its_ends(value: float, up: str, down: str) -> None:
    """The last percents to 100 are reached one by one, and never passed."""
    spec = STAGE["complete_accurate"]
    assert stepped(value, up=True, spec=spec) == up
    assert stepped(value, up=False, spec=spec) == down


def test_limits_of_a_field_are_kept() -> None:
    """A step that the field does not allow is none."""
    assert stepped(1, up=False, spec=STAGE["people"]) == "1"
    assert stepped(1, up=False, spec=STAGE["batch"]) == "1"
    assert stepped(1, up=False, spec=STAGE["uptime"]) == "1"
    assert stepped(1, up=False, spec=specs_of(Flow)["share"]) == "1"
    assert stepped(99, up=True, spec=specs_of(Rework)["rate"]) == "99"


@pytest.mark.parametrize("value", [None, "QA", True, (), time("?"), time("n/a")])
def test_what_is_no_number_is_refused(value: object) -> None:
    """There is nothing to step in a text, a flag, or what is not known."""
    with pytest.raises(EntryError, match="to step"):
        stepped(value, up=True)


@given(number=st.integers(1, 2000), unit=st.sampled_from(["s", "m", "h", "d", "w"]), up=st.booleans())
def test_a_step_is_about_a_tenth_and_leads_back(number: int, unit: str, *, up: bool) -> None:
    """It moves by 15 percent at most, or by the unit where that is more; a tidy number comes back."""
    before = time(f"{number}{unit}")
    after = time(stepped(before, up=up))
    one, other = hours(before), hours(after)
    assert (other > one) is up
    assert abs(other - one) <= 1.001 * max(0.15 * one, hours(time(f"1{unit}")))
    there_and_back = time(stepped(time(stepped(after, up=up)), up=not up))
    assert there_and_back == after or not other


def hours(duration: Duration) -> float:
    """Return the hours of a known duration."""
    found = duration.hours(WEEK)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "field", "after"),
    [
        ("A 2h/1w", "lead_time", "1.1w"),
        ("A 2h/1w", "wait_time", "5d"),
        ("A 2h+1w", "lead_time", "5.5d"),
        ("A (1d/2d/5d)/2w", "process_time", "(1.1d/2.2d/5.5d)"),
        ("A ~70%", "complete_accurate", "~72"),
        ("A q20", "queue", "22"),
    ],
)
def test_a_figure_of_a_stage_steps_where_it_stands(text: str, field: str, after: str) -> None:
    """A derived time is stored as stepped, three points stay three, a guess stays a guess."""
    built = stream(text)
    apply_edits(built, step_figure(built, "A", field, up=True))
    assert figure_text(built.stage("A"), field, built.calendar) == after


def test_judges_become_one_stepped_figure_and_unknown_is_refused() -> None:
    """Stepping %C&A replaces its judges; an unknown figure has to be typed first."""
    built = with_stage(stream("A"), "A", judged_by=(("B", 50.0), ("C", 50.0)))
    apply_edits(built, step_figure(built, "A", "complete_accurate", up=True))
    assert (built.stage("A").complete_accurate, built.stage("A").judged_by) == (26, ())
    with pytest.raises(EntryError, match="type a figure first"):
        step_figure(built, "A", "lead_time", up=True)
    with pytest.raises(EntryError, match="no number"):
        step_figure(built, "A", "name", up=True)
