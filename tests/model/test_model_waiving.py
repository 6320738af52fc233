"""Waivers and limits as edits: made, found again, and taken back."""

import pytest
from builders import stream
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.edits import apply_edits, replay
from vsmap.model.limiting import limit_text, read_limit, set_limit
from vsmap.model.records import Waiver
from vsmap.model.rules import RULES, Thresholds
from vsmap.model.stream import ValueStream
from vsmap.model.waiving import reason_of, unwaive, waive

MAP = "A /1h -> B /1h; B ~10%~> A"
PLACES = ("A", ("A", "B"), ("B", "A"), None)
LIMITS = [(rule.id, key) for rule in RULES.values() for key, _limit in rule.limits]


@pytest.mark.parametrize("place", PLACES)
def test_a_waiver_names_its_place_and_its_reason(place: str | tuple[str, str] | None) -> None:
    """Of a stage, of an arrow, of the whole map; taking it back leaves the map as it was."""
    built = stream(MAP)
    apply_edits(built, waive(built, "rework-loop", place, "as agreed"))
    [waiver] = built.lists["waiver"]
    source, target = place if isinstance(place, tuple) else ("", "")
    stage = place if isinstance(place, str) else ""
    assert waiver == Waiver(rule="rework-loop", stage=stage, source=source, target=target, reason="as agreed")
    assert reason_of(built, "rework-loop", place) == "as agreed"
    assert reason_of(built, "handoff", place) == ""
    apply_edits(built, unwaive(built, "rework-loop", place))
    assert built == stream(MAP)


def test_every_waiver_that_accepts_a_highlight_is_taken_back() -> None:
    """One at its place and one of its rule everywhere: both go, others stay; undo brings them back."""
    built = stream(MAP)
    for place in ("B", None, "A"):
        apply_edits(built, waive(built, "wait-dominated", place, "why not"))
    before = built.copy()
    inverses = apply_edits(built, unwaive(built, "wait-dominated", "A"))
    assert [waiver.stage for waiver in built.lists["waiver"]] == ["B"]
    replay(built, inverses)
    assert built == before


@given(st.lists(st.tuples(st.sampled_from(LIMITS), st.integers(0, 500)), max_size=8))
def test_limits_are_in_force_in_the_order_of_the_rules(changes: list[tuple[tuple[str, str], int]]) -> None:
    """The last one set is in force, a default is no limit of its own, the order is that of a file."""
    built = ValueStream()
    expected: dict[tuple[str, str], float] = {}
    for (rule, key), value in changes:
        apply_edits(built, set_limit(built, RULES[rule], key, value))
        expected[rule, key] = value
    for (rule, key), wanted in expected.items():
        assert built.thresholds.limit(rule, key) == wanted
    own = [rule for rule, _limits in built.thresholds.limits]
    assert own == [rule for rule in RULES if rule in set(own)]
    for rule, key in LIMITS:
        apply_edits(built, set_limit(built, RULES[rule], key, dict(RULES[rule].limits)[key]))
    assert built.thresholds == Thresholds()


def test_a_limit_is_read_as_people_type_it() -> None:
    """A number with or without its sign; nothing is the usual limit."""
    rule = RULES["wait-dominated"]
    assert [read_limit(rule, "", typed) for typed in ("60", "60 %", "7,5", "", " default ")] == [
        *(60, 60, 7.5),
        *(50, 50),
    ]
    for typed in ("many", "-1", "nan", "inf", "1,500"):
        with pytest.raises(ValueError, match=r"number|comma"):
            read_limit(rule, "", typed)


def test_a_limit_of_the_maps_own_is_shown_beside_the_usual_one() -> None:
    """With its unit, and what it stands in place of."""
    built = ValueStream()
    rule = RULES["approval-without-findings"]
    apply_edits(built, set_limit(built, rule, "ratio", 30))
    assert limit_text(built, rule, "ratio") == "30, in place of 20"
    assert limit_text(built, rule, "complete_accurate") == "98"
