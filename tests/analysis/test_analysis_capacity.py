"""Demand against capacity: takt, utilisation, bottleneck and queues, as the books have them."""

from dataclasses import replace
from typing import Any

import pytest
from builders import stream, with_stage
from known_numbers import ground_truth, ground_truths, in_line, worked_example

from vsmap.analysis.queueing import waiting_time
from vsmap.analysis.report import Highlight, analyse
from vsmap.model.durations import parse_duration
from vsmap.model.records import Demand, Stage
from vsmap.model.rules import Thresholds
from vsmap.model.stream import ValueStream

SECONDS = {"s": 1, "min": 60, "h": 3600}


def working(name: str, hours: float, people: float | None = None, **more: Any) -> Stage:  # noqa: ANN401 - any field
    """A stage of so many hours of work."""
    return Stage(id=name, name=name, process_time=parse_duration(f"{hours:.9f}h"), people=people, **more)


def asked(built: ValueStream, items: float, per: str) -> ValueStream:
    """Ask a map for items."""
    built.settings["demand"] = Demand(items=items, per=parse_duration(per))
    return built


def found(built: ValueStream, rule: str) -> list[Highlight]:
    """Return the highlights of one rule."""
    return [highlight for highlight in analyse(built).highlights if highlight.rule == rule]


def test_takt_is_working_time_over_demand() -> None:
    """Eleven published cases, in seconds."""
    example = worked_example("takt_set")
    cases = zip(example["published"]["cases"], example["recomputed"]["cases"], strict=True)
    for case, takt in cases:
        unit = case["available"]["unit"]
        per = f"{case['available']['value']}{'m' if unit == 'min' else unit}"
        hours = analyse(asked(stream("A"), case["demand"], per)).totals.takt_h
        assert hours is not None
        assert hours * 3600 / SECONDS[unit] == pytest.approx(takt, abs=6e-3)
    for item in ground_truths("takt"):
        built = asked(stream("A"), item["inputs"]["demand"], f"{item['inputs']['available']}s")
        assert (analyse(built).totals.takt_h or 0) * 3600 == pytest.approx(item["expected"]["takt"])


def test_without_demand_there_is_neither_takt_nor_utilisation() -> None:
    """Null, and not zero."""
    analysis = analyse(in_line([working("A", 2, 1)]))
    assert analysis.totals.takt_h is None
    assert analysis.stages["A"].utilisation_pct is None


def test_the_bottleneck_of_acme_is_the_stage_above_takt() -> None:
    """Capacity per shift as printed, with uptime; Assembly 1 does 445 of the 460 asked for."""
    example = worked_example("acme_current")
    steps = [step for step in example["steps"] if step["kind"] == "process"]
    stages = [
        replace(
            working(f"s{n}", step["pt"]["value"] / 3600, step["people"]),
            name=step["name"],
            uptime=step["uptime_pct"],
        )
        for n, step in enumerate(steps)
    ]
    built = asked(in_line(stages), 460, "27600s")
    analysis = analyse(built)
    for result in analysis.stages.values():
        capacity = 460 / (result.utilisation_pct or 0) * 100
        assert capacity == pytest.approx(example["published"]["capacity_per_shift"][result.name], abs=1)
    assert analysis.totals.bottleneck == "s3"
    [slow] = found(built, "over-takt")
    assert slow.text == "Assembly #1: 1 min an item, where one is asked for every 1 min"
    assert [each.stage for each in found(built, "overloaded")] == ["s3"]
    assert [each.stage for each in found(built, "near-capacity")] == ["s2"]


def test_the_lowest_capacity_is_the_bottleneck_without_a_demand() -> None:
    """Penny Fab Two and van Foreest's line: the rate of the line, wherever the longest stage is."""
    for item in ground_truths("capacity"):
        pairs = zip(item["inputs"]["times"], item["inputs"]["machines"], strict=True)
        stages = [working(f"s{n}", time, machines) for n, (time, machines) in enumerate(pairs)]
        assert analyse(in_line(stages)).totals.bottleneck == f"s{item['expected']['bottleneck']}"
        demanded = analyse(asked(in_line(stages), 1, "10h"))
        for n, rate in enumerate(item["expected"].get("rates", ())):
            assert demanded.stages[f"s{n}"].utilisation_pct == pytest.approx(0.1 / rate * 100)


