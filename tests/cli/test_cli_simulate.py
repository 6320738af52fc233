"""`vsmap simulate`: how long items take, as text and as JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from headless import GOLDENS, Headless, sample

_ANSWER = {"p50_h", "p85_h", "p95_h", "mean_h", "exact", "step_h", "samples", "seed", "histogram"}
_MAP = """
[stage.develop]
lead_time = "5h"

[[rework]]
from = "develop"
to = "develop"
rate = 20

[targets]
lead_time = "1d"
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "map.vsm.toml"
    path.write_text(text, encoding="utf-8")
    return path


def _json(vsmap: Headless, *arguments: object) -> dict[str, Any]:
    code, out, err = vsmap("simulate", *arguments, "--json")
    assert (code, err) == (0, "")
    told: dict[str, Any] = json.loads(out)
    return told


@pytest.mark.parametrize("name", ["deployment-in-months", "lean-enterprise", "blank"])
def test_the_text_is_as_it_was_looked_at(vsmap: Headless, name: str) -> None:
    """Percentiles with what they mean, the target, a histogram, and the way in which it was found."""
    code, out, err = vsmap("simulate", sample(name))
    assert (code, err) == (0, "")
    assert out == (GOLDENS / f"simulate-{name}.txt").read_text(encoding="utf-8")


def test_the_json_is_unrounded_and_says_how_it_was_found(vsmap: Headless, tmp_path: Path) -> None:
    """Version 1: one answer with its percentiles, its method and its bars, which hold all items."""
    told = _json(vsmap, _file(tmp_path, _MAP))
    assert set(told) == {"version", "title", "calendar", "current"}
    answer = told["current"]
    assert set(answer) == _ANSWER
    assert (answer["p50_h"], answer["p85_h"], answer["p95_h"]) == (5, 10, 10)
    assert (answer["exact"], answer["samples"], answer["seed"]) == (True, None, None)
    assert sum(bar["share_pct"] for bar in answer["histogram"]) == pytest.approx(100)
    assert _json(vsmap, sample("blank"))["current"] is None


def test_the_target_is_a_share_of_the_items(vsmap: Headless, tmp_path: Path) -> None:
    """Four of five items are through within the day that is aimed for."""
    assert "80 %  of the items take 1 d at most" in vsmap("simulate", _file(tmp_path, _MAP)).out


def test_a_sample_can_be_asked_for_and_found_again(vsmap: Headless, tmp_path: Path) -> None:
    """--samples draws items, --seed others; the same seed the same ones."""
    path = _file(tmp_path, _MAP)
    first = _json(vsmap, path, "--samples", 5000, "--seed", 7)
    assert (first["current"]["samples"], first["current"]["seed"]) == (5000, 7)
    assert first == _json(vsmap, path, "--samples", 5000, "--seed", 7)
    assert first != _json(vsmap, path, "--samples", 5000, "--seed", 8)
    assert "Sampled: 5,000 items, seed 1" in vsmap("simulate", path, "--samples", 5000).out


@pytest.mark.parametrize("wrong", [("--samples", "0"), ("--samples", "many"), ("--seed", "-1")])
def test_what_can_not_be_sampled_is_wrong_usage(vsmap: Headless, wrong: tuple[str, str]) -> None:
    """A number of items, and a seed that is none, are refused with what would be one."""
    code, out, err = vsmap("simulate", sample("blank"), *wrong)
    assert (code, out) == (2, "")
    assert "write a number from" in err


def test_missing_figures_are_said(vsmap: Headless, tmp_path: Path) -> None:
    """With an unknown lead time all percentiles are lower bounds."""
    told = vsmap("simulate", _file(tmp_path, f'{_MAP}\n[stage.deploy]\nprocess_time = "1h"\n')).out
    assert "At least: figures are missing" in told


def test_metrics_have_percentiles_where_they_are_asked_for(vsmap: Headless, tmp_path: Path) -> None:
    """--percentiles fills p50_h, p85_h and p95_h; without it they are null, and the text has no row."""
    path = _file(tmp_path, _MAP)
    totals = json.loads(vsmap("metrics", path, "--json", "--percentiles").out)["totals"]
    assert (totals["p50_h"], totals["p85_h"], totals["p95_h"]) == (5, 10, 10)
    assert json.loads(vsmap("metrics", path, "--json").out)["totals"]["p85_h"] is None
    assert "\nP85 " in vsmap("metrics", path, "--percentiles").out
    assert "\nP85 " not in vsmap("metrics", path).out
    why = vsmap("metrics", path, "--why", "p85").out
    assert why.startswith("P85 1.3 d\n")
    assert "Beta-PERT" in why


def test_the_future_stands_beside_the_current_state(vsmap: Headless) -> None:
    """--future: both states on one axis, with the change of each percentile; the same luck for both."""
    told = _json(vsmap, sample("deployment-in-months"), "--future")
    assert set(told["future"]) == _ANSWER
    assert told["future"]["p85_h"] < told["current"]["p85_h"]
    out = vsmap("simulate", sample("deployment-in-months"), "--future").out
    assert out == (GOLDENS / "simulate-future.txt").read_text(encoding="utf-8")


def test_a_run_with_queues_is_named_as_such(vsmap: Headless) -> None:
    """--queues: the mean with its confidence, each queue beside the measured wait, the method by name."""
    path = sample("deployment-in-minutes")
    code, out, err = vsmap("simulate", path, "--queues", "--samples", 3000)
    assert (code, err) == (0, "")
    for part in ("Discrete-event simulation", "± ", "95 % confidence", "Measured", "3,000 items, seed 1"):
        assert part in out
    told = _json(vsmap, path, "--queues", "--samples", 3000)
    assert {"mean_h", "within_h", "p50_h", "p85_h", "p95_h", "stages", "measured", "seed"} <= set(told)
    assert {"stage", "utilisation_pct", "wait_h", "measured_wait_h", "in_front"} == set(told["stages"][0])


def test_queues_that_grow_without_end_are_an_answer_of_no(vsmap: Headless) -> None:
    """More is asked for than can be done, or nothing at all: exit code 1, and why."""
    code, out, err = vsmap("simulate", sample("deployment-in-months"), "--queues")
    assert (code, out) == (1, "")
    assert "queues grow without end: Regression test is asked for 118 %" in err
    code, _out, err = vsmap("simulate", sample("lean-enterprise"), "--queues")
    assert code == 1
    assert "no demand" in err
    refused = json.loads(vsmap("simulate", sample("lean-enterprise"), "--queues", "--json").out)
    assert "no demand" in refused["refused"]
