"""The outline: one line a stage, with the ways of the work at its left."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vsmap.drawing.card import Line, Role, Segment
from vsmap.drawing.cells import width
from vsmap.drawing.glyphs import EAST, NORTH, SOUTH, WEST
from vsmap.drawing.outline import COLUMNS, Outline
from vsmap.drawing.shape import Shape, Viewport


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Any map, rings and several starts included."""
    stages = draw(st.integers(1, 12))
    ends = st.tuples(st.integers(0, stages - 1), st.integers(0, stages - 1))
    flows = draw(st.lists(ends.filter(lambda pair: pair[0] != pair[1]), unique=True, max_size=24))
    return Shape(stages, tuple(flows))


def _written(stage: int, room: int) -> Line:
    name = f"stage {stage}"[:room]
    return (Segment(name), Segment(" " * (room - len(name)), Role.BLANK))


def _drawn(shape: Shape, columns: int = 40) -> list[str]:
    outline = Outline(shape)
    view = Viewport(0, 0, columns, outline.height)
    rows = outline.rows(_written, lambda stage: Role.CRITICAL_MARK if stage == 0 else Role.LINE, view)
    return ["".join(run.text for run in row) for row in rows]


def test_branches_run_beside_each_other_and_join() -> None:
    """A branch opens a column, runs past the stages of the other, and joins where they meet."""
    rows = _drawn(Shape(5, ((0, 1), (0, 2), (1, 3), (2, 3), (3, 4))))
    assert [row.rstrip() for row in rows] == [
        "◆─┐ stage 0",
        "● │ stage 1",
        "├─● stage 2",
        "●   stage 3",
        "●   stage 4",
    ]


def _reached(outline: Outline, row: int) -> set[int]:
    """Follow the lines down from a stage and return the stages that they end at."""
    line = outline.lines[row]
    ends: set[int] = set()
    for column in _left_by(line.masks, 2 * line.column):
        below = row + 1
        while outline.lines[below].column != column or not _is_entered(outline, below):
            assert outline.lines[below].masks[2 * column] & NORTH, "a line breaks off"
            below += 1
        ends.add(outline.lines[below].stage)
    return ends


def _is_entered(outline: Outline, row: int) -> bool:
    return bool(outline.lines[row].masks[2 * outline.lines[row].column] & NORTH)


def _left_by(masks: tuple[int, ...], mark: int) -> set[int]:
    """Return the columns that the line of a stage goes down in."""
    found = {mark // 2} if masks[mark] & SOUTH else set()
    for step, arm in ((1, EAST), (-1, WEST)):
        at = mark
        while masks[at] & arm or (at != mark and masks[at] == NORTH | SOUTH and 0 <= at + step < len(masks)):
            at += step
            if at % 2 == 0 and masks[at] & SOUTH and masks[at] & (EAST | WEST):
                found.add(at // 2)
    return found


@settings(max_examples=300, deadline=None)
@given(shapes())
def test_every_flow_can_be_followed_down(shape: Shape) -> None:
    """From each stage lines lead to exactly the stages further down that it sends work to."""
    outline = Outline(shape)
    row_of = {line.stage: row for row, line in enumerate(outline.lines)}
    assert sorted(row_of) == list(range(shape.stages))
    for stage, row in row_of.items():
        targets = {end for source, end in shape.flows if source == stage and row_of[end] > row}
        assert _reached(outline, row) == targets


@settings(max_examples=100, deadline=None)
@given(shapes(), st.integers(1, 60))
def test_every_row_is_as_wide_as_its_window(shape: Shape, columns: int) -> None:
    """However many ways run beside each other, a row is as wide as the window."""
    assert {width(row) for row in _drawn(shape, columns)} == {columns}


def test_more_ways_than_there_is_room_for_are_left_out() -> None:
    """Two hundred branches leave the names their room."""
    fan = tuple((0, stage) for stage in range(1, 201)) + tuple((stage, 201) for stage in range(1, 201))
    rows = _drawn(Shape(202, fan))
    assert all(f"stage {number}" in row for number, row in enumerate(rows))
    assert max(row.index("stage") for row in rows) <= 2 * COLUMNS


def test_moving_follows_the_lines() -> None:
    """Up and down go by rows, left and right along the arrows; rows are hit by the mouse."""
    outline = Outline(Shape(4, ((0, 2), (2, 1), (1, 3))))
    assert [line.stage for line in outline.lines] == [0, 2, 1, 3]
    assert outline.nearest(0, "down") == 2
    assert outline.nearest(2, "up") == 0
    assert outline.nearest(1, "right") == 3
    assert outline.nearest(1, "left") == 2
    assert (outline.nearest(0, "up"), outline.nearest(3, "right")) == (None, None)
    assert outline.hit(30, 1).stage == 2
    assert outline.hit(0, 9).stage is None
