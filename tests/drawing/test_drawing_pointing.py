"""What lies at a cell, and which stage comes next in a direction."""

import pytest
from drawing_tracing import Sheet
from hypothesis import given, settings
from test_drawing_properties import DETAILS, MAPS

from vsmap.drawing.layout import layout
from vsmap.drawing.pointing import at, nearest
from vsmap.drawing.shape import BOX, Detail, Direction, Hit, Shape

FORK = Shape(5, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4)), ((3, 2),))


@settings(max_examples=100, deadline=None)
@given(MAPS, DETAILS)
def test_every_drawn_cell_answers_for_itself_and_blank_cells_for_nothing(
    shape: Shape, detail: Detail
) -> None:
    """A click on a box finds its stage, on a line one of its arrows, beside them nothing."""
    laid_out = layout(shape, detail)
    sheet = Sheet(laid_out)
    for y, row in enumerate(sheet.rows):
        for x, glyph in enumerate(row):
            hit = at(laid_out, x, y)
            inside = sheet.stage_at(x, y)
            assert hit.stage == inside
            named = inside is None and glyph not in "─│┌┐└┘├┤┬┴┼►▲▼ "
            if inside is None and not named:
                assert (hit.arrow is not None) == (glyph != " ")


def test_outside_the_drawing_lies_nothing() -> None:
    """Cells beyond the drawing, on any side, hit nothing."""
    laid_out = layout(FORK, BOX)
    for x, y in ((-1, 0), (0, -1), (laid_out.width, 0), (0, laid_out.height)):
        assert at(laid_out, x, y) == Hit()


def test_a_line_names_the_arrow_it_carries() -> None:
    """The arrow head into a stage belongs to the arrow into it, the lane beneath to the rework."""
    laid_out = layout(FORK, BOX)
    box = laid_out.box(4)
    assert at(laid_out, box.x - 1, box.y + 1) == Hit(arrow=4)
    source = laid_out.box(3)
    assert at(laid_out, source.x, source.y + source.height) == Hit(arrow=5)


@pytest.mark.parametrize(
    ("stage", "direction", "expected"),
    [
        (0, "right", 1),
        (0, "left", None),
        (0, "up", None),
        (0, "down", 2),
        (1, "down", 2),
        (2, "up", 1),
        (2, "right", 3),
        (3, "left", 1),
        (3, "down", 2),
        (4, "right", None),
    ],
)
def test_a_step_goes_to_the_nearest_stage_in_its_direction(
    stage: int, direction: Direction, expected: int | None
) -> None:
    """Left and right change the column, up and down the row; where nothing lies there is None."""
    assert nearest(layout(FORK, BOX), stage, direction) == expected


@settings(max_examples=100, deadline=None)
@given(MAPS, DETAILS)
def test_a_step_never_goes_the_other_way(shape: Shape, detail: Detail) -> None:
    """Whatever the map, the stage found lies truly in the direction asked for."""
    laid_out = layout(shape, detail)
    for stage in range(shape.stages):
        here = laid_out.box(stage)
        found = {way: nearest(laid_out, stage, way) for way in ("left", "right", "up", "down")}
        boxes = {way: laid_out.box(other) for way, other in found.items() if other is not None}
        assert "left" not in boxes or boxes["left"].x < here.x
        assert "right" not in boxes or boxes["right"].x > here.x
        assert "up" not in boxes or boxes["up"].y < here.y
        assert "down" not in boxes or boxes["down"].y > here.y
        others = [laid_out.box(other) for other in range(shape.stages)]
        assert ("right" in boxes) == any(other.x > here.x for other in others)
        assert ("left" in boxes) == any(other.x < here.x for other in others)
