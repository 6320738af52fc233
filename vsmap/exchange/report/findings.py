"""What hurts, with its numbers and what helps against it; and what is still open."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.results import Analysis, Highlight
from vsmap.analysis.waste.questions import questions_of
from vsmap.exchange.report.document import Block, Bullets, Grid, Paragraph
from vsmap.model.calendar import format_hours
from vsmap.model.figures import times_of
from vsmap.model.rules import RULES
from vsmap.model.stream import ValueStream

_MOST: Final = 15
"""Highlights that a sponsor reads; those of most lead time come first."""


def hurts(stream: ValueStream, analysis: Analysis) -> Iterator[Block]:
    """Yield the highlights by the lead time that they concern, and what the field names against them."""
    every = [highlight for highlight in analysis.highlights if not highlight.waived]
    found = every[:_MOST]
    if found:
        rows = [
            (format_hours(each.lead_time_h, stream.calendar), RULES[each.rule].mark, each.text)
            for each in found
        ]
        spoken = [f"{row[2]}: it concerns {row[0]} of the lead time." for row in rows]
        yield Grid(("Lead time", "Kind", "What"), tuple(rows), tuple(spoken))
        helping = [f"{measure} ({', '.join(places)})" for measure, places in _helping(stream, found).items()]
        if len(every) > len(found):
            yield Paragraph(
                f"{len(every) - len(found)} more concern less of the lead time: vsmap metrics lists them.",
                is_note=True,
            )
        yield Paragraph("What helps, and where:")
        yield Bullets(tuple(helping))
    waived = [each for each in analysis.highlights if each.waived]
    if waived:
        yield Paragraph("Looked at and accepted:")
        yield Bullets(tuple(f"{each.text}{_reason(stream, each)}" for each in waived))


def _reason(stream: ValueStream, highlight: Highlight) -> str:
    """Return why a highlight was accepted, if somebody wrote it down."""
    for waiver in stream.lists["waiver"]:
        ends = (waiver.source, waiver.target) if waiver.source else None
        same = waiver.rule == highlight.rule and (waiver.stage or None) == highlight.stage
        if same and ends == highlight.flow and waiver.reason:
            return f" ({waiver.reason})"
    return ""


def _helping(stream: ValueStream, found: list[Highlight]) -> dict[str, dict[str, None]]:
    """Return each countermeasure with the places that it is named for."""
    helping: dict[str, dict[str, None]] = {}
    for highlight in found:
        ends = highlight.flow or ((highlight.stage,) if highlight.stage is not None else ())
        place = " → ".join(stream.stage(end).name for end in ends) or "the whole map"
        for measure in highlight.countermeasures:
            helping.setdefault(measure, {})[place] = None
    return helping


def open_questions(stream: ValueStream) -> Iterator[Block]:
    """Yield what no figure can show, the parking lot, and the figures that nobody knows."""
    asked = [question.text for question in questions_of(stream.stages())]
    if asked:
        yield Paragraph("To ask the people who do the work:")
        yield Bullets(tuple(asked))
    parked = [remark.text for remark in stream.lists["parking"]]
    if parked:
        yield Paragraph("Parking lot:")
        yield Bullets(tuple(parked))
    unknown = [*_unknown(stream)]
    if unknown:
        yield Paragraph("Figures that nobody knows yet:")
        yield Bullets(tuple(unknown))


def _unknown(stream: ValueStream) -> Iterator[str]:
    for stage in stream.stages():
        times = times_of(stage, stream.calendar)
        gaps = []
        if times.process_time is None and times.process_applies:
            gaps.append("process time")
        if times.lead_time is None and times.lead_applies:
            gaps.append("lead time")
        if stage.complete_accurate is None and not stage.judged_by and times.lead_applies:
            gaps.append("%C&A")
        if gaps:
            yield f"{stage.name}: {', '.join(gaps)}"
    for way in stream.reworks():
        if way.rate is None:
            ends = f"{stream.stage(way.source).name} → {stream.stage(way.target).name}"
            yield f"rework {ends}: how often work comes back"
