"""Each rule of waste fires at its limit and not before, with the map's own numbers in its sentence."""

import pytest
from builders import stream, with_stage
from hypothesis import given
from random_maps import maps

from vsmap.analysis.report import Highlight, analyse
from vsmap.analysis.waste.countermeasures import COUNTERMEASURES, countermeasures_for
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Waiver
from vsmap.model.rules import RULES, Thresholds
from vsmap.model.stream import ValueStream


def found(built: ValueStream, rule: str) -> list[Highlight]:
    """Return the highlights of one rule."""
    return [highlight for highlight in analyse(built).highlights if highlight.rule == rule]


def texts(built: ValueStream, rule: str) -> list[str]:
    """Return the sentences of one rule."""
    return [highlight.text for highlight in found(built, rule)]


def limited(built: ValueStream, rule: str, limit: float, key: str = "") -> ValueStream:
    """Set one limit."""
    built.settings["thresholds"] = Thresholds(((rule, ((key, limit),)),))
    return built


def test_a_stage_that_mostly_waits() -> None:
    """From half of the lead time on; the largest wait of the path whatever its share."""
    built = stream("A 1h/2h -> B 6h/10h -> C 9h/16h")
    assert texts(built, "wait-dominated") == [
        "C: 7 h of 2 d is waiting (43.8 %), the largest wait on the critical path",
        "A: 1 h of 2 h is waiting (50 %)",
    ]
    assert [highlight.lead_time_h for highlight in found(built, "wait-dominated")] == [7, 1]
    assert len(found(limited(built, "wait-dominated", 51), "wait-dominated")) == 1
    assert len(found(limited(built, "wait-dominated", 40), "wait-dominated")) == 3


def test_the_largest_wait_may_be_that_of_an_arrow() -> None:
    """Waiting between two stages is waiting too."""
    [first, *_others] = found(stream("A 1h/2h -3d-> B 1h/2h"), "wait-dominated")
    assert first.flow == ("A", "B")
    assert first.stage is None
    assert first.text == "A → B: 3 d of waiting in between, the largest wait on the critical path"


def test_a_map_without_waits_has_no_largest_one() -> None:
    """Where nothing waits, nothing is said."""
    assert found(stream("A 1h/1h -> B 2h/2h"), "wait-dominated") == []


def test_the_four_extremes() -> None:
    """What Martin circles: the longest, the busiest, the poorest and the idlest stage."""
    built = stream("A 1h/20h 90% -> B 9h/10h 60% -> C 2h/30h 70%")
    expected = {
        "longest-lead-time": ("C", "C: 3.8 d, the longest lead time of the map", 30),
        "highest-process-time": ("B", "B: 1.1 d of work, the most of the map", 9),
        "lowest-complete-accurate": ("B", "B: 60 % complete and accurate, the lowest of the map", 4),
        "lowest-activity-ratio": (
            "A",
            "A: 1 h of work in 2.5 d (5 %), the lowest activity ratio of the map",
            19,
        ),
    }
    for rule, (stage, text, hours) in expected.items():
        [highlight] = found(built, rule)
        assert (highlight.stage, highlight.text) == (stage, text)
        assert highlight.lead_time_h == pytest.approx(hours)


def test_an_extreme_needs_something_to_compare_with() -> None:
    """One stage is no extreme, and neither is the best that can be; ties go to the first."""
    for rule in ("longest-lead-time", "highest-process-time", "lowest-complete-accurate"):
        assert found(stream("A 1h/2h 50%"), rule) == []
    assert found(stream("A 1h/1h 100% -> B 1h/1h 100%"), "lowest-complete-accurate") == []
    assert found(stream("A 1h/1h 100% -> B 1h/1h 100%"), "lowest-activity-ratio") == []
    [highlight] = found(stream("A /2h -> B /2h"), "longest-lead-time")
    assert highlight.stage == "A"


