"""The marks of a stage: a glyph and a word for each, so that no meaning is told by colour alone."""

from typing import Final

from vsmap.model.records import Stage
from vsmap.widgets.ink import CRITICAL, GOOD, LABEL, MUTED, WASTE, Ink, InkLine
from vsmap.widgets.state import Scene

WORST: Final = 3
"""How many highlights are marked on map and table: those that concern most lead time."""
VALUE_MARKS: Final = {"adding": ("+", GOOD), "necessary": ("○", MUTED), "waste": ("−", WASTE)}

LEGEND: Final = (
    ("◆", CRITICAL, "on the critical path (its lines are heavy)"),
    ("!", WASTE, "a highlight of waste, among the three that concern most lead time"),
    ("▽", LABEL, "a queue in front of the stage, with its count"),
    ("+ ○ −", GOOD, "adds value, is necessary, is waste"),
    ("~", LABEL, "an estimate"),
    ("–", MUTED, "unknown"),
)


def marks_of(scene: Scene, stage: Stage) -> InkLine:
    """Return the marks of a stage: critical, waste, value class."""
    marks = [Ink("◆", CRITICAL)] if scene.analysis.stages[stage.id].critical else [Ink(" ")]
    marks.append(Ink("!", WASTE) if is_wasteful(scene, stage) else Ink(" "))
    if stage.value is not None:
        marks.append(Ink(*VALUE_MARKS[stage.value]))
    return tuple(marks)


def is_wasteful(scene: Scene, stage: Stage) -> bool:
    """Tell whether a stage is among the worst highlights, or a person tagged it."""
    if stage.wastes:
        return True
    worst = [highlight for highlight in scene.analysis.highlights if not highlight.waived][:WORST]
    return any(stage.id in ((highlight.stage, *(highlight.flow or ()))) for highlight in worst)
