"""`vsmap metrics`: the numbers of a map as text, as JSON, and one of them taken apart."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from headless import GOLDENS, ROOT, Headless, sample

_DESIGN: Final = ROOT.parent / "shared" / "design" / "cli.md"
_STAGE: Final = (
    *("id", "name", "process_time_h", "lead_time_h", "wait_time_h"),
    *("complete_accurate_pct", "activity_ratio_pct"),
    *("earliest_start_h", "earliest_finish_h", "latest_start_h", "latest_finish_h"),
    *("slack_h", "free_slack_h", "critical", "dead_end", "after_delivery"),
    *("visits", "utilisation_pct", "lever", "lever_until_h"),
)
_TOTALS: Final = (
    *("lead_time_h", "lead_time_complete", "route_share_pct"),
    *("process_time_h", "total_process_time_h", "labour_h", "wait_time_h"),
    *("flow_efficiency_pct", "value_added_pct", "rolled_complete_accurate_pct"),
    *("expected_lead_time_h", "expected_exact", "p50_h", "p85_h", "p95_h"),
    *("handoffs", "takt_h", "bottleneck", "stages", "assessed"),
)
_KEYS: Final = {
    "": (
        *("version", "title", "state", "calendar", "conventions", "totals"),
        *("critical_path", "stages", "highlights", "targets"),
    ),
    "calendar": ("hours_per_day", "days_per_week"),
    "conventions": ("lead_time", "rolled"),
    "totals": _TOTALS,
    "totals.assessed": ("lead_time", "process_time", "complete_accurate"),
    "stages": _STAGE,
    "highlights": ("rule", "stage", "flow", "text", "lead_time_h", "waived", "countermeasures"),
    "targets": ("lead_time", "flow_efficiency"),
    "targets.lead_time": ("target_h", "met"),
    "targets.flow_efficiency": ("target_pct", "met"),
}
"""The keys of every object of the JSON, by its place: version 1 of the contract."""
_TARGETS: Final = '[targets]\nlead_time = "1w"\nflow_efficiency = 25\n\n'


def _keys(value: object, place: str = "") -> dict[str, set[str]]:
    """Return the keys of every object, by its place; of a list the first item speaks for all."""
    if isinstance(value, list):
        return _keys(value[0], place) if value else {}
    if not isinstance(value, dict):
        return {}
    found = {place: set(value)}
    for key, item in value.items():
        found |= _keys(item, f"{place}.{key}".lstrip("."))
    return found


def _targeted(folder: Path, name: str) -> Path:
    path = folder / "map.vsm.toml"
    text = sample(name).read_text(encoding="utf-8")
    path.write_text(text.replace("[stage.", f"{_TARGETS}[stage.", 1), encoding="utf-8")
    return path


def _metrics(vsmap: Headless, path: Path) -> dict[str, Any]:
    code, out, err = vsmap("metrics", path, "--json")
    assert (code, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    return told


def test_the_keys_of_the_json_are_those_of_the_contract(vsmap: Headless, tmp_path: Path) -> None:
    """Programs that read version 1 find every key where it was promised, and no other."""
    found = _keys(_metrics(vsmap, _targeted(tmp_path, "lean-enterprise")))
    assert found == {place: set(keys) for place, keys in _KEYS.items()}


@pytest.mark.skipif(not _DESIGN.is_file(), reason="the design is not beside this checkout")
def test_the_contract_is_that_of_the_design() -> None:
    """The keys above are the keys of the example in cli.md."""
    block = re.search(r"```json\n(.+?)```", _DESIGN.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert _keys(json.loads(block[1])) == {place: set(keys) for place, keys in _KEYS.items()}


def test_every_stage_and_highlight_has_the_same_keys(vsmap: Headless) -> None:
    """What holds for the first of a list holds for all of them."""
    told = _metrics(vsmap, sample("deployment-in-months"))
    assert {frozenset(stage) for stage in told["stages"]} == {frozenset(_STAGE)}
    assert {frozenset(each) for each in told["highlights"]} == {frozenset(_KEYS["highlights"])}


def test_the_published_numbers_come_out_unrounded(vsmap: Headless, tmp_path: Path) -> None:
    """Lean Enterprise: 384 h, 55 h, 14.32 %, 5.44 %, and its path through change approval."""
    told = _metrics(vsmap, _targeted(tmp_path, "lean-enterprise"))
    totals = told["totals"]
    assert (totals["lead_time_h"], totals["process_time_h"], totals["labour_h"]) == (384.0, 55.0, 464.0)
    assert totals["flow_efficiency_pct"] == 14.322916666666666
    assert totals["rolled_complete_accurate_pct"] == pytest.approx(5.4432)
    assert totals["assessed"] == {"lead_time": 8, "process_time": 8, "complete_accurate": 8}
    assert "change-approval" in told["critical_path"]
    assert told["targets"] == {
        "lead_time": {"target_h": 40.0, "met": False},
        "flow_efficiency": {"target_pct": 25, "met": False},
    }


def test_what_is_not_known_is_null(vsmap: Headless) -> None:
    """An empty map has no lead time; no number is made up, and what does not apply is null."""
    told = _metrics(vsmap, sample("blank"))
    for key in ("lead_time_h", "flow_efficiency_pct", "rolled_complete_accurate_pct", "p85_h"):
        assert told["totals"][key] is None
    assert (told["stages"], told["critical_path"], told["targets"]) == ([], [], {})


@pytest.mark.parametrize("name", ["lean-enterprise", "blank", "guessed"])
def test_the_text_is_as_it_was_looked_at(vsmap: Headless, name: str) -> None:
    """Totals with their rules beneath, critical path, stages, highlights and what helps against them."""
    path = GOLDENS / f"{name}.vsm.toml" if name == "guessed" else sample(name)
    code, out, err = vsmap("metrics", path)
    assert (code, err) == (0, "")
    assert out == (GOLDENS / f"metrics-{name}.txt").read_text(encoding="utf-8")


def test_missing_figures_are_said_beside_the_totals(vsmap: Headless) -> None:
    """A lower bound says "at least", an unknown number is a dash, a stage that is not assessed is counted."""
    lines = vsmap("metrics", GOLDENS / "guessed.vsm.toml").out.splitlines()
    total = {line.split("  ")[0]: line for line in lines}
    assert "at least" in total["Lead time"]
    assert "2 of 4 stages assessed" in total["Lead time"]
    assert "–" in total["Flow efficiency"]
    assert "1 of 3 stages assessed" in total["Rolled %C&A"]


@pytest.mark.parametrize("number", ["lead-time", "flow-efficiency", "rolled-complete-accurate"])
def test_a_total_is_taken_apart(vsmap: Headless, number: str) -> None:
    """--why gives the total, its rule with the school, and its terms, the largest first."""
    code, out, err = vsmap("metrics", sample("lean-enterprise"), "--why", number)
    assert (code, err) == (0, "")
    assert out == (GOLDENS / f"why-{number}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("lead-tim", "did you mean lead-time?"),
        ("value-added", "no total of this map"),
        ("", "the totals are"),
    ],
)
def test_a_total_that_is_none_is_wrong_usage(vsmap: Headless, number: str, told: str) -> None:
    """The totals of the map are named."""
    code, out, err = vsmap("metrics", sample("lean-enterprise"), "--why", number)
    assert (code, out) == (2, "")
    assert told in err


def test_every_total_of_the_text_can_say_why(vsmap: Headless) -> None:
    """Each total that is named as allowed is explained."""
    named = vsmap("metrics", sample("acme-stamping"), "--why", "?").err
    totals = named.strip().rpartition("the totals are ")[2].split(", ")
    assert len(totals) > 6
    for total in totals:
        assert vsmap("metrics", sample("acme-stamping"), "--why", total).code == 0
