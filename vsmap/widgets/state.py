"""What the map screen hands down to its panes: one frozen value, made anew for each frame that changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from vsmap.analysis.report import Analysis
from vsmap.drawing.scene import worst_stages
from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ArrowRef, ValueStream
from vsmap.widgets.line_edit import LineEdit

FIGURES: Final = ("name", "lane", "process_time", "lead_time", "wait_time", "complete_accurate", "queue")
"""The figures of a stage that are selected and edited in place, from left to right."""


def figure_label(figure: str) -> str:
    """Return the heading of a figure, as the schema has it."""
    return specs_of(Stage)[figure].label


class Selection(NamedTuple):
    """A stage and one of its figures, or an arrow at the stage; the same in map and table."""

    stage: str | None = None
    figure: str = "process_time"
    arrow: ArrowRef | None = None


@dataclass(slots=True)
class Field:
    """The field that is open on a figure: what is typed, and what is wrong with it so far."""

    stage: str
    figure: str
    edit: LineEdit
    error: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Scene:
    """Everything that the panes show."""

    stream: ValueStream
    analysis: Analysis
    before: Analysis
    """The numbers before the last edit, beside which what moved is shown."""
    selection: Selection
    field: Field | None
    stale: bool
    """Whether the totals are the last good ones while what is typed can't be read yet."""
    labels: Mapping[str, str]
    """What is to be typed to point at a stage, by the stage's id."""
    marks: frozenset[str] = frozenset()
    """The stages that are marked, so that a command is about all of them."""
    current: ValueStream | None = None
    """The current state, where the future state is shown beside it."""
    heading: str = ""
    """What stands above map and table in place of their names."""

    @cached_property
    def worst(self) -> frozenset[str]:
        """The stages that are marked: those of the highlights that concern most lead time."""
        return frozenset(worst_stages(self.analysis))
