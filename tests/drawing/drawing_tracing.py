"""Follow arrows on a finished drawing, cell by cell, as a reader does; knows nothing of how it was drawn."""

import unicodedata
from collections.abc import Iterator

from vsmap.drawing.card import Card
from vsmap.drawing.draw import draw
from vsmap.drawing.layout import Layout
from vsmap.drawing.shape import Box, Viewport

Heading = tuple[int, int]
EAST, WEST, NORTH, SOUTH = (1, 0), (-1, 0), (0, -1), (0, 1)
WORDS = {
    "UP": [NORTH],
    "DOWN": [SOUTH],
    "LEFT": [WEST],
    "RIGHT": [EAST],
    "VERTICAL": [NORTH, SOUTH],
    "HORIZONTAL": [WEST, EAST],
}


def arms(glyph: str) -> set[Heading]:
    """Return the directions in which a line character leaves its cell, by its Unicode name."""
    name = unicodedata.name(glyph, "") if glyph else ""
    if not name.startswith("BOX DRAWINGS"):
        return set()
    return {arm for word in name.split() for arm in WORDS.get(word, [])}


class Sheet:
    """A drawing on paper: characters, and where the boxes are."""

    def __init__(self, layout: Layout) -> None:
        view = Viewport(0, 0, layout.width, layout.height)
        blank = Card("")
        rows = draw(layout, lambda _: blank, {}, view)
        self.rows = ["".join(run.text for run in row) for row in rows]
        self.boxes = {stage: layout.box(stage) for stage in range(layout.shape.stages)}
        self._inside = {
            (x, y): stage
            for stage, box in self.boxes.items()
            for x in range(box.x, box.x + box.width)
            for y in range(box.y, box.y + box.height)
        }
        self.port = layout.detail.port

    def glyph(self, x: int, y: int) -> str:
        """Return what stands in a cell; blank outside."""
        return self.rows[y][x] if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[y]) else " "

    def stage_at(self, x: int, y: int) -> int | None:
        """Return the stage whose box covers a cell."""
        return self._inside.get((x, y))

    def forward_targets(self, stage: int) -> set[int]:
        """Return the stages that a reader reaches on the line out of the right border, never turning back."""
        box = self.boxes[stage]
        return self._reached([(box.x + box.width, box.y + self.port, EAST)], back=WEST)

    def returning_targets(self, stage: int) -> set[int]:
        """Return the stages that a reader reaches on the lines out of the lower border."""
        return self._reached(list(self._exits(self.boxes[stage])), back=None)

    def _exits(self, box: Box) -> Iterator[tuple[int, int, Heading]]:
        below = box.y + box.height
        for x in range(box.x, box.x + box.width):
            leaves = box.height == 1 or SOUTH in arms(self.glyph(x, below - 1))
            if leaves and NORTH in arms(self.glyph(x, below)):
                yield x, below, SOUTH

    def _reached(self, start: list[tuple[int, int, Heading]], back: Heading | None) -> set[int]:
        todo, seen, targets = start, set(start), set()
        while todo:
            x, y, heading = todo.pop()
            arrival = self._arrival(x, y, heading)
            if arrival is not None:
                targets.add(arrival)
                continue
            for step in self._steps(x, y, heading):
                state = (x + step[0], y + step[1], step)
                if step != back and state not in seen:
                    seen.add(state)
                    todo.append(state)
        return targets

    def _arrival(self, x: int, y: int, heading: Heading) -> int | None:
        """Return the stage whose arrow head stands in the cell."""
        glyph = self.glyph(x, y)
        if glyph == "►" and heading == EAST:
            stage = self.stage_at(x + 1, y)
            assert stage is not None, f"a head points at nothing at {x}, {y}"
            return stage
        if glyph == "▲":
            return self.stage_at(x, y) if self.stage_at(x, y) is not None else self.stage_at(x, y - 1)
        return None

    def _steps(self, x: int, y: int, heading: Heading) -> set[Heading]:
        """Return the headings in which a line goes on after entering a cell."""
        if self.stage_at(x, y) is not None:
            return set()
        glyph = self.glyph(x, y)
        entered = (-heading[0], -heading[1])
        if glyph in "▼▲":
            return {EAST} if heading in (EAST, SOUTH if glyph == "▼" else NORTH) else set()
        here = arms(glyph)
        if here == {NORTH, SOUTH} and heading in (EAST, WEST):
            return {heading}
        return here - {entered} if entered in here else set()

    def intrusions(self) -> list[tuple[int, int]]:
        """Return the cells from which a line runs into a box elsewhere than at its ports."""
        found = []
        for box in self.boxes.values():
            for y in range(box.y, box.y + box.height):
                if y != box.y + self.port:
                    found += [(box.x - 1, y)] * (EAST in arms(self.glyph(box.x - 1, y)))
                    right = box.x + box.width
                    found += [(right, y)] * (WEST in arms(self.glyph(right, y)))
            below = box.y + box.height
            for x in range(box.x, box.x + box.width):
                found += [(x, box.y - 1)] * (SOUTH in arms(self.glyph(x, box.y - 1)))
                port = box.height == 1 or self.glyph(x, below - 1) in "┬▲┯╤"
                found += [(x, below)] * (NORTH in arms(self.glyph(x, below)) and not port)
        return found
