"""What holds for the drawing of any map."""

from itertools import combinations

import pytest
from drawing_tracing import Sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from vsmap.drawing.card import Arrow, Card, Row
from vsmap.drawing.cells import width
from vsmap.drawing.draw import draw
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.shape import BOX, CHIP, LOW_BOX, Detail, Shape, Viewport, data_box

DETAILS = st.sampled_from([CHIP, LOW_BOX, BOX, data_box(1)])
PLAIN = Card("stage", queue="▽12")


@st.composite
def webs(draw: st.DrawFn, most: int = 12) -> Shape:
    """Any arrows between a few stages: rings, doubles and arrows onto themselves included."""
    stages = draw(st.integers(1, most))
    stage = st.integers(0, stages - 1)
    flows = draw(st.lists(st.tuples(stage, stage), max_size=2 * stages))
    rework = draw(st.lists(st.tuples(stage, stage), max_size=stages))
    return Shape(stages, tuple(flows), tuple(rework))


@st.composite
def streams(draw: st.DrawFn) -> Shape:
    """A stream of many stages with skips, branches and rework, some of them far enough for bus lanes."""
    stages = draw(st.integers(14, 40))
    stage = st.integers(0, stages - 1)
    pairs = st.tuples(stage, stage).filter(lambda pair: pair[0] < pair[1])
    skips = draw(st.lists(pairs, max_size=12))
    rework = [(target, source) for source, target in draw(st.lists(pairs, max_size=8))]
    dropped = draw(st.sets(stage, max_size=4))
    chain = [(at, at + 1) for at in range(stages - 1) if at not in dropped]
    return Shape(stages, (*chain, *skips), tuple(rework))


MAPS = st.one_of(webs(), streams())


def whole(laid_out: Layout, arrows: dict[int, Arrow] | None = None) -> list[Row]:
    """Draw all of a map."""
    view = Viewport(0, 0, laid_out.width, laid_out.height)
    return draw(laid_out, lambda _: PLAIN, arrows or {}, view)


def text(rows: list[Row]) -> list[str]:
    """Return the characters of rows."""
    return ["".join(run.text for run in row) for row in rows]


def wanted(laid_out: Layout, stage: int, *, returning: bool) -> set[int]:
    """Return the targets of the arrows that are drawn out of a stage."""
    shape = laid_out.shape
    hidden = {*laid_out.stubs(stage), *laid_out.loops(stage)}
    return {
        shape.ends(arrow)[1]
        for arrow in range(len(shape.flows) + len(shape.rework))
        if shape.ends(arrow)[0] == stage and arrow not in hidden and laid_out.is_returning(arrow) == returning
    }


@settings(max_examples=2000, deadline=None)
@given(MAPS, DETAILS)
def test_every_arrow_is_followed_to_its_targets_and_no_others(shape: Shape, detail: Detail) -> None:
    """From border to border, cell by cell; and whoever follows a line is never led astray."""
    laid_out = layout(shape, detail)
    sheet = Sheet(laid_out)
    for stage in range(shape.stages):
        assert sheet.forward_targets(stage) == wanted(laid_out, stage, returning=False)
        assert sheet.returning_targets(stage) == wanted(laid_out, stage, returning=True)


@settings(max_examples=200, deadline=None)
@given(MAPS, DETAILS)
def test_no_boxes_overlap_and_no_line_enters_a_box(shape: Shape, detail: Detail) -> None:
    """Boxes keep to themselves, and lines reach them at their ports only."""
    laid_out = layout(shape, detail)
    boxes = [laid_out.box(stage) for stage in range(shape.stages)]
    for one, other in combinations(boxes, 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y
    for box in boxes:
        assert 0 <= box.x <= laid_out.width - box.width
        assert 0 <= box.y <= laid_out.height - box.height
    assert not Sheet(laid_out).intrusions()


@settings(max_examples=150, deadline=None)
@given(MAPS, DETAILS)
def test_the_same_map_is_always_drawn_the_same(shape: Shape, detail: Detail) -> None:
    """A drawing depends on the map alone: not on what was laid out before."""
    first = layout(shape, detail)
    other = layout(Shape(shape.stages, shape.flows[:-1], shape.rework), detail, first)
    assert whole(layout(shape, detail, other)) == whole(first)


@settings(max_examples=200, deadline=None)
@given(MAPS, DETAILS, st.data())
def test_a_viewport_shows_its_part_of_the_whole(shape: Shape, detail: Detail, data: st.DataObject) -> None:
    """Scrolling never changes what is drawn, critical and selected arrows included."""
    laid_out = layout(shape, detail)
    count = len(shape.flows) + len(shape.rework)
    arrows = {
        arrow: Arrow(f"{arrow}%" if arrow % 2 else "", critical=arrow % 3 == 0, selected=arrow % 7 == 0)
        for arrow in data.draw(st.sets(st.integers(0, max(0, count - 1))))
    }
    x = data.draw(st.integers(0, laid_out.width - 1))
    y = data.draw(st.integers(0, laid_out.height - 1))
    across, down = data.draw(st.integers(1, 60)), data.draw(st.integers(1, 30))
    shown = text(draw(laid_out, lambda _: PLAIN, arrows, Viewport(x, y, across, down)))
    cut = [row[x : x + across].ljust(across) for row in text(whole(laid_out, arrows))[y : y + down]]
    assert shown[: len(cut)] == cut
    assert not "".join(shown[len(cut) :]).strip()


@pytest.mark.parametrize("top", range(12))
def test_a_label_stays_on_its_end_of_the_arrow_when_the_other_end_scrolls_out(top: int) -> None:
    """A label that can stand on either end of an arrow is neither moved nor shown twice by scrolling."""
    laid_out = layout(Shape(7, ((2, 1), (0, 3), (3, 1)), ((0, 1),)), BOX)
    arrows = {0: Arrow(critical=True, selected=True), 1: Arrow("1%")}
    shown = text(draw(laid_out, lambda _: PLAIN, arrows, Viewport(0, top, laid_out.width, 8)))
    assert shown[: laid_out.height - top] == text(whole(laid_out, arrows))[top : top + 8]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.text(max_size=12), st.integers(1, 60))
def test_every_row_is_as_wide_as_the_viewport_whatever_a_stage_is_called(
    title: str, label: str, across: int
) -> None:
    """Names from anywhere never shift a border, and no control character reaches the output."""
    laid_out = layout(Shape(2, ((0, 1),), ((1, 0),)), BOX)
    card = Card(title, queue=label)
    arrows = {0: Arrow(label), 1: Arrow(label)}
    for row in draw(laid_out, lambda _: card, arrows, Viewport(3, 0, across, laid_out.height)):
        assert sum(width(run.text) for run in row) == across
        assert all(run.text.isprintable() for run in row)
