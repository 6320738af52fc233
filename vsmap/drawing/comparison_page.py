"""A comparison of two maps as a page: totals, stages, critical paths and both ladders on one scale."""

from dataclasses import replace
from typing import Final

from vsmap.analysis.comparison import Comparison, Side
from vsmap.analysis.differences import ArrowDifference, FigureChange, StageDifference
from vsmap.analysis.movement import COMPARED, Difference, shown_total
from vsmap.analysis.rungs import rungs_of
from vsmap.drawing.cells import fit, width
from vsmap.drawing.glyphs import Glyphs
from vsmap.drawing.page import Page, PageLine, Tone, headed, wrapped
from vsmap.drawing.scaled_ladder import scaled_ladder
from vsmap.drawing.tables import Column, table
from vsmap.model.calendar import format_hours, rounded
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible

_LESS_ROOM: Final = 24
"""Cells beside a ladder for its name and its time."""
_ROOMY: Final = 66
"""Cells from which all columns of the totals have room."""
_LEAVING: Final = {"difference": _ROOMY, "change": 42}
"""The cells that columns need to be there; the percent says more than the difference."""
_COLUMNS: Final = (
    Column("", most=30),
    *(Column(heading, most=24, right=True) for heading in ("was", "is", "difference", "change")),
)


def comparison_page(found: Comparison, names: tuple[str, str], room: int, glyphs: Glyphs) -> Page:
    """Write a comparison for a width; `names` are what the two maps are called."""
    if not found.differs:
        return [PageLine("The two maps are the same in all that is drawn and counted.", Tone.NOTE)]
    stages = [line for stage in found.stages for line in _stage(stage, found, room)]
    arrows = [line for arrow in found.arrows for line in _arrow(arrow, found, room)]
    settings = [line for each in found.settings for line in wrapped(_setting(each), room)]
    return [
        *_totals(found, room),
        *_targets(found),
        *headed("Stages", stages),
        *headed("Arrows", arrows),
        *headed("Settings", settings),
        *headed("Critical path", _paths(found, names, room)),
        *headed("Ladders on one scale: waiting thin, work full", _ladders(found, names, room, glyphs)),
    ]


def _totals(found: Comparison, room: int) -> Page:
    shown = {field: total for field, total in found.totals.items() if total.was is not total.now or total.was}
    rows = [_total_row(field, total, found) for field, total in shown.items()]
    kept = [place for place, column in enumerate(_COLUMNS) if room >= _LEAVING.get(column.heading, 0)]
    columns = [replace(_COLUMNS[place], most=30 if room >= _ROOMY else 12) for place in kept]
    rows = [[row[place] for place in kept] for row in rows]
    heading, *lines = table(columns, rows)
    tones = [_tone(field, total) for field, total in shown.items()]
    return [PageLine(heading, Tone.NOTE), *map(PageLine, lines, tones)]


def _total_row(field: str, total: Difference, found: Comparison) -> list[str]:
    name = COMPARED[field]
    was = shown_total(field, total.was, found.before.stream.calendar)
    now = shown_total(field, total.now, found.after.stream.calendar)
    if not total.is_change:
        return [name[:1].upper() + name[1:], was, now, "", "unchanged"]
    return [
        name[:1].upper() + name[1:],
        was,
        now,
        _absolute(field, total, found.after.stream),
        _percent(total),
    ]


def _absolute(field: str, total: Difference, stream: ValueStream) -> str:
    if total.absolute is None:
        return ""
    sign = "−" if total.absolute < 0 else "+"
    if field.endswith("_pct"):
        return f"{sign}{rounded(abs(total.absolute))} points"
    return sign + shown_total(field, abs(total.absolute), stream.calendar)


def _percent(total: Difference) -> str:
    if total.percent is None:
        return ""
    return f"{'−' if total.percent < 0 else '+'}{rounded(abs(total.percent))} %"


