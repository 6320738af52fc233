"""The rules that need no more than one stage's own figures."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.measures import StageMeasures, measure_stage
from vsmap.analysis.waste.finding import NOISE, Finding
from vsmap.model.calendar import Calendar, format_hours, format_part, rounded
from vsmap.model.records import Stage
from vsmap.model.rules import Thresholds

MECHANICAL: Final = {
    "build": "built",
    "test": "tested",
    "provision": "provisioned",
    "release": "released",
    "deploy": "deployed",
}
"""The kinds of work that machines do well, and what is done there."""
ENVIRONMENTS: Final = ("provision", "test")
"""The kinds of work that need an environment."""


def single_findings(stage: Stage, calendar: Calendar, thresholds: Thresholds) -> tuple[Finding, ...]:
    """Return what one stage's figures show; without its place, which its figures do not tell."""
    row = measure_stage(stage, calendar)
    return (
        *_wait_dominated(stage, row, calendar, thresholds),
        *_low_complete_accurate(stage, row, thresholds),
        *_manual_work(stage, row, calendar),
        *_approval_without_findings(stage, row, calendar, thresholds),
        *_shared_environment(stage, row, calendar, thresholds),
    )


def wait_text(name: str, row: StageMeasures, calendar: Calendar) -> str:
    """Say how much of a stage's lead time is waiting; its wait is known."""
    if not row.lead_time:
        return f"{name}: {format_hours(row.wait_time or 0.0, calendar)} of waiting"
    wait = format_part(row.wait_time or 0.0, row.lead_time, calendar)
    share = (row.wait_time or 0.0) / row.lead_time * 100
    return f"{name}: {wait} of {format_hours(row.lead_time, calendar)} is waiting ({rounded(share)} %)"


def _wait_dominated(
    stage: Stage, row: StageMeasures, calendar: Calendar, thresholds: Thresholds
) -> Iterator[Finding]:
    if row.lead_time and row.wait_time:
        share = row.wait_time / row.lead_time * 100
        if share >= thresholds.limit("wait-dominated") - NOISE:
            yield Finding("wait-dominated", wait_text(stage.name, row, calendar), row.wait_time)


def _low_complete_accurate(stage: Stage, row: StageMeasures, thresholds: Thresholds) -> Iterator[Finding]:
    accurate, limit = row.complete_accurate, thresholds.limit("low-complete-accurate")
    if accurate is not None and accurate < limit - NOISE:
        text = f"{stage.name}: {rounded(100 - accurate)} % of its output can't be used as it is"
        corrected = row.least_lead_time * (1 - accurate / 100)
        yield Finding("low-complete-accurate", f"{text} (%C&A {rounded(accurate)})", corrected)


def _manual_work(stage: Stage, row: StageMeasures, calendar: Calendar) -> Iterator[Finding]:
    if stage.kind in MECHANICAL and stage.automated is False:
        work = format_hours(row.process_time, calendar) if row.process_time is not None else ""
        effort = f", {work} of work each time" if work else ""
        text = f"{stage.name}: {MECHANICAL[stage.kind]} by hand{effort}"
        yield Finding("manual-work", text, row.least_lead_time)


def _approval_without_findings(
    stage: Stage, row: StageMeasures, calendar: Calendar, thresholds: Thresholds
) -> Iterator[Finding]:
    if stage.kind != "approve":
        return
    rule, lead, work = "approval-without-findings", row.lead_time, row.process_time
    accurate, passed = (
        row.complete_accurate,
        thresholds.limit("approval-without-findings", "complete_accurate"),
    )
    said = []
    if accurate is not None and accurate >= passed - NOISE:
        said.append(f"{rounded(accurate)} % pass as they are")
    if lead and work is not None and lead >= work * (thresholds.limit(rule, "ratio") - NOISE):
        times = f", {rounded(lead / work, 0)} times as long" if work else ""
        said.append(f"{format_hours(work, calendar)} of work take {format_hours(lead, calendar)}{times}")
    if said:
        yield Finding(rule, f"{stage.name}: {'; '.join(said)}", row.least_lead_time)


def _shared_environment(
    stage: Stage, row: StageMeasures, calendar: Calendar, thresholds: Thresholds
) -> Iterator[Finding]:
    if stage.kind not in ENVIRONMENTS or not stage.queue or not row.lead_time or not row.wait_time:
        return
    if row.wait_time / row.lead_time * 100 >= thresholds.limit("shared-environment") - NOISE:
        items = "1 item waits" if stage.queue == 1 else f"{rounded(stage.queue)} items wait"
        wait = format_part(row.wait_time, row.lead_time, calendar)
        text = f"{stage.name}: {items} for the environment, {wait} of {format_hours(row.lead_time, calendar)}"
        yield Finding("shared-environment", text, row.wait_time)