def test_the_bottleneck_is_not_the_longest_stage() -> None:
    """The stage with the longer time has two servers and is used less."""
    item = ground_truth("bottleneck_is_utilisation")
    pairs = zip(item["inputs"]["times_min"], item["inputs"]["servers"], strict=True)
    stages = [working(f"s{n}", minutes / 60, servers) for n, (minutes, servers) in enumerate(pairs)]
    analysis = analyse(asked(in_line(stages), item["inputs"]["lam_per_hour"], "1h"))
    used = [(result.utilisation_pct or 0) / 100 for result in analysis.stages.values()]
    assert used == pytest.approx(item["expected"]["util"])
    assert analysis.totals.bottleneck == f"s{item['expected']['bottleneck']}"


def test_a_bottleneck_that_may_be_hidden_is_not_told() -> None:
    """Without a demand and without the people of a stage with work, a lower capacity could be there."""
    hidden = [working("A", 1, 1), working("B", 2)]
    assert analyse(in_line(hidden)).totals.bottleneck is None
    assert analyse(asked(in_line(hidden), 1, "10h")).totals.bottleneck == "A"
    assert analyse(in_line([working("A", 1, 1), working("B", 1, 1)])).totals.bottleneck == "A"


def test_rework_uses_capacity() -> None:
    """A stage that is visited twice as often can do half as many."""
    built = asked(stream("A 1h/2h x1 -> B 1h/2h x1; B ~50%~> A"), 1, "10h")
    assert [result.utilisation_pct for result in analyse(built).stages.values()] == pytest.approx([20, 20])


def test_the_wait_of_a_queue_is_that_of_the_books() -> None:
    """Gross and Harris, page 72: three servers, 28.9 minutes in the system."""
    for item in ground_truths("mmc"):
        rates = item["inputs"]
        wait = waiting_time(rates["lam"], rates["mu"], rates["c"])
        assert wait is not None
        assert wait + 1 / rates["mu"] == pytest.approx(item["expected"]["W"], rel=1e-6)
    assert waiting_time(1, 2, 1) == pytest.approx(0.5)
    assert waiting_time(2, 2, 1) is None
    assert waiting_time(1, 1, 10**6) is None


def test_a_wait_that_people_do_not_explain_is_policy() -> None:
    """Half used, an hour of work: one hour of waiting is explained; three times that is the limit."""
    explained = asked(in_line([working("A", 1, 1, wait_time=parse_duration("3h"))]), 1, "2h")
    assert found(explained, "wait-is-policy") == []
    [policy] = found(with_stage(explained, "A", wait_time="3.1h"), "wait-is-policy")
    assert policy.text == "A: waits 3.1 h; at 50 % of its capacity a queue explains 1 h"
    explained.settings["thresholds"] = Thresholds((("wait-is-policy", (("", 4.0),)),))
    assert found(explained, "wait-is-policy") == []
    overloaded = asked(in_line([working("A", 3, 1, wait_time=parse_duration("90h"))]), 1, "2h")
    assert found(overloaded, "wait-is-policy") == []
    assert [each.text for each in found(overloaded, "overloaded")] == [
        "A: 150 % of what it can do is asked of it"
    ]


def test_counted_items_are_held_against_littles_law() -> None:
    """Demand × lead time makes ten items: eight to thirteen are as they should be."""
    built = asked(stream("A 1h/20h -> B 1h/20h"), 1, "4h")
    assert found(built, "wip-mismatch") == []
    for queue, fires in ((7, True), (8, False), (13, False), (14, True)):
        with_stage(built, "A", queue=queue - 2, in_progress=2)
        assert bool(found(built, "wip-mismatch")) is fires, queue
    [told] = found(built, "wip-mismatch")
    assert told.text == "14 items were counted, demand × lead time makes 10: 1.4 times as many"


def test_what_littles_law_says_of_whisky() -> None:
    """Twelve bottles, six a year: two years of lead time are what those bottles are."""
    item = ground_truth("little_whisky")
    years = item["expected"]["lead_time"]
    built = asked(stream(f"A /{years:g}y q{item['inputs']['wip']}"), item["inputs"]["throughput"], "1y")
    assert found(built, "wip-mismatch") == []
    assert len(found(with_stage(built, "A", queue=item["inputs"]["wip"] * 2), "wip-mismatch")) == 1
