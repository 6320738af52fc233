"""Reads the published maps and closed-form results that tests compare with."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from vsmap.model.durations import Duration, parse_duration
from vsmap.model.records import Flow, Stage
from vsmap.model.stream import ValueStream

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
_UNITS = {"days": "d", "hours": "h", "units": "h", "weeks": "w", "s": "s", "min": "m"}


def load(file: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return what a shared file holds; without the file the test is skipped."""
    path = SHARED / file
    if not path.exists():
        pytest.skip(f"{file} is not here")
    return json.loads(path.read_text())


def worked_example(identifier: str) -> dict[str, Any]:
    """Return a published map by its id."""
    return next(entry for entry in load("worked_examples.json") if entry["id"] == identifier)


def ground_truths(kind: str) -> list[dict[str, Any]]:
    """Return the results of a kind."""
    return [item for item in load("ground_truths.json")["items"] if item["kind"] == kind]


def ground_truth(name: str) -> dict[str, Any]:
    """Return a result by its name."""
    items: list[dict[str, Any]] = load("ground_truths.json")["items"]
    return next(item for item in items if item["name"] == name)


def text_of(amount: dict[str, Any]) -> str:
    """Write a value with its unit as a duration."""
    return f"{amount['value']:f}{_UNITS[amount['unit']]}"


def stage_of(step: dict[str, Any], identifier: str) -> Stage:
    """Build a stage from a published step."""
    return Stage(
        id=identifier,
        name=step["name"],
        complete_accurate=step.get("ca_pct"),
        people=step.get("people"),
        lane=step.get("team", ""),
        process_time=_time_of(step.get("pt")),
        lead_time=_time_of(step.get("lt")),
        wait_time=_time_of(step.get("wait")),
    )


def _time_of(amount: dict[str, Any] | None) -> Duration | None:
    return parse_duration(text_of(amount)) if amount else None


def in_line(stages: list[Stage], waits: list[str] | None = None) -> ValueStream:
    """Join stages in a line, with a wait on each arrow where waits are given."""
    texts = waits or ["0"] * len(stages)
    flows = [
        Flow(source=source.id, target=target.id, wait_time=parse_duration(wait))
        for (source, target), wait in zip(pairwise(stages), texts, strict=False)
    ]
    return ValueStream(stages, flows)
