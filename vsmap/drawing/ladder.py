"""The timeline ladder of the critical path: waits on the high rung, process times on the low rung.

It is drawn into two rows of its own and follows the map sideways. Each stage's low rung lies under the right
half of its box; the high rung before it reaches from the stage before, so that a wait has room.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from vsmap.drawing.canvas import Canvas, Pen
from vsmap.drawing.card import Role, Row
from vsmap.drawing.cells import fit, width
from vsmap.drawing.glyphs import UNICODE, Glyphs
from vsmap.drawing.layout import Layout
from vsmap.drawing.shape import Viewport

HIGH, LOW = 0, 1
LADDER_ROWS = 2


class Step(NamedTuple):
    """One stage of the critical path."""

    stage: int
    wait: str
    """All waiting since the stage before, as it is to be shown; empty where there is none to speak of."""
    process: str
    """Its process time, as it is to be shown."""


def ladder(
    layout: Layout, steps: Sequence[Step], x: int, size: int, glyphs: Glyphs = UNICODE
) -> tuple[Row, Row]:
    """Draw the two rows of the ladder.

    Args:
        layout: The laid out map.
        steps: The critical path from left to right.
        x: First cell of the drawing that is looked at.
        size: How many cells of it.
        glyphs: The characters to draw with.
    """
    view = Viewport(x, 0, size, LADDER_ROWS)
    canvas = Canvas(view, glyphs)
    first = max(0, bisect_right(steps, x, key=lambda step: layout.box(step.stage).x) - 1)
    texts = []
    for at in range(first, len(steps)):
        box = layout.box(steps[at].stage)
        before = layout.box(steps[at - 1].stage).x + box.width - 1 if at else box.x
        if before >= x + size:
            break
        turn, end = box.x + box.width // 2, box.x + box.width - 1
        _rungs(canvas, before, turn, end)
        texts.append((before, turn, HIGH, steps[at].wait))
        texts.append((turn, end, LOW, steps[at].process))
    canvas.ink()
    for start, end, row, text in texts:
        _figure(canvas, (start + 1, end), row, text)
    high, low = canvas.rows(view)
    return high, low


def _rungs(canvas: Canvas, start: int, turn: int, end: int) -> None:
    """Draw one step: up, the high rung, down, the low rung."""
    wait, process = Pen("ladder", Role.WAIT_RUNG), Pen("ladder", Role.PROCESS_RUNG)
    canvas.down(start, HIGH, LOW, wait)
    canvas.across(start, turn, HIGH, wait)
    canvas.down(turn, HIGH, LOW, wait)
    canvas.across(turn, end, LOW, process)


def _figure(canvas: Canvas, span: tuple[int, int], row: int, text: str) -> None:
    """Write a figure in the middle of its rung; cut where the rung is too short."""
    start, end = span
    shown = fit(canvas.glyphs.text(text), end - start, canvas.glyphs.ellipsis)
    at = start + (end - start - width(shown)) // 2
    canvas.text(at, row, shown, Role.PROCESS_RUNG if row == LOW else Role.WAIT_RUNG)
