"""The wrapped view: the same drawing broken into strips."""

from hypothesis import given, settings
from hypothesis import strategies as st
from test_drawing_properties import DETAILS, MAPS, PLAIN, text

from vsmap.drawing.card import Arrow, Card, Role
from vsmap.drawing.ladder import Step
from vsmap.drawing.layout import layout
from vsmap.drawing.pointing import at
from vsmap.drawing.shape import BOX, Detail, Shape
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import Wrapped, crossings, least_width, wrap

CHIP = Detail("chip", width=10, figures=0, gap=3)
"""A narrow chip, so that expected drawings stay small."""

STREAM = Shape(8, ((0, 1), (1, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 6), (6, 7)), ((6, 1),))


def rows_of(view: Wrapped) -> list[str]:
    """Draw a whole wrapped view."""
    return text(draw_wrapped(view, lambda stage: Card(f"S{stage}"), {}, (0, view.height)))


def test_a_stream_breaks_at_cut_ranks_and_marks_what_goes_on() -> None:
    """↵ and → lead forward, ← and ↰ lead rework back."""
    view = wrap(layout(STREAM, CHIP), 46)
    assert [row.rstrip() for row in rows_of(view)] == [
        "▏S0      ▕──►▏S1      ▕─↵",
        "                    ▲───←",
        "",
        "→───┬─►▏S2      ▕─┬─►▏S4      ▕──►▏S5      ▕─↵",
        "↰─┐ └─►▏S3      ▕─┘",
        "  └──────────────────────────────────────────←",
        "",
        "→───►▏S6      ▕──►▏S7      ▕",
        "  ┌────┘",
        "↰─┘",
    ]


def test_a_view_that_fits_is_one_strip() -> None:
    """Nothing is broken that need not be, and the drawing is the same."""
    laid_out = layout(STREAM, CHIP)
    view = wrap(laid_out, laid_out.width)
    assert len(view.strips) == 1
    assert view.height == laid_out.height


def test_each_strip_has_its_part_of_the_ladder() -> None:
    """The ladder of the critical path goes on from strip to strip."""
    steps = tuple(Step(stage, f"{stage}w", f"{stage}h") for stage in (0, 1, 2, 4, 5, 6, 7))
    view = wrap(layout(STREAM, BOX), 80, steps)
    drawn = "\n".join(rows_of(view))
    for step in steps:
        assert step.wait in drawn
        assert step.process in drawn


@settings(max_examples=150, deadline=None)
@given(MAPS, DETAILS, st.integers(70, 140))
def test_every_stage_stands_in_one_strip_where_the_view_says(shape: Shape, detail: Detail, size: int) -> None:
    """No row is wider than asked for, no stage is lost, and a click finds what is seen."""
    laid_out = layout(shape, detail)
    view = wrap(laid_out, size)
    drawn = rows_of(view)
    assert len(drawn) == view.height
    assert all(len(row) == size for row in drawn)
    for stage in range(shape.stages):
        box = view.box(stage)
        assert 0 <= box.x <= size - box.width
        assert f"S{stage}" in drawn[box.y + detail.port * detail.title_rows][box.x : box.x + box.width]
        for dx, dy in ((0, 0), (box.width - 1, box.height - 1)):
            cell = view.cell(box.x + dx, box.y + dy)
            assert cell is not None
            assert at(laid_out, *cell).stage == stage


@settings(max_examples=150, deadline=None)
@given(MAPS, DETAILS, st.integers(70, 140))
def test_what_leaves_a_strip_enters_the_next(shape: Shape, detail: Detail, size: int) -> None:
    """Each line across a break is marked on both sides, in the same order."""
    view = wrap(layout(shape, detail), size)
    for strip, following in zip(view.strips, view.strips[1:], strict=False):
        assert strip.ends == following.starts == crossings(view.layout, strip.last)
        assert set(strip.ends) <= set(strip.rows)
        assert set(following.starts) <= set(following.rows)


@settings(max_examples=80, deadline=None)
@given(MAPS, st.integers(70, 140), st.integers(0, 40), st.integers(1, 30))
def test_a_part_of_a_view_is_a_part_of_the_whole(shape: Shape, size: int, first: int, count: int) -> None:
    """Scrolling a wrapped view shows other rows of the same drawing."""
    view = wrap(layout(shape, BOX), size)
    all_rows = draw_wrapped(view, lambda _: PLAIN, {}, (0, view.height + 80))
    assert draw_wrapped(view, lambda _: PLAIN, {}, (first, count)) == all_rows[first : first + count]


def test_a_stage_too_wide_for_the_view_is_cut_at_its_edge() -> None:
    """Even a hopeless width gives rows of that width."""
    view = wrap(layout(STREAM, BOX), 10)
    drawn = draw_wrapped(view, lambda _: PLAIN, {}, (0, view.height))
    assert {len("".join(run.text for run in row)) for row in drawn} == {10}
    assert Role.WRAP in {run.role for row in drawn for run in row}


def test_labels_stand_whole_in_the_strip_of_what_they_belong_to() -> None:
    """A queue goes with its box into the next strip, a rate stays at its source; no break tears them."""
    shape = Shape(4, ((0, 1), (1, 2), (2, 3)), ((2, 1),))
    arrows = {2: Arrow("1d"), 3: Arrow("30% 1w")}
    view = wrap(layout(shape, BOX), 48)
    drawn = text(draw_wrapped(view, lambda at: Card(f"S{at}", queue="▽1234"), arrows, (0, view.height)))
    first, second = drawn[: view.strips[1].top], drawn[view.strips[1].top :]
    assert "▽" in first[0]
    assert [row for row in first if row.rstrip().endswith("▽")] == []
    assert sum("▽1234" in row for row in drawn) == 2
    assert not any("%" in row for row in first)
    assert sum("30%" in row for row in second) == 1


@settings(max_examples=100, deadline=None)
@given(MAPS, DETAILS)
def test_in_the_least_width_no_box_is_cut(shape: Shape, detail: Detail) -> None:
    """Every box stands whole in a view as wide as its widest column needs; one cell less cuts one."""
    laid_out = layout(shape, detail)
    size = least_width(laid_out)
    for view, whole in ((wrap(laid_out, size), True), (wrap(laid_out, size - 1), False)):
        ends = [strip.indent + strip.width + (strip is not view.strips[-1]) for strip in view.strips]
        needed = [
            strip.indent
            + (laid_out.box_edge(strip.last) + 2 if strip is not view.strips[-1] else laid_out.width)
            - strip.x
            for strip in view.strips
        ]
        assert max(ends) <= view.width
        assert (max(needed) <= view.width) == whole


def test_lines_may_close_up() -> None:
    """Without blank rows between strips nothing else changes."""
    laid_out = layout(STREAM, CHIP)
    airy, close = rows_of(wrap(laid_out, 46)), rows_of(wrap(laid_out, 46, between=0))
    assert close == [row for row in airy if row.strip()]
