"""What is written on a drawing: cards in boxes, labels on arrows; and the runs that come out."""

from abc import abstractmethod
from collections.abc import Callable, Hashable, Mapping
from enum import IntEnum
from typing import NamedTuple


class Role(IntEnum):
    """What a piece of a drawing means; the screen gives it a colour, the glyphs tell it without one."""

    BLANK = 0
    INFORMATION = 1
    LINE = 2
    REWORK = 3
    CRITICAL_LINE = 4
    SELECTED_LINE = 5
    """Lines: where several share a cell the highest number shows."""
    BORDER = 6
    CRITICAL_BORDER = 7
    SELECTED_BORDER = 8
    NAME = 9
    SELECTED_NAME = 10
    FIGURE = 11
    SELECTED_FIGURE = 12
    MISSING = 13
    """A figure that is unknown."""
    LABEL = 14
    """Waits, shares, rates and queues on arrows."""
    MARK = 15
    CRITICAL_MARK = 16
    WASTE = 17
    STUB = 18
    WAIT_RUNG = 19
    PROCESS_RUNG = 20
    WRAP = 21
    END = 22
    """What sets the stream off, and who receives the value."""
    CHANGED = 22
    """What is not as it was in the other state."""


class Run(NamedTuple):
    """Neighbouring cells of one role."""

    text: str
    role: Role


Row = tuple[Run, ...]


class Segment(NamedTuple):
    """A piece of a line in a box."""

    text: str
    role: Role = Role.FIGURE


Line = tuple[Segment, ...]


class Card(NamedTuple):
    """What is written in one box. Texts that are too long are cut and marked; nothing changes the layout."""

    title: str
    figures: tuple[Line, ...] = ()
    """The lines beneath the title; those that a detail has no room for are left out."""
    marks: Line = ()
    """Short marks, set to the right of the last line (of a chip: of its title)."""
    queue: str = ""
    """What waits in front of the box, such as `▽120`; drawn above the arrow into it where there is room."""
    comes_from: str = ""
    """What sets the stream off, where it begins here; stands left of the first boxes, else on the border."""
    goes_to: str = ""
    """Who receives the value, where it is delivered here; stands right of the last boxes or on the border."""
    critical: bool = False
    selected: bool = False


class Arrow(NamedTuple):
    """What is shown on one arrow."""

    label: str = ""
    """Wait, share or rate, such as `1d` or `70%`; drawn where there is room."""
    critical: bool = False
    selected: bool = False

    @property
    def role(self) -> Role:
        """The role of its line where it differs from an ordinary one, otherwise BLANK."""
        if self.selected:
            return Role.SELECTED_LINE
        return Role.CRITICAL_LINE if self.critical else Role.BLANK


PLAIN = Arrow()


Cards = Callable[[int], Card]
"""Gives the card of a stage; called for visible stages only."""
Arrows = Mapping[int, Arrow]
"""What is shown on arrows, by arrow; ordinary unlabelled ones may be missing."""


class AccentedArrows(Mapping[int, Arrow]):
    """Arrows that can say in one value which of them are critical or selected: it tells frames apart."""

    @property
    @abstractmethod
    def accents(self) -> Hashable:
        """Equal for equal lines: what is critical, and what is selected."""
