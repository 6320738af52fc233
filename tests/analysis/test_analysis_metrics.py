"""The JSON of the metrics keeps its contract: the keys of cli.md, unrounded, null where unknown."""

import json

import pytest
from builders import stream, with_stage

from vsmap.analysis.metrics import metrics_json
from vsmap.analysis.report import analyse
from vsmap.model.durations import parse_duration
from vsmap.model.records import Conventions, MapSettings, Targets, Waiver
from vsmap.model.stream import ValueStream

TOTALS = [
    *("lead_time_h", "lead_time_complete", "route_share_pct"),
    *("process_time_h", "total_process_time_h", "labour_h", "wait_time_h"),
    *("flow_efficiency_pct", "value_added_pct", "rolled_complete_accurate_pct"),
    *("expected_lead_time_h", "expected_exact", "p50_h", "p85_h", "p95_h"),
    *("handoffs", "takt_h", "bottleneck", "stages", "assessed"),
]
STAGE = [
    *("id", "name", "process_time_h", "lead_time_h", "wait_time_h", "complete_accurate_pct"),
    *("activity_ratio_pct", "earliest_start_h", "earliest_finish_h", "latest_start_h", "latest_finish_h"),
    *("slack_h", "free_slack_h", "critical", "dead_end", "after_delivery"),
    *("visits", "utilisation_pct", "lever", "lever_until_h"),
]
HIGHLIGHT = ["rule", "stage", "flow", "text", "lead_time_h", "waived", "countermeasures"]


def example() -> ValueStream:
    """A map with something of everything."""
    built = stream("Design 2h/10h 70% -> Approve 1h/40h 99% #approve x1 -> Deploy 1h/1d 90% !")
    built.settings["map"] = MapSettings(title="Shop", state="future")
    built.settings["conventions"] = Conventions(rolled="critical-path")
    built.settings["targets"] = Targets(lead_time=parse_duration("1w"), flow_efficiency=25)
    built.lists["waiver"].append(Waiver(rule="approval-without-findings", stage="Approve", reason="Law"))
    return built


def test_the_keys_are_those_of_the_contract() -> None:
    """Adding a key is allowed, losing or renaming one is not."""
    built = example()
    found = metrics_json(built, analyse(built))
    assert list(found) == [
        *("version", "title", "state", "calendar", "conventions"),
        *("totals", "critical_path", "stages", "highlights", "targets"),
    ]
    assert list(found["totals"]) == TOTALS
    assert [list(stage) for stage in found["stages"]] == [STAGE] * 3
    assert all(list(highlight) == HIGHLIGHT for highlight in found["highlights"])
    assert found["version"] == 1
    assert (found["title"], found["state"]) == ("Shop", "future")
    assert found["calendar"] == {"hours_per_day": 8, "days_per_week": 5}
    assert found["conventions"] == {"lead_time": "includes-process", "rolled": "critical-path"}
    assert found["totals"]["assessed"] == {"lead_time": 3, "process_time": 3, "complete_accurate": 3}


def test_it_is_plain_json() -> None:
    """Numbers, texts, lists and nulls, and never NaN."""
    built = example()
    found = metrics_json(built, analyse(built))
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_numbers_are_not_rounded() -> None:
    """What is shown is rounded; what is handed on is not."""
    built = stream("A 1h/3h")
    totals = metrics_json(built, analyse(built))["totals"]
    assert totals["flow_efficiency_pct"] == 1 / 3 * 100


def test_an_empty_map_is_null_where_there_is_nothing() -> None:
    """No stage: no numbers, but every key."""
    found = metrics_json(ValueStream(), analyse(ValueStream()))
    assert list(found["totals"]) == TOTALS
    assert found["totals"]["lead_time_h"] is None
    assert (found["stages"], found["critical_path"], found["highlights"]) == ([], [], [])


def test_the_limit_of_a_lever_is_there_with_shares_too() -> None:
    """Two hours less at B, and C is as slow in the scenario that has both."""
    built = stream("A /1h -> (B /9h, C /7h) -> D /2h; D ~20%~> D")
    stages = {stage["id"]: stage for stage in metrics_json(built, analyse(built))["stages"]}
    assert stages["B"]["lever_until_h"] == pytest.approx(2)
    assert stages["C"]["lever_until_h"] is None
    assert stages["D"]["lever"] == pytest.approx(1.25)


def test_targets_say_whether_they_are_met() -> None:
    """Only those that are set; each in its own unit."""
    built = example()
    assert metrics_json(built, analyse(built))["targets"] == {
        "lead_time": {"target_h": 40.0, "met": False},
        "flow_efficiency": {"target_pct": 25, "met": False},
    }


@pytest.mark.parametrize(
    ("key", "targets"),
    [
        ("lead_time", Targets(lead_time=parse_duration("15h"))),
        ("process_time", Targets(process_time=parse_duration("3h"))),
        ("flow_efficiency", Targets(flow_efficiency=20)),
        ("rolled_complete_accurate", Targets(rolled_complete_accurate=72)),
    ],
)
def test_a_target_is_met_exactly_and_not_judged_on_missing_figures(key: str, targets: Targets) -> None:
    """Reached is met, a little beyond is missed, and a figure that is not known leaves it open."""
    built = stream("A 1h/5h 80% -> B 2h/10h 90%")
    built.settings["targets"] = targets
    result = analyse(built).targets[key]
    assert result.met is True
    assert result.distance == pytest.approx(0)
    with_stage(built, "B", lead_time="11h", process_time="3.1h" if key == "process_time" else "2h")
    with_stage(built, "B", complete_accurate=89)
    assert analyse(built).targets[key].met is False
    with_stage(built, "B", process_time=None, lead_time=None, complete_accurate=None)
    assert analyse(built).targets[key].met is None


def test_a_target_of_unknown_length_is_none() -> None:
    """A target that nobody has set yet can't be missed."""
    built = stream("A 1h/5h")
    built.settings["targets"] = Targets(lead_time=parse_duration("?"))
    assert analyse(built).targets == {}
