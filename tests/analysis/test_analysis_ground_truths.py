"""Critical path problems with published answers: every earliest and latest time, and every slack."""

from typing import Any

import pytest
from known_numbers import ground_truth, ground_truths

from vsmap.analysis.report import analyse
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream


def lasting(identifier: str, process: float, lead: float) -> Stage:
    """A stage of so many hours."""
    return Stage(
        id=identifier,
        name=identifier,
        process_time=parse_duration(f"{process}h"),
        lead_time=parse_duration(f"{lead}h"),
    )


def arcs_as_stages(arcs: list[list[Any]]) -> ValueStream:
    """Turn activities on arcs into stages, with one stage of no length for each event."""
    events = sorted({end for source, target, _length in arcs for end in (source, target)})
    built = ValueStream([lasting(f"event-{event}", 0, 0) for event in events])
    for source, target, length in arcs:
        identifier = f"{source}-{target}"
        built.put_stage(lasting(identifier, length, length))
        built.put_flow(Flow(source=f"event-{source}", target=identifier))
        built.put_flow(Flow(source=identifier, target=f"event-{target}"))
    return built


def test_activities_on_arcs() -> None:
    """Early and late times of the events, total floats and the critical activities are as published."""
    for item in ground_truths("cpm_aoa"):
        analysis = analyse(arcs_as_stages(item["inputs"]["arcs"]))
        expected = item["expected"]
        assert analysis.totals.lead_time_h == pytest.approx(expected["duration"])
        for event, time in expected["node_ES"].items():
            assert analysis.stages[f"event-{event}"].earliest_start_h == pytest.approx(time)
        for event, time in expected["node_LC"].items():
            assert analysis.stages[f"event-{event}"].latest_finish_h == pytest.approx(time)
        for activity, slack in expected["TF"].items():
            assert analysis.stages[activity].slack_h == pytest.approx(slack)
        critical = [identifier for identifier in analysis.critical_path if not identifier.startswith("event")]
        assert critical == expected["critical"]


def test_activities_on_nodes() -> None:
    """Reliable Construction: 44 weeks, the one critical path, and the slack of all others."""
    for item in ground_truths("cpm_aon"):
        durations, before = item["inputs"]["durations"], item["inputs"]["preds"]
        flows = [Flow(source=source, target=target) for target in before for source in before[target]]
        analysis = analyse(ValueStream([lasting(key, t, t) for key, t in durations.items()], flows))
        expected = item["expected"]
        assert analysis.totals.lead_time_h == pytest.approx(expected["duration"])
        assert list(analysis.critical_path) == expected["critical"]
        for identifier, result in analysis.stages.items():
            assert result.slack_h == pytest.approx(expected["TF"].get(identifier, 0))


def test_of_five_flow_efficiencies_ours_is_the_critical_path_one() -> None:
    """Five published conventions give 8 to 69 % for one map; lead time decides the path here."""
    item = ground_truth("five_flow_efficiencies_one_map")
    stages = [
        lasting(key, process, process + wait) for key, (process, wait) in item["inputs"]["stages"].items()
    ]
    flows = [Flow(source=source, target=target) for source, target in item["inputs"]["edges"]]
    totals = analyse(ValueStream(stages, flows)).totals
    assert totals.lead_time_h == pytest.approx(item["expected"]["LT"])
    assert totals.flow_efficiency_pct == pytest.approx(item["expected"]["critical_path_MO"] * 100)
    touched = (totals.total_process_time_h or 0) / item["expected"]["LT"]
    assert touched == pytest.approx(item["expected"]["touch_over_LT"])
