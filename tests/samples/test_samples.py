"""The sample maps: whole, canonical, and with the totals that samples/README.md works out by hand."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pytest
from sample_maps import ACME_DAY, DAY, WEEK, sample_of, stream_of

from vsmap.analysis.report import analyse
from vsmap.model.durations import parse_duration
from vsmap.model.edits import SetField, apply_edits
from vsmap.model.records import ChangeArrow, ChangeStage, DropStage, MergeStages, NewStage
from vsmap.storage.fmt import formatted
from vsmap.storage.samples import samples

TRY: Final = re.compile(r"Try: set (LT|wait) of (.+?) to ([0-9.]+[a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """A sample's totals as worked out by hand: hours, hours, percent, and the critical path."""

    lead_time: float | None
    process_time: float | None
    rolled: float | None
    critical_path: tuple[str, ...]

    @property
    def flow_efficiency(self) -> float | None:
        """Process time ÷ lead time, in percent."""
        if self.lead_time is None or self.process_time is None:
            return None
        return 100 * self.process_time / self.lead_time


BY_HAND: Final[Mapping[str, ByHand]] = {
    "acme-stamping": ByHand(
        lead_time=(5 + 7.6 + 1.8 + 2.7 + 2 + 4.5) * ACME_DAY,
        process_time=(1 + 39 + 46 + 62 + 40) / 3_600,
        rolled=None,
        critical_path=(
            *("stamping", "spot-weld-1", "spot-weld-2"),
            *("assembly-1", "assembly-2", "shipping"),
        ),
    ),
    "blank": ByHand(lead_time=None, process_time=None, rolled=None, critical_path=()),
    "deployment-in-minutes": ByHand(
        lead_time=(180 + 240 + 60 + max(8, 5) + 12 + 6 + 30) / 60,
        process_time=(60 + 180 + 20 + 6 + 10 + 5 + 2) / 60,
        rolled=100 * math.prod((0.92, 0.9, 0.97, 0.99, 0.99, 0.95, 0.98, 0.97, 0.98)),
        critical_path=(
            *("slice", "develop", "peer-review", "build"),
            *("automated-tests", "deploy", "switch-on"),
        ),
    ),
    "deployment-in-months": ByHand(
        lead_time=(3 + 3 + 2 + 2 + 1 + max(3 + 1, 6) + 3 + max(2, 8 / 5) + 1 + 6.5 + 1) * WEEK,
        process_time=4 + 1 + 16 + 2 + 6 + 40 + 16 + 1 + 16 + 1,
        rolled=100 * math.prod((0.75, 0.6, 0.7, 0.6, 0.65, 0.8, 0.85, 0.75, 0.5, 0.99, 0.9, 0.9, 0.8)),
        critical_path=(
            *("business-case", "release-planning", "design", "design-approval", "test-environment"),
            *("regression-test", "acceptance-test", "change-board", "release", "deploy"),
        ),
    ),
    "istqb-current": ByHand(
        lead_time=48 + 56 + 60 + 28,
        process_time=24 + 6 + 15 + 8,
        rolled=100 * math.prod((0.95, 0.8, 0.7, 0.9)),
        critical_path=("gain-user-insight", "define-solution", "build-solution", "launch-solution"),
    ),
    "lean-enterprise": ByHand(
        lead_time=(10 + 5 + 15 + 5 + 3 + max(2, 5) + 5) * DAY,
        process_time=16 + 2 + 1 + 32 + 2 + 1 + 1,
        rolled=100 * math.prod((0.7, 0.6, 0.6, 0.8, 0.5, 0.75, 0.9, 0.8)),
        critical_path=(
            *("design-analysis", "design-approval", "release-planning", "development"),
            *("showcase-uat", "change-approval", "production-deployment"),
        ),
    ),
}
AFTER_TRYING: Final[Mapping[str, tuple[float, str | None]]] = {
    "acme-stamping": (17.5 * ACME_DAY, None),
    "deployment-in-minutes": (8 + 56 / 60 - 12 / 60 + 3 * WEEK, None),
    "deployment-in-months": (28.5 * WEEK, "develop"),
    "istqb-current": (152, None),
    "lean-enterprise": (45 * DAY, "exploratory-testing"),
}
"""What the thing to try brings: the lead time in hours, and a stage that joins the critical path."""


