"""The samples of published maps, held against the figures and the totals of their sources."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from sample_maps import ACME_DAY, DAY, WEEK, stream_of

from vsmap.analysis.report import analyse
from vsmap.model.calendar import Calendar
from vsmap.model.figures import times_of

PUBLISHED: Final = Path(__file__).parents[3] / "shared" / "data" / "worked_examples.json"


def published_example(identifier: str) -> dict[str, Any]:
    """Return a published example by its id; skips the test where the examples are not at hand."""
    if not PUBLISHED.exists():
        pytest.skip("the published examples are not beside the checkout")
    examples: list[dict[str, Any]] = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    return next(example for example in examples if example["id"] == identifier)


def test_lean_enterprise_totals_are_the_published_ones() -> None:
    """Humble, Molesky and O'Reilly's totals come out within their own rounding."""
    example = published_example("lean_enterprise_dora")
    published, tolerance = example["published"], example["tolerance"]
    totals = analyse(stream_of("lean-enterprise")).totals
    assert totals.lead_time_h is not None
    assert totals.process_time_h is not None
    assert totals.lead_time_h / WEEK == pytest.approx(
        published["total_lt"]["value"], abs=tolerance["total_lt_weeks"]
    )
    assert totals.process_time_h / DAY == pytest.approx(
        published["total_pt"]["value"], abs=tolerance["total_pt_days"]
    )
    assert totals.flow_efficiency_pct == pytest.approx(
        published["activity_ratio_pct"], abs=tolerance["activity_ratio_pct"]
    )
    assert totals.rolled_complete_accurate_pct == pytest.approx(
        published["rolled_ca_pct"], abs=tolerance["rolled_ca_pct"]
    )


def test_istqb_totals_are_the_published_ones() -> None:
    """The syllabus prints 139, 53 and 192 hours exactly, and whole percents."""
    published = published_example("istqb_current")["published"]
    totals = analyse(stream_of("istqb-current")).totals
    assert totals.wait_time_h == published["total_wait"]["value"]
    assert totals.process_time_h == published["total_pt"]["value"]
    assert totals.lead_time_h == published["total_lt"]["value"]
    assert totals.flow_efficiency_pct == pytest.approx(published["flow_efficiency_pct"], abs=0.5)
    assert totals.rolled_complete_accurate_pct == pytest.approx(published["rolled_ca_pct"], abs=0.5)


def test_acme_totals_are_the_published_ones() -> None:
    """Rother and Shook's ladder reads 23.6 days above and 188 seconds below."""
    published = published_example("acme_current")["published"]
    totals = analyse(stream_of("acme-stamping")).totals
    assert totals.lead_time_h is not None
    assert totals.process_time_h is not None
    assert totals.lead_time_h / ACME_DAY == pytest.approx(published["total_lt"]["value"])
    assert totals.process_time_h * 3_600 == pytest.approx(published["total_pt"]["value"])
    assert totals.rolled_complete_accurate_pct is None


def test_acme_in_calendar_days_has_the_published_ratio() -> None:
    """With days of 24 hours the value-added ratio is the printed 0.0092 %, as the note says."""
    published = published_example("acme_current")["published"]
    stream = stream_of("acme-stamping")
    stream.settings["calendar"] = Calendar(hours_per_day=24)
    assert analyse(stream).totals.value_added_pct == pytest.approx(published["va_pct"], abs=0.00005)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("lean-enterprise", "lean_enterprise_dora"), ("istqb-current", "istqb_current")],
)
def test_figures_are_the_published_ones(name: str, identifier: str) -> None:
    """Each stage has the source's process time, lead time, %C&A and people; the queues are in place."""
    example = published_example(identifier)
    stages = stream_of(name).stages()
    hours = {"hours": 1, "days": DAY, "weeks": WEEK}
    assert len(stages) == len(example["steps"])
    for stage, step in zip(stages, example["steps"], strict=True):
        times = times_of(stage, Calendar())
        assert stage.name.split()[0] == step["name"].split()[0]
        assert times.process_time == step["pt"]["value"] * hours[step["pt"]["unit"]]
        assert times.lead_time == step["lt"]["value"] * hours[step["lt"]["unit"]]
        assert stage.complete_accurate == step["ca_pct"]
        assert stage.people == step.get("people")
    queues = [stage.queue for stage in stages if stage.queue is not None]
    assert queues == [queue["items"] for queue in example["queues"]]
