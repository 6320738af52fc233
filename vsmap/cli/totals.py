"""The totals as text: each with what it rests on, and the rules they follow beneath them."""

from vsmap.analysis.results import Analysis
from vsmap.analysis.terms import Explanation
from vsmap.analysis.told import rules_line, told_totals
from vsmap.drawing.tables import Column, table
from vsmap.model.stream import ValueStream


def total_lines(stream: ValueStream, analysis: Analysis, found: dict[str, Explanation]) -> list[str]:
    """Return one line a total, with its target, and beneath them convention and calendar."""
    rows = [(told.label, told.shown, told.note) for told in told_totals(stream, analysis, found)]
    totals = table((Column("", most=30), Column("", most=30), Column("", most=400)), rows, headed=False)
    return [*totals, rules_line(stream.conventions, stream.calendar)]
