"""What stands around a map: the overview bar and the headings of swimlanes."""

import pytest
from builders import stream

from vsmap.analysis.report import analyse
from vsmap.drawing.card import Role, Run
from vsmap.drawing.glyphs import UNICODE
from vsmap.drawing.layout import layout
from vsmap.drawing.overview import Landmark, overview
from vsmap.drawing.picture import Picture
from vsmap.drawing.scene import MapScene, Numbering
from vsmap.drawing.shape import BOX, Shape, Viewport
from vsmap.drawing.swimlanes import lanes_of


def _text(row: tuple[Run, ...]) -> str:
    return "".join(run.text for run in row)


@pytest.mark.parametrize(
    ("ranks", "seen", "width", "bar"),
    [
        (6, range(1, 3), 12, "·[·●]···    "),
        (6, range(6), 8, "[··●···]"),
        (1000, range(500, 520), 12, "●····[·]····"),
    ],
)
def test_the_bar_shows_where_what_is_seen_lies(ranks: int, seen: range, width: int, bar: str) -> None:
    """One cell a column of stages, or for several; brackets around those in view, landmarks on top."""
    marks = [Landmark(2, "●", Role.SELECTED_NAME)]
    assert _text(overview(ranks, seen, marks, width, UNICODE)) == bar


def test_a_view_of_a_wrapped_map_is_the_strips_it_shows() -> None:
    """Wrapped, what is seen is counted by strips; in one piece by columns."""
    laid_out = layout(Shape(8, tuple((at, at + 1) for at in range(7))), BOX)
    wrapped = Picture(laid_out, 46)
    below = wrapped.box(2).y
    assert wrapped.seen(Viewport(0, 0, 40, 5)) == range(2)
    assert wrapped.seen(Viewport(0, below, 40, 5)) == range(2, 4)
    assert Picture(laid_out).seen(Viewport(0, 0, 40, 5)) == range(2)


def test_stages_stand_in_rows_by_their_lane_with_its_name_above() -> None:
    """Lanes come as the map brings them up; each heading stands over its own boxes, lines run through."""
    built = stream("A @Business -> B @IT -> C @Business -> D")
    names, numbers = lanes_of(built)
    assert (names, numbers) == (("Business", "IT", "no lane"), (0, 1, 0, 2))
    scene = MapScene(built, analyse(built), Numbering(built, numbers))
    picture = Picture(layout(scene.numbering.shape, BOX), lanes=names)
    view = Viewport(0, 0, picture.width, picture.height + picture.docked)
    rows = picture.rows(lambda number: scene.card(number, BOX), scene.drawn_arrows(), (), view)
    lines = [_text(row) for row in rows]
    headings = [next(at for at, line in enumerate(lines) if line.startswith(name)) for name in names]
    assert headings == sorted(headings)
    assert headings[0] == 0
    assert picture.box(0).y == picture.box(2).y == headings[0] + 1
    assert picture.box(1).y == headings[1] + 1
    assert picture.box(3).y == headings[2] + 1
    assert picture.hit(2, picture.box(0).y).stage == 0
    assert "┃" in lines[headings[1]]