def test_low_quality() -> None:
    """Below the limit, not at it; a stage that nobody assessed is not poor."""
    built = stream("A /10h 80% -> B /10h 79% -> C /10h")
    assert texts(built, "low-complete-accurate") == ["B: 21 % of its output can't be used as it is (%C&A 79)"]
    assert found(built, "low-complete-accurate")[0].lead_time_h == pytest.approx(2.1)
    assert len(found(limited(built, "low-complete-accurate", 81), "low-complete-accurate")) == 2


def test_a_queue_that_builds_up() -> None:
    """Above five, and above one and a half times the mean of the others; alone it is compared with none."""
    assert texts(stream("A /1h q6"), "queue-builds-up") == ["A: 6 items wait in front"]
    assert found(stream("A /1h q5"), "queue-builds-up") == []
    assert found(stream("A /1h q8 -> B /1h q6 -> C /1h q6"), "queue-builds-up") == []
    built = stream("A /1h q10 -> B 2h/3h q6 -> C /1h q6")
    assert texts(built, "queue-builds-up") == [
        "A: 10 items wait in front; the other queues hold 6 on average"
    ]
    assert len(found(limited(stream("A /1h q3"), "queue-builds-up", 2), "queue-builds-up")) == 1


@pytest.mark.parametrize(
    ("kind", "done"),
    [
        ("build", "built"),
        ("test", "tested"),
        ("provision", "provisioned"),
        ("release", "released"),
        ("deploy", "deployed"),
        ("develop", None),
    ],
)
def test_work_by_hand_that_machines_do_well(kind: str, done: str | None) -> None:
    """Only where it is said to be done by hand, and only for the kinds that machines do."""
    built = with_stage(stream(f"A 1h/4h #{kind}"), "A", automated=False)
    assert texts(built, "manual-work") == ([f"A: {done} by hand, 1 h of work each time"] if done else [])
    assert found(with_stage(built, "A", automated=None), "manual-work") == []
    assert found(with_stage(built, "A", automated=True), "manual-work") == []


def test_an_approval_that_finds_nothing() -> None:
    """From 98 % on, or where it takes twenty times its work."""
    assert texts(stream("A 4h/8h 98% #approve"), "approval-without-findings") == ["A: 98 % pass as they are"]
    assert texts(stream("A 2h/40h 60% #approve"), "approval-without-findings") == [
        "A: 2 h of work take 1 w, 20 times as long"
    ]
    assert texts(stream("A 1h/3d 99% #approve"), "approval-without-findings") == [
        "A: 99 % pass as they are; 1 h of work take 3 d, 24 times as long"
    ]
    assert found(stream("A 2h/39h 97% #approve"), "approval-without-findings") == []
    assert found(stream("A 2h/40h 99% #review"), "approval-without-findings") == []
    quick = limited(stream("A 2h/10h #approve"), "approval-without-findings", 5, "ratio")
    assert len(found(quick, "approval-without-findings")) == 1


def test_approvals_that_stand_behind_each_other() -> None:
    """Two on one way are too many; two beside each other are not on one way."""
    built = stream("A 1h/8h #approve -> B 1h/2h -> C 1h/16h #approve")
    [highlight] = found(built, "stacked-approvals")
    assert (highlight.stage, highlight.lead_time_h) == ("C", 24)
    assert highlight.text == "2 approvals on one way: A and C take 3 d"
    assert found(stream("A -> (B #approve, C #approve) -> D"), "stacked-approvals") == []
    assert found(limited(built, "stacked-approvals", 3), "stacked-approvals") == []


def test_the_way_with_most_approvals_is_told() -> None:
    """Of several ways the one with most of them; it concerns the lead time of those that are critical."""
    built = stream(
        """
        A 1h/8h #approve -> B 1h/40h #approve -> D 1h/8h #approve
        A -> C 1h/8h #approve -> E 1h/8h #approve -> D
        """
    )
    [highlight] = found(built, "stacked-approvals")
    assert highlight.text == "4 approvals on one way: A, C, E and D take 4 d"
    assert (highlight.stage, highlight.lead_time_h) == ("D", 16)


