"""What is written on a drawing: boxes, marks, labels, and the critical path told apart without colour."""

from collections.abc import Mapping

import pytest

from vsmap.drawing.card import Arrow, Card, Role, Run, Segment
from vsmap.drawing.draw import draw
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.layout import layout
from vsmap.drawing.shape import BOX, Detail, Shape, Viewport, data_box

CHIP = Detail("chip", width=10, figures=0, gap=3)
"""A narrow chip, so that expected drawings stay small."""

PAIR = Shape(2, ((0, 1),))


def shown(
    shape: Shape,
    detail: Detail,
    cards: Mapping[int, Card],
    arrows: Mapping[int, Arrow] | None = None,
    glyphs: Glyphs = UNICODE,
) -> list[tuple[Run, ...]]:
    """Draw all of a map whose other stages are unnamed."""
    laid_out = layout(shape, detail)
    view = Viewport(0, 0, laid_out.width, laid_out.height)
    return draw(laid_out, lambda stage: cards.get(stage, Card("")), arrows or {}, view, glyphs)


def text(rows: list[tuple[Run, ...]]) -> list[str]:
    """Return the characters of rows."""
    return ["".join(run.text for run in row) for row in rows]


def roles(rows: list[tuple[Run, ...]], wanted: str) -> set[Role]:
    """Return the roles in which a text is shown."""
    return {run.role for row in rows for run in row if wanted in run.text}


def test_a_box_shows_title_figures_and_marks() -> None:
    """Marks stand at the right of the last line, the critical mark last."""
    card = Card(
        "Approval",
        ((Segment("PT 2h   LT 1w"),), (Segment("%C&A "), Segment("60", Role.SELECTED_FIGURE))),
        marks=(Segment("!", Role.WASTE),),
        critical=True,
    )
    rows = shown(Shape(1), BOX, {0: card})
    assert text(rows) == [
        "┏━━━━━━━━━━━━━━┓",
        "┃Approval      ┃",
        "┃PT 2h   LT 1w ┃",
        "┃%C&A 60     !◆┃",
        "┗━━━━━━━━━━━━━━┛",
    ]
    assert roles(rows, "60") == {Role.SELECTED_FIGURE}
    assert roles(rows, "!") == {Role.WASTE}
    assert roles(rows, "◆") == {Role.CRITICAL_MARK}


def test_a_line_gives_way_to_the_marks_and_is_cut_with_a_sign() -> None:
    """Nothing runs over a border, and what is missing is seen to be missing."""
    card = Card("A very long name of a stage", ((), (Segment("%C&A 60 of 100"),)), marks=(Segment("!!!!"),))
    assert text(shown(Shape(1), BOX, {0: card}))[1:4] == [
        "│A very long n…│",
        "│              │",
        "│%C&A 60 … !!!!│",
    ]


def test_a_data_box_has_room_for_as_many_lines_as_asked() -> None:
    """Lines that a stage does not fill stay blank, further ones are left out."""
    lines = tuple((Segment(f"line {at}"),) for at in range(5))
    rows = text(shown(Shape(1), data_box(3, width=10), {0: Card("T", lines)}))
    assert rows == ["┌────────┐", "│T       │", "│line 0  │", "│line 1  │", "│line 2  │", "└────────┘"]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=lambda table: table.name)
@pytest.mark.parametrize("detail", [CHIP, BOX], ids=lambda detail: detail.name)
def test_plain_critical_and_selected_boxes_differ_without_colour(detail: Detail, glyphs: Glyphs) -> None:
    """Three different borders in either glyph table."""
    cards = (
        Card("x"),
        Card("x", critical=True),
        Card("x", selected=True),
        Card("x", critical=True, selected=True),
    )
    drawings = {"\n".join(text(shown(Shape(1), detail, {0: card}, glyphs=glyphs))) for card in cards}
    assert len(drawings) == 4


@pytest.mark.parametrize(("glyphs", "light", "heavy"), [(UNICODE, "─", "━"), (ASCII, "-", "=")])
def test_a_critical_arrow_is_heavy(glyphs: Glyphs, light: str, heavy: str) -> None:
    """The line itself tells the critical path."""
    plain = text(shown(PAIR, BOX, {}, glyphs=glyphs))[1]
    critical = shown(PAIR, BOX, {}, {0: Arrow(critical=True)}, glyphs)
    assert plain[16:20] == light * 4
    assert text(critical)[1][16:20] == heavy * 4
    assert critical[1][1].role is not Role.CRITICAL_LINE
    assert Role.CRITICAL_LINE in {run.role for run in critical[1]}


