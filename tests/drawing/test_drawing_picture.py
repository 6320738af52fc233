"""Opening a map shows all of it, as large as the window allows."""

from functools import cache

import pytest

from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.picture import Picture, largest_that_fits
from vsmap.drawing.shape import BOX, CHIP, Detail, Shape

WORKSHOP = Shape(
    12,
    ((0, 1), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11)),
    ((5, 3), (7, 5)),
)


@cache
def _workshop(detail: Detail) -> Layout:
    return layout(WORKSHOP, detail)


@pytest.mark.parametrize(("size", "detail"), [((200, 60), "data"), ((120, 36), "box"), ((80, 20), "chip")])
def test_a_workshop_map_is_shown_in_the_largest_detail_that_fits(size: tuple[int, int], detail: str) -> None:
    """Twelve stages with a branch: data boxes on a large screen, boxes at 120×40, chips at 80×24."""
    picture = largest_that_fits(_workshop, *size)
    assert picture is not None
    assert picture.detail.name == detail
    assert picture.height + picture.docked <= size[1]


def test_a_map_that_fits_unbroken_is_not_broken() -> None:
    """A short map stays in one piece, with its ladder docked beneath."""
    picture = largest_that_fits(lambda detail: layout(Shape(3, ((0, 1), (1, 2))), detail), 80, 24)
    assert picture is not None
    assert not picture.wrapped_to
    assert picture.docked == 2


def test_trigger_and_customer_give_way_before_boxes_shrink() -> None:
    """Where the map fits without what stands at its sides, that goes first."""
    shape = Shape(3, ((0, 1), (1, 2)), margins=(16, 16))
    for columns, width in ((100, 90), (70, 58)):
        picture = largest_that_fits(lambda detail: layout(shape, detail), columns, 8)
        assert picture is not None
        assert (picture.detail, picture.width, picture.wrapped_to) == (BOX, width, 0)


def test_nothing_fits_a_window_of_two_rows() -> None:
    """Where no detail shows the whole map there is no such picture, and the caller scrolls."""
    assert largest_that_fits(_workshop, 80, 2) is None


@pytest.mark.parametrize("wrapped_to", [0, 80])
@pytest.mark.parametrize("detail", [CHIP, BOX])
def test_what_lies_under_the_middle_of_a_box_is_its_stage(detail: Detail, wrapped_to: int) -> None:
    """Pointing agrees with drawing, in one piece and wrapped."""
    picture = Picture(_workshop(detail), wrapped_to)
    for stage in range(WORKSHOP.stages):
        box = picture.box(stage)
        assert picture.hit(box.x + box.width // 2, box.y + box.height // 2).stage == stage
