"""What is to be drawn: stages and arrows as plain numbers, and how large each stage's box is."""

from typing import Literal, NamedTuple

Direction = Literal["left", "right", "up", "down"]


class Shape(NamedTuple):
    """The structure of a map, without figures.

    Stages are numbers from 0. An *arrow* is a number too: flows first, then rework, in the order given here.
    """

    stages: int
    """How many stages there are."""
    flows: tuple[tuple[int, int], ...] = ()
    """Forward arrows (source, target). An arrow that closes a ring is drawn returning."""
    rework: tuple[tuple[int, int], ...] = ()
    """Rework arrows (source, target). They never move a stage; one onto itself is a mark in its box."""
    swimlanes: tuple[int, ...] = ()
    """For each stage the number of its swimlane; lanes lie beneath each other by number. Empty for none."""
    margins: tuple[int, int] = (0, 0)
    """Cells left of the first boxes for what sets the stream off, right of the last for who receives it."""
    information: tuple[tuple[int, int], ...] = ()
    """Who tells whom; drawn above the map, and no part of what is ranked. Arrows by number after rework."""

    def ends(self, arrow: int) -> tuple[int, int]:
        """Return source and target of an arrow."""
        flows, rework = len(self.flows), len(self.rework)
        if arrow < flows:
            return self.flows[arrow]
        return (
            self.rework[arrow - flows] if arrow < flows + rework else self.information[arrow - flows - rework]
        )


class Detail(NamedTuple):
    """How large every box of a drawing is, in cells; fixed, so that figures never move a column."""

    name: str
    """What a person calls it: `chip`, `box`, `data`."""
    width: int
    """Width of a box with its borders."""
    figures: int
    """Lines of figures beneath the title line; a chip has none and no borders above and below."""
    gap: int
    """Least number of cells between two columns of boxes."""
    title_rows: int = 1
    """Rows that the title takes: 0 where it stands in the upper border, and the marks in the lower one."""

    @property
    def height(self) -> int:
        """Height of a box with its borders."""
        return self.figures + 2 + self.title_rows if self.figures else 1

    @property
    def port(self) -> int:
        """Row of a box at which forward arrows enter and leave, counted from its top."""
        return 1 if self.figures else 0


CHIP = Detail("chip", width=13, figures=0, gap=3)
BOX = Detail("box", width=16, figures=2, gap=5)
LOW_BOX = Detail("box", width=16, figures=1, gap=5, title_rows=0)
"""The same figures in three rows instead of five, where that lets the whole map be seen as boxes."""


def data_box(figures: int, width: int = 20) -> Detail:
    """Return the detail whose boxes hold that many lines of figures (at least one)."""
    return Detail("data", width=width, figures=max(1, figures), gap=5)


class Box(NamedTuple):
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int


class Viewport(NamedTuple):
    """The part of a drawing that is looked at, in cells of the drawing."""

    x: int
    y: int
    width: int
    height: int


class Piece(NamedTuple):
    """A strip of a wrapped drawing: each label belongs to one strip, and never runs over its edge."""

    ranks: range
    """The ranks that it shows."""
    left: int
    """The first cell of the drawing that it shows."""
    right: int
    """The first cell beyond the boxes and gaps that are its own."""


class Hit(NamedTuple):
    """What lies at a cell: a stage, or an arrow; exactly one of the two is not None."""

    stage: int | None = None
    arrow: int | None = None
