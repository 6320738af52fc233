"""Marking stages, so that a command is about all of them."""

from abc import abstractmethod
from typing import NamedTuple

from vsmap.drawing.shape import Direction
from vsmap.screens.base import MapScreenBase


class _Extent(NamedTuple):
    """A run of stages that is being marked: where it began, where it is, and what was marked before."""

    start: str
    at: str
    before: frozenset[str]


class Marking(MapScreenBase):
    """Marks stages one by one, in runs, or all; marks stay until Esc."""

    _extent: _Extent | None = None

    @abstractmethod
    def go(self, direction: Direction) -> None:
        """Select the next stage in a direction."""

    def _mark(self, marked: frozenset[str]) -> None:
        self.marked, self.message = marked, ""
        self.show_scene()

    def action_mark(self) -> None:
        """Mark the selected stage, or take its mark off."""
        stage = self.selection.stage
        if stage is not None:
            self._extent = None
            self._mark(self.marks ^ {stage})

    def action_mark_all(self) -> None:
        """Mark every stage."""
        self._mark(frozenset(self.work.stream.ids()))

    def let_go_of_marks(self) -> bool:
        """Take all marks off; return whether there were any."""
        had = bool(self.marks)
        self._extent = None
        if had:
            self._mark(frozenset())
        return had

    def action_extend_up(self) -> None:
        """Mark on to the stage above."""
        self._extend("up")

    def action_extend_down(self) -> None:
        """Mark on to the stage below."""
        self._extend("down")

    def action_extend_left(self) -> None:
        """Mark on to the stage to the left."""
        self._extend("left")

    def action_extend_right(self) -> None:
        """Mark on to the stage to the right."""
        self._extend("right")

    def _extend(self, direction: Direction) -> None:
        """Go on and mark the stages between where this began and where it is now; going back unmarks."""
        start = self.selection.stage
        if start is None:
            return
        extent = self._extent
        if extent is None or extent.at != start:
            extent = _Extent(start, start, self.marks)
        in_table = self.table.display and not self.map_view.has_focus
        if not (in_table and direction in {"left", "right"}):
            self.go(direction)
        at = self.selection.stage or start
        run = self._between(extent.start, at) if in_table else self.marks | {start, at}
        self._extent = extent._replace(at=at)
        self._mark(extent.before | run)

    def _between(self, one: str, other: str) -> frozenset[str]:
        ids = self.work.stream.ids()
        first, last = sorted((ids.index(one), ids.index(other)))
        return frozenset(ids[first : last + 1])
