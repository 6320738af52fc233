"""The totals of a report: those of today, and what the planned improvements make of them."""

from collections.abc import Iterator

from vsmap.analysis.comparison import Comparison
from vsmap.analysis.movement import COMPARED, Difference, shown_total
from vsmap.analysis.results import Analysis
from vsmap.analysis.terms import explanations
from vsmap.analysis.told import told_totals
from vsmap.exchange.report.document import Block, Grid, Paragraph
from vsmap.exchange.wording import rules_of
from vsmap.model.calendar import rounded
from vsmap.model.stream import ValueStream


def summary(stream: ValueStream, analysis: Analysis, found: Comparison | None) -> Iterator[Block]:
    """Yield the totals, with their targets; and the same beside those of the future, with what changes."""
    if not analysis.stages:
        return
    told = told_totals(stream, analysis, explanations(stream, analysis))
    yield Grid(
        ("Total", "Today", "What it rests on"),
        tuple((each.label, each.shown, each.note) for each in told),
        tuple(f"{each.label}: {each.shown}{f', {each.note}' if each.note else ''}." for each in told),
    )
    if found is not None and found.differs:
        yield _grid_of(found)
    yield Paragraph(rules_of(stream), is_note=True)


def _grid_of(found: Comparison) -> Grid:
    rows, spoken = [], []
    for field, total in found.totals.items():
        if total.was is None and total.now is None:
            continue
        name = COMPARED[field][:1].upper() + COMPARED[field][1:]
        was = shown_total(field, total.was, found.before.stream.calendar)
        now = shown_total(field, total.now, found.after.stream.calendar)
        change = changed(total)
        rows.append((name, was, now, change))
        spoken.append(f"{name}: {was} today, {now} in the future state, {change}.")
    return Grid(("Total", "Today", "Future", "Change"), tuple(rows), tuple(spoken), 1)


def changed(total: Difference) -> str:
    """Say by how many percent a total changes.

    >>> changed(Difference(40.0, 30.0)), changed(Difference(2.0, 2.0)), changed(Difference(0.0, 2.0))
    ('−25 %', 'unchanged', 'changed')
    """
    if not total.is_change:
        return "unchanged"
    if total.percent is None:
        return "changed"
    return f"{'−' if total.percent < 0 else '+'}{rounded(abs(total.percent))} %"
