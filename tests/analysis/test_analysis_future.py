"""Published pairs of a current and a future state come out of one file with improvements."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from builders import time

from vsmap.analysis.comparison import compare
from vsmap.analysis.plan import plan_of
from vsmap.model.future import future_of
from vsmap.model.records import Change, ChangeStage, Improvement, MergeStages
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map
from vsmap.storage.samples import sample_named

ACME_DAY: Final = 15 + 1 / 3
"""Working hours: two shifts of 460 minutes."""


def sample(name: str) -> ValueStream:
    """Return the map of a sample, without improvements."""
    found = sample_named(name)
    assert found is not None
    stream = read_map(Path(found.path))
    stream.improvements = {}
    return stream


def improve(stream: ValueStream, identifier: str, *changes: Change) -> None:
    """Add an improvement to a map."""
    stream.improvements[identifier] = Improvement(id=identifier, title=identifier, changes=changes)


def test_istqb_current_to_future() -> None:
    """The syllabus CT-ATLaS: 192 h to 142 h, 27.6 % to 37.3 %, 47.9 % to 54.7 %; the work stays 53 h."""
    stream = sample("istqb-current")
    improve(stream, "less-waiting", ChangeStage("define-solution", (("lead_time", time("31h")),)))
    build = (("lead_time", time("35h")), ("complete_accurate", 80))
    improve(stream, "build-quality-in", ChangeStage("build-solution", build))
    totals = compare(stream, future_of(stream).stream).totals
    assert (totals["lead_time_h"].was, totals["lead_time_h"].now) == (192, 142)
    assert (totals["process_time_h"].was, totals["process_time_h"].now) == (53, 53)
    efficiency, rolled = totals["flow_efficiency_pct"], totals["rolled_complete_accurate_pct"]
    assert [round(value or 0, 1) for value in (efficiency.was, efficiency.now)] == [27.6, 37.3]
    assert [round(value or 0, 1) for value in (rolled.was, rolled.now)] == [47.9, 54.7]


def test_acme_current_to_future_with_stages_merged() -> None:
    """Rother & Shook, Learning to See: 23.6 d to 4.5 d, 188 s to 166 s, four stages merged into a cell."""
    stream = sample("acme-stamping")
    cell = MergeStages(
        ("spot-weld-1", "spot-weld-2", "assembly-1", "assembly-2"),
        "spot-weld-1",
        (("name", "Weld and assembly cell"), ("process_time", time("165s")), ("wait_time", time("1d"))),
    )
    improve(stream, "cell", cell)
    improve(stream, "supermarket", ChangeStage("stamping", (("wait_time", time("1.5d")),)))
    improve(stream, "pull", ChangeStage("shipping", (("wait_time", time("2d")),)))
    found = compare(stream, future_of(stream).stream)
    lead, work = found.totals["lead_time_h"], found.totals["process_time_h"]
    assert lead.was == pytest.approx(23.6 * ACME_DAY)
    assert lead.now == pytest.approx(4.5 * ACME_DAY)
    assert (work.was or 0) * 3600 == pytest.approx(188)
    assert (work.now or 0) * 3600 == pytest.approx(166)
    kinds = {stage.id: stage.kind for stage in found.stages}
    assert kinds == {
        "stamping": "changed",
        "spot-weld-1": "changed",
        "spot-weld-2": "merged",
        "assembly-1": "merged",
        "assembly-2": "merged",
        "shipping": "changed",
    }
    plan = plan_of(stream)
    assert plan.lead_time_h == pytest.approx(23.6 * ACME_DAY)
    assert plan.future_lead_time_h == pytest.approx(4.5 * ACME_DAY)


def test_one_switch_recomputes_the_future() -> None:
    """The samples' README works out 48.5 h with all that is planned; without the release 48.5 h + 7.5 w."""
    found = sample_named("deployment-in-months")
    assert found is not None
    stream = read_map(found.path)
    assert compare(stream, future_of(stream).stream).totals["lead_time_h"].now == pytest.approx(48.5)
    release = stream.improvements["release-on-demand"]
    stream.improvements[release.id] = replace(release, in_future=False)
    without = compare(stream, future_of(stream).stream).totals["lead_time_h"].now
    assert without == pytest.approx(48.5 - 1 + (6.5 + 1) * 40)
