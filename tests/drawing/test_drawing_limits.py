"""Maps at the edge: the drawing ends within its budget, without recursion, and degrades."""

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from drawing_tracing import Sheet

from vsmap.drawing.card import Card, Role
from vsmap.drawing.draw import draw
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.shape import BOX, CHIP, Shape, Viewport

Pairs = tuple[tuple[int, int], ...]


def chain(stages: int) -> Pairs:
    """Return the flows of a stream without branches."""
    return tuple((at, at + 1) for at in range(stages - 1))


def drawn(shape: Shape) -> Layout:
    """Lay out a map and draw its first and its last screen."""
    laid_out = layout(shape, BOX)
    for x in (0, max(0, laid_out.width - 120)):
        draw(laid_out, lambda stage: Card(f"Stage {stage}"), {}, Viewport(x, 0, 120, 40))
    return laid_out


@contextmanager
def shallow_stack() -> Iterator[None]:
    """Allow hardly more calls than are open now, so that recursion over the graph would fail."""
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + 60)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def stream(stages: int, seed: int) -> Shape:
    """Return a stream with branches, skips and rework, as real maps have them."""
    choose = random.Random(seed)  # noqa: S311 - repeatable, not secret
    flows: list[tuple[int, int]] = []
    rework: list[tuple[int, int]] = []
    tails, at = [0], 1
    while at < stages:
        branches = choose.choice((2, 2, 3)) if choose.random() < 0.1 and at + 4 < stages else 1
        heads = list(range(at, at + branches))
        flows += [(tail, head) for tail in tails for head in heads]
        tails, at = heads, at + branches
    for _ in range(stages // 20):
        late = choose.randrange(10, stages)
        rework.append((late, late - choose.randint(1, 8)))
        early = choose.randrange(stages - 8)
        flows.append((early, early + choose.randint(4, 7)))
    return Shape(stages, tuple(dict.fromkeys(flows)), tuple(dict.fromkeys(rework)))


def inserted(shape: Shape, place: int) -> Shape:
    """Return the stream with one stage more, inserted before a stage; that stage gets the last number."""
    new = shape.stages
    flows = [(source, new) if target == place else (source, target) for source, target in shape.flows]
    return Shape(new + 1, (*flows, (new, place)), shape.rework)


def test_no_stages_have_an_empty_drawing() -> None:
    """A map without stages is drawn as blank rows."""
    laid_out = layout(Shape(0), BOX)
    assert (laid_out.width, laid_out.height) == (0, 0)
    rows = draw(laid_out, lambda _: Card(""), {}, Viewport(0, 0, 5, 2))
    assert ["".join(run.text for run in row) for row in rows] == [" " * 5] * 2


def test_one_stage_fills_its_drawing() -> None:
    """A map of one stage is one box."""
    laid_out = layout(Shape(1), BOX)
    assert (laid_out.width, laid_out.height) == (BOX.width, BOX.height)


def test_a_ring_is_drawn_with_its_closing_arrow_beneath() -> None:
    """A ring of flows is drawn as a stream whose last arrow returns."""
    sheet = Sheet(layout(Shape(4, ((0, 1), (1, 2), (2, 3), (3, 0))), BOX))
    assert sheet.forward_targets(2) == {3}
    assert sheet.returning_targets(3) == {0}


def test_two_hundred_ways_part_and_meet() -> None:
    """1 → 200 → 1: every way is drawn, in one column."""
    middle = range(1, 201)
    flows = (*((0, each) for each in middle), *((each, 201) for each in middle))
    sheet = Sheet(layout(Shape(202, flows), CHIP))
    assert sheet.forward_targets(0) == set(middle)
    assert all(sheet.forward_targets(each) == {201} for each in middle)


def test_parts_without_an_arrow_between_them_are_drawn_beneath_each_other() -> None:
    """Two streams that have nothing to do with each other do not share a cell or a line."""
    sheet = Sheet(layout(Shape(4, ((0, 1), (2, 3))), BOX))
    assert sheet.forward_targets(0) == {1}
    assert sheet.forward_targets(2) == {3}
    assert sheet.boxes[0].y < sheet.boxes[2].y


@pytest.mark.parametrize(
    "shape",
    [
        Shape(10_000, chain(10_000)),
        Shape(10_000, (*chain(10_000), (9_999, 0))),
        Shape(10_000, chain(10_000), tuple((at, at - 5) for at in range(5, 10_000, 7))),
    ],
    ids=["chain", "ring", "rework"],
)
def test_ten_thousand_stages_need_no_recursion(shape: Shape) -> None:
    """Depth of the call stack does not grow with the map."""
    with shallow_stack():
        laid_out = drawn(shape)
    assert len(laid_out.columns) == 10_000


@pytest.mark.parametrize("kind", ["forward", "any", "rework"])
def test_three_thousand_arrows_between_a_thousand_stages_are_drawn_or_named(kind: str) -> None:
    """The densest map ends within its budget: each arrow is drawn, is a mark in its box, or a stub."""
    choose = random.Random(7)  # noqa: S311 - repeatable, not secret
    pairs = [(choose.randrange(1_000), choose.randrange(1_000)) for _ in range(3_000)]
    if kind == "forward":
        pairs = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    shape = Shape(1_000, chain(1_000), tuple(pairs)) if kind == "rework" else Shape(1_000, tuple(pairs))
    laid_out = drawn(shape)
    carried = {arrow for gap in range(len(laid_out.columns)) for arrow in arrows_in(laid_out, gap)}
    named = {arrow for stage in range(1_000) for arrow in (*laid_out.stubs(stage), *laid_out.loops(stage))}
    assert carried | named == set(range(len(shape.flows) + len(shape.rework)))
    assert not carried & named


def arrows_in(laid_out: Layout, gap: int) -> Iterator[int]:
    """Yield the arrows that are drawn in a gap."""
    for net in laid_out.channels[gap].nets:
        for unit in net.units:
            yield from laid_out.carried(gap, unit)


def test_an_arrow_beyond_the_budget_is_named_beneath_its_source() -> None:
    """Where no lane is left the target is written out, so nothing is lost."""
    far = tuple((target + 60, target) for target in range(60))
    laid_out = layout(Shape(200, chain(200), far), BOX)
    stage = next(stage for stage in range(200) if laid_out.stubs(stage))
    target = laid_out.shape.ends(laid_out.stubs(stage)[0])[1]
    box = laid_out.box(stage)
    view = Viewport(box.x, box.y + box.height, box.width, 1)
    (row,) = draw(laid_out, lambda each: Card(f"S{each}"), {}, view)
    assert "".join(run.text for run in row).strip() == f"⟲ to S{target}"
    assert row[0].role is Role.STUB


@pytest.mark.parametrize("seed", range(3))
def test_an_inserted_stage_leaves_the_others_on_their_rows(seed: int) -> None:
    """Of 1,000 stages at least 99 % keep their row when one is inserted anywhere."""
    shape = stream(1_000, seed)
    before = layout(shape, BOX)
    choose = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for place in choose.sample(range(1, 1_000), 12):
        after = layout(inserted(shape, place), BOX, before)
        kept = sum(before.box(stage).y == after.box(stage).y for stage in range(1_000))
        assert kept >= 990


def test_blocks_that_did_not_change_are_taken_over() -> None:
    """After an insertion the blocks before and after it are the very same objects."""
    shape = stream(300, 1)
    before = layout(shape, BOX)
    after = layout(inserted(shape, 150), BOX, before)
    known = {id(block) for block in before.blocks.values()}
    fresh = [block for block in after.blocks.values() if id(block) not in known]
    assert len(fresh) <= 3
    assert len(after.blocks) > 10


def test_a_box_with_more_rework_than_its_border_has_room_for_names_the_rest() -> None:
    """A chip has room for a handful of lines beneath it; those are drawn, the others become a stub."""
    shape = Shape(20, chain(20), tuple((19, target) for target in range(19)))
    laid_out = layout(shape, CHIP)
    stubs = {shape.ends(arrow)[1] for arrow in laid_out.stubs(19)}
    drawn_targets = Sheet(laid_out).returning_targets(19)
    assert len(drawn_targets) == CHIP.width - 4
    assert drawn_targets | stubs == set(range(19))
    assert not drawn_targets & stubs
