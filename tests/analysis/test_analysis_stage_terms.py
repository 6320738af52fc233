"""Every figure of a stage can say why: its terms come to it, whatever was entered and what was derived."""

import pytest
from builders import stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from random_maps import looping_maps, maps

from vsmap.analysis.report import analyse
from vsmap.analysis.stage_terms import arrow_explanation, stage_explanations
from vsmap.model.durations import parse_duration
from vsmap.model.records import Demand
from vsmap.model.stream import ValueStream


@given(st.one_of(maps(), looping_maps()))
def test_the_terms_of_a_figure_come_to_it(built: ValueStream) -> None:
    """Times, ratios, slack, visits and utilisation over any map; no terms come to 0, or to 100 %."""
    built.settings["demand"] = Demand(items=3, per=parse_duration("2w"))
    analysis = analyse(built)
    for identifier in built.ids():
        for explained in stage_explanations(built, analysis, identifier).values():
            assert explained.value is not None
            without = 100.0 if explained.school.combined == "product" else 0.0
            come_to = without if explained.result is None else explained.result
            assert come_to == pytest.approx(explained.value, abs=1e-9), explained


@given(maps())
def test_a_figure_has_the_value_of_the_analysis(built: ValueStream) -> None:
    """What is explained is what is shown; what is unknown is not explained."""
    analysis = analyse(built)
    for identifier, result in analysis.stages.items():
        why = stage_explanations(built, analysis, identifier)
        shown = {
            "process_time": result.process_time_h,
            "lead_time": result.lead_time_h,
            "wait_time": result.wait_time_h,
            "complete_accurate": result.complete_accurate_pct,
            "activity_ratio": result.activity_ratio_pct,
            "slack": result.slack_h,
            "visits": result.visits,
            "utilisation": result.utilisation_pct,
            "lever": result.lever,
        }
        assert {key: each.value for key, each in why.items()} == {
            key: value for key, value in shown.items() if value is not None
        }


def test_what_was_entered_is_told_from_what_follows() -> None:
    """Entered figures are quoted as they were typed; the third follows from the other two."""
    built = stream("A 2h+1d")
    why = stage_explanations(built, analyse(built), "A")
    assert [(term.label, term.shown) for term in why["wait_time"].terms] == [("entered as 1d", "1 d")]
    assert [(term.label, term.shown) for term in why["lead_time"].terms] == [
        ("process time", "2 h"),
        ("wait", "1 d"),
    ]


def test_judges_and_rework_are_named() -> None:
    """%C&A by its judges, visits by first pass and the rework that brings the item back."""
    built = stream("A 1h/2h -> B 1h/2h; B ~25%~> A; B ~25%~> B")
    with_stage(built, "A", judged_by=(("B", 75.0), ("C", 50.0)))
    why = stage_explanations(built, analyse(built), "A")
    assert [term.label for term in why["complete_accurate"].terms] == ["as B judges it", "as C judges it"]
    visits = {term.label: term.value for term in why["visits"].terms}
    assert visits == pytest.approx({"first pass": 1, "rework B → A": 0.5})


def test_rework_is_taken_apart_by_its_arrow() -> None:
    """Two of five come back: each completion brings two thirds of a repetition and of the wait before it."""
    built = stream("A /4h -> B /2h; B ~40% 3h~> A")
    why = arrow_explanation(built, ("rework", "B", "A"))
    assert why is not None
    assert {term.label: term.value for term in why.terms} == pytest.approx(
        {"the repetition, 0.667 times": 4, "the wait before it, 0.667 times": 2}
    )
    assert why.result == pytest.approx(why.value) == pytest.approx(6)
    assert arrow_explanation(stream("A /4h -> B; B ~> A"), ("rework", "B", "A")) is None


def test_a_wait_between_stages_is_what_was_entered() -> None:
    """A flow says nothing where it has no wait of its own."""
    why = arrow_explanation(stream("A -2d-> B"), ("flow", "A", "B"))
    assert why is not None
    assert [(term.label, term.shown) for term in why.terms] == [("entered as 2d", "2 d")]
    assert arrow_explanation(stream("A -> B"), ("flow", "A", "B")) is None


@given(looping_maps())
def test_rework_costs_what_the_highlight_says(built: ValueStream) -> None:
    """The terms of every arrow with a rate come to its cost."""
    for arrow in built.reworks():
        why = arrow_explanation(built, ("rework", arrow.source, arrow.target))
        assert why is not None
        assert (why.result or 0.0) == pytest.approx(why.value)


def test_a_lever_says_until_when_it_holds() -> None:
    """With rework too: each hour is worth its visits, up to the hours at which another way is the longest."""
    built = stream("A /2h -> (B /9h, C /6h) -> D /4h; D ~50%~> D")
    analysis = analyse(built)
    why = stage_explanations(built, analysis, "D")["lever"]
    assert why.shown == "2 h, up to 4 h"
    assert {term.label: term.value for term in why.terms} == pytest.approx(
        {"on the longest way of the first pass": 1, "in the repetitions": 1}
    )
    assert stage_explanations(built, analysis, "B")["lever"].shown == "1 h, up to 3 h"
    assert stage_explanations(built, analysis, "C")["lever"].shown == "0 h"