def test_only_the_critical_way_of_a_fork_is_heavy() -> None:
    """Where a heavy and a light arrow part the joint shows which goes where."""
    rows = text(shown(Shape(3, ((0, 1), (0, 2))), CHIP, {}, {1: Arrow(critical=True)}))
    assert rows == ["▏        ▕━┱─►▏        ▕", "           ┗━►▏        ▕"]


def test_a_selected_arrow_has_a_role_of_its_own() -> None:
    """Selection shows on the arrow alone, and wins over the critical path."""
    rows = shown(PAIR, BOX, {}, {0: Arrow(critical=True, selected=True)})
    assert {run.role for run in rows[1] if "━" in run.text} == {Role.SELECTED_LINE}


@pytest.mark.parametrize(
    ("shape", "arrow", "label", "row"),
    [
        (PAIR, 0, "10d", "│─10d►│"),
        (Shape(3, ((0, 1), (0, 2))), 0, "1d", "│─┬1d►│"),
        (Shape(3, ((0, 1), (0, 2))), 1, "70%", "│70%┌─"),
        (Shape(2, ((0, 1),), ((1, 0),)), 1, "25%", "└───25%───┘"),
        (Shape(3, ((0, 1), (1, 2)), ((2, 0),)), 2, "25%", "─────25%─"),
    ],
)
def test_a_label_stands_on_its_arrow_or_above_it(shape: Shape, arrow: int, label: str, row: str) -> None:
    """Waits, shares and rates are read where they belong."""
    rows = shown(shape, BOX, {}, {arrow: Arrow(label)})
    assert any(row in line for line in text(rows)), "\n".join(text(rows))
    assert roles(rows, label) == {Role.LABEL}


def test_a_label_without_room_is_left_out() -> None:
    """Nothing is overwritten for a label's sake."""
    rows = text(shown(PAIR, BOX, {}, {0: Arrow("a label far too long")}))
    assert rows == text(shown(PAIR, BOX, {}))


def test_a_line_shared_by_two_arrows_carries_the_label_of_neither_at_the_shared_end() -> None:
    """A share stands on the arrow's own piece of line, where it cannot be read for the other arrow."""
    rows = text(shown(Shape(3, ((0, 2), (1, 2))), BOX, {}, {0: Arrow("7"), 1: Arrow("9")}))
    assert rows[1][16:21] == "7┬──►"
    assert rows[7][16:18] == "9┘"


def test_a_label_never_stands_where_another_arrow_has_run_in() -> None:
    """Right of the head at which a line runs into another one, the line is both arrows'."""
    flows = ((0, 2), (0, 3), (1, 3))
    rows = text(shown(Shape(4, flows), BOX, {}, {1: Arrow("1"), 2: Arrow("2")}))
    assert rows[7][16:21] == "2▼──►"
    assert not any("1" in row for row in rows)


def test_a_queue_stands_before_its_box() -> None:
    """The inventory triangle lies above the arrow into the stage."""
    rows = shown(PAIR, BOX, {1: Card("Test", queue="▽120")})
    assert text(rows)[0] == "┌──────────────┐ ▽120┌──────────────┐"
    assert roles(rows, "▽120") == {Role.LABEL}


def test_rework_on_itself_is_a_mark_in_the_box() -> None:
    """No line is drawn, the rate stands beside the mark."""
    rows = shown(Shape(1, (), ((0, 0),)), BOX, {0: Card("Test")}, {0: Arrow("5%")})
    assert text(rows)[3] == "│           ⟲5%│"


def test_only_cards_near_the_viewport_are_asked_for() -> None:
    """A frame costs what it shows: of 10,000 stages a handful are looked at."""
    asked: list[int] = []

    def card(stage: int) -> Card:
        asked.append(stage)
        return Card("x")

    laid_out = layout(Shape(10_000, tuple((at, at + 1) for at in range(9_999))), BOX)
    draw(laid_out, card, {}, Viewport(100_000, 0, 120, 40))
    assert 0 < len(asked) <= 10
