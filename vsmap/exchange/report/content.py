"""What a report of a map says, section by section; the forms only write it down."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.comparison import Comparison, compare
from vsmap.analysis.report import analyse
from vsmap.exchange.report.document import Block, Drawing, Facts, Paragraph, Report, Section
from vsmap.exchange.report.findings import hurts, open_questions
from vsmap.exchange.report.glossary import GLOSSARY
from vsmap.exchange.report.plan import plan_blocks
from vsmap.exchange.report.stages import estimates, ladder, stage_grid
from vsmap.exchange.report.summary import summary
from vsmap.exchange.wording import rules_of, title_of
from vsmap.model.future import Future, future_of
from vsmap.model.stream import ValueStream

_LABEL: Final = (
    ("Team", "team"),
    ("Facilitator", "facilitator"),
    ("Starts with", "trigger"),
    ("Customer", "customer"),
    ("Goal", "goal"),
)


def report_of(stream: ValueStream) -> Report:
    """Gather the report of a map: what is, what will be, what hurts, who does what, what is still open."""
    analysis = analyse(stream)
    future = future_of(stream)
    found = compare(stream, future.stream) if future.applied else None
    sections = (
        Section("About this map", tuple(_label(stream))),
        Section("The map", tuple(_maps(stream, future, found))),
        Section("Summary", tuple(summary(stream, analysis, found))),
        Section("Stages", tuple(stage_grid(stream, analysis))),
        Section("Timeline of the critical path", tuple(ladder(stream, analysis))),
        Section("What hurts", tuple(hurts(stream, analysis))),
        Section("Plan", tuple(plan_blocks(stream, future))),
        Section("Still open", tuple(open_questions(stream))),
        Section("Estimates", tuple(estimates(stream))),
        Section("Glossary", (Facts(GLOSSARY),)),
    )
    about = stream.map
    subtitle = " · ".join(filter(None, (f"{about.state} state", about.team, _date(stream))))
    return Report(title_of(stream), subtitle, tuple(section for section in sections if section.blocks))


def _date(stream: ValueStream) -> str:
    return stream.map.date.isoformat() if stream.map.date else ""


def _label(stream: ValueStream) -> Iterator[Block]:
    about = stream.map
    facts = [("Process", title_of(stream)), ("State", about.state), ("Date", _date(stream))]
    facts += [(label, getattr(about, field)) for label, field in _LABEL]
    facts.append(("Rules", rules_of(stream).removeprefix("Rules: ")))
    if stream.demand.items and stream.demand.per:
        facts.append(("Demand", f"{stream.demand.items:g} items per {stream.demand.per.text}"))
    yield Facts(tuple((label, text) for label, text in facts if text))
    if about.note:
        yield Paragraph(about.note, is_note=True)


def _maps(stream: ValueStream, future: Future, found: Comparison | None) -> Iterator[Block]:
    if not len(stream):
        yield Paragraph("There is no stage on the map yet.")
        return
    yield Drawing(stream, "current")
    if found is not None and found.differs:
        yield Paragraph("With the planned improvements it becomes:")
        yield Drawing(future.stream, "future")
