"""Where stages come to stand: columns by flow, straight rows, rework beneath."""

from itertools import product

import pytest
from drawing_tracing import Sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawing_properties import DETAILS, MAPS, wanted

from vsmap.drawing.layout import layout
from vsmap.drawing.order import crossings, ordered
from vsmap.drawing.ranks import ranks
from vsmap.drawing.rows import isotonic
from vsmap.drawing.shape import BOX, CHIP, Detail, Shape

WISHES = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=5)


def test_a_stage_stands_right_of_all_that_feed_it() -> None:
    """The longest way decides, not the shortest."""
    assert ranks(4, ((0, 1), (1, 2), (0, 2), (2, 3))) == ([0, 1, 2, 3], set())


def test_a_start_that_joins_late_stands_just_before_what_it_feeds() -> None:
    """A late supplier is drawn where it delivers, not at the far left."""
    assert ranks(5, ((0, 1), (1, 2), (2, 3), (4, 3)))[0][4] == 2


def test_the_arrow_that_closes_a_ring_is_found() -> None:
    """Later arrows close the ring that earlier ones open; arrows onto themselves close one alone."""
    assert ranks(3, ((0, 1), (1, 2), (2, 0), (1, 1))) == ([0, 1, 2], {2, 3})


def test_rework_never_moves_a_stage() -> None:
    """Columns and rows are the same with rework and without it; only room beneath is made."""
    flows = ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4))
    plain, reworked = layout(Shape(5, flows), BOX), layout(Shape(5, flows, ((4, 1), (3, 0))), BOX)
    assert [plain.rank(stage) for stage in range(5)] == [reworked.rank(stage) for stage in range(5)]


@settings(max_examples=200, deadline=None)
@given(MAPS)
def test_rework_never_runs_above_the_topmost_box_of_a_rank(shape: Shape) -> None:
    """Lanes of rework lie beneath: the first thing in every rank is a stage or a forward arrow."""
    laid_out = layout(shape, CHIP)
    for order in laid_out.order:
        top = order[0]
        assert top < shape.stages or not all(map(laid_out.is_returning, laid_out.passing(top)))


def test_the_main_stream_is_one_straight_line() -> None:
    """A stream with branches and skips keeps the stages between them on one row."""
    flows = ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6), (4, 6))
    laid_out = layout(Shape(7, flows), BOX)
    assert {laid_out.box(stage).y for stage in (0, 1, 2, 4, 5, 6)} == {0}


@given(WISHES)
def test_isotonic_rows_lie_nearest_to_what_is_wished(wishes: list[tuple[int, int]]) -> None:
    """No other non-decreasing rows have a smaller weighted sum of distances (all are tried)."""

    def cost(rows: tuple[int, ...]) -> int:
        return sum(weight * abs(row - wish) for row, (wish, weight) in zip(rows, wishes, strict=True))

    found = isotonic(wishes)
    assert found == sorted(found)
    candidates = product(range(6), repeat=len(wishes))
    assert cost(tuple(found)) == min(cost(rows) for rows in candidates if list(rows) == sorted(rows))


@pytest.mark.parametrize("kinds", [(0, 0, 0, 0), (0, 0, 1, 1)])
def test_order_keeps_what_was_entered_unless_crossings_fall(kinds: tuple[int, ...]) -> None:
    """Two arrows that cross are uncrossed; two that do not stay as they were entered."""
    crossed = [[(0, 0, 3, 0, 1), (1, 0, 2, 0, 1)]]
    straight = [[(0, 0, 2, 0, 1), (1, 0, 3, 0, 1)]]
    layers = [[0, 1], [2, 3]]
    assert crossings(ordered(layers, crossed, kinds), crossed) == 0
    assert ordered(layers, straight, kinds) == layers


@st.composite
def in_swimlanes(draw: st.DrawFn) -> Shape:
    """Any map whose stages are spread over up to four swimlanes."""
    shape = draw(MAPS)
    lanes = st.lists(st.integers(0, 3), min_size=shape.stages, max_size=shape.stages)
    return shape._replace(swimlanes=tuple(draw(lanes)))


@settings(max_examples=150, deadline=None)
@given(in_swimlanes(), DETAILS)
def test_swimlanes_lie_beneath_each_other_and_hold_their_stages(shape: Shape, detail: Detail) -> None:
    """No stage leaves its lane, no lane reaches into the next; arrows are followed as ever."""
    laid_out = layout(shape, detail)
    bottom = -1
    for lane in sorted(set(shape.swimlanes)):
        rows = laid_out.swimlane(lane)
        assert rows.y > bottom
        bottom = rows.y + rows.height - 1
        for stage in (each for each in range(shape.stages) if shape.swimlanes[each] == lane):
            box = laid_out.box(stage)
            assert rows.y <= box.y <= box.y + box.height - 1 <= bottom
    sheet = Sheet(laid_out)
    for stage in range(shape.stages):
        assert sheet.forward_targets(stage) == wanted(laid_out, stage, returning=False)
        assert sheet.returning_targets(stage) == wanted(laid_out, stage, returning=True)
    assert not sheet.intrusions()


def test_a_swimlane_without_stages_takes_no_rows() -> None:
    """Numbers need not follow each other."""
    laid_out = layout(Shape(2, ((0, 1),), swimlanes=(0, 2)), BOX)
    assert laid_out.swimlane(1).height == 0
    assert laid_out.swimlane(2).y == BOX.height + 1
