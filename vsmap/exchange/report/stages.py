"""The stages of a report: their figures, the timeline of the critical path, and which figures are guesses."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.results import Analysis
from vsmap.analysis.rungs import rungs_of
from vsmap.analysis.waste.finding import listed
from vsmap.drawing.scene import UNKNOWN, figure_text
from vsmap.exchange.report.document import Block, Bullets, Grid, Paragraph
from vsmap.model.calendar import format_hours
from vsmap.model.durations import Form
from vsmap.model.records import Stage
from vsmap.model.stream import ValueStream

_FIGURES: Final = (
    ("PT", "process time", "process_time"),
    ("LT", "lead time", "lead_time"),
    ("Wait", "waiting", "wait_time"),
    ("%C&A", "complete and accurate", "complete_accurate"),
    ("Queue", "items waiting", "queue"),
)
_GUESSES: Final = (Form.ESTIMATED, Form.RANGE, Form.THREE_POINT)


def stage_grid(stream: ValueStream, analysis: Analysis) -> Iterator[Block]:
    """Yield the stages with their figures, and where work goes on from each."""
    if not len(stream):
        return
    rows, spoken = [], []
    back: dict[str, list[str]] = {}
    for way in stream.reworks():
        back.setdefault(way.source, []).append(stream.stage(way.target).name)
    for number, stage in enumerate(stream.stages(), 1):
        critical = analysis.stages[stage.id].critical
        figures = [figure_text(stage, field, stream.calendar) for _short, _words, field in _FIGURES]
        mark = "◆" if critical else ""
        rows.append((str(number), stage.name, stage.lane or UNKNOWN, *figures, mark))
        told = _spoken(number, stage, figures, critical=critical)
        onward = [stream.stage(target).name for target in stream.successors(stage.id)]
        spoken.append(told + _goes("on", onward) + _goes("back", back.get(stage.id, [])))
    headings = ("#", "Stage", "Done by", *(short for short, _words, _field in _FIGURES), "Critical")
    yield Grid(headings, tuple(rows), tuple(spoken), 3)


def _spoken(number: int, stage: Stage, figures: list[str], *, critical: bool) -> str:
    known = [
        f"{words} {said_aloud(text)}{' percent' if field == 'complete_accurate' else ''}"
        for (_short, words, field), text in zip(_FIGURES, figures, strict=True)
        if text != UNKNOWN
    ]
    by = f", done by {stage.lane}" if stage.lane else ""
    told = f": {', '.join(known)}" if known else ": no figures yet"
    path = " It is on the critical path." if critical else ""
    return f"Stage {number}, {stage.name}{by}{told}.{path}"


def _goes(where: str, names: list[str]) -> str:
    verb = "goes" if where == "on" else "comes"
    return f" Work {verb} {where} to {listed(names)}." if names else ""


def said_aloud(figure: str) -> str:
    """Write a figure so that it can be read aloud.

    >>> said_aloud("~3d"), said_aloud("2-5d"), said_aloud("1d/2d/5d"), said_aloud("4h")
    ('about 3d', '2 to 5d', '1d at best, 2d likely, 5d at worst', '4h')
    """
    if figure.startswith("~"):
        return f"about {figure[1:]}"
    points = figure.split("/")
    if len(points) == 3 and figure.lower() != "n/a":  # noqa: PLR2004 - best, likely, worst
        return f"{points[0]} at best, {points[1]} likely, {points[2]} at worst"
    return figure.replace("-", " to ") if figure.lower() != "n/a" else "does not apply"


def ladder(stream: ValueStream, analysis: Analysis) -> Iterator[Block]:
    """Yield the timeline: before each stage of the critical path the waiting, then the work."""
    calendar = stream.calendar
    rows, spoken, elapsed = [], [], 0.0
    for rung in rungs_of(analysis):
        elapsed += rung.wait_h + rung.process_h
        name = stream.stage(rung.stage).name
        waits, works, since = (
            format_hours(each, calendar) for each in (rung.wait_h, rung.process_h, elapsed)
        )
        rows.append((name, waits, works, since))
        spoken.append(f"{name}: {waits} of waiting, then {works} of work; {since} since the start.")
    if rows:
        yield Grid(("Stage", "Waiting", "Work", "Since the start"), tuple(rows), tuple(spoken), 1)
        if not analysis.totals.lead_time_complete:
            yield Paragraph("Figures are missing on the way: the true times are longer.", is_note=True)


def estimates(stream: ValueStream) -> Iterator[Block]:
    """Yield the figures that are guesses or ranges, so that nobody takes them for measured ones."""
    found = []
    for stage in stream.stages():
        guessed = [
            f"{words} {said_aloud(figure_text(stage, field, stream.calendar))}"
            for _short, words, field in _FIGURES
            if _is_guess(stage, field)
        ]
        guessed += [field.replace("_", " ") for field in stage.estimated if field not in _SHOWN]
        if guessed:
            found.append(f"{stage.name}: {', '.join(guessed)}")
    if found:
        yield Paragraph("These figures are estimates or ranges; measure first those that move a total most.")
        yield Bullets(tuple(found))


_SHOWN: Final = frozenset(field for _short, _words, field in _FIGURES)


def _is_guess(stage: Stage, field: str) -> bool:
    value = getattr(stage, field)
    form = getattr(value, "form", None)
    return form in _GUESSES or field in stage.estimated
