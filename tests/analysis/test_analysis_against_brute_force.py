"""On small random maps every number equals what counting everything out gives."""

import brute_force
import pytest
from hypothesis import given
from random_maps import maps

from vsmap.analysis.report import analyse
from vsmap.model.stream import ValueStream


@given(maps())
def test_lead_time_is_the_longest_of_all_ways(built: ValueStream) -> None:
    """The lead time is that of the longest way to a delivering stage, unknown figures at what is known."""
    longest = max(brute_force.hours_of(built, way) for way in brute_force.ways_through(built))
    assert analyse(built).totals.lead_time_h == pytest.approx(longest)


@given(maps())
def test_the_path_is_the_longest_way_with_most_work_first_in_the_map(built: ValueStream) -> None:
    """Where ways tie, most process time decides, then the order of the map."""
    analysis = analyse(built)
    assert analysis.critical_path == brute_force.critical_path(built)
    assert all(analysis.stages[stage].critical for stage in analysis.critical_path)


@given(maps())
def test_slack_is_what_the_longest_way_through_a_stage_lacks(built: ValueStream) -> None:
    """Slack is null off every way to a delivery, and 0 exactly on the critical stages."""
    analysis = analyse(built)
    longest = analysis.totals.lead_time_h or 0.0
    for stage, result in analysis.stages.items():
        expected = brute_force.slack(built, stage, analysis_length(built))
        assert result.slack_h == (None if expected is None else pytest.approx(expected))
        assert result.critical == (expected is not None and expected < 1e-6)
        assert (result.dead_end or result.after_delivery) == (expected is None)
        if expected is not None:
            assert result.latest_finish_h == pytest.approx(result.earliest_finish_h + expected)
            assert result.latest_finish_h is not None
            assert result.latest_finish_h <= longest + 1e-9


def analysis_length(built: ValueStream) -> float:
    """The length of the longest way."""
    return max(brute_force.hours_of(built, way) for way in brute_force.ways_through(built))


@given(maps())
def test_a_stage_starts_when_the_longest_way_to_it_has_ended(built: ValueStream) -> None:
    """The earliest finish is that of the longest way from any start, on dead ends too."""
    analysis = analyse(built)
    starts = [stage for stage in built.ids() if not built.predecessors(stage)]
    ways = [way for start in starts for way in brute_force.ways_from(built, start)]
    for stage, result in analysis.stages.items():
        reached = max(brute_force.hours_of(built, way) for way in ways if way[-1] == stage)
        assert result.earliest_finish_h == pytest.approx(reached)


@given(maps())
def test_free_slack_delays_nobody(built: ValueStream) -> None:
    """Free slack is the gap to the next start that counts, and never more than the slack."""
    analysis = analyse(built)
    for stage, result in analysis.stages.items():
        if result.free_slack_h is None:
            assert result.slack_h is None
            continue
        gaps = []
        for target in built.successors(stage):
            flow, after = built.flow(stage, target), analysis.stages[target]
            if flow is not None and after.slack_h is not None:
                wait = (flow.wait_time.hours(built.calendar) if flow.wait_time else 0.0) or 0.0
                gaps.append(after.earliest_start_h - wait - result.earliest_finish_h)
        end = analysis_length(built) - result.earliest_finish_h
        assert result.free_slack_h == pytest.approx(min(gaps, default=end), abs=1e-9)
        assert result.free_slack_h <= (result.slack_h or 0.0) + 1e-9


@given(maps())
def test_rolled_is_the_mean_over_all_scenarios(built: ValueStream) -> None:
    """Shares weigh, parallel ways multiply, a join counts once, and nothing assessed is no number."""
    totals = analyse(built).totals
    counted = [stage for stage in built.stages() if brute_force.counts(built, stage.id)]
    assert totals.rolled_assessed == sum(stage.complete_accurate is not None for stage in counted)
    if not totals.rolled_assessed:
        assert totals.rolled_complete_accurate_pct is None
    else:
        assert totals.rolled_complete_accurate_pct == pytest.approx(brute_force.rolled(built))
    assert totals.rolled_exact


@given(maps())
def test_the_route_share_is_the_probability_of_the_path(built: ValueStream) -> None:
    """The line "longest route, taken by N %" says how many scenarios contain every arrow of the path."""
    analysis = analyse(built)
    share = 1.0
    for source, target in zip(analysis.critical_path, analysis.critical_path[1:], strict=False):
        flow = built.flow(source, target)
        assert flow is not None
        share *= 1.0 if flow.share is None else flow.share / 100
    assert analysis.totals.route_share_pct == pytest.approx(share * 100)
