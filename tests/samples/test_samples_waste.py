"""What the two deployment maps teach about waste: the one shows it, the other is rid of it."""

from typing import Final

from sample_maps import stream_of

from vsmap.analysis.report import Analysis, analyse

PATHOLOGIES: Final = frozenset(
    {
        *("manual-work", "approval-without-findings", "stacked-approvals", "shared-environment"),
        *("big-batch", "big-release", "queue-builds-up"),
    }
)
FOUND_BY_FIGURES: Final = frozenset(
    {"manual-work", "approval-without-findings", "stacked-approvals", "queue-builds-up"}
)
"""The pathologies that a stage's own figures show."""


def _rules(analysis: Analysis) -> set[str]:
    return {highlight.rule for highlight in analysis.highlights}


def test_months_shows_the_pathologies_and_minutes_none() -> None:
    """What makes deployment take months is named on the one map and absent from the other."""
    months, minutes = analyse(stream_of("deployment-in-months")), analyse(stream_of("deployment-in-minutes"))
    assert _rules(months) >= FOUND_BY_FIGURES
    assert _rules(minutes) & PATHOLOGIES == set()
    by_hand = [highlight.stage for highlight in months.highlights if highlight.rule == "manual-work"]
    assert {"merge", "test-environment", "regression-test", "release", "deploy"} <= set(by_hand)
