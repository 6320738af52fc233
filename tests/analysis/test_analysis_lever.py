"""An hour saved is worth an hour where every longest way leads through, until another way is as long."""

from dataclasses import replace

import pytest
from builders import stream
from hypothesis import given, settings
from random_maps import looping_maps, maps

from vsmap.analysis.average_lever import lever_limits
from vsmap.analysis.report import analyse, work_out
from vsmap.model.durations import parse_duration
from vsmap.model.figures import times_of
from vsmap.model.stream import ValueStream


def shortened(built: ValueStream, stage: str, hours: float) -> float:
    """Return the lead time with so many hours less at a stage."""
    changed = built.copy()
    lead = times_of(built.stage(stage), built.calendar).lead_time or 0.0
    text = f"{max(0.0, lead - hours):.6f}h"
    changed.put_stage(replace(built.stage(stage), process_time=None, lead_time=parse_duration(text)))
    return analyse(changed).totals.lead_time_h or 0.0


@given(maps(known=True, shares=False))
def test_the_lever_is_what_saving_does(built: ValueStream) -> None:
    """Hour for hour up to the limit, and less beyond it; nothing anywhere else."""
    analysis = analyse(built)
    lead = analysis.totals.lead_time_h or 0.0
    for stage, result in analysis.stages.items():
        own = times_of(built.stage(stage), built.calendar).lead_time or 0.0
        if result.lever == 0:
            assert result.lever_until_h is None
            assert shortened(built, stage, own) == pytest.approx(lead)
        else:
            assert result.lever == 1
            assert result.lever_until_h is not None
            assert shortened(built, stage, result.lever_until_h) == pytest.approx(lead - result.lever_until_h)
            if result.lever_until_h < own:
                assert shortened(built, stage, own) > lead - own + 1e-9


def test_a_stage_on_one_of_two_tied_ways_has_no_lever() -> None:
    """Both B and C have to be shortened; A and D are on both ways."""
    analysis = analyse(stream("A /5h -> (B /9h, C /9h) -> D /2h"))
    assert [result.lever for result in analysis.stages.values()] == [1, 0, 0, 1]
    assert [result.lever_until_h for result in analysis.stages.values()] == [5, None, None, 2]


def test_a_lever_ends_where_another_way_is_as_long() -> None:
    """An hour less at A or C, and the way of E is as long."""
    analysis = analyse(stream("A /5h -> (B /6h, C /9h) -> D /2h; E /13h -> D"))
    assert analysis.stages["C"].lever_until_h == 1
    assert analysis.stages["A"].lever_until_h == 1
    assert analysis.stages["E"].lever == 0


@settings(max_examples=40)
@given(looping_maps(most=5))
def test_where_items_differ_the_limit_is_the_first_bend(built: ValueStream) -> None:
    """Up to the limit the mean falls by the lever; beyond it by less, or the stage has no hour left."""
    analysis = analyse(built)
    now = analysis.totals.expected_lead_time_h or 0.0
    limits = lever_limits(built, work_out(built))
    assert limits.keys() == {stage for stage, result in analysis.stages.items() if (result.lever or 0) > 1e-9}
    for stage, limit in limits.items():
        lever = analysis.stages[stage].lever or 0.0
        assert mean_with_less(built, stage, limit) == pytest.approx(now - lever * limit, abs=1e-5)
        own = times_of(built.stage(stage), built.calendar).lead_time or 0.0
        if limit < own - 0.01:
            assert mean_with_less(built, stage, limit + 0.01) > now - lever * (limit + 0.01) + 1e-6


def mean_with_less(built: ValueStream, stage: str, hours: float) -> float:
    """Return the mean with so many hours less at a stage."""
    changed = built.copy()
    lead = times_of(built.stage(stage), built.calendar).lead_time or 0.0
    text = f"{max(0.0, lead - hours):.9f}h"
    changed.put_stage(replace(built.stage(stage), process_time=None, lead_time=parse_duration(text)))
    return analyse(changed).totals.expected_lead_time_h or 0.0
