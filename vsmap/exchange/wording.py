"""What pictures and diagrams write at stages and arrows, in the words of the map."""

from vsmap.analysis.results import Analysis
from vsmap.analysis.terms import explanations
from vsmap.analysis.told import rules_line, told_totals
from vsmap.drawing.scene import UNKNOWN, figure_text
from vsmap.model.calendar import rounded
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream

_FIGURES = (("PT", "process_time"), ("LT", "lead_time"), ("%C&A", "complete_accurate"))
_HEADLINE = ("lead-time", "process-time", "flow-efficiency", "rolled-complete-accurate")


def title_of(stream: ValueStream) -> str:
    """Return the title of a map, or what stands for one."""
    return stream.map.title or "A value stream"


def stage_lines(stage: Stage, stream: ValueStream) -> list[str]:
    """Return what a box says: the name, its lane, its figures as far as they are known."""
    figures = [
        f"{label} {text}"
        for label, figure in _FIGURES
        if (text := figure_text(stage, figure, stream.calendar)) != UNKNOWN
    ]
    lane = [f"@ {stage.lane}"] if stage.lane else []
    return [stage.name, *lane, *([" · ".join(figures)] if figures else [])]


def arrow_words(arrow: Flow | Rework) -> str:
    """Return what an arrow says: its share or rate, its wait; rework of an unknown rate says `?`."""
    percent = arrow.rate if isinstance(arrow, Rework) else arrow.share
    parts = [f"{rounded(percent)} %"] if percent is not None else ["?"] if isinstance(arrow, Rework) else []
    return " · ".join([*parts, *([f"wait {arrow.wait_time.text}"] if arrow.wait_time else [])])


def headline(stream: ValueStream, analysis: Analysis) -> str:
    """Return the totals that a picture carries, on one line."""
    told = {each.key: each for each in told_totals(stream, analysis, explanations(stream, analysis))}
    return " · ".join(f"{told[key].label} {told[key].shown}" for key in _HEADLINE if key in told)


def rules_of(stream: ValueStream) -> str:
    """Return the calendar and the conventions that the totals follow."""
    return rules_line(stream.conventions, stream.calendar)


def described(stream: ValueStream, analysis: Analysis) -> str:
    """Describe a map in one paragraph, for people who hear a picture."""
    path = ", then ".join(stream.stage(identifier).name for identifier in analysis.critical_path)
    stages = "1 stage" if len(stream) == 1 else f"{len(stream)} stages"
    return (
        f"Value stream map, {stream.map.state} state, {stages}. {headline(stream, analysis)}. "
        f"{rules_of(stream)}." + (f" The critical path runs through {path}." if path else "")
    )
