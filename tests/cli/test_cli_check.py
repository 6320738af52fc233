"""`vsmap check`: faults of files, and a value stream's targets in continuous integration."""

import json
from pathlib import Path

import pytest
from headless import Headless, sample


def _map(folder: Path, name: str, targets: str, stages: str = '[stage.a]\nlead_time = "2w"\n') -> Path:
    path = folder / f"{name}.vsm.toml"
    path.write_text(f"[targets]\n{targets}\n\n{stages}")
    return path


def test_maps_without_faults_pass(vsmap: Headless) -> None:
    """Each good file is one line with its size."""
    first, second = sample("istqb-current"), sample("blank")
    assert vsmap("check", first, second) == (
        0,
        f"{first}: no faults, 4 stages\n{second}: no faults, 0 stages\n",
        "",
    )


def test_one_faulty_file_fails_them_all(vsmap: Headless, tmp_path: Path) -> None:
    """The good files are told all the same, and the exit code is 3 even where a target is missed."""
    good, bad = _map(tmp_path, "good", 'lead_time = "1w"'), _map(tmp_path, "bad", "lead = 1")
    code, out, err = vsmap("check", bad, good, "--targets")
    assert code == 3
    assert out == f"{good}: no faults, 1 stage\n  Lead time 2 w, target 1 w: missed\n"
    assert err.startswith(f"{bad}:2: targets.lead: ")


@pytest.mark.parametrize(
    ("targets", "stages", "verdict"),
    [
        ('lead_time = "2w"', '[stage.a]\nlead_time = "2w"\n', "Lead time 2 w, target 2 w: met"),
        ('lead_time = "1w"', '[stage.a]\nlead_time = "2w"\n', "Lead time 2 w, target 1 w: missed"),
        (
            'lead_time = "3w"',
            '[stage.a]\nlead_time = "2w"\n[stage.b]\n',
            "Lead time 2 w, target 3 w: can't be told: figures are missing",
        ),
        (
            "flow_efficiency = 20",
            '[stage.a]\nprocess_time = "2h"\nlead_time = "2d"\n',
            "Flow efficiency 12.5 %, target 20 %: missed",
        ),
        (
            "rolled_complete_accurate = 50",
            "[stage.a]\ncomplete_accurate = 60\n",
            "Rolled %C&A 60 %, target 50 %: met",
        ),
        ('process_time = "1d"', "", "Process time –, target 1 d: can't be told: figures are missing"),
    ],
)
def test_a_target_that_is_missed_is_exit_code_1(
    vsmap: Headless, tmp_path: Path, targets: str, stages: str, verdict: str
) -> None:
    """With --targets a missed target is exit code 1; one that can't be told is no failure."""
    path = _map(tmp_path, "map", targets, stages)
    told = vsmap("check", path, "--targets")
    assert told.code == int(verdict.endswith("missed"))
    assert told.out.splitlines()[1:] == [f"  {verdict}"]
    assert vsmap("check", path).code == 0


def test_targets_are_told_as_json(vsmap: Headless, tmp_path: Path) -> None:
    """The JSON of a file without faults has its size and its targets, keyed as those of the metrics."""
    path = _map(tmp_path, "map", 'lead_time = "1w"\nflow_efficiency = 20')
    code, out, _err = vsmap("check", path, "--targets", "--json")
    assert code == 1
    assert json.loads(out) == {
        "errors": [],
        "files": [
            {
                "file": str(path),
                "stages": 1,
                "targets": {
                    "lead_time": {"target_h": 40.0, "met": False},
                    "flow_efficiency": {"target_pct": 20, "met": None},
                },
            }
        ],
    }


def test_the_same_file_twice_is_checked_once(vsmap: Headless) -> None:
    """Overlapping patterns of a shell do not repeat a file."""
    assert vsmap("check", sample("blank"), sample("blank")).out.count("no faults") == 1
