"""The outline: one line a stage, the ways of the work at its left as version histories draw theirs.

It serves maps that are too large for boxes. A column at the left waits for one stage: it runs down from the
stage that sends work there, and whoever else sends work there joins it.
"""

from bisect import insort
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from vsmap.drawing.card import Line, Role, Row, Run
from vsmap.drawing.glyphs import EAST, NORTH, SOUTH, UNICODE, WEST, Glyphs
from vsmap.drawing.shape import Box, Direction, Hit, Shape, Viewport

COLUMNS: Final = 12
"""Columns that are drawn at most; what runs further to the right is left out."""


class OutlineLine(NamedTuple):
    """One stage of an outline."""

    stage: int
    column: int
    """The column that its mark stands in."""
    masks: tuple[int, ...]
    """Arms of the lines in each cell at its left; columns take two cells."""


class Outline:
    """A map as lines in an order in which work goes down."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._successors: list[list[int]] = [[] for _ in range(shape.stages)]
        self._predecessors: list[list[int]] = [[] for _ in range(shape.stages)]
        for source, target in shape.flows:
            self._successors[source].append(target)
            self._predecessors[target].append(source)
        order = _downwards(self._successors, self._predecessors)
        self._row_of = {stage: row for row, stage in enumerate(order)}
        self.lines = [*self._drawn(order)]
        self.indent = max((len(line.masks) for line in self.lines), default=0) + 1
        """Cells that the lines take at the left of every row."""

    def _drawn(self, order: list[int]) -> Iterator[OutlineLine]:
        """Yield the lines; `waiting` holds for each column the stage that it runs to."""
        waiting: list[int | None] = []
        for stage in order:
            before = [*waiting]
            column = before.index(stage) if stage in before else _free(waiting)
            waiting[column] = None
            joined = {self._column_for(target, column, waiting) for target in self._forward(stage)}
            while waiting and waiting[-1] is None:
                waiting.pop()
            yield OutlineLine(stage, column, _masks(column, before, waiting, joined))

    def _forward(self, stage: int) -> list[int]:
        """Return the stages further down that a stage sends work to; what closes a ring goes up."""
        row = self._row_of[stage]
        return [target for target in self._successors[stage] if self._row_of[target] > row]

    @staticmethod
    def _column_for(target: int, column: int, waiting: list[int | None]) -> int:
        """Return the column that runs to a stage: one that waits for it, the sender's own, or a free one."""
        if target in waiting:
            return waiting.index(target)
        if column < len(waiting) and waiting[column] is not None:
            column = _free(waiting)
        waiting[column] = target
        return column

    width = 1
    """Lines take the room there is: an outline never scrolls sideways."""
    docked = 0

    @property
    def height(self) -> int:
        """Rows of the whole outline."""
        return len(self.lines)

    def box(self, stage: int) -> Box:
        """Return the row of a stage."""
        return Box(0, self._row_of[stage], 1, 1)

    def hit(self, _x: int, row: int) -> Hit:
        """Return what lies on a row."""
        return Hit(stage=self.lines[row].stage) if 0 <= row < len(self.lines) else Hit()

    def nearest(self, stage: int, direction: Direction) -> int | None:
        """Return the stage above or beneath; to the left a sender, to the right a receiver of work."""
        if direction in {"up", "down"}:
            row = self._row_of[stage] + (1 if direction == "down" else -1)
            return self.lines[row].stage if 0 <= row < len(self.lines) else None
        ends = self._successors if direction == "right" else self._predecessors
        return next(iter(ends[stage]), None)

    def rows(
        self,
        written: Callable[[int, int], Line],
        mark: Callable[[int], Role],
        view: Viewport,
        glyphs: Glyphs = UNICODE,
    ) -> list[Row]:
        """Draw the rows that a view shows.

        Args:
            written: Gives what is written about a stage in exactly so many cells.
            mark: Gives the role of a stage's mark: critical or plain.
            view: The part that is looked at.
            glyphs: The characters to draw with.
        """
        shown = self.lines[max(0, view.y) : view.y + view.height]
        rows = [self._row(line, written, mark, view.width, glyphs) for line in shown]
        return rows + [(Run(" " * view.width, Role.BLANK),)] * (view.height - len(rows))

    def _row(
        self,
        line: OutlineLine,
        written: Callable[[int, int], Line],
        mark: Callable[[int], Role],
        across: int,
        glyphs: Glyphs,
    ) -> Row:
        indent = min(self.indent, 2 * COLUMNS, across)
        drawn = "".join(map(glyphs.lines.__getitem__, line.masks[: indent - 1])).ljust(indent)
        at = min(2 * line.column, indent - 1)
        role = mark(line.stage)
        sign = glyphs.critical_mark if role is Role.CRITICAL_MARK else glyphs.bullet
        text = [Run(segment.text, segment.role) for segment in written(line.stage, across - indent)]
        return (Run(drawn[:at], Role.LINE), Run(sign, role), Run(drawn[at + 1 :], Role.LINE), *text)


def _downwards(successors: list[list[int]], predecessors: list[list[int]]) -> list[int]:
    """Return the stages so that work goes down, in the order of the map where that leaves a choice."""
    missing = [len(sources) for sources in predecessors]
    ready = [stage for stage, count in enumerate(missing) if not count]
    placed: dict[int, None] = {}
    rest = iter(range(len(missing)))
    while len(placed) < len(missing):
        stage = ready.pop(0) if ready else next(each for each in rest if each not in placed)
        if stage in placed:
            continue
        placed[stage] = None
        for target in successors[stage]:
            missing[target] -= 1
            if not missing[target]:
                insort(ready, target)
    return [*placed]


def _free(waiting: list[int | None]) -> int:
    """Return a column that waits for nothing, a new one where all wait."""
    if None not in waiting:
        waiting.append(None)
    return waiting.index(None)


def _masks(
    column: int, before: list[int | None], after: list[int | None], joined: set[int]
) -> tuple[int, ...]:
    """Return the arms of a row's cells: lines that pass, and lines from the stage to the columns it joins."""
    size = max(len(before), len(after), column + 1)
    first, last = min(joined | {column}), max(joined | {column})
    masks = [0] * (2 * size - 1)
    for at in range(2 * first, 2 * last + 1):
        masks[at] = (EAST if at < 2 * last else 0) | (WEST if at > 2 * first else 0)
    for each in range(size):
        passes = each < len(before) and before[each] is not None
        goes_on = each < len(after) and after[each] is not None
        if each == column or each in joined:
            masks[2 * each] |= NORTH * passes | SOUTH * goes_on
        elif passes:
            masks[2 * each] = NORTH | SOUTH
    return tuple(masks)
