"""`vsmap compare`, and `--future` of metrics and draw."""

import json
from datetime import date
from pathlib import Path

import pytest
from headless import GOLDENS, Headless, sample

MONTHS = sample("deployment-in-months")
TWO_STAGES = """\
[stage.a]
process_time = "1h"
lead_time = "10h"

[stage.b]
process_time = "1h"
lead_time = "20h"
"""
PLANNED = f"""{TWO_STAGES}
[improvement.faster]
title = "Faster"

[[improvement.faster.change]]
stage = "b"
set = {{ lead_time = "5h" }}
"""


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """Return a map with one improvement."""
    path = tmp_path / "planned.vsm.toml"
    path.write_text(PLANNED)
    return path


def test_metrics_of_the_future_state(vsmap: Headless) -> None:
    """The totals are those that the samples' README works out, and the state is called future."""
    told = json.loads(vsmap("metrics", MONTHS, "--future", "--json").out)
    assert told["state"] == "future"
    assert told["totals"]["lead_time_h"] == 48.5
    assert round(told["totals"]["flow_efficiency_pct"], 1) == 32.3
    assert "future state" in vsmap("metrics", MONTHS, "--future").out.splitlines()[0]


def test_draw_the_future_state(vsmap: Headless) -> None:
    """What an improvement adds is drawn, what one removes is not."""
    drawn = vsmap("draw", MONTHS, "--future", "--width", 400).out
    assert "Peer review" in drawn
    assert "Change advis" not in drawn
    assert "Change advis" in vsmap("draw", MONTHS, "--width", 400).out


def test_what_is_left_out_of_the_future_is_said(vsmap: Headless, planned: Path) -> None:
    """An improvement that can't be carried out is named with its reason; the rest is shown."""
    planned.write_text(PLANNED.replace('"5h"', '"5m"'))
    told = vsmap("metrics", planned, "--future")
    assert told.code == 0
    assert told.err.startswith("left out of the future state: Faster: lead time is shorter than process time")


def test_a_map_without_improvements_has_no_future_of_its_own(vsmap: Headless) -> None:
    """It is said, the numbers are those of the current state, and comparing finds no difference."""
    told = vsmap("metrics", sample("lean-enterprise"), "--future")
    assert told.err == "no improvement is in the future state: it is the current one\n"
    assert told.out == vsmap("metrics", sample("lean-enterprise")).out
    compared = vsmap("compare", sample("lean-enterprise"))
    assert compared.code == 0
    assert compared.out == "The two maps are the same in all that is drawn and counted.\n"


def test_the_two_states_of_a_map_as_text(vsmap: Headless, monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals, stages, arrows, paths, ladders on one scale, and the plan: the golden was looked at by eye."""
    monkeypatch.setattr("vsmap.cli.compare.today", lambda: date(2027, 2, 1))
    told = vsmap("compare", MONTHS)
    assert told.code == 1
    assert told.out == (GOLDENS / "compare-months.txt").read_text(encoding="utf-8")


def test_the_two_states_of_a_map_as_json(vsmap: Headless, planned: Path) -> None:
    """Every number is unrounded, with its difference and its change in percent."""
    told = vsmap("compare", planned, "--json")
    found = json.loads(told.out)
    assert told.code == 1
    assert found["differs"] is True
    assert found["totals"]["lead_time_h"] == {"was": 30, "now": 15, "difference": -15, "change_pct": -50}
    figures = [{"field": "lead_time", "was": "20h", "now": "5h"}]
    assert found["stages"] == [
        {"id": "b", "name": "B", "change": "changed", "into": None, "figures": figures}
    ]
    assert found["plan"]["order"] == [{"id": "faster", "gain_h": 15, "share_pct": 100, "lead_time_h": 15}]
    (improvement,) = found["plan"]["improvements"]
    assert (improvement["gain_alone_h"], improvement["gain_last_in_h"]) == (15, 15)
    assert improvement["gain_per_day_h"] is None
    assert sum(rung["wait_h"] + rung["process_h"] for rung in found["after"]["ladder"]) == 15


def test_two_files(vsmap: Headless, planned: Path, tmp_path: Path) -> None:
    """The first is what it was, the second what it became; improvements alone are no difference."""
    plain = tmp_path / "plain.vsm.toml"
    plain.write_text(TWO_STAGES)
    assert vsmap("compare", plain, planned).code == 0
    plain.write_text(TWO_STAGES.replace('"20h"', '"40h"'))
    told = vsmap("compare", plain, planned)
    assert told.code == 1
    assert "~ B: LT 40h → 20h" in told.out
    assert (
        json.loads(vsmap("compare", planned, plain, "--json").out)["totals"]["lead_time_h"]["difference"]
        == 20
    )


def test_a_second_file_and_a_revision_are_one_too_many(vsmap: Headless, planned: Path) -> None:
    """It is said which of the two to give."""
    told = vsmap("compare", planned, planned, "--rev", "HEAD")
    assert told.code == 2
    assert "give a second file or --rev, not both" in told.err


def test_a_file_that_cannot_be_read_is_named(vsmap: Headless, planned: Path, tmp_path: Path) -> None:
    """Whichever of the two it is, its faults are told and nothing is compared."""
    broken = tmp_path / "broken.vsm.toml"
    broken.write_text("[stage.a]\nlead_time = 5\n")
    for files in ((planned, broken), (broken, planned), (broken,)):
        told = vsmap("compare", *files)
        assert (told.code, told.out) == (3, "")
        assert "broken.vsm.toml:2:" in told.err
