"""The rules of a map: each breach is found, where it is, and a map at the edge of a rule passes."""

from dataclasses import replace
from itertools import pairwise

import pytest
from builders import stage, stream, time, with_stage

from vsmap.model.calendar import Calendar
from vsmap.model.checks import all_breaches, cycle_breaches, stage_breaches
from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.reaching import flow_order
from vsmap.model.records import ChangeStage, Demand, Flow, Improvement, Rework, Stage, Waiver
from vsmap.model.stream import ValueStream

WEEK = Calendar()


def found(built: ValueStream) -> list[tuple[tuple[str, ...], str]]:
    """Return where a map breaks rules: the record and the key of each breach."""
    return [(breach.record, breach.key) for breach in all_breaches(built)]


@pytest.mark.parametrize(
    ("process", "lead", "wait", "key"),
    [
        ("2h", "1w", None, None),
        ("1w", "1w", None, None),
        ("5d", "40h", None, None),
        ("1w", "4d", None, "lead_time"),
        ("1-3w", "1.5w", None, "lead_time"),
        ("1/2/5w", "1w", None, "lead_time"),
        ("?", "1d", None, None),
        ("n/a", "1d", None, None),
        ("2h", "n/a", None, None),
        ("2h", "?", "1w", None),
        ("2h", "1w", "38h", None),
        ("2h", "1w", "38.1h", None),
        ("2h", "1w", "38.3h", "lead_time"),
        ("2h", "1w", "30h", "lead_time"),
        (None, "1w", "1w", None),
        (None, "1w", "2w", "wait_time"),
        ("?", "1w", "2w", "wait_time"),
        ("n/a", "1w", "1w", None),
        ("n/a", "1w", "2d", "lead_time"),
        ("2h", "1w", "n/a", None),
        ("2h", "0", None, "lead_time"),
        ("0", "0", "0", None),
    ],
)
def test_times_of_a_stage_must_agree(
    process: str | None, lead: str | None, wait: str | None, key: str | None
) -> None:
    """LT is at least PT, and where all three are given they add up within half a percent."""
    figures = {
        name: time(text)
        for name, text in (("process_time", process), ("lead_time", lead), ("wait_time", wait))
        if text
    }
    breaches = list(stage_breaches(replace(stage("A"), **figures), WEEK))  # type: ignore[arg-type] # all durations
    assert [breach.key for breach in breaches] == ([key] if key else [])


@pytest.mark.parametrize(
    ("text", "breaches"),
    [
        ("A -> B", []),
        ("A -30%-> B; A -70%-> C", []),
        ("A -33.3%-> B; A -33.3%-> C; A -33.3%-> D", []),
        ("A -30%-> B; A -70.5%-> C", []),
        ("A -30%-> B; A -70.6%-> C", [(("flow", "A", "B"), "share")]),
        ("A -30%-> B; A -> C", [(("flow", "A", "C"), "share")]),
        ("A -> B; B ~99.9%~> A", []),
        ("A -> B; B ~60%~> A; B ~40%~> B", [(("rework", "B", "A"), "rate")]),
        ("A -> B; A ~> B", [(("rework", "A", "B"), "to")]),
        ("A; B; A ~> B", [(("rework", "A", "B"), "to")]),
        ("A ~> A", []),
        ("A -> B -> A", [(("flow", "B", "A"), "to")]),
        ("A -> B -> A; C -> D ~> C", [(("flow", "B", "A"), "to")]),
    ],
)
def test_arrows_must_keep_their_rules(text: str, breaches: list[tuple[tuple[str, ...], str]]) -> None:
    """Shares add up, rates stay below 100, rework comes from downstream, flows make no circle."""
    assert found(stream(text)) == breaches


def test_a_circle_is_listed_with_the_way_out() -> None:
    """The message names the stages of the circle, at most eight, and [[rework]]."""
    message = next(cycle_breaches(stream("X -> A -> B -> C -> A"))).message
    assert message == "flows run in a circle: A → B → C → A; work that comes back is [[rework]]"
    ring = " -> ".join([f"S{number}" for number in range(50)] + ["S0"])
    assert next(cycle_breaches(stream(ring))).message.count("→") == 9


