"""JSON of other mappers becomes a map: steps, times in minutes, arrows, rework; damage is named."""

import json
from typing import Any

import pytest

from vsmap.analysis.report import analyse
from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.sources import read_source
from vsmap.exchange.intake.wishes import Wishes
from vsmap.storage.faults import FileFaults


def read(whole: object, name: str = "map.vsm.json") -> Imported:
    """Read JSON."""
    return read_source(Origin(name, json.dumps(whole).encode()), Wishes())


def faults(text: str) -> list[str]:
    """Return what is wrong with a text that should be JSON of a mapper."""
    with pytest.raises(FileFaults) as raised:
        read_source(Origin("map.vsm.json", text.encode()), Wishes())
    return raised.value.lines()


def first(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - any part of the file
    """Return a file of vsm-workshop's first format."""

    def step(key: str, name: str, kind: str, process: int, lead: int, **other: object) -> dict[str, object]:
        times = {"processTime": process, "leadTime": lead, "percentCompleteAccurate": 80}
        return {"id": key, "name": name, "type": kind, **times, **other}

    steps = [
        step("u1", "Coding", "development", 60, 240, queueSize=5, batchSize=3, peopleCount=2, tools=["Git"]),
        step("u2", "Check", "testing", 30, 90),
        step("u3", "Ship", "custom", 45, 15),
    ]
    ways = [
        {"id": "u1-u2", "source": "u1", "target": "u2", "type": "forward", "reworkRate": 0},
        {"id": "u2-u3", "source": "u2", "target": "u3", "type": "forward", "reworkRate": 0},
        {"id": "u2-u1", "source": "u2", "target": "u1", "type": "rework", "reworkRate": 20},
    ]
    return {"id": "x", "name": "Checkout", "description": "d", "steps": steps, "connections": ways, **more}


def test_the_first_format_is_read() -> None:
    """Every figure that it has, kinds by their words, rework with its rate."""
    imported = read(first())
    stream = imported.stream
    coding, check, ship = stream.stages()
    assert stream.map.title == "Checkout"
    assert (coding.kind, coding.people, coding.queue, coding.batch, coding.systems) == (
        *("develop", 2, 5, 3),
        ("Git",),
    )
    result = analyse(stream).stages[coding.id]
    assert (result.process_time_h, result.lead_time_h, result.complete_accurate_pct) == (1, 4, 80)
    assert (check.kind, ship.kind) == ("test", "other")
    assert [(flow.source, flow.target) for flow in stream.flows()] == [("coding", "check"), ("check", "ship")]
    assert stream.rework["check", "coding"].rate == 20


def test_what_breaks_a_rule_is_left_out_and_said() -> None:
    """A lead time shorter than the work, an arrow to nowhere, a ring: the rest of the map is there."""
    damaged = first()
    damaged["connections"] += [
        {"source": "u3", "target": "u1", "type": "forward"},
        {"source": "u1", "target": "gone", "type": "forward"},
    ]
    imported = read(damaged)
    assert len(imported.stream.flows()) == 2
    told = " | ".join(imported.left_out)
    assert 'lead time of "Ship": it is shorter than its process time' in told
    assert 'an arrow to a step that is not there: "u1" to "gone"' in told
    assert 'the arrow "Ship → Coding"' in told


def test_the_second_format_is_read() -> None:
    """The active version in a straight line; process and wait add up; rework by its share of the rejects."""
    steps = [
        {"id": "a", "name": "Intake", "kind": "team", "processTime": {"typ": 60}, "waitTime": {"typ": 120}},
        {"id": "b", "name": "Build", "performedBy": "Dev", "processTime": {"typ": 60},
         "waitTime": {"typ": None}, "pctCA": 70, "timeSource": "estimate"},
        {"id": "c", "name": "Audit", "kind": "outside", "elapsedTime": {"typ": 960}},
    ]  # fmt: skip
    paths = [{"fromStepId": "b", "toStepId": "a", "shareOfRejects": 50}]
    version = {"id": "v1", "label": "Current state", "steps": steps, "reworkPaths": paths}
    other = {"id": "v2", "label": "Future", "steps": [], "reworkPaths": []}
    imported = read(
        {"schemaVersion": 2, "name": "S", "trigger": "Idea", "workdayHours": 6, "activeVersionId": "v1",
         "versions": [other, version]}
    )  # fmt: skip
    stream = imported.stream
    results = analyse(stream).stages
    assert (stream.map.trigger, stream.calendar.hours_per_day) == ("Idea", 6)
    assert results["intake"].lead_time_h == 3
    assert results["build"].lead_time_h is None
    assert stream.stage("build").lane == "Dev"
    assert results["audit"].lead_time_h == 16
    assert stream.rework["build", "intake"].rate == 15
    assert 'version "Future"' in imported.left_out[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"steps": [', "map.vsm.json:1: found column 12; this is no JSON"),
        ("[1, 2]", "a mapper's file is a JSON object"),
        ('{"nodes": []}', "of no mapper that is known"),
        ('{"steps": [3]}', "steps[1]: found 3; an object is needed here"),
        ('{"steps": [{"name": 3}]}', "steps[1].name: found 3; a text is needed here"),
        (
            '{"steps": [{"name": "A", "processTime": -1}]}',
            "steps[1].processTime: found -1; a number of 0 or more",
        ),
        ('{"steps": [{"name": "A", "tools": "x"}]}', "steps[1].tools"),
        ('{"schemaVersion": 2, "versions": []}', "there is no version of the map in it"),
        ("[" * 100_000, "this is no JSON"),
        ('{"version": 7, "map": {}}', '"version" is 1'),
        ('{"version": 1, "map": {"stage": {"a": {"lead_time": 3}}}}', "stage.a.lead_time"),
    ],
)
def test_malformed_json_names_its_place(text: str, says: str) -> None:
    """Where in the file, what was found, what is needed; nothing is made."""
    (fault,) = faults(text)
    assert says in fault
