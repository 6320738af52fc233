"""The critical path, the stages and the highlights as text."""

from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from vsmap.analysis.results import Analysis, Highlight, StageResult
from vsmap.analysis.waste.pathologies import pathologies_of
from vsmap.analysis.waste.questions import questions_of
from vsmap.drawing.legend import brief_legend
from vsmap.drawing.scene import UNKNOWN, VALUE_GLYPHS, figure_text
from vsmap.drawing.tables import TEXT_WIDTH, Column, table
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.records import Stage
from vsmap.model.rules import RULES
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible

_FIGURES: Final = ("process_time", "lead_time", "wait_time", "complete_accurate", "queue")
_COLUMNS: Final = (
    Column("#", right=True),
    Column("Stage", most=34),
    Column("Lane", most=22),
    *(Column(heading, most=12, right=True) for heading in ("PT", "LT", "Wait", "%C&A", "Queue")),
    Column("Active", right=True),
    Column("Slack", right=True),
    Column("", most=40),
)
_HIGHLIGHT_COLUMNS: Final = (Column("", right=True), Column(""), Column("", most=400))


def path_lines(stream: ValueStream, analysis: Analysis) -> list[str]:
    """Return the critical path as the names of its stages."""
    names = [visible(stream.stage(identifier).name) for identifier in analysis.critical_path]
    if not names:
        return []
    path = wrap(
        " → ".join(names), TEXT_WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
    return ["Critical path", *path]


def stage_lines(stream: ValueStream, analysis: Analysis) -> list[str]:
    """Return the stages as a table: figures as entered, or as they follow from the others."""
    if not len(stream):
        return ["No stages yet"]
    rows = [
        _row(number, stage, analysis.stages[stage.id], stream.calendar)
        for number, stage in enumerate(stream.stages(), 1)
    ]
    return [*table(_COLUMNS, rows), brief_legend()]


def _row(number: int, stage: Stage, result: StageResult, calendar: Calendar) -> list[str]:
    ratio, slack = result.activity_ratio_pct, result.slack_h
    return [
        str(number),
        stage.name,
        stage.lane or UNKNOWN,
        *(figure_text(stage, figure, calendar) for figure in _FIGURES),
        UNKNOWN if ratio is None else f"{rounded(ratio)} %",
        UNKNOWN if slack is None else format_hours(slack, calendar),
        _marks(stage, result),
    ]


def _marks(stage: Stage, result: StageResult) -> str:
    marks = [
        "◆" if result.critical else " ",
        "!" if stage.wastes else " ",
        VALUE_GLYPHS.get(stage.value or "", " "),
        " dead end" if result.dead_end else "",
        " after delivery" if result.after_delivery else "",
    ]
    return "".join(marks).rstrip()


def pathology_lines(stream: ValueStream, analysis: Analysis) -> list[str]:
    """Return what makes deployment slow, by its name: where the map shows it, and what helps against it."""
    found = pathologies_of(stream.stages(), analysis)
    lines = ["What makes deployment slow, and what helps against it"] if found else []
    for pathology in found:
        places = dict.fromkeys(_place(stream, highlight) for highlight in pathology.highlights)
        hours = format_hours(pathology.lead_time_h, stream.calendar)
        named = f"{pathology.name}, {hours} of lead time: {', '.join(places)}"
        lines += wrap(named, TEXT_WIDTH, initial_indent="  ", subsequent_indent="    ")
        for measure in pathology.countermeasures:
            lines += wrap(measure, TEXT_WIDTH, initial_indent="    - ", subsequent_indent="      ")
    return lines


def question_lines(stream: ValueStream) -> list[str]:
    """Return what is to be asked, as no figure shows it."""
    lines = []
    for question in questions_of(stream.stages()):
        text = visible(question.text)
        lines += wrap(text, TEXT_WIDTH, initial_indent="  ? ", subsequent_indent="    ")
    return ["To ask, as no figure shows it", *lines] if lines else []


def highlight_lines(stream: ValueStream, analysis: Analysis) -> list[str]:
    """Return the highlights by the lead time that they concern, then what the field names against them."""
    found = sorted(analysis.highlights, key=lambda highlight: highlight.waived)
    if not found:
        return ["Highlights: nothing stands out"]
    rows = [_highlight(highlight, stream.calendar) for highlight in found]
    helping = _helping(stream, [highlight for highlight in found if not highlight.waived])
    return [
        "Highlights, with the lead time that they concern",
        *(f"  {line}" for line in table(_HIGHLIGHT_COLUMNS, rows, headed=False)),
        *(["", "What helps"] if helping else []),
        *(line for measure, places in helping.items() for line in _measure(measure, places)),
    ]


def _highlight(highlight: Highlight, calendar: Calendar) -> list[str]:
    waived = " (waived)" if highlight.waived else ""
    hours = format_hours(highlight.lead_time_h, calendar)
    return [hours, RULES[highlight.rule].mark, f"{highlight.text}{waived}"]


def _helping(stream: ValueStream, found: list[Highlight]) -> dict[str, dict[str, None]]:
    """Return each countermeasure with the places it is named for, in the order of the highlights."""
    helping: dict[str, dict[str, None]] = {}
    for highlight in found:
        place = _place(stream, highlight)
        for measure in highlight.countermeasures:
            helping.setdefault(measure, {})[place] = None
    return helping


def _place(stream: ValueStream, highlight: Highlight) -> str:
    ends = highlight.flow or ((highlight.stage,) if highlight.stage is not None else ())
    return " → ".join(visible(stream.stage(end).name) for end in ends) or "the whole map"


def _measure(measure: str, places: Iterable[str]) -> list[str]:
    where = wrap(f"for {', '.join(places)}", TEXT_WIDTH, initial_indent="      ", subsequent_indent="      ")
    return [*wrap(visible(measure), TEXT_WIDTH, initial_indent="  - ", subsequent_indent="    "), *where]
