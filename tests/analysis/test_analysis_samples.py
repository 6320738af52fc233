"""The sample maps have the totals that their page works out by hand, and show what they teach."""

from pathlib import Path

import pytest
from builders import with_stage

from vsmap.analysis.movement import explain_change
from vsmap.analysis.report import Analysis, analyse
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map

SAMPLES = Path(__file__).parents[2] / "samples"


def sample(name: str) -> ValueStream:
    """Read a sample map."""
    return read_map(SAMPLES / f"{name}.vsm.toml")


def at(analysis: Analysis, rule: str) -> set[str | None]:
    """Return the stages at which a rule fires."""
    return {highlight.stage for highlight in analysis.highlights if highlight.rule == rule}


@pytest.mark.parametrize(
    ("name", "lead", "process", "efficiency", "rolled"),
    [
        ("deployment-in-months", 1220, 103, 8.44, 2.01),
        ("deployment-in-minutes", 8.93, 4.72, 52.8, 69.67),
        ("lean-enterprise", 384, 55, 14.3, 5.44),
        ("istqb-current", 192, 53, 27.6, 47.88),
        ("acme-stamping", 361.87, 0.0522, 0.0144, None),
        ("blank", None, None, None, None),
    ],
)
def test_the_totals_are_those_of_the_page(
    name: str, lead: float | None, process: float | None, efficiency: float | None, rolled: float | None
) -> None:
    """As worked out by hand, to the digits that are written there."""
    totals = analyse(sample(name)).totals
    pairs = (
        (totals.lead_time_h, lead),
        (totals.process_time_h, process),
        (totals.flow_efficiency_pct, efficiency),
        (totals.rolled_complete_accurate_pct, rolled),
    )
    for number, written in pairs:
        assert number == (None if written is None else pytest.approx(written, rel=3e-3))


def test_deployment_in_months_shows_each_pathology_at_its_stage() -> None:
    """Manual work, approvals behind each other and without findings, queues, waits: each where it is."""
    analysis = analyse(sample("deployment-in-months"))
    assert at(analysis, "manual-work") == {
        *("merge", "test-environment", "regression-test", "acceptance-test", "release", "deploy"),
    }
    assert at(analysis, "stacked-approvals") == {"change-board"}
    assert at(analysis, "approval-without-findings") == {
        *("design-approval", "security-approval", "change-board"),
    }
    assert at(analysis, "shared-environment") == {"test-environment", "regression-test", "acceptance-test"}
    assert at(analysis, "big-release") == {"release", "deploy"}
    assert at(analysis, "big-batch") == {"merge"}
    assert at(analysis, "overloaded") == {"regression-test"}
    assert {highlight.flow for highlight in analysis.highlights if highlight.rule == "rework-loop"} == {
        ("design-approval", "design"),
        ("regression-test", "develop"),
        ("deploy", "merge"),
    }
    assert {"test-environment", "release"} <= at(analysis, "queue-builds-up")
    assert at(analysis, "longest-lead-time") == {"release"}
    assert at(analysis, "lowest-complete-accurate") == {"acceptance-test"}
    assert at(analysis, "missing-figures") == at(analysis, "too-many-stages") == set()
    assert analysis.stages["operate"].after_delivery
    assert (analysis.totals.rolled_assessed, analysis.totals.rolled_stages) == (13, 13)


def test_deployment_in_minutes_shows_none_of_them() -> None:
    """No false alarm, and all three targets are met."""
    analysis = analyse(sample("deployment-in-minutes"))
    for rule in (
        *("manual-work", "stacked-approvals", "approval-without-findings", "queue-builds-up"),
        *("low-complete-accurate", "missing-figures", "too-many-stages"),
        *("shared-environment", "big-release", "big-batch", "overloaded", "near-capacity", "over-takt"),
        *("handoff", "ping-pong", "wip-mismatch"),
    ):
        assert at(analysis, rule) == set(), rule
    assert [target.met for target in analysis.targets.values()] == [True] * 3


@pytest.mark.parametrize(
    ("name", "stage", "lead_time", "hours", "sentence"),
    [
        ("deployment-in-months", "test-environment", "1d", 1140, "critical path now through Develop and"),
        ("lean-enterprise", "change-approval", "1d", 360, "critical path now through Exploratory"),
        ("istqb-current", "build-solution", "20h", 152, "lead time 4.8 w → 3.8 w (−21 %)"),
    ],
)
def test_what_the_samples_invite_to_try(
    name: str, stage: str, lead_time: str, hours: float, sentence: str
) -> None:
    """The one thing to try does what the page says, and the status line says why."""
    built = sample(name)
    before = analyse(built)
    with_stage(built, stage, lead_time=lead_time)
    after = analyse(built)
    assert after.totals.lead_time_h == pytest.approx(hours)
    assert explain_change(before, after, built, stage).startswith(sentence)


def test_acme_has_its_takt_and_its_bottleneck() -> None:
    """60 seconds, and Assembly 1 needs 62."""
    analysis = analyse(sample("acme-stamping"))
    assert (analysis.totals.takt_h or 0) * 3600 == pytest.approx(60)
    assert analysis.totals.bottleneck == "assembly-1"
    assert at(analysis, "over-takt") == {"assembly-1"}
