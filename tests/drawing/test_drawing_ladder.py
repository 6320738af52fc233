"""The timeline ladder of the critical path, beneath the boxes and in step with the scroll."""

from hypothesis import given
from hypothesis import strategies as st

from vsmap.drawing.card import Role
from vsmap.drawing.glyphs import ASCII, UNICODE
from vsmap.drawing.ladder import Step, ladder
from vsmap.drawing.layout import layout
from vsmap.drawing.shape import BOX, Detail, Shape

CHIP = Detail("chip", width=10, figures=0, gap=3)
"""A narrow chip, so that expected drawings stay small."""

STREAM = layout(Shape(6, ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5))), BOX)
STEPS = (
    Step(0, "8d", "2d"),
    Step(1, "4.8d", "2h"),
    Step(3, "2d 20min and more", "1d"),
    Step(4, "?", "3h"),
    Step(5, "", ""),
)


def text(x: int, size: int) -> list[str]:
    """Return both rungs as characters."""
    return ["".join(run.text for run in row) for row in ladder(STREAM, STEPS, x, size)]


def test_waits_stand_high_and_process_times_low() -> None:
    """Each figure stands in the middle of its rung; one that is too long is cut with a sign."""
    assert [row.rstrip() for row in text(0, 87)] == [
        "┌──8d───┐      ┌────4.8d─────┐      ┌2d 20min and…┐      ┌──────?──────┐      ┌────────",
        "╵       └──2d──┘             └──2h──┘             └──1d──┘             └──3h──┘",
    ]


def test_the_rungs_have_roles_of_their_own() -> None:
    """A screen can colour waiting and working apart."""
    high, low = ladder(STREAM, STEPS, 0, 40)
    assert {run.role for run in high if run.text.strip()} == {Role.WAIT_RUNG}
    assert {run.role for run in low if "2d" in run.text} == {Role.PROCESS_RUNG}


@given(st.integers(0, STREAM.width), st.integers(1, 60))
def test_scrolling_shows_another_part_of_the_same_ladder(x: int, size: int) -> None:
    """The ladder follows the map cell by cell."""
    assert text(x, size) == [row[x : x + size].ljust(size) for row in text(0, STREAM.width)]


def test_an_ascii_ladder_holds_nothing_but_ascii() -> None:
    """The same two rungs for terminals without UTF-8."""
    laid_out = layout(Shape(2, ((0, 1),)), CHIP)
    high, low = (
        "".join(run.text for run in row)
        for row in ladder(laid_out, (Step(0, "", "1h"), Step(1, "2d", "3h")), 0, laid_out.width, ASCII)
    )
    assert (high, low) == ("+----+   +---2d---+    ", "|    +1h-+        +3h--")
    assert UNICODE.name != ASCII.name


def test_a_map_without_a_critical_path_has_a_blank_ladder() -> None:
    """Two blank rows of the width asked for."""
    assert ["".join(run.text for run in row) for row in ladder(STREAM, (), 0, 9)] == [" " * 9] * 2
