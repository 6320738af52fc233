"""The marks of a stage: a glyph and a word for each, so that no meaning is told by colour alone."""

from typing import Final

from vsmap.drawing.scene import NEW, VALUE_GLYPHS
from vsmap.model.records import Stage
from vsmap.widgets.ink import CRITICAL, GOOD, MUTED, WASTE, Ink, InkLine
from vsmap.widgets.state import Scene

_VALUE_INKS: Final = {"adding": GOOD, "necessary": MUTED, "waste": WASTE}

MARK: Final = "●"
"""Stands at a stage that a person marked."""


def _is_new(scene: Scene, stage: Stage) -> bool:
    return scene.current is not None and stage.id not in scene.current


def marks_of(scene: Scene, stage: Stage) -> InkLine:
    """Return the marks of a stage: critical, waste, value class."""
    marks = [Ink("◆", CRITICAL)] if scene.analysis.stages[stage.id].critical else [Ink(" ")]
    wasteful = bool(stage.wastes) or stage.id in scene.worst
    marks.append(Ink("!", WASTE) if wasteful else Ink(" "))
    if stage.value is not None:
        marks.append(Ink(VALUE_GLYPHS[stage.value], _VALUE_INKS[stage.value]))
    if _is_new(scene, stage):
        marks.append(Ink(NEW, GOOD))
    return tuple(marks)