def _tone(field: str, total: Difference) -> Tone:
    if total.absolute is None or not total.is_change:
        return Tone.PLAIN
    return Tone.GOOD if (total.absolute > 0) == field.endswith("_pct") else Tone.BAD


def _targets(found: Comparison) -> Page:
    verdicts = {True: "met", False: "missed", None: "can't be told"}
    was, now = found.before.analysis.targets, found.after.analysis.targets
    told = [
        f"target {key.replace('_', ' ')}: {verdicts[was[key].met] if key in was else 'none'} → "
        f"{verdicts[result.met]}"
        for key, result in now.items()
    ]
    return [PageLine(f"  {line}", Tone.NOTE) for line in told]


def _stage(stage: StageDifference, found: Comparison, room: int) -> Page:
    name = visible(stage.name)
    if stage.into is not None:
        return wrapped(f"− {name}: merged into {found.after.stream.stage(stage.into).name}", room)
    if stage.kind == "removed":
        return wrapped(f"− {name}: removed", room)
    if stage.kind == "added":
        given = " · ".join(f"{each.label} {each.now}" for each in stage.figures if each.field != "name")
        return wrapped(f"+ {name}: added{' · ' if given else ''}{given}", room)
    return wrapped(f"~ {name}: {_figures(stage.figures)}", room)


def _figures(figures: tuple[FigureChange, ...]) -> str:
    return " · ".join(f"{each.label} {each.was} → {each.now}" for each in figures)


def _arrow(arrow: ArrowDifference, found: Comparison, room: int) -> Page:
    stream = found.before.stream if arrow.kind == "removed" else found.after.stream
    ends = " → ".join(stream.stage(end).name for end in (arrow.source, arrow.target))
    sign = {"removed": "−", "added": "+"}.get(arrow.kind, "~")
    said = _figures(arrow.figures) if arrow.kind == "changed" else arrow.kind
    return wrapped(f"{sign} {arrow.table} {ends}: {said}", room)


def _setting(change: FigureChange) -> str:
    return f"~ {change.field}: {change.was} → {change.now}"


def _paths(found: Comparison, names: tuple[str, str], room: int) -> Page:
    lines = [
        line
        for name, side in zip(names, (found.before, found.after), strict=True)
        for line in wrapped(f"{name}: {' → '.join(_stage_names(side, side.analysis.critical_path))}", room)
    ]
    joined, left = _stage_names(found.after, found.joined_path), _stage_names(found.before, found.left_path)
    if found.path_moved:
        moved = [f"now through {', '.join(joined)}"] if joined else []
        moved += [f"no longer through {', '.join(left)}"] if left else []
        lines += wrapped(f"The critical path moved: {'; '.join(moved)}.", room, Tone.NOTE)
    if found.rose_by_moving:
        lines += wrapped(RISE_BY_MOVING, room, Tone.NOTE)
    return lines


RISE_BY_MOVING: Final = (
    "Flow efficiency rose only because the critical path moved: the way that is critical now was as"
    " efficient before."
)


def _stage_names(side: Side, ids: tuple[str, ...]) -> list[str]:
    return [side.stream.stage(identifier).name for identifier in ids]


def _ladders(found: Comparison, names: tuple[str, str], room: int, glyphs: Glyphs) -> Page:
    sides = (found.before, found.after)
    rungs = [rungs_of(side.analysis) for side in sides]
    longest = max((sum(rung.wait_h + rung.process_h for rung in each) for each in rungs), default=0.0)
    label = min(12, max(map(width, names)))
    per_cell = longest / max(1, room - _LESS_ROOM)
    lines = []
    for name, side, each in zip(names, sides, rungs, strict=True):
        drawn = scaled_ladder([(rung.wait_h, rung.process_h) for rung in each], per_cell, glyphs)
        total = sum(rung.wait_h + rung.process_h for rung in each)
        shown = fit(visible(name), label)
        head = f"  {shown}{' ' * (label - width(shown))} "
        lines.append(PageLine(f"{head}{drawn} {format_hours(total, side.stream.calendar)}"))
    return lines
