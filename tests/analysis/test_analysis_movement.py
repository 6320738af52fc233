"""One sentence says what an edit did to the numbers, or why it did nothing."""

from collections.abc import Callable

import pytest
from builders import stream, with_stage

from vsmap.analysis.movement import difference, explain_change
from vsmap.analysis.report import analyse
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream

MAP = "Design 2d/2w 70% -> (Approve 1h/1w, Test 4h/2d) -> Deploy 1h/1w"


def said(text: str, stage: str | None, edit: Callable[[ValueStream], object]) -> str:
    """Build a map, edit it, and return what is said about the edit."""
    built = stream(text)
    before = analyse(built)
    edit(built)
    return explain_change(before, analyse(built), built, stage)


def test_a_path_that_moves_is_named() -> None:
    """The stage that was beside the path and is on it now."""
    assert said(MAP, "Approve", lambda built: with_stage(built, "Approve", lead_time="1d")) == (
        "critical path now through Test"
    )


def test_a_path_that_moves_to_several_stages_names_the_longest() -> None:
    """Two are named, of more the longest and how many."""
    two = "A /1h -> (B /50h, C /10h -> D /20h)"
    text = two.replace("(B /50h, C /10h -> D /20h)", "B /50h; A -> C /10h -> D /20h")
    assert said(text, "B", lambda built: with_stage(built, "B", lead_time="1h")) == (
        "critical path now through D and C"
    )
    assert said(f"{text} -> E /5h", "B", lambda built: with_stage(built, "B", lead_time="1h")) == (
        "critical path now through D and 2 more"
    )


def test_a_lead_time_that_moves_says_by_how_much() -> None:
    """Before, after, and the change in percent."""
    assert said(MAP, "Deploy", lambda built: with_stage(built, "Deploy", lead_time="1d")) == (
        "lead time 4 w → 3.2 w (−20 %)"
    )


def test_a_lead_time_that_did_not_move_says_why() -> None:
    """The edited stage has slack, lies after delivery, or leads nowhere."""
    assert said(MAP, "Test", lambda built: with_stage(built, "Test", lead_time="1d")) == (
        "lead time unchanged: Test has 4d slack"
    )
    text = "A 1h/2h -> B 1h/2h ! -> C 1h/2h; A -> D 1h/2h"
    assert said(text, "C", lambda built: with_stage(built, "C", lead_time="9h")) == (
        "lead time unchanged: C lies after delivery"
    )
    assert said(text, "D", lambda built: with_stage(built, "D", lead_time="9h")) == (
        "lead time unchanged: D leads to no delivery"
    )
    assert said(MAP, "Design", lambda built: with_stage(built, "Design", note="Asked twice")) == (
        "lead time unchanged"
    )
    assert said(MAP, None, lambda built: built) == "lead time unchanged"


def test_another_total_that_moved_is_said() -> None:
    """Work within the same lead time, or quality, is what the edit was about."""
    assert said(MAP, "Design", lambda built: with_stage(built, "Design", process_time="3d")) == (
        "lead time unchanged, process time 2.3 d → 3.3 d (+44 %)"
    )
    assert said(MAP, "Design", lambda built: with_stage(built, "Design", complete_accurate=90)) == (
        "lead time unchanged, rolled %C&A 70 % → 90 %"
    )
    assert said(MAP, "Test", lambda built: with_stage(built, "Test", complete_accurate=50)) == (
        "lead time unchanged, rolled %C&A 70 % → 35 %"
    )


def test_a_change_too_small_to_show_is_shown_as_such() -> None:
    """Where before and after round to the same text, the difference itself is said."""
    assert said(MAP, "Deploy", lambda built: with_stage(built, "Deploy", lead_time="39h 59m")) == (
        "lead time 4 w (−1 min)"
    )


def test_a_number_that_comes_or_goes_is_said() -> None:
    """The first stage of a map, and the last."""
    first = Stage(id="a", name="A", lead_time=parse_duration("2w"))
    assert said("", "a", lambda built: built.put_stage(first)) == "lead time is 2 w"
    assert said("A /2w", "A", lambda built: built.drop_stage("A")) == "lead time is not known any more"


def test_a_new_stage_on_the_path_moves_the_lead_time_and_not_the_path() -> None:
    """A stage that was not there before cannot have been beside the path."""

    def add(built: ValueStream) -> None:
        built.put_stage(Stage(id="Run", name="Run", lead_time=parse_duration("1w")))
        built.put_flow(Flow(source="Deploy", target="Run"))

    assert said(MAP, "Run", add) == "lead time 4 w → 5 w (+25 %)"


def test_each_total_has_its_difference() -> None:
    """Absolute and in percent; unknown where either is, and no change within rounding noise."""
    built = stream(MAP)
    before = analyse(built)
    with_stage(built, "Deploy", lead_time="1d", people=2)
    moved = difference(before, analyse(built))
    lead = moved["lead_time_h"]
    assert (lead.was, lead.now, lead.absolute) == pytest.approx((160, 128, -32))
    assert lead.percent == pytest.approx(-20)
    assert lead.is_change
    assert not moved["process_time_h"].is_change
    labour = moved["labour_h"]
    assert (labour.absolute, labour.percent, labour.is_change) == (None, None, True)
