"""The spread of a lead time as lines of text: its percentiles, its histogram, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vsmap.drawing.cells import width as width_of
from vsmap.model.calendar import Calendar, format_hours, rounded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vsmap.analysis.distribution.forecast import Bar, Forecast

PERCENTILES: Final = (50, 85, 95)
"""The percentiles that are shown."""
_MEANT: Final = ("half of the items take no longer", "six of seven take no longer", "19 of 20 take no longer")
_MOST_BARS: Final = 16
_FIRST, _LAST = 0.1, 99.5
"""Percentiles that the histogram begins and ends at."""
_EIGHTHS: Final = "▏▎▍▌▋▊▉█"
_MARGIN: Final = 18
"""Cells of a row of the histogram beside its bars: the time, the percentage, a percentile's name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The spread of one state of a map, and what it is called."""

    name: str
    spread: Forecast


def spread_lines(
    answers: Sequence[Answer], calendar: Calendar, *, width: int, target_h: float | None = None
) -> list[str]:
    """Return the lines of one spread, or of two beside each other on one axis, to fit a width."""
    table = _aligned([*_figures(answers, calendar, target_h)])
    bars = _histogram(answers, calendar, width)
    return [*table, "", *bars, "", *_found(answers, calendar)]


def bar(share: float, room: int) -> str:
    """Return a bar of a share of the room, 0 to 1, to the eighth of a cell."""
    whole, part = divmod(round(share * room * len(_EIGHTHS)), len(_EIGHTHS))
    return "█" * whole + (_EIGHTHS[part - 1] if part else "")


def _figures(answers: Sequence[Answer], calendar: Calendar, target_h: float | None) -> Iterator[list[str]]:
    """Yield the rows of the table: a figure, its value in each state, the change, what it means."""
    if len(answers) > 1:
        yield ["", *(answer.name for answer in answers), "", ""]
    figures = [(f"P{percent}", [_at(answer, percent) for answer in answers]) for percent in PERCENTILES]
    figures.append(("Mean", [answer.spread.mean_h for answer in answers]))
    meant = [*_MEANT, "of all items, the slowest of parallel ways waited for"]
    for (name, hours), meaning in zip(figures, meant, strict=True):
        change = _change(hours)
        yield [name, *(format_hours(each, calendar) for each in hours), change, meaning]
    if target_h is not None:
        within = [f"{rounded(answer.spread.share_within(target_h))} %" for answer in answers]
        yield ["Target", *within, "", f"of the items take {format_hours(target_h, calendar)} at most"]


def _at(answer: Answer, percent: int) -> float:
    return answer.spread.percentile(percent)


def _change(hours: Sequence[float]) -> str:
    if len(hours) == 1 or not hours[0]:
        return ""
    return f"{(hours[1] / hours[0] - 1) * 100:+.0f} %".replace("-", "−")


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(width_of(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
    lines = []
    for name, *figures, meaning in rows:
        shown = [f"{figure:>{size}}" for figure, size in zip(figures, widths[1:], strict=True)]
        lines.append("  ".join([f"{name:<{widths[0]}}", *filter(None, shown), meaning]).rstrip())
    return lines


def _histogram(answers: Sequence[Answer], calendar: Calendar, width: int) -> list[str]:
    if all(len(answer.spread.hours) == 1 for answer in answers):
        return ["Every item takes the same time: no shares, no rework, no ranges, no estimates"]
    low = min(answer.spread.percentile(_FIRST) for answer in answers)
    high = max(answer.spread.percentile(_LAST) for answer in answers)
    start, step, count = _axis(low, high, calendar)
    columns = [answer.spread.histogram(start, step, count) for answer in answers]
    tallest = [max(each.share_pct for each in column) for column in columns]
    room = max(4, (width - 9) // len(answers) - _MARGIN + 9)
    lines = []
    for rows in zip(*columns, strict=True):
        parts = zip(rows, answers, tallest, strict=True)
        cells = [_row(each, answer, most, room) for each, answer, most in parts]
        lines.append(f"{_edge(rows[0].from_h, step, calendar):>8} │{' │'.join(cells)}".rstrip())
    return lines


def _row(each: Bar, answer: Answer, tallest: float, room: int) -> str:
    """Return one bar with its percentage, and the percentiles that lie within it."""
    marks = [f"P{percent}" for percent in PERCENTILES if each.from_h <= _at(answer, percent) < each.to_h]
    share = f"{rounded(each.share_pct)} %" if each.share_pct >= 0.05 else ""  # noqa: PLR2004 - what rounds to 0.1
    drawn = bar(each.share_pct / tallest, max(1, room - len(" 100 %") - 4 * len(marks)))
    return f"{' '.join(filter(None, [drawn, share, *marks])):<{room}}"


def _axis(low: float, high: float, calendar: Calendar) -> tuple[float, float, int]:
    """Return where the bars start, how wide they are and how many: round times of the calendar."""
    day, week = calendar.hours_per_day, calendar.hours_per_week
    minutes, weeks = (1, 5, 15, 30, 60, 120, 240), (1, 2, 4, 8, 26)
    round_times = [*(each / 60 for each in minutes), day, 2 * day, *(each * week for each in weeks)]
    wide = (size for size in sorted(round_times) if (high - low) / size < _MOST_BARS - 1)
    step = next(wide, 52 * week * max(1, -(-(high - low) // (52 * week * (_MOST_BARS - 1)))))
    start = low // step * step
    return start, step, int((high - start) // step) + 1


def _edge(hours: float, step: float, calendar: Calendar) -> str:
    """Show where a bar begins, in the unit of the bars."""
    if step < 1:
        return f"{rounded(hours * 60)} min"
    if step < calendar.hours_per_day:
        return f"{rounded(hours)} h"
    if step < calendar.hours_per_week:
        return f"{rounded(hours / calendar.hours_per_day)} d"
    return f"{rounded(hours / calendar.hours_per_week)} w"


def _found(answers: Sequence[Answer], calendar: Calendar) -> list[str]:
    """Say of each answer by which way it was found."""
    lines = []
    for answer in answers:
        spread = answer.spread
        if spread.samples is not None:
            how = f"sampled: {spread.samples:,} items, seed {spread.seed}"
        else:
            how = "exact" + (
                f", on a grid of {format_hours(spread.step_h, calendar)}" if spread.step_h else ""
            )
        lines.append(f"{answer.name}: {how}" if len(answers) > 1 else how[:1].upper() + how[1:])
    return lines
