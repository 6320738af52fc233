"""Opening a map shows all of it, as large as the window allows."""

import pytest

from vsmap.drawing.fit import fitted
from vsmap.drawing.shape import BOX, CHIP, Shape, data_box

DETAILS = (data_box(6), BOX, CHIP)
WORKSHOP = Shape(
    12,
    ((0, 1), (1, 2), (2, 3), (2, 4), (3, 5), (4, 5), (5, 6), (6, 7), (7, 8), (8, 9), (9, 10), (10, 11)),
    ((5, 3), (7, 5)),
)


@pytest.mark.parametrize(
    ("size", "detail"),
    [((200, 60), "data"), ((120, 36), "box"), ((80, 20), "chip"), ((80, 2), "chip")],
)
def test_a_workshop_map_is_shown_in_the_largest_detail_that_fits(size: tuple[int, int], detail: str) -> None:
    """Twelve stages with a branch: data boxes on a large screen, boxes at 120×40, chips at 80×24."""
    view = fitted(WORKSHOP, DETAILS, size)
    assert view.layout.detail.name == detail
    assert view.height <= size[1] or size == (80, 2)


def test_a_map_that_fits_unbroken_is_not_broken() -> None:
    """One strip is the map itself."""
    assert len(fitted(Shape(3, ((0, 1), (1, 2))), DETAILS, (80, 24)).strips) == 1


def test_without_details_there_is_nothing_to_choose() -> None:
    """An empty choice is a mistake of the caller."""
    with pytest.raises(ValueError, match="no details"):
        fitted(WORKSHOP, (), (80, 24))
