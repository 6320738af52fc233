"""Blank is not zero: unknown figures make lower bounds and nulls, `n/a` makes neither."""

import pytest
from builders import stream, with_stage

from vsmap.analysis.report import analyse
from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, Flow
from vsmap.model.stream import ValueStream


def test_an_empty_map_has_no_numbers() -> None:
    """No stage, no lead time; nothing is 0 by mistake."""
    analysis = analyse(ValueStream())
    totals = analysis.totals
    assert analysis.critical_path == ()
    assert analysis.highlights == ()
    assert totals.stages == totals.handoffs == 0
    for number in (
        totals.lead_time_h,
        totals.process_time_h,
        totals.wait_time_h,
        totals.total_process_time_h,
        totals.labour_h,
        totals.flow_efficiency_pct,
        totals.rolled_complete_accurate_pct,
        totals.calendar_days,
    ):
        assert number is None


def test_a_lead_time_that_is_not_known_counts_what_is_known_of_it() -> None:
    """A process time alone is no lead time: it is a lower bound, and the stage's own figures stay null."""
    analysis = analyse(stream("A 2h/10h -> B 3h -> C /5h"))
    totals, unknown = analysis.totals, analysis.stages["B"]
    assert totals.lead_time_h == pytest.approx(18)
    assert not totals.lead_time_complete
    assert totals.flow_efficiency_pct is None
    assert (unknown.lead_time_h, unknown.wait_time_h, unknown.activity_ratio_pct) == (None, None, None)
    assert (totals.assessed_lead_time, totals.assessed_process_time, totals.stages) == (2, 2, 3)


def test_a_wait_alone_is_a_lower_bound_too() -> None:
    """Where work is unknown the wait is what is known of the lead time."""
    built = with_stage(stream("A 2h/10h -> B"), "B", wait_time="4h")
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(14)
    assert totals.wait_time_h == pytest.approx(12)
    assert not totals.lead_time_complete


def test_an_unknown_process_time_counts_zero_and_is_said() -> None:
    """The efficiency is a lower bound then, not null: the lead time is known."""
    totals = analyse(stream("A 2h/10h -> B /10h")).totals
    assert totals.flow_efficiency_pct == pytest.approx(10)
    assert not totals.process_time_complete
    assert totals.lead_time_complete


def test_what_does_not_apply_is_not_missing() -> None:
    """`n/a` is skipped: the totals are complete without it."""
    built = with_stage(stream("A 2h/10h -> B -> C 1h/2h"), "B", process_time="n/a", lead_time="n/a")
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(12)
    assert totals.lead_time_complete
    assert totals.process_time_complete
    assert totals.flow_efficiency_pct == pytest.approx(25)
    assert totals.assessed_lead_time == totals.assessed_process_time == totals.stages


def test_an_unknown_wait_on_an_arrow() -> None:
    """It makes the lead time a lower bound and the efficiency null; an arrow that says nothing waits 0."""
    built = stream("A 2h/10h -> B 1h/5h")
    assert analyse(built).totals.lead_time_complete
    built.put_flow(Flow(source="A", target="B", wait_time=parse_duration("?")))
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(15)
    assert not totals.lead_time_complete
    assert totals.flow_efficiency_pct is None
    built.put_flow(Flow(source="A", target="B", wait_time=parse_duration("n/a")))
    assert analyse(built).totals.lead_time_complete


def test_unknown_figures_beside_the_path_leave_the_efficiency_alone() -> None:
    """The lead time may be longer than is known; the path as known has its efficiency."""
    totals = analyse(stream("A 2h/10h -> (B 1h/10h, C) -> D 1h/10h")).totals
    assert totals.flow_efficiency_pct == pytest.approx(4 / 30 * 100)
    assert not totals.lead_time_complete


def test_zero_percent_is_a_value_and_blank_is_not_a_hundred() -> None:
    """%C&A 0 makes the rolled %C&A 0; without any figure there is none; a blank one counts 1 and is said."""
    assert analyse(stream("A 50% -> B 0%")).totals.rolled_complete_accurate_pct == 0
    assert analyse(stream("A -> B")).totals.rolled_complete_accurate_pct is None
    totals = analyse(stream("A 50% -> B -> C 80%")).totals
    assert totals.rolled_complete_accurate_pct == pytest.approx(40)
    assert (totals.rolled_assessed, totals.rolled_stages) == (2, 3)


def test_the_ladder_is_the_waiting_alone() -> None:
    """By Rother and Shook's convention lead time is the waiting on the path that lead time chooses."""
    built = stream("A 2h/10h -1h-> (B 8h/30h, C 1h/29h) -> D 1h/5h")
    built.settings["conventions"] = Conventions(lead_time="waits-only")
    analysis = analyse(built)
    assert analysis.critical_path == ("A", "B", "D")
    assert analysis.totals.lead_time_h == pytest.approx(8 + 1 + 22 + 4)
    assert analysis.totals.wait_time_h == analysis.totals.lead_time_h
    assert analysis.totals.process_time_h == pytest.approx(11)
    assert analysis.totals.flow_efficiency_pct == pytest.approx(11 / 35 * 100)
    assert analysis.stages["D"].latest_finish_h == pytest.approx(46)


def test_times_follow_the_calendar() -> None:
    """A day is as long as the calendar says, and calendar days stand beside: 168 hours a week."""
    built = stream("A 2h/5d")
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(40)
    assert totals.flow_efficiency_pct == pytest.approx(5)
    assert totals.calendar_days == pytest.approx(7)
    built.settings["calendar"] = Calendar(hours_per_day=24, days_per_week=7)
    totals = analyse(built).totals
    assert totals.lead_time_h == pytest.approx(120)
    assert totals.flow_efficiency_pct == pytest.approx(2 / 120 * 100)
    assert totals.calendar_days == pytest.approx(5)


def test_parallel_ways_count_as_the_longest() -> None:
    """A, then B beside C, then D: 10 + 30 + 5 hours."""
    assert analyse(stream("A /10h -> (B /20h, C /30h) -> D /5h")).totals.lead_time_h == pytest.approx(45)


def test_delivery_stops_the_clock() -> None:
    """What comes after the last delivering stage, and what leads nowhere, counts in no total."""
    built = stream(
        """
        Build 1h/10h 50% @Dev -> Deploy 1h/10h 80% @Ops ! -> Operate 5h/90h 10% @Ops
        Build -> Report 9h/70h 20% @Audit
        """
    )
    analysis = analyse(built)
    assert analysis.critical_path == ("Build", "Deploy")
    assert analysis.totals.lead_time_h == pytest.approx(20)
    assert analysis.totals.rolled_complete_accurate_pct == pytest.approx(40)
    assert analysis.totals.handoffs == 1
    operate, report = analysis.stages["Operate"], analysis.stages["Report"]
    assert (operate.after_delivery, operate.dead_end) == (True, False)
    assert (report.after_delivery, report.dead_end) == (False, True)
    for beside in (operate, report):
        assert (beside.latest_start_h, beside.latest_finish_h, beside.slack_h, beside.free_slack_h) == (
            None,
        ) * 4
        assert not beside.critical
    assert operate.earliest_finish_h == pytest.approx(110)


def test_the_last_delivering_stage_of_a_way_counts() -> None:
    """Value exists once the customer has all of it: an earlier delivery on the same way stops no clock."""
    analysis = analyse(stream("A /10h ! -> B /20h -> C /5h !; A -> D /99h"))
    assert analysis.critical_path == ("A", "B", "C")
    assert analysis.totals.lead_time_h == pytest.approx(35)
    assert analysis.stages["D"].after_delivery