def test_there_are_six_samples() -> None:
    """The samples that their README explains are the samples that are shipped."""
    shipped = samples()
    assert [sample.name for sample in shipped] == list(BY_HAND)
    readme = shipped[0].path.with_name("README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^## (.+)$", readme, re.MULTILINE)) == list(BY_HAND)


@pytest.mark.parametrize("name", BY_HAND)
def test_fmt_leaves_a_sample_as_it_is(name: str) -> None:
    """A sample has no fault and is canonical, comments included."""
    text = sample_of(name).path.read_text(encoding="utf-8")
    assert formatted(text, name) == text


@pytest.mark.parametrize(("name", "by_hand"), BY_HAND.items(), ids=BY_HAND)
def test_totals_are_those_worked_out_by_hand(name: str, by_hand: ByHand) -> None:
    """Lead time, process time, flow efficiency, rolled %C&A and critical path are the README's."""
    analysis = analyse(stream_of(name))
    totals = analysis.totals
    assert totals.lead_time_h == pytest.approx(by_hand.lead_time)
    assert totals.process_time_h == pytest.approx(by_hand.process_time)
    assert totals.flow_efficiency_pct == pytest.approx(by_hand.flow_efficiency)
    assert totals.rolled_complete_accurate_pct == pytest.approx(by_hand.rolled)
    assert analysis.critical_path == by_hand.critical_path
    assert totals.lead_time_complete
    assert totals.process_time_complete


@pytest.mark.parametrize("name", BY_HAND)
def test_a_sample_explains_itself(name: str) -> None:
    """Each sample has a title, one thing to try, and on every stage the reason for its figures."""
    stream = stream_of(name)
    assert stream.map.title
    assert stream.map.note.count("Try: ") == 1
    assert [stage.id for stage in stream.stages() if not stage.note] == []
    if len(stream):
        assert all((stream.map.trigger, stream.map.customer, stream.map.goal, stream.map.team))


@pytest.mark.parametrize(("name", "after"), AFTER_TRYING.items(), ids=AFTER_TRYING)
def test_the_thing_to_try_moves_what_it_says(name: str, after: tuple[float, str | None]) -> None:
    """Following a sample's "Try:" gives the lead time and the critical path of the README."""
    stream = stream_of(name)
    found = TRY.search(stream.map.note)
    assert found
    figure, stage_name, duration = found.groups()
    stage = next(stage for stage in stream.stages() if stage.name == stage_name)
    key = "lead_time" if figure == "LT" else "wait_time"
    before = analyse(stream).critical_path
    apply_edits(stream, (SetField(("stage", stage.id), key, parse_duration(duration)),))
    lead_time, joins = after
    analysis = analyse(stream)
    assert analysis.totals.lead_time_h == pytest.approx(lead_time)
    if joins is None:
        assert analysis.critical_path == before
    else:
        assert joins in set(analysis.critical_path) - set(before)


def test_minutes_meets_the_targets_that_months_misses() -> None:
    """Both maps carry the same three targets: the one misses them all, the other meets them all."""
    months, minutes = analyse(stream_of("deployment-in-months")), analyse(stream_of("deployment-in-minutes"))
    assert {name: target.target for name, target in months.targets.items()} == {
        name: target.target for name, target in minutes.targets.items()
    }
    assert [target.met for target in months.targets.values()] == [False] * 3
    assert [target.met for target in minutes.targets.values()] == [True] * 3


def test_improvements_show_every_kind_of_change() -> None:
    """The plan of deployment-in-months sets, removes, adds and merges stages, and changes arrows."""
    improvements = stream_of("deployment-in-months").improvements.values()
    changes = [change for improvement in improvements for change in improvement.changes]
    assert {type(change) for change in changes} == {
        *(ChangeStage, DropStage, NewStage),
        *(MergeStages, ChangeArrow),
    }
    assert {change.table for change in changes if isinstance(change, ChangeArrow)} == {"flow", "rework"}
    assert all(improvement.owner and improvement.due for improvement in improvements)
