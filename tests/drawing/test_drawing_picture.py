"""Opening a map shows all of it, as large as the window allows."""

from functools import cache

import pytest

from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.picture import Picture, largest_that_fits, rows_for_boxes
from vsmap.drawing.shape import BOX, CHIP, Detail, Shape

WORKSHOP = Shape(
    12,
    ((0, 1), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11)),
    ((5, 3), (7, 5)),
)


@cache
def _workshop(detail: Detail) -> Layout:
    return layout(WORKSHOP, detail)


@pytest.mark.parametrize(("size", "detail"), [((200, 60), "data"), ((74, 27), "box"), ((78, 15), "chip")])
def test_a_workshop_map_is_shown_in_the_largest_detail_that_fits(size: tuple[int, int], detail: str) -> None:
    """Twelve stages with a branch: data boxes on a large screen, boxes in what 120×40 has, else chips."""
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


def workshop(stages: int, branch: int) -> Shape:
    """Return a stream of stages with one more beside the one at `branch`, and rework over it."""
    along = tuple((at, at + 1) for at in range(stages - 2))
    beside = ((branch - 1, stages - 1), (stages - 1, branch + 1))
    return Shape(stages, (*along, *beside), ((branch + 3, branch), (branch + 5, branch + 3)))


@pytest.mark.parametrize("stages", [12, 13, 14, 15])
@pytest.mark.parametrize("branch", [1, 4, 6])
def test_up_to_fifteen_stages_are_seen_whole_as_boxes_beside_table_and_panels(
    stages: int, branch: int
) -> None:
    """At 120×40 the map has 74 by 27 when the table keeps five stages; of 80×24 it has 78 by 18."""
    shape = workshop(stages, branch)
    for size, names in (((74, 27), {"box"}), ((78, 18), {"box", "chip"})):
        picture = largest_that_fits(lambda detail: layout(shape, detail), *size)
        assert picture is not None
        assert picture.detail.name in names
        assert picture.fits(*size)


def test_the_rows_that_boxes_need_are_those_of_the_closest_picture() -> None:
    """One row less, and the map is shown as chips."""
    shape = workshop(13, 4)
    rows = rows_for_boxes(lambda detail: layout(shape, detail), 74)
    shown = [
        largest_that_fits(lambda detail: layout(shape, detail), 74, height) for height in (rows, rows - 1)
    ]
    assert [picture.detail.name for picture in shown if picture] == ["box", "chip"]


def test_a_map_of_thousands_is_not_laid_out_at_details_that_cannot_show_it() -> None:
    """Opening it lays out chips, to know its size, and nothing else."""
    asked = []

    def layout_at(detail: Detail) -> Layout:
        asked.append(detail)
        return layout(Shape(2_000, tuple((at, at + 1) for at in range(1_999))), detail)

    assert largest_that_fits(layout_at, 118, 30) is None
    assert asked == [CHIP]
