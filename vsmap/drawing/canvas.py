"""The cells of a viewport while they are being drawn: lines as masks of arms, then texts over them."""

import re
from collections.abc import Hashable
from typing import NamedTuple

from vsmap.drawing.card import Role, Row, Run
from vsmap.drawing.cells import cells
from vsmap.drawing.glyphs import DASHED, EAST, HEAVY, NORTH, PASS_ACROSS, PASS_DOWN, SOUTH, WEST, Glyphs, arms
from vsmap.drawing.shape import Viewport

_ROLES = tuple(Role)
_RUNS = re.compile(rb"(.)\1*", re.DOTALL)


class Pen(NamedTuple):
    """How a line is drawn, and to which net it belongs."""

    net: Hashable
    role: Role
    heavy: bool = False
    dashed: bool = False


class Canvas:
    """Draws into a viewport; whatever lies outside costs nothing and is dropped.

    Each line belongs to a net. Lines of one net join where they meet; where two nets meet, one passes under
    the other, which is drawn as a bridge.
    """

    def __init__(self, viewport: Viewport, glyphs: Glyphs) -> None:
        self.viewport, self.glyphs = viewport, glyphs
        self._arms: dict[tuple[int, int], int] = {}
        self._nets: dict[tuple[int, int], Hashable] = {}
        self._line_roles: dict[tuple[int, int], Role] = {}
        self._cells = [[" "] * viewport.width for _ in range(viewport.height)]
        self._roles = [bytearray(viewport.width) for _ in range(viewport.height)]

    def copy(self) -> "Canvas":
        """Return a canvas with the same lines, inked, to write other texts over."""
        other = Canvas(Viewport(self.viewport.x, self.viewport.y, 0, 0), self.glyphs)
        other.viewport = self.viewport
        other._arms, other._nets, other._line_roles = self._arms, self._nets, self._line_roles
        other._cells = [list(row) for row in self._cells]
        other._roles = [bytearray(row) for row in self._roles]
        return other

    def across(self, start: int, end: int, row: int, pen: Pen) -> None:
        """Draw a horizontal line from cell to cell, both included."""
        view = self.viewport
        if not view.y <= row < view.y + view.height:
            return
        heavy, dashed = HEAVY if pen.heavy else 0, pen.dashed * DASHED
        for x in range(max(start, view.x), min(end, view.x + view.width - 1) + 1):
            self._arm(x, row, ((x > start) * WEST | (x < end) * EAST) << heavy | dashed, pen)

    def down(self, x: int, top: int, bottom: int, pen: Pen) -> None:
        """Draw a vertical line from row to row, both included."""
        view = self.viewport
        if not view.x <= x < view.x + view.width:
            return
        heavy, dashed = HEAVY if pen.heavy else 0, pen.dashed * DASHED
        for row in range(max(top, view.y), min(bottom, view.y + view.height - 1) + 1):
            self._arm(x, row, ((row > top) * NORTH | (row < bottom) * SOUTH) << heavy | dashed, pen)

    def _arm(self, x: int, row: int, mask: int, pen: Pen) -> None:
        """Add arms to a cell; of two nets that cross the vertical one passes over."""
        key = (x, row)
        old = self._arms.get(key)
        if old is None:
            self._arms[key], self._nets[key], self._line_roles[key] = mask, pen.net, pen.role
            return
        if self._nets[key] != pen.net:
            if arms(old) == PASS_DOWN and arms(mask) == PASS_ACROSS:
                return
            if arms(old) == PASS_ACROSS and arms(mask) == PASS_DOWN:
                self._arms[key], self._nets[key], self._line_roles[key] = mask, pen.net, pen.role
                return
        self._arms[key] = old | mask
        self._line_roles[key] = max(pen.role, self._line_roles[key])

    def ink(self) -> None:
        """Turn the lines drawn so far into characters."""
        view, lines = self.viewport, self.glyphs.lines
        for (x, row), mask in self._arms.items():
            self._cells[row - view.y][x - view.x] = lines[mask] if mask < DASHED else self._dashed(mask)
            self._roles[row - view.y][x - view.x] = self._line_roles[x, row]

    def _dashed(self, mask: int) -> str:
        """Return the character of a dashed line, which has no dashes where it turns."""
        glyphs, straight = (
            self.glyphs,
            {PASS_ACROSS: self.glyphs.told_across, PASS_DOWN: self.glyphs.told_down},
        )
        return straight.get(arms(mask)) or glyphs.lines[mask - DASHED]

    def is_blank(self, start: int, end: int, row: int) -> bool:
        """Tell whether all cells from start to before end lie in the viewport and are still blank."""
        view = self.viewport
        if not (view.y <= row < view.y + view.height and view.x <= start and end <= view.x + view.width):
            return False
        return not any(self._roles[row - view.y][start - view.x : end - view.x])

    def is_plain_line(self, start: int, end: int, row: int) -> bool:
        """Tell whether all cells from start to before end are a horizontal line that meets nothing."""
        return all(arms(self._arms.get((x, row), 0)) == PASS_ACROSS for x in range(start, end))

    def text(self, x: int, row: int, text: str, role: Role) -> None:
        """Write a text."""
        whole = cells(text)
        self.put(x, row, whole, bytes([role]) * len(whole))

    def put(self, x: int, row: int, whole: tuple[str, ...], roles: bytes) -> None:
        """Write cells and their roles."""
        view = self.viewport
        at = x - view.x
        if view.y <= row < view.y + view.height and at < view.width and at + len(whole) > 0:
            if at < 0:
                whole, roles, at = whole[-at:], roles[-at:], 0
            end = min(at + len(whole), view.width)
            self._cells[row - view.y][at:end] = whole[: end - at]
            self._roles[row - view.y][at:end] = roles[: end - at]

    def rows(self, part: Viewport) -> list[Row]:
        """Return what was drawn in a part of the viewport; of a wide character cut in two a blank is left."""
        left, top = part.x - self.viewport.x, part.y - self.viewport.y
        right = left + part.width
        blank: Row = (Run(" " * part.width, Role.BLANK),)
        found: list[Row] = []
        for row in range(top, top + part.height):
            roles = self._roles[row][left:right]
            if not any(roles):
                found.append(blank)
                continue
            pieces = self._cells[row]
            if left and pieces[left] == "":
                pieces[left] = " "
            if pieces[right : right + 1] == [""]:
                pieces[right - 1] = " "
            pieces = pieces[left:right]
            found.append(
                tuple(
                    Run("".join(pieces[run.start() : run.end()]), _ROLES[roles[run.start()]])
                    for run in _RUNS.finditer(roles)
                )
            )
        return found
