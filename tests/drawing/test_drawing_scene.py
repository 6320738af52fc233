"""A map and its numbers as boxes, arrows and steps: what the editor and `vsmap draw` share."""

import pytest
from builders import stream, with_stage

from vsmap.analysis.report import Highlight, analyse
from vsmap.drawing.card import Arrow, Card, Role
from vsmap.drawing.cells import width
from vsmap.drawing.draw import draw
from vsmap.drawing.ladder import Step
from vsmap.drawing.layout import layout
from vsmap.drawing.scene import DETAILS, Chosen, MapScene, worst_stages
from vsmap.drawing.shape import LOW_BOX, Detail, Shape, Viewport
from vsmap.model.records import Improvement, MapSettings
from vsmap.model.stream import ValueStream

BOX, DATA, CHIP = DETAILS["box"], DETAILS["data"], DETAILS["chip"]


def _scene(built: ValueStream) -> MapScene:
    return MapScene(built, analyse(built))


def _texts(card: Card) -> list[str]:
    return ["".join(segment.text for segment in line).rstrip() for line in card.figures]


def test_structure_is_numbered_in_the_order_of_the_map() -> None:
    """Stages by their order, flows by their stages' order, rework behind them."""
    scene = _scene(stream("A -> (B, C) -> D; D ~> A"))
    assert scene.numbering.shape == Shape(4, ((0, 1), (0, 2), (1, 3), (2, 3)), ((3, 0),))


def test_figures_are_shown_as_entered() -> None:
    """A box shows PT, LT, %C&A: estimates marked, what follows worked out, unknown as a dash."""
    scene = _scene(stream("A 2h+3d ~80% -> B /~1w"))
    assert _texts(scene.card(0, BOX)) == ["PT 2h  LT 3.3d", "%C&A ~80"]
    assert _texts(scene.card(1, BOX)) == ["PT –   LT ~1w", "%C&A –"]
    assert scene.card(0, CHIP).figures == ()


def test_a_data_box_shows_every_figure() -> None:
    """The largest detail has people, items in progress, batch, uptime and lane too."""
    built = with_stage(stream("A 2h/1w 80% @QA x3"), "A", in_progress=4, batch=2, uptime=60)
    assert _texts(_scene(built).card(0, DATA)) == [
        "PT 2h     LT 1w",
        "W 4.8d    %C&A 80",
        "x3        WIP 4",
        "batch 2   up 60",
        "@QA",
    ]


@pytest.mark.parametrize("detail", [BOX, DATA, LOW_BOX], ids=["box", "data", "low"])
def test_no_line_is_wider_than_its_box(detail: Detail) -> None:
    """Whatever is entered, a line of figures fits between the borders."""
    built = with_stage(stream("A (1.25d/2.5d/10.75d)/(3mo/4mo/5mo)"), "A", people=1e9, lane="検" * 80)
    for line in _scene(built).card(0, detail).figures:
        assert sum(width(segment.text) for segment in line) <= detail.width - 2


def test_marks_tell_waste_and_value() -> None:
    """A tag is marked, the value has its glyph, the path its frame, a queue in front of all its count."""
    built = with_stage(
        stream("A 1h/1h q12 -> (B 1h/2h, C 1h/3h) -> D"), "A", wastes=("waiting",), value="waste"
    )
    scene = _scene(built)
    card = scene.card(0, BOX)
    assert [segment.text for segment in card.marks] == ["▽12", "!", "−"]
    assert (card.queue, card.critical, card.selected) == ("▽12", True, False)
    assert not scene.card(1, BOX).critical


def test_only_the_worst_highlights_are_marked() -> None:
    """Three highlights that nobody waived are marked on the map, at both ends where they are of a flow."""
    built = stream("A -> B -> C -> D -> E")
    rows = [
        ("A", None, True),
        (None, ("B", "C"), False),
        ("C", None, False),
        (None, None, False),
        ("E", None, False),
    ]
    found = tuple(Highlight("handoff", stage, flow, "", 1.0, waived, ()) for stage, flow, waived in rows)
    analysis = analyse(built)._replace(highlights=found)
    assert list(worst_stages(analysis)) == ["B", "C", "C"]
    scene = MapScene(built, analysis)
    assert [scene.is_wasteful(stage) for stage in built] == [False, True, True, False, False]


def test_the_selected_figure_stands_out() -> None:
    """A selected stage has the selected frame, and one of its figures a role of its own."""
    card = _scene(stream("A 2h/1w 80%")).card(0, BOX, Chosen("lead_time"))
    assert card.selected
    assert [part.text for line in card.figures for part in line if part.role is Role.SELECTED_FIGURE] == [
        "1w"
    ]


def test_what_is_typed_takes_the_place_of_the_figure() -> None:
    """An open field is asked for exactly the cells that it has, and moves no figure beside it."""
    asked: list[int] = []

    def typed(cells: int) -> str:
        asked.append(cells)
        return "9" * cells

    scene = _scene(stream("A 2h/1w 80%"))
    assert _texts(scene.card(0, BOX, Chosen("process_time", typed))) == ["PT 999 LT 1w", "%C&A 80"]
    assert asked == [3]


