"""What the marks on stages mean: one list for the editor's help and for what the commands write."""

from typing import Final, NamedTuple

from vsmap.drawing.glyphs import UNICODE
from vsmap.drawing.scene import BURST, NEW, UNKNOWN, VALUE_GLYPHS


class Mark(NamedTuple):
    """A mark, what it means, and the same in a word or two for a line beneath a table."""

    glyph: str
    meaning: str
    brief: str = ""


_ADDING, _NECESSARY, _WASTE = VALUE_GLYPHS.values()
LEGEND: Final = {
    "critical": Mark(UNICODE.critical_mark, "on the critical path (its lines are heavy)", "critical"),
    "waste": Mark(
        "!", "a highlight of waste, among the three that concern most lead time", "tagged as waste"
    ),
    "queue": Mark("▽", "a queue in front of the stage, with its count"),
    "adding": Mark(_ADDING, "adds value", "adds value"),
    "necessary": Mark(_NECESSARY, "is necessary", "necessary"),
    "no_value": Mark(_WASTE, "is waste", "waste"),
    "low_box": Mark("2h/1w 80%", "in a low box: process time / lead time, %C&A"),
    "information": Mark(UNICODE.told_across, "who tells whom, and by what; never counted"),
    "burst": Mark(BURST, "an improvement is pinned on the stage"),
    "changed": Mark("→", "in the future state: what a figure was, and what it is"),
    "new": Mark(NEW, "in the future state: a stage that the current one has not"),
    "missed": Mark("✗", "a target missed"),
    "marked": Mark("●", "marked (Space): commands are about all that are marked"),
    "estimate": Mark("~", "an estimate", "estimate"),
    "unknown": Mark(UNKNOWN, "unknown", "unknown"),
}
"""Every mark, by what it says."""


def brief_legend() -> str:
    """Return one line that explains the marks of a table of stages."""
    return " · ".join(f"{mark.glyph} {mark.brief}" for mark in LEGEND.values() if mark.brief)
