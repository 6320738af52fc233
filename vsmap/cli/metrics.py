"""`vsmap metrics`: the totals, the stages, the highlights; or one total taken apart."""

from argparse import Namespace
from textwrap import wrap

from vsmap.analysis.metrics import metrics_json
from vsmap.analysis.report import analyse
from vsmap.analysis.results import Analysis
from vsmap.analysis.terms import PERCENTILES, Explanation, explanations
from vsmap.cli.answer import Answer, as_json, lines
from vsmap.cli.findings import (
    highlight_lines,
    path_lines,
    pathology_lines,
    question_lines,
    stage_lines,
)
from vsmap.cli.futures import asked_stream
from vsmap.cli.totals import total_lines
from vsmap.cli.usage import WrongUsageError
from vsmap.drawing.tables import TEXT_WIDTH, Column, table
from vsmap.model.stream import ValueStream
from vsmap.model.text import nearest, visible


def run(arguments: Namespace) -> Answer:
    """Compute the numbers of a map and return them as text, as JSON, or one of them with its terms."""
    stream, complaints = asked_stream(arguments)
    analysis = analyse(stream)
    if arguments.percentiles or arguments.why in PERCENTILES:
        from vsmap.analysis.distribution.forecast import with_percentiles  # noqa: PLC0415 - numpy is slow to load

        analysis = with_percentiles(stream, analysis)
    if arguments.json:
        return Answer(as_json(metrics_json(stream, analysis)), complaints)
    found = explanations(stream, analysis)
    if arguments.why is not None:
        return Answer(lines(_why(found, arguments.why)), complaints)
    return Answer(lines(_whole(stream, analysis, found)), complaints)


def _whole(stream: ValueStream, analysis: Analysis, found: dict[str, Explanation]) -> list[str]:
    title = f"{visible(stream.map.title) or 'A map without a title'} · {stream.map.state} state"
    parts = (
        total_lines(stream, analysis, found),
        path_lines(stream, analysis),
        stage_lines(stream, analysis),
        pathology_lines(stream, analysis),
        highlight_lines(stream, analysis),
        question_lines(stream),
    )
    return [title, *(line for part in parts if part for line in ("", *part))]


def _why(found: dict[str, Explanation], asked: str) -> list[str]:
    """Return a total with its terms, the largest first, and its rule."""
    explained = found.get(asked)
    if explained is None:
        near = nearest(asked, found)
        hint = f"did you mean {near}? " if near else ""
        raise WrongUsageError(
            f"vsmap metrics: {asked} is no total of this map; {hint}the totals are {', '.join(found)}"
        )
    rows = [
        ("÷" if term.divides else "", visible(term.label), term.shown) for term in explained.largest_first
    ]
    columns = (Column("", most=1), Column("", most=60), Column("", right=True))
    terms = table(columns, rows, headed=False)
    rule = wrap(visible(explained.rule), TEXT_WIDTH)
    return [f"{explained.label} {explained.shown}", *rule, *(f"  {term}" for term in terms)]
