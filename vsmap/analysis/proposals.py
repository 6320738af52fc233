"""What a highlight of waste suggests to change: a countermeasure as an improvement, to be edited.

The figures are a first guess, said to be one: half of the waiting, half of what comes back, half of the
defects, one item a batch, no approval that finds nothing. People who do the work know better, and edit them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from vsmap.analysis.results import Highlight
from vsmap.model.arithmetic import hours_text
from vsmap.model.durations import parse_duration
from vsmap.model.entry.improvement import improvement_line
from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.records import Stage, Values
from vsmap.model.stream import ArrowRef, ValueStream

_APPROVALS: Final = frozenset({"approval-without-findings", "stacked-approvals"})
_WAITS: Final = frozenset(
    {
        *("wait-dominated", "longest-lead-time", "lowest-activity-ratio", "wait-is-policy"),
        *("shared-environment", "queue-builds-up", "big-release"),
    }
)
_QUALITY: Final = frozenset({"lowest-complete-accurate", "low-complete-accurate"})
_WORK: Final = frozenset({"highest-process-time", "over-takt", "overloaded", "near-capacity"})
_TITLE: Final = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line to be edited, the stage that it is pinned on, and the rework that it speaks of, if any."""

    line: str
    stage: str | None
    arrow: ArrowRef | None = None


def proposal_of(highlight: Highlight, countermeasure: str, stream: ValueStream) -> Proposal:
    """Return what a countermeasure against a highlight would change, as the line of an improvement."""
    title = title_of(countermeasure)
    if highlight.flow is not None:
        return _at_arrow(highlight, title, stream)
    if highlight.stage is None or highlight.stage not in stream:
        return Proposal(improvement_line(title), None)
    stage = stream.stage(highlight.stage)
    if highlight.rule in _APPROVALS and stage.kind == "approve":
        return Proposal(improvement_line(title, removes=True), stage.id)
    values = tuple(pair for propose in _proposers(highlight.rule) for pair in propose(stage, stream))
    return Proposal(improvement_line(title, values), stage.id)


def title_of(countermeasure: str) -> str:
    """Return the short name of a countermeasure: what stands before its explanation and its source.

    >>> title_of("Work in small batches: slices that are finished within a day or two (dora.dev)")
    'Work in small batches'
    """
    short = countermeasure.partition(":")[0].partition(" (")[0].partition(", made")[0].strip()
    return short if len(short) <= _TITLE else short[:_TITLE].rsplit(" ", 1)[0]


def _at_arrow(highlight: Highlight, title: str, stream: ValueStream) -> Proposal:
    source, target = highlight.flow or ("", "")
    rework = stream.rework.get((source, target))
    if rework is not None and highlight.rule == "rework-loop":
        arrow = ("rework", source, target)
        rate = None if rework.rate is None else round(rework.rate / 2, 1)
        return Proposal(improvement_line(title, rate=rate), source, arrow)
    lane = stream.stage(source).lane
    values: Values = (("lane", lane),) if lane and target in stream else ()
    return Proposal(improvement_line(title, values), target)


_Proposer = Callable[[Stage, ValueStream], Values]


def _proposers(rule: str) -> tuple[_Proposer, ...]:
    if rule in _QUALITY:
        return (_half_the_defects,)
    if rule in _WORK:
        return (_half_the_work,)
    if rule == "manual-work":
        return (_half_the_times, _automated)
    if rule == "big-batch":
        return (_half_the_wait, _one_piece)
    if rule == "big-release":
        return (_half_the_wait, _one_piece)
    return (_half_the_wait,) if rule in _WAITS or rule in _APPROVALS else ()


def _half_the_wait(stage: Stage, stream: ValueStream) -> Values:
    times = times_of(stage, stream.calendar)
    if times.lead_time is None:
        return ()
    half = (times.lead_time + (times.process_time or 0.0)) / 2
    return (("lead_time", parse_duration(hours_text(half, stream.calendar), stream.calendar)),)


def _half_the_work(stage: Stage, stream: ValueStream) -> Values:
    times = times_of(stage, stream.calendar)
    if not times.process_time:
        return ()
    work = times.process_time / 2
    values: Values = (("process_time", parse_duration(hours_text(work, stream.calendar), stream.calendar)),)
    if times.lead_time is None:
        return values
    lead = hours_text(times.lead_time - work, stream.calendar)
    return (*values, ("lead_time", parse_duration(lead, stream.calendar)))


def _half_the_times(stage: Stage, stream: ValueStream) -> Values:
    times = times_of(stage, stream.calendar)
    figures = (("process_time", times.process_time), ("lead_time", times.lead_time))
    return tuple(
        (field, parse_duration(hours_text(hours / 2, stream.calendar), stream.calendar))
        for field, hours in figures
        if hours
    )


def _half_the_defects(stage: Stage, _stream: ValueStream) -> Values:
    quality = complete_accurate_of(stage)
    return () if quality is None else (("complete_accurate", round((quality + 100) / 2, 1)),)


def _automated(_stage: Stage, _stream: ValueStream) -> Values:
    return (("automated", True),)


def _one_piece(stage: Stage, _stream: ValueStream) -> Values:
    return (("batch", 1),) if stage.batch > 1 else ()