def test_figures_that_are_missing() -> None:
    """Each stage says what it lacks; where nobody assessed quality at all, the map says so once."""
    assert texts(stream("A 1h/2h 80% -> B 1h -> C 1h/2h 90%"), "missing-figures") == [
        "B: lead time and %C&A are missing"
    ]
    assert texts(stream("A /2h -> B 1h/2h"), "missing-figures") == [
        "no stage has a %C&A, so that nothing is said about quality",
        "A: process time is missing",
    ]
    built = stream("A 1h/2h 80% -> B 1h/2h 80%")
    built.put_flow(Flow(source="A", target="B", wait_time=parse_duration("?")))
    [highlight] = found(built, "missing-figures")
    assert highlight.flow == ("A", "B")
    assert highlight.text == "A → B: the wait in between is not known"


def test_what_counts_in_no_total_is_not_missed() -> None:
    """A stage after delivery, and a figure that does not apply."""
    built = stream("A 1h/2h 80% ! -> Operate; B 80% -> A")
    assert found(with_stage(built, "B", process_time="n/a", lead_time="n/a"), "missing-figures") == []


def test_a_map_too_large_to_read() -> None:
    """More than fifteen stages."""
    line = " -> ".join(f"S{number}" for number in range(16))
    assert texts(stream(line), "too-many-stages") == ["16 stages: a map of more than 15 is hard to read"]
    assert found(stream(line.removesuffix(" -> S15")), "too-many-stages") == []


def test_highlights_off_the_critical_path_concern_no_lead_time() -> None:
    """They are told, at the end of the list."""
    built = stream("A 1h/2h -> (B 1h/8h, C 1h/20h) -> D 1h/2h")
    [*_, last] = found(built, "wait-dominated")
    assert (last.stage, last.lead_time_h) == ("B", 0)


def test_a_waiver_is_of_a_stage_an_arrow_or_the_whole_map() -> None:
    """A waived highlight stays in the list and says so."""
    built = stream("A 1h/20h -9h-> B 1h/9h")
    built.put_flow(Flow(source="A", target="B", wait_time=parse_duration("30h")))
    waits = {(each.stage, each.flow): each.waived for each in found(built, "wait-dominated")}
    assert waits == {("A", None): False, ("B", None): False, (None, ("A", "B")): False}
    built.lists["waiver"] = [Waiver(rule="wait-dominated", stage="A", reason="x")]
    assert [each.stage for each in found(built, "wait-dominated") if each.waived] == ["A"]
    built.lists["waiver"] = [Waiver(rule="wait-dominated", source="A", target="B", reason="x")]
    assert [each.flow for each in found(built, "wait-dominated") if each.waived] == [("A", "B")]
    built.lists["waiver"] = [Waiver(rule="wait-dominated", reason="x")]
    assert all(each.waived for each in found(built, "wait-dominated"))
    built.lists["waiver"] = [Waiver(rule="low-complete-accurate", reason="x")]
    assert not any(each.waived for each in found(built, "wait-dominated"))


def test_every_rule_has_countermeasures() -> None:
    """The field names some for each; what kind of work it is makes them more precise."""
    assert COUNTERMEASURES.keys() == RULES.keys()
    assert all(COUNTERMEASURES.values())
    assert "environments" in countermeasures_for("manual-work", "provision")[0]
    assert countermeasures_for("manual-work", "idea") == COUNTERMEASURES["manual-work"]


@given(maps(known=False))
def test_the_order_is_by_lead_time_and_always_the_same(built: ValueStream) -> None:
    """Ranked by the hours they concern, none of them more than the lead time; every place exists."""
    analysis = analyse(built)
    hours = [highlight.lead_time_h for highlight in analysis.highlights]
    assert hours == sorted(hours, reverse=True)
    assert all(0 <= each <= (analysis.totals.lead_time_h or 0) + 1e-9 for each in hours)
    for highlight in analysis.highlights:
        assert highlight.stage is None or highlight.stage in built
        assert highlight.flow is None or built.flow(*highlight.flow) is not None
        assert highlight.text
    assert len({(h.rule, h.stage, h.flow) for h in analysis.highlights}) == len(analysis.highlights)