def test_arrows_carry_share_rate_and_wait() -> None:
    """Ordinary arrows say nothing; an unknown rate is a question."""
    built = stream("A 1h/1h -30% 2d-> B 1h/1h; A -70%-> C 1h/1w; B -> D; C -> D 1h/1h; D ~25% 1d~> A; C ~> A")
    scene = _scene(built)
    assert {number: arrow for number, arrow in scene.drawn_arrows().items() if arrow != Arrow()} == {
        0: Arrow("30% 2d"),
        1: Arrow("70%", critical=True),
        3: Arrow(critical=True),
        4: Arrow("?"),
        5: Arrow("25% 1d"),
    }
    assert scene.drawn_arrows(scene.numbering.arrows[2])[2] == Arrow(selected=True)


def test_the_ladder_has_waits_and_work_of_the_critical_path() -> None:
    """A step waits as long as its arrow and its stage do; unknown work is a question, none is nothing."""
    built = with_stage(stream("A 2h/10h -1d-> B /5d -> C n/a+2h"), "B")
    assert list(_scene(built).steps()) == [Step(0, "1d", "2h"), Step(1, "1d", "?"), Step(2, "2h", "")]


def test_lines_kept_from_a_frame_before_are_the_lines_of_this_one() -> None:
    """A frame is the same whether its lines were kept or drawn anew."""
    built = stream("A 1h/1h -> (B 1h/1w, C 1h/1d) -> D 1h/1h; D ~25%~> A")
    laid_out = layout(_scene(built).numbering.shape, BOX)
    view = Viewport(0, 0, laid_out.width, laid_out.height)
    slower = with_stage(built.copy(), "C", lead_time="4w")
    for each, chosen in ((built, None), (built, ("flow", "A", "C")), (slower, None), (built, None)):
        scene = _scene(each)

        def card(number: int, scene: MapScene = scene) -> Card:
            return scene.card(number, BOX)

        arrows = scene.drawn_arrows(chosen)
        kept = draw(laid_out, card, arrows, view)
        assert kept == draw(laid_out, card, dict(arrows), view)
    assert len(laid_out.lines) == 3


def _drawn(text: str) -> list[str]:
    """Draw a map with trigger and customer as boxes, in one piece."""
    built = stream(text)
    built.settings["map"] = MapSettings(trigger="Request", customer="Customer")
    scene = _scene(built)
    laid_out = layout(scene.numbering.shape, BOX)
    view = Viewport(0, 0, laid_out.width, laid_out.height)
    rows = draw(laid_out, lambda number: scene.card(number, BOX), scene.drawn_arrows(), view)
    return ["".join(run.text for run in row) for row in rows]


def test_what_sets_the_stream_off_stands_left_and_who_receives_it_right() -> None:
    """Trigger and customer stand beside the first and the last box."""
    row = _drawn("A 1h/2h -> B 1h/2h")[1]
    assert row.startswith("Request ►┃A ")
    assert row.endswith("┃ ► Customer")


def test_a_customer_who_has_the_value_before_the_end_is_named_on_that_box() -> None:
    """What runs after the delivery stands to the right; the customer then stands on the border."""
    rows = _drawn("A 1h/2h ! -> Watch 1h/2h")
    assert "┏► Customer━━━━┓" in rows[0]
    assert rows[1].rstrip().endswith("│")


def test_an_improvement_is_a_burst_on_its_stage_unless_it_was_dropped() -> None:
    """One burst, or their number; what was dropped is not shown."""
    built = stream("A -> B")
    built.improvements = {
        name: Improvement(id=name, title=name, stage="A", status=status)
        for name, status in (("one", "planned"), ("two", "done"), ("three", "dropped"))
    }
    marks = ["".join(mark.text for mark in _scene(built).card(number, BOX).marks) for number in (0, 1)]
    assert "✶2" in marks[0]
    assert "✶" not in marks[1]


def test_a_low_box_has_its_figures_as_they_are_typed_in_one_line() -> None:
    """`PT/LT %C&A` in three rows, the name in the upper border, the marks in the lower one."""
    built = with_stage(
        stream("Design ~2h/3w ~80% q4 -> Build (4d/8d/15d)+2w -> Test"), "Design", value="adding"
    )
    scene = _scene(built)
    assert _texts(scene.card(0, LOW_BOX)) == ["~2h/3w    ~80%"]
    assert _texts(scene.card(2, LOW_BOX)) == ["–/–          –"]
    assert "".join(scene.card(1, LOW_BOX).figures[0][0].text) == "~8d"
    laid_out = layout(scene.numbering.shape, LOW_BOX)
    rows = draw(laid_out, lambda number: scene.card(number, LOW_BOX), {}, Viewport(0, 0, 16, 3))
    assert ["".join(run.text for run in row) for row in rows] == [
        "┏Design━━━━━━━━┓",
        "┃~2h/3w    ~80%┃",
        "┗━━━━━━▽4!+◆━━━┛",
    ]


def test_what_is_typed_stands_in_a_low_box_too() -> None:
    """The field takes the place of its figure and moves none beside it out of the box."""
    scene = _scene(stream("A 2h/1w 80%"))
    for figure in ("process_time", "lead_time", "complete_accurate"):
        typed = Chosen(figure, lambda room: "7" * room)
        line = scene.card(0, LOW_BOX, typed).figures[0]
        assert sum(width(segment.text) for segment in line) == LOW_BOX.width - 2
        assert [segment.role for segment in line].count(Role.SELECTED_FIGURE) == 1
