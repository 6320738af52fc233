"""The shapes that a picture is made of, measured in cells of the drawing; what paints them knows no map."""

from typing import Literal, NamedTuple

from vsmap.drawing.card import Role

Direction = Literal["right", "left", "up", "down"]


class Stroke(NamedTuple):
    """A straight line between the middles or edges of cells."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: Role
    heavy: bool


class Panel(NamedTuple):
    """The ground of a stage's box; a chip has no border of its own strokes and is framed too."""

    x: float
    y: float
    width: float
    height: float
    critical: bool
    framed: bool


class Head(NamedTuple):
    """The head of an arrow, filling one cell."""

    x: int
    y: int
    direction: Direction
    role: Role


class Words(NamedTuple):
    """A text that takes so many cells."""

    x: float
    y: int
    cells: int
    text: str
    role: Role


class Picture(NamedTuple):
    """A map as shapes, between the lines that say what it is and by which rules."""

    width: int
    height: int
    """Cells of the drawing."""
    panels: tuple[Panel, ...]
    strokes: tuple[Stroke, ...]
    heads: tuple[Head, ...]
    words: tuple[Words, ...]
    breaks: tuple[int, ...]
    """Rows at which the drawing may be parted: between its strips. The last is its height."""
    title: str
    above: tuple[str, ...]
    """Lines beneath the title."""
    below: tuple[str, ...]
    """Lines beneath the drawing: rules and legend."""
    description: str
    """The map in words, for people who hear the picture."""
