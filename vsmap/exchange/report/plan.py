"""The plan of a report: who improves what by when, and what it is worth."""

from collections.abc import Iterator
from typing import Final

from vsmap.analysis.plan import Gain, plan_of
from vsmap.exchange.report.document import Block, Bullets, Grid, Paragraph
from vsmap.model.calendar import format_hours
from vsmap.model.future import Future
from vsmap.model.records import Improvement
from vsmap.model.stream import ValueStream

_MOST: Final = 40
"""Improvements up to which the gain of each is worked out: that takes a future state for every pair."""
_HEADINGS: Final = ("What", "Where", "Who", "By when", "Status", "Effort", "Lead time saved")


def plan_blocks(stream: ValueStream, future: Future) -> Iterator[Block]:
    """Yield the improvements with owner and date, and what of them the future state leaves out."""
    improvements = [*stream.improvements.values()]
    if not improvements:
        return
    gains = plan_of(stream).gains if len(improvements) <= _MOST else {}
    rows = [_row(each, stream, gains.get(each.id)) for each in improvements]
    yield Grid(_HEADINGS, tuple(rows), tuple(_spoken(row) for row in rows))
    titles = {each.id: each.title or each.id for each in improvements}
    notes = [f"{titles[each.id]}: {each.note}" for each in improvements if each.note]
    if notes:
        yield Bullets(tuple(notes))
    left_out = [f"{titles[each.improvement]}: {each.reason}" for each in future.left_out]
    if left_out:
        yield Paragraph("Not in the future state:")
        yield Bullets(tuple(left_out))
    if gains:
        yield Paragraph(
            "Lead time saved if nothing else is done: savings of several improvements do not add up.",
            is_note=True,
        )


def _row(improvement: Improvement, stream: ValueStream, gain: Gain | None) -> tuple[str, ...]:
    where = stream.stage(improvement.stage).name if improvement.stage else "–"
    saved = "–" if gain is None else format_hours(gain.alone_h, stream.calendar)
    return (
        improvement.title or improvement.id,
        where,
        improvement.owner or "nobody yet",
        improvement.due.isoformat() if improvement.due else "no date",
        improvement.status,
        improvement.effort.text if improvement.effort else "–",
        saved,
    )


def _spoken(row: tuple[str, ...]) -> str:
    what, where, who, when, status, effort, saved = row
    place = f" at {where}" if where != "–" else ""
    worth = f" It saves {saved} of lead time." if saved != "–" else ""
    cost = f" It takes {effort} of work." if effort != "–" else ""
    return f"{what}{place}: {who}, {when}, {status}.{cost}{worth}"
