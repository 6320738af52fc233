"""An error that nobody foresaw is one line and a report, never a traceback on the screen."""

import re
from pathlib import Path

import pytest
from headless import Headless, sample


def _break(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_stream: object) -> None:
        kept_back = "the name of a customer"
        raise RuntimeError(f"{len(kept_back)} letters")

    monkeypatch.setattr("vsmap.cli.metrics.analyse", broken)


def test_a_report_is_written(vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 70, one line that names the report; in it the traceback, and no variable's value."""
    _break(monkeypatch)
    code, out, err = vsmap("metrics", sample("lean-enterprise"))
    assert (code, out) == (70, "")
    told = re.fullmatch(
        r"vsmap: an unforeseen error, RuntimeError; no file was damaged, and (.+) reports it\n", err
    )
    assert told is not None
    report = Path(told[1])
    assert report.parent == tmp_path / "state" / "vsmap"
    text = report.read_text(encoding="utf-8")
    assert "RuntimeError: 22 letters" in text
    assert "test_cli_unforeseen.py" in text
    assert text.startswith("vsmap ")
    assert "customer" not in text.replace('kept_back = "the name of a customer"', "")


def test_only_its_owner_can_read_it(vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report and its directory are private."""
    _break(monkeypatch)
    vsmap("metrics", sample("lean-enterprise"))
    [report] = (tmp_path / "state" / "vsmap").iterdir()
    assert report.stat().st_mode & 0o777 == 0o600
    assert report.parent.stat().st_mode & 0o777 == 0o700


def test_two_reports_do_not_meet(vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second error in the same second is told all the same."""
    _break(monkeypatch)
    told = [vsmap("metrics", sample("lean-enterprise")).err for _ in range(2)]
    assert all("RuntimeError" in each for each in told)
    assert list((tmp_path / "state" / "vsmap").iterdir())


def test_where_no_report_can_be_written_it_is_told(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a state directory the report goes to standard error."""
    _break(monkeypatch)
    (tmp_path / "state").write_text("in the way")
    code, out, err = vsmap("metrics", sample("lean-enterprise"))
    assert (code, out) == (70, "")
    assert "its report could not be saved" in err.splitlines()[0]
    assert "RuntimeError: 22 letters" in err
