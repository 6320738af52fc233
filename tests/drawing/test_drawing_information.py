"""Who tells whom: dashed lines above the map that can be followed and leave all others as they are."""

from drawing_tracing import EAST, NORTH, SOUTH, WEST, Heading, Sheet, arms
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawing_properties import DETAILS, MAPS

from vsmap.drawing.information import MOST_ROWS, End, Told
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.picture import Picture
from vsmap.drawing.pointing import at
from vsmap.drawing.shape import BOX, CHIP, LOW_BOX, Detail, Shape

PAIRS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8)


def informed(shape: Shape, pairs: list[tuple[int, int]]) -> Shape:
    """Return a map in which stages tell each other something."""
    told = ((source % shape.stages, target % shape.stages) for source, target in pairs)
    return shape._replace(information=tuple(dict.fromkeys(told)) if shape.stages else ())


def told_stages(laid_out: Layout, sheet: Sheet, end: End) -> set[int]:
    """Return the stages that a reader comes to who follows the line out of a stage."""
    y = end.row + laid_out.spine
    todo: list[tuple[int, int, Heading]] = [(end.x, y, EAST if end.corner else NORTH)]
    seen, found = set(todo), set()
    while todo:
        x, y, heading = todo.pop()
        glyph = sheet.glyph(x, y)
        if (glyph, heading) in {("▼", SOUTH), ("►", EAST)}:
            stage = sheet.stage_at(x + heading[0], y + heading[1])
            assert stage is not None
            found.add(stage)
            continue
        if sheet.stage_at(x, y) is not None:
            continue
        entered, here = (-heading[0], -heading[1]), arms(glyph)
        passes = here == {NORTH, SOUTH} and heading in {EAST, WEST}
        for step in {heading} if passes else here - {entered} if entered in here else set():
            state = (x + step[0], y + step[1], step)
            if state not in seen:
                seen.add(state)
                todo.append(state)
    return found


@settings(max_examples=200, deadline=None)
@given(MAPS, DETAILS, PAIRS)
def test_every_line_leads_from_who_tells_to_who_is_told(
    shape: Shape, detail: Detail, pairs: list[tuple[int, int]]
) -> None:
    """Followed cell by cell, each line comes to its own target and to no other stage."""
    laid_out = layout(informed(shape, pairs), detail)
    sheet = Sheet(laid_out)
    for net in laid_out.told:
        target = laid_out.shape.ends(net.target.arrow)[1]
        for end in net.sources:
            assert laid_out.shape.ends(end.arrow)[1] == target
            assert told_stages(laid_out, sheet, end) == {target}


@settings(max_examples=200, deadline=None)
@given(MAPS, DETAILS, PAIRS)
def test_flows_and_rework_are_read_as_without_information(
    shape: Shape, detail: Detail, pairs: list[tuple[int, int]]
) -> None:
    """Boxes keep their places beneath it, no line enters one, and every arrow still leads where it led."""
    plain, told = layout(shape, detail), layout(informed(shape, pairs), detail)
    before, after = Sheet(plain), Sheet(told)
    down = told.spine - plain.spine
    assert told.height == plain.height + down
    ends = {(end.x, end.row + told.spine) for net in told.told for end in net.sources}
    assert {*after.intrusions()} <= ends
    for stage in range(shape.stages):
        box = plain.box(stage)
        assert told.box(stage) == box._replace(y=box.y + down)
        assert after.forward_targets(stage) == before.forward_targets(stage)
        assert after.returning_targets(stage) == before.returning_targets(stage)


def every_end(net: Told) -> tuple[End, ...]:
    """Return all ends of a net."""
    return (*net.sources, net.target)


@settings(max_examples=100, deadline=None)
@given(MAPS, DETAILS, PAIRS)
def test_a_click_on_a_line_finds_its_information(
    shape: Shape, detail: Detail, pairs: list[tuple[int, int]]
) -> None:
    """Beside a stage that tells, the arrow is found that begins there."""
    laid_out = layout(informed(shape, pairs), detail)
    for net in laid_out.told:
        for end in net.sources:
            assert at(laid_out, end.x, net.row + laid_out.spine).arrow is not None
            found = at(laid_out, end.x, net.row + 1 + laid_out.spine).arrow
            assert found == end.arrow or end.row <= net.row + 1


def test_what_is_told_to_one_stage_is_one_line() -> None:
    """Two who tell the same stage share its line in; what one stage tells two leaves it in two places."""
    shape = Shape(4, ((0, 1), (1, 2), (2, 3)), (), information=((0, 3), (1, 3), (0, 2)))
    first, second = sorted(layout(shape, BOX).told, key=lambda net: len(net.sources))
    assert [len(net.sources) for net in (first, second)] == [1, 2]
    assert {end.x for end in first.sources}.isdisjoint({end.x for end in second.sources})


def test_a_box_beneath_another_is_told_at_its_corner() -> None:
    """The line comes down through the gap beside it; a lower chip has no corner and is not drawn to."""
    shape = Shape(4, ((0, 1), (0, 2), (1, 3), (2, 3)), (), information=((0, 2), (2, 3)))
    for detail in (BOX, LOW_BOX):
        assert [[end.corner for end in every_end(net)] for net in layout(shape, detail).told] in (
            [[False, True], [True, False]],
            [[True, False], [False, True]],
        )
    assert layout(shape, CHIP).told == ()


def test_without_information_nothing_is_above_the_map() -> None:
    """Hidden information takes no row, nor does what a stage tells itself."""
    shape = Shape(3, ((0, 1), (1, 2)))
    assert layout(shape, BOX).height == layout(shape._replace(information=((1, 1),)), BOX).height
    assert Picture(layout(shape._replace(information=((0, 2),)), BOX)).height == layout(shape, BOX).height + 2


def test_rows_above_the_map_are_limited() -> None:
    """However much is told, the map keeps its room: what finds no row is not drawn."""
    stages = 60
    flows = tuple((at, at + 1) for at in range(stages - 1))
    pairs = tuple((at, stages - 1 - at) for at in range(stages // 2 - 1))
    laid_out = layout(Shape(stages, flows, information=pairs), BOX)
    assert len({net.row for net in laid_out.told}) == MOST_ROWS