def test_settings_and_records_have_rules_too() -> None:
    """A demand has two figures, a waiver one place, and every range runs forwards in the calendar."""
    built = stream("A -> B")
    backwards = time("1d-10h")
    built.settings["calendar"] = Calendar(hours_per_day=24, days_per_week=7)
    built.settings["demand"] = Demand(items=3)
    built.put_flow(Flow(source="A", target="B", wait_time=backwards))
    built.put_rework(Rework(source="B", target="A", wait_time=backwards))
    changes = (ChangeStage("A", (("lead_time", backwards),)),)
    built.improvements["i"] = Improvement(id="i", effort=backwards, changes=changes)
    built.lists["waiver"].append(Waiver(rule="handoff", stage="A", source="B"))
    assert found(built) == [
        (("demand",), "per"),
        (("flow", "A", "B"), "wait_time"),
        (("rework", "B", "A"), "wait_time"),
        (("improvement", "i"), "effort"),
        (("improvement", "i"), "change"),
        (("waiver", "0"), "to"),
        (("waiver", "0"), "stage"),
    ]
    built.settings["demand"] = Demand(items=3, per=time("0"))
    assert found(built)[0] == (("demand",), "per")


def test_judges_and_a_figure_of_their_own_exclude_each_other() -> None:
    """%C&A is one figure or one for each judge."""
    both = Stage(id="A", complete_accurate=50, judged_by=(("B", 50),))
    assert [breach.key for breach in stage_breaches(both, WEEK)] == ["judged_by"]
    assert complete_accurate_of(replace(both, complete_accurate=None, judged_by=(("B", 50), ("C", 20)))) == 10
    assert complete_accurate_of(stage("A 0%")) == 0
    assert complete_accurate_of(stage("A")) is None


@pytest.mark.parametrize(
    ("process", "lead", "wait", "times", "least"),
    [
        ("2h", "1w", None, (2, 40, 38), 40),
        ("2h", None, "38h", (2, 40, 38), 40),
        (None, "1w", "38h", (2, 40, 38), 40),
        ("2h", None, None, (2, None, None), 2),
        (None, "1w", None, (None, 40, None), 40),
        (None, None, "1d", (None, None, 8), 8),
        ("?", None, "1d", (None, None, 8), 8),
        ("n/a", "1w", None, (None, 40, 40), 40),
        ("n/a", None, "1d", (None, 8, 8), 8),
        ("2h", None, "n/a", (2, 2, 0), 2),
        ("2h", None, "?", (2, None, None), 2),
        ("2h", "n/a", None, (2, None, None), 0),
        ("2-4h", "1/2/5d", None, (3, 16, 13), 16),
        (None, None, None, (None, None, None), 0),
    ],
)
def test_one_time_follows_from_the_others(
    process: str | None,
    lead: str | None,
    wait: str | None,
    times: tuple[float | None, ...],
    least: float,
) -> None:
    """LT is wait and PT; a PT alone is no lead time; what is known is the least that a stage takes."""
    figures = {"process_time": process, "lead_time": lead, "wait_time": wait}
    built = with_stage(stream("A"), "A", **figures)
    read = times_of(built.stage("A"), WEEK)
    assert tuple(read[:3]) == times
    assert read.lower_bound == least


def test_a_long_chain_and_many_rework_arrows_are_checked_without_recursion() -> None:
    """Ten thousand stages in a line, each sending work back to the first, are one map like any other."""
    built = ValueStream(Stage(id=f"s{number}", name="S") for number in range(10_000))
    ids = built.ids()
    for source, target in pairwise(ids):
        built.put_flow(Flow(source=source, target=target))
    for source in ids[::5]:
        built.put_rework(Rework(source=source, target="s0", rate=1))
    assert flow_order(built) == ids
    assert found(built) == []
