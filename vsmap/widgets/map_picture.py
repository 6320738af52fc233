"""A scene as a picture: laid out at a level of detail, whole or wrapped, drawn where it is looked at."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from vsmap.drawing.card import Card, Row
from vsmap.drawing.draw import draw
from vsmap.drawing.ladder import LADDER_ROWS, Step, ladder
from vsmap.drawing.layout import Layout
from vsmap.drawing.pointing import at
from vsmap.drawing.shape import BOX, CHIP, Box, Detail, Hit, Viewport, data_box
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import Wrapped, wrap
from vsmap.model.calendar import format_hours
from vsmap.widgets.cards import DATA_FIGURES, ShownArrows, card_of
from vsmap.widgets.state import Scene

DETAILS: Final = (CHIP, BOX, data_box(len(DATA_FIGURES), width=22))
"""The levels of detail, the least first."""


@dataclass(frozen=True)
class Picture:
    """A layout as it is looked at: in one piece with its ladder docked beneath, or wrapped to a width."""

    layout: Layout
    wrapped_to: int = 0
    """The width that it is wrapped to; 0 for one piece."""
    has_ladder: bool = True

    @cached_property
    def _wrapped(self) -> Wrapped:
        steps = (Step(0, "", ""),) if self.has_ladder else ()
        return wrap(self.layout, self.wrapped_to, steps)

    @property
    def detail(self) -> Detail:
        """The level of detail."""
        return self.layout.detail

    @property
    def width(self) -> int:
        """Cells of the whole picture."""
        return self.wrapped_to or self.layout.width

    @property
    def height(self) -> int:
        """Rows of the whole picture, without a docked ladder."""
        return self._wrapped.height if self.wrapped_to else self.layout.height

    @property
    def docked(self) -> int:
        """Rows that are docked beneath what is looked at."""
        return 0 if self.wrapped_to or not self.has_ladder else LADDER_ROWS

    def box(self, number: int) -> Box:
        """Return the cells of a stage's box in the picture."""
        return self._wrapped.box(number) if self.wrapped_to else self.layout.box(number)

    def hit(self, x: int, y: int) -> Hit:
        """Return what lies at a cell of the picture."""
        if not self.wrapped_to:
            return at(self.layout, x, y)
        cell = self._wrapped.cell(x, y)
        return Hit() if cell is None else at(self.layout, *cell)

    def rows(self, scene: Scene, names: "Names", view: Viewport) -> list[Row]:
        """Draw the part of the picture that a view shows, and what is docked beneath it."""

        def card(number: int) -> Card:
            return card_of(scene, scene.stream.stage(names.stages[number]), self.detail)

        arrows = ShownArrows(scene, names.arrows)
        steps = critical_steps(scene, names) if self.has_ladder else ()
        if self.wrapped_to:
            wrapped = replace(self._wrapped, steps=steps)
            return draw_wrapped(wrapped, card, arrows, (view.y, view.height))
        body = Viewport(view.x, view.y, view.width, view.height - self.docked)
        docked = ladder(self.layout, steps, view.x, view.width) if self.has_ladder else ()
        return [*draw(self.layout, card, arrows, body), *docked]


@dataclass(frozen=True)
class Names:
    """What the numbers of a layout stand for: stages and arrows by their order in the map."""

    stages: tuple[str, ...]
    arrows: tuple[tuple[str, str, str], ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each stage."""
        return {identifier: number for number, identifier in enumerate(self.stages)}


def largest_that_fits(layouts: "dict[Detail, Layout]", width: int, height: int) -> Picture | None:
    """Return the picture of the largest detail at which the whole map is seen, wrapped where need be."""
    for detail in reversed(DETAILS):
        whole = Picture(layouts[detail])
        wrapped = replace(whole, wrapped_to=width)
        for picture in (whole, wrapped, replace(wrapped, has_ladder=False)):
            if picture.width <= width and picture.height + picture.docked <= height:
                return picture
    return None


def critical_steps(scene: Scene, names: Names) -> tuple[Step, ...]:
    """Return the rungs of the ladder: process times, and the waits before them."""
    calendar, before = scene.stream.calendar, ""
    steps: list[Step] = []
    for identifier in scene.analysis.critical_path:
        result = scene.analysis.stages[identifier]
        flow = scene.stream.flow(before, identifier) if before else None
        between = (flow.wait_time.hours(calendar) or 0.0) if flow and flow.wait_time else 0.0
        wait = (result.wait_time_h or 0.0) + between
        process = result.process_time_h
        steps.append(
            Step(
                names.numbers[identifier],
                format_hours(wait, calendar, "") if wait else "",
                format_hours(process, calendar, "") if process is not None else "?",
            )
        )
        before = identifier
    return tuple(steps)
