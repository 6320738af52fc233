"""What each improvement brings, and the order of the best next steps."""

from dataclasses import replace
from datetime import date
from math import fsum

import pytest
from builders import stream, time
from hypothesis import given
from maps_strategies import WHOLE_MAPS, streams

from vsmap.analysis.plan import Gain, is_overdue, lead_time_of, plan_in_steps, plan_of
from vsmap.analysis.report import analyse
from vsmap.model.future import future_of
from vsmap.model.records import ChangeStage, Improvement
from vsmap.model.stream import ValueStream

BRANCHES = "A 1h/10h -> (B 1h/30h, C 1h/25h) -> D 1h/10h"


def with_lead_times(text: str, *improvements: tuple[str, str, str | None]) -> ValueStream:
    """Return a map with an improvement for each (stage, lead time, effort), called by its stage."""
    built = stream(text)
    for stage, lead_time, effort in improvements:
        built.improvements[stage.lower()] = Improvement(
            id=stage.lower(),
            title=stage,
            effort=time(effort) if effort else None,
            changes=(ChangeStage(stage, (("lead_time", time(lead_time)),)),),
        )
    return built


def test_alone_and_last_in() -> None:
    """Alone a gain stops where the other branch decides; as the last one in it is larger."""
    plan = plan_of(with_lead_times(BRANCHES, ("B", "5h", None), ("C", "5h", None)))
    assert plan.gains["b"] == Gain(alone_h=5, last_in_h=25, effort_d=None)
    assert plan.gains["c"] == Gain(alone_h=0, last_in_h=20, effort_d=None)
    assert (plan.lead_time_h, plan.future_lead_time_h) == (50, 25)


def test_the_best_next_step_comes_first() -> None:
    """Each step takes what brings most then: C brings nothing before B is done, and all of 20 h after it."""
    plan = plan_of(with_lead_times(BRANCHES, ("C", "5h", None), ("A", "8h", None), ("B", "5h", None)))
    assert [(step.improvement, step.gain_h, step.lead_time_h) for step in plan.steps] == [
        ("b", 5, 45),
        ("c", 20, 25),
        ("a", 2, 23),
    ]
    assert [plan.share_pct(step) for step in plan.steps] == pytest.approx(
        [5 / 27 * 100, 20 / 27 * 100, 2 / 27 * 100]
    )


def test_a_small_effort_comes_before_a_large_gain() -> None:
    """Where all efforts are known each step is the best per day of effort; else the largest gain."""
    text = "A 1h/10h -> B 1h/40h"
    known = plan_of(with_lead_times(text, ("B", "8h", "8d"), ("A", "2h", "1d")))
    assert known.by_effort
    assert [step.improvement for step in known.steps] == ["a", "b"]
    assert known.gains["b"].per_day_h == 4
    unknown = plan_of(with_lead_times(text, ("B", "8h", None), ("A", "2h", "1d")))
    assert not unknown.by_effort
    assert [step.improvement for step in unknown.steps] == ["b", "a"]
    assert unknown.gains["b"].per_day_h is None


def test_what_is_off_has_a_gain_but_no_step() -> None:
    """An improvement that is switched off says what it would bring; a dropped one says nothing."""
    built = with_lead_times("A 1h/10h -> B 1h/40h", ("A", "2h", None), ("B", "8h", None))
    built.improvements["a"] = replace(built.improvements["a"], in_future=False)
    plan = plan_of(built)
    assert [step.improvement for step in plan.steps] == ["b"]
    assert plan.gains["a"] == Gain(alone_h=8, last_in_h=8, effort_d=None)
    built.improvements["a"] = replace(built.improvements["a"], status="dropped")
    assert list(plan_of(built).gains) == ["b"]


def test_no_improvement_is_no_plan() -> None:
    """A map without improvements has a lead time and nothing to do."""
    plan = plan_of(stream(BRANCHES))
    assert (plan.lead_time_h, plan.future_lead_time_h) == (50, 50)
    assert not plan.gains
    assert plan.steps == ()


def test_progress_is_told_as_work_is_done() -> None:
    """The shares of the work that is done never fall, and end near all of it."""
    built = with_lead_times(BRANCHES, ("A", "8h", None), ("B", "5h", None), ("C", "5h", None))
    told = list(plan_in_steps(built))
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 1


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        ("planned", date(2027, 1, 30), True),
        ("doing", date(2027, 1, 31), False),
        ("done", date(2027, 1, 1), False),
        ("dropped", date(2027, 1, 1), False),
        ("proposed", None, False),
    ],
)
def test_what_should_have_been_done_is_overdue(status: str, due: date | None, overdue: bool) -> None:  # noqa: FBT001 - a row of the table
    """Overdue is what is still open after its day."""
    improvement = Improvement(id="x", title="X", status=status, due=due)
    assert is_overdue(improvement, date(2027, 1, 31)) is overdue


@WHOLE_MAPS
@given(streams())
def test_the_steps_add_up_to_the_whole_gain(built: ValueStream) -> None:
    """Whatever the improvements are, the steps' gains add up, and so do their shares."""
    plan = plan_of(built)
    gained = plan.lead_time_h - plan.future_lead_time_h
    scale = 1e-9 * max(1.0, plan.lead_time_h, plan.future_lead_time_h)
    assert fsum(step.gain_h for step in plan.steps) == pytest.approx(gained, abs=scale)
    shares = [share for step in plan.steps if (share := plan.share_pct(step)) is not None]
    assert not shares or fsum(shares) == pytest.approx(100)
    future = analyse(future_of(built).stream).totals.lead_time_h
    assert plan.future_lead_time_h == pytest.approx(future or 0.0)
    assert lead_time_of(built) == pytest.approx(analyse(built).totals.lead_time_h or 0.0)
