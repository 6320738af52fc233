"""A plan as a page: what each improvement brings, and the order in which they bring most, with its curve."""

from datetime import date
from typing import Final

from vsmap.analysis.plan import Gain, Plan, Step, is_overdue
from vsmap.drawing.glyphs import ASCII, Glyphs
from vsmap.drawing.page import Page, PageLine, Tone, headed
from vsmap.drawing.tables import Column, table
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.records import Improvement
from vsmap.model.stream import ValueStream

_CURVE: Final = 24
"""Cells of the longest lead time in the curve."""
_UNKNOWN: Final = "–"
_NUMBERS: Final = ("Effort", "Alone", "Last in", "Per day", "Gain", "Share", "LT then")
_COLUMNS: Final = (
    *(Column("#", right=True), Column("Improvement", most=44), Column("Owner", most=20)),
    *(Column("Due", most=22), Column("Status", most=10)),
    *(Column(name, right=True) for name in _NUMBERS),
    Column("", most=_CURVE),
)


def plan_page(stream: ValueStream, plan: Plan, day: date, glyphs: Glyphs) -> Page:
    """Write a plan in the order of its steps; what is overdue on a day is said to be so."""
    improvements = stream.improvements
    order = [step.improvement for step in plan.steps]
    others = [each for each in improvements if each in plan.gains and each not in order]
    steps = [_step_texts(step, plan, stream.calendar, glyphs) for step in plan.steps]
    steps += [("", "", "", "")] * len(others)
    numbers = [*map(str, range(1, len(order) + 1)), *[""] * len(others)]
    rows = [
        [number, *_texts(improvements[each], day), *gain_texts(plan.gains[each], stream.calendar), *step]
        for number, each, step in zip(numbers, [*order, *others], steps, strict=True)
    ]
    if not rows:
        return []
    heading, *lines = table(_COLUMNS, rows)
    said = "per day of effort" if plan.by_effort else "in hours (some have no effort yet)"
    page = [PageLine(f"  {heading}", Tone.NOTE), *(PageLine(f"  {line}") for line in lines)]
    return headed(f"Plan: each step is the best next one {said}", page)


def _texts(each: Improvement, day: date) -> tuple[str, str, str, str]:
    due = each.due.isoformat() if each.due else _UNKNOWN
    late = f"{due} overdue" if is_overdue(each, day) else due
    status = each.status if each.in_future else f"{each.status}, off"
    return each.title or each.id, each.owner or _UNKNOWN, late, status


def gain_texts(gain: Gain, calendar: Calendar) -> tuple[str, str, str, str]:
    """Show the effort of an improvement, its gain alone and as the last one in, and per day of effort."""
    effort = _UNKNOWN if gain.effort_d is None else f"{rounded(gain.effort_d)} d"
    per_day = _UNKNOWN if gain.per_day_h is None else saved_text(gain.per_day_h, calendar)
    return effort, saved_text(gain.alone_h, calendar), saved_text(gain.last_in_h, calendar), per_day


def saved_text(hours: float, calendar: Calendar) -> str:
    """Show what is saved as what it does to the lead time: a gain is less of it.

    >>> saved_text(8, Calendar()), saved_text(-4, Calendar()), saved_text(0, Calendar())
    ('−1 d', '+4 h', '0')
    """
    noise = 1e-9
    if abs(hours) < noise:
        return "0"
    return ("−" if hours > 0 else "+") + format_hours(abs(hours), calendar)


def _step_texts(
    step: Step | None, plan: Plan, calendar: Calendar, glyphs: Glyphs
) -> tuple[str, str, str, str]:
    if step is None:
        return "", "", "", ""
    share = plan.share_pct(step)
    return (
        saved_text(step.gain_h, calendar),
        _UNKNOWN if share is None else f"{rounded(share)} %",
        format_hours(step.lead_time_h, calendar),
        curve_bar(step.lead_time_h, plan.lead_time_h, _CURVE, glyphs),
    )


def curve_bar(hours: float, longest: float, cells: int, glyphs: Glyphs) -> str:
    """Draw a lead time as a bar beside the longest one."""
    bar = "#" if glyphs is ASCII else "█"
    return bar * max(1, round(hours / longest * cells)) if longest > 0 and hours > 0 else ""
