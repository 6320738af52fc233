"""Every total can say why: its terms come to it exactly, and its rule names the school."""

import pytest
from builders import stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from random_maps import looping_maps, maps

from vsmap.analysis.report import analyse
from vsmap.analysis.terms import explanations
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, Demand
from vsmap.model.stream import ValueStream

SCHOOLS = [Conventions(), Conventions(lead_time="waits-only", rolled="critical-path")]


@pytest.mark.parametrize("conventions", SCHOOLS)
@given(built=st.one_of(maps(), looping_maps()))
def test_the_terms_of_a_total_come_to_it(conventions: Conventions, built: ValueStream) -> None:
    """Sums, products and ratios over any map, under both conventions; no terms come to 0 or to 100 %."""
    built.settings["conventions"] = conventions
    built.settings["demand"] = Demand(items=3, per=parse_duration("2w"))
    for explanation in explanations(built, analyse(built)).values():
        if explanation.value is None:
            assert explanation.terms == ()
            continue
        without = 100.0 if explanation.school.combined == "product" else 0.0
        come_to = without if explanation.result is None else explanation.result
        assert come_to == pytest.approx(explanation.value, abs=1e-9)


@given(maps())
def test_a_term_can_be_jumped_to(built: ValueStream) -> None:
    """Each term names a stage of the map, and every total says what it follows."""
    for explanation in explanations(built, analyse(built)).values():
        assert all(term.stage is None or term.stage in built for term in explanation.terms)
        assert explanation.rule.endswith(f"({explanation.school.name})")
        assert sorted(explanation.largest_first) == sorted(explanation.terms)


def test_a_lead_time_is_taken_apart_largest_first() -> None:
    """Stages and waits between them, the longest first; a ratio has what it divides by at its end."""
    built = stream("Design 2d/2w -1d-> Build 1d/1w -> Deploy 1h/1d")
    why = explanations(built, analyse(built))
    assert [(term.label, term.shown, term.stage) for term in why["lead-time"].largest_first] == [
        ("Design", "2 w", "Design"),
        ("Build", "1 w", "Build"),
        ("Deploy", "1 d", "Deploy"),
        ("wait Design → Build", "1 d", "Build"),
    ]
    ratio = why["flow-efficiency"].largest_first
    assert [term.label for term in ratio if not term.divides] == ["Design", "Build", "Deploy"]
    assert [term.divides for term in ratio] == [False] * 3 + [True] * 4


def test_the_rule_names_the_school_in_force() -> None:
    """The same total follows another school under another convention, and says so."""
    built = stream("A 1h/2h 50% -> B 1h/2h")
    why = explanations(built, analyse(built))
    assert "Martin" in why["lead-time"].rule
    assert "not assessed counts as 100 %" in why["rolled-complete-accurate"].rule
    built.settings["conventions"] = SCHOOLS[1]
    why = explanations(built, analyse(built))
    assert "Rother & Shook" in why["lead-time"].rule
    assert "critical path" in why["rolled-complete-accurate"].rule


def test_branches_are_one_factor_of_rolled_quality() -> None:
    """What shares weigh can't be told stage by stage: the stretch is one term, with the stages it is of."""
    built = stream("Plan 80% -30%-> Board 90% -> Deploy 95%; Plan -70%-> Auto 99% -> Deploy")
    terms = explanations(built, analyse(built))["rolled-complete-accurate"].terms
    assert [term.label for term in terms] == ["Plan", "branches: Board, Auto, by their shares", "Deploy"]
    assert [term.value for term in terms] == pytest.approx([80, 0.3 * 90 + 0.7 * 99, 95])


def test_handoffs_are_listed_with_their_lanes() -> None:
    """Each handoff says from whom to whom; a lane that nobody named is no handoff."""
    built = stream("A /1h @Dev -> B /1h @Ops -> C /1h @Ops -> D /1h -> E /1h @Dev")
    handoffs = explanations(built, analyse(built))["handoffs"]
    assert [term.label for term in handoffs.terms] == ["A (Dev) → B (Ops)"]
    assert handoffs.value == 1


def test_an_average_item_is_taken_apart_too() -> None:
    """Each stage by how often it is on the longest way, waits and rework as terms of their own."""
    built = stream("A /2h -25% 1h-> B /8h -> D /4h; A -75%-> C /1h -> D; D ~50% 2h~> D")
    terms = explanations(built, analyse(built))["expected-lead-time"].terms
    assert {term.label: term.value for term in terms} == pytest.approx(
        {"A": 2, "B": 2, "C": 0.75, "D": 4, "wait A → B": 0.25, "rework D → D": 6}
    )


def test_takt_is_a_quotient() -> None:
    """Working time over items."""
    built = stream("A 1h/2h")
    built.settings["demand"] = Demand(items=4, per=parse_duration("1w"))
    takt = explanations(built, analyse(built))["takt"]
    assert [(term.label, term.shown, term.divides) for term in takt.terms] == [
        ("working time", "1 w", False),
        ("items asked for", "4", True),
    ]
    assert (takt.value, takt.result) == (10, 10)


def test_what_does_not_apply_is_not_explained() -> None:
    """Without classed stages there is no value-added ratio, without people no labour."""
    built = stream("A 1h/2h")
    assert not {"value-added", "labour"} & explanations(built, analyse(built)).keys()
    with_stage(built, "A", value="adding", people=2)
    why = explanations(built, analyse(built))
    assert why["labour"].shown == "2 h"
    assert why["value-added"].shown == "50 %"


def test_a_number_that_is_not_known_has_no_terms() -> None:
    """It is shown as a dash, and its rule still says what it would be."""
    built = stream("A 1h -> B 1h/2h")
    why = explanations(built, analyse(built))["flow-efficiency"]
    assert (why.value, why.shown, why.result, why.terms) == (None, "–", None, ())
    assert "÷" in why.rule


def test_the_bottleneck_is_taken_apart_where_there_is_a_demand() -> None:
    """Work asked for in a week over what its people can do; without a demand nothing is said of it."""
    built = stream("A 2h/1d x1 -> B 1d/2d x2")
    assert "bottleneck" not in explanations(built, analyse(built))
    built.settings["demand"] = Demand(items=6, per=parse_duration("1w"))
    why = explanations(built, analyse(built))["bottleneck"]
    assert why.shown == "B, 60 %"
    assert [(term.value, term.divides) for term in why.terms] == [(48, False), (80, True)]
