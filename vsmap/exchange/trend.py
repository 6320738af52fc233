"""How a map's numbers moved: its totals at every commit that changed it, computed anew each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vsmap.analysis.movement import shown_total
from vsmap.analysis.report import analyse
from vsmap.analysis.results import Totals
from vsmap.drawing.chart import column_chart
from vsmap.drawing.glyphs import Glyphs
from vsmap.drawing.page import Page, PageLine, Tone, headed, wrapped
from vsmap.drawing.plan_page import curve_bar
from vsmap.drawing.tables import Column, table
from vsmap.model.calendar import Calendar
from vsmap.storage.faults import FileFaults
from vsmap.storage.history import Version, versions_of
from vsmap.storage.reader import read_map
from vsmap.storage.source import read_bytes

VERSION: Final = 1
TRENDED: Final = (
    *("lead_time_h", "process_time_h", "wait_time_h", "flow_efficiency_pct"),
    *("value_added_pct", "rolled_complete_accurate_pct", "expected_lead_time_h", "handoffs", "stages"),
)
"""The totals that are followed, by their field."""
_SHOWN: Final = ("lead_time_h", "process_time_h", "flow_efficiency_pct", "rolled_complete_accurate_pct")
_BAR: Final = 24
_COLUMNS: Final = (
    *(Column("When", most=16), Column("Commit", most=9)),
    *(Column(heading, right=True) for heading in ("LT", "PT", "Flow eff.", "%C&A")),
    *(Column("", most=_BAR), Column("What", most=48)),
)
ON_DISK: Final = "on disk"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One version of a map with its totals; None where it was no map."""

    version: Version
    totals: Totals | None

    @property
    def calendar(self) -> Calendar:
        """The calendar of the version."""
        return self.version.stream.calendar if self.version.stream is not None else Calendar()


def trend_of(path: Path, revision: str | None = None) -> list[TrendPoint]:
    """Return the totals of every version up to a revision, the oldest first.

    Without a revision what stands on disk now comes last, where no commit holds it. Raises FileFaults where
    the file has no history.
    """
    versions = versions_of(path, revision or "HEAD")
    if revision is None and path.exists():
        versions += _uncommitted(path, versions[-1])
    return [
        TrendPoint(version, analyse(version.stream).totals if version.stream is not None else None)
        for version in versions
    ]


def _uncommitted(path: Path, last: Version) -> list[Version]:
    try:
        stream = read_map(read_bytes(str(path), str(path)), str(path))
    except FileFaults as faults:
        return [] if last.fault else [Version("", None, "", "", last.path, None, faults.lines()[0])]
    return [] if stream == last.stream else [Version("", None, "", "not committed yet", last.path, stream)]


def trend_json(points: Sequence[TrendPoint]) -> dict[str, Any]:
    """Return a trend as `vsmap trend --json` prints it: unrounded, in working hours and percent."""
    return {"version": VERSION, "points": [_point_json(point) for point in points]}


def _point_json(point: TrendPoint) -> dict[str, Any]:
    version, totals = point.version, point.totals
    return {
        "commit": version.commit or None,
        "when": version.when.isoformat() if version.when else None,
        "author": version.author,
        "subject": version.subject,
        "path": version.path,
        "totals": None if totals is None else {field: getattr(totals, field) for field in TRENDED},
        "error": version.fault or None,
    }


def trend_page(points: Sequence[TrendPoint], room: int, glyphs: Glyphs) -> Page:
    """Write a trend as a table, with a bar for each lead time and each broken version by its name."""
    longest = max((point.totals.lead_time_h or 0.0 for point in points if point.totals), default=0.0)
    heading, *lines = table(_COLUMNS, [_row(point, longest, glyphs) for point in points])
    tones = [Tone.BAD if point.totals is None else Tone.PLAIN for point in points]
    broken = [
        line
        for point in points
        if point.totals is None
        for line in wrapped(f"{_name(point)}: {point.version.fault}", room, Tone.BAD)
    ]
    return [
        PageLine(heading, Tone.NOTE),
        *(PageLine(line, tone) for line, tone in zip(lines, tones, strict=True)),
        *headed("Versions that are no map", broken),
    ]


def _name(point: TrendPoint) -> str:
    return point.version.commit[:8] or ON_DISK


def _row(point: TrendPoint, longest: float, glyphs: Glyphs) -> list[str]:
    version, totals = point.version, point.totals
    when = version.when.strftime("%Y-%m-%d %H:%M") if version.when else "now"
    if totals is None:
        return [when, _name(point), "–", "–", "–", "–", "", f"no map · {version.subject}"]
    figures = [shown_total(field, getattr(totals, field), point.calendar) for field in _SHOWN]
    bar = curve_bar(totals.lead_time_h or 0.0, longest, _BAR, glyphs)
    return [when, _name(point), *figures, bar, version.subject]


def trend_chart(points: Sequence[TrendPoint], room: int, rows: int, glyphs: Glyphs) -> Page:
    """Draw the lead time of each version as a column; a version that is no map is a gap."""
    known = [point for point in points if point.totals is not None and point.totals.lead_time_h]
    if not known:
        return []
    columns = column_chart([_lead_time(each) for each in points], room - 2, rows, glyphs)
    ends = (known[0], known[-1])
    said = [shown_total("lead_time_h", _lead_time(each), each.calendar) for each in ends]
    lines = [PageLine(f"  {line}", Tone.GOOD) for line in columns]
    return [PageLine(f"Lead time {said[0]} → {said[1]}", Tone.HEADING), *lines, PageLine("")]


def _lead_time(point: TrendPoint) -> float | None:
    return point.totals.lead_time_h if point.totals is not None else None
