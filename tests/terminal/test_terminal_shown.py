"""What was sent frame by frame looks as if each frame had been painted whole, on whatever terminal."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_terminals import DrawsNarrow, JoinsNothing
from rich.console import Console
from rich.style import Style
from terminal_emulator import Cell, EmulatedScreen, Emulator, is_flag

from vsmap.terminal.cells import REST, is_doubtful, split
from vsmap.terminal.pens import Pens
from vsmap.terminal.shown import Cells, Piece, Shown

WIDTH, HEIGHT = 14, 3
STYLES = [Style.parse(text) for text in ("none", "bold #ff0000 on #101010", "#ffffff on #101010", "dim red")]
PLAIN = ["a", "b", "c", " ", " ", "é", "─", "日", "本", "한"]
DOUBTFUL = [
    "e\u0301",
    "\u2764\ufe0f",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f680",
    "\U0001f1e9\U0001f1ea",
    "\U0001f44d\U0001f3fd",
    "#\ufe0f\u20e3",
    "\u2705",
    "\u0915\u094d",
]


TERMINALS: list[type[EmulatedScreen]] = [EmulatedScreen, JoinsNothing, DrawsNarrow]


@dataclass
class Row:
    """What a row of the screen should show."""

    cells: Cells

    @property
    def texts(self) -> list[str]:
        """The text of each cell."""
        return self.cells.texts

    def is_plain(self, column: int) -> bool:
        """Whether all terminals agree on this cell."""
        base = column - (self.texts[column] == REST)
        return not is_doubtful(self.texts[base], wide=[*self.texts, "x"][base + 1] == REST)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    """Make a row of characters, each with a pen of its own."""
    texts, pens = list[str](), list[int]()
    for grapheme in draw(st.lists(st.sampled_from(PLAIN * 2 + DOUBTFUL), max_size=WIDTH)):
        cells = split(grapheme)[1]
        if len(texts) + len(cells) <= WIDTH:
            texts += cells
            pens += [draw(st.integers(0, len(STYLES) - 1))] * len(cells)
    blanks = WIDTH - len(texts)
    return Row(Cells(texts + [" "] * blanks, pens + [0] * blanks))


def all_pens() -> Pens:
    """Number the pens of `STYLES` as they stand there."""
    pens = Pens(Console(color_system="truecolor", force_terminal=True))
    assert [pens.number(style) for style in STYLES] == list(range(len(STYLES)))
    return pens


def changed_span(old: Row, new: Row) -> tuple[int, int]:
    """Give the columns that differ, which may begin or end inside of a wide character."""
    both = enumerate(zip(*old.cells, *new.cells, strict=True))
    differing = [column for column, (text, pen, *other) in both if [text, pen] != other]
    return (differing[0], differing[-1] + 1) if differing else (0, 0)


def pieces_of(row: int, old: Row, new: Row, cut: int) -> list[Piece]:
    """Cut what changed in a row into two pieces, as the borders of widgets do."""
    start, end = changed_span(old, new)
    cut -= new.texts[cut] == REST
    left = Cells(new.texts[:cut], new.cells.pens[:cut])
    right = Cells(new.texts[cut:], new.cells.pens[cut:])
    return [Piece(row, 0, start, min(end, cut), left), Piece(row, cut, max(start, cut), end, right)]


def whole(row: int, content: Row) -> Piece:
    """Give all of a row in one piece."""
    return Piece(row, 0, 0, WIDTH, content.cells)


def looks(row: Row, pens: Pens) -> list[Cell]:
    """Give what the emulator should hold for a row."""
    empty = Emulator(1, 1)
    looks = []
    for text, pen in zip(*row.cells, strict=True):
        empty.feed(pens.change(-1, pen).encode())
        looks.append(empty.pen._replace(data=text))
    return looks


FRAMES = st.lists(
    st.tuples(st.dictionaries(st.integers(0, HEIGHT - 1), rows()), st.integers(0, WIDTH - 1), st.booleans()),
    max_size=6,
)


def paint(shown: Shown, content: list[Row], changes: dict[int, Row], cut: int, *, apart: bool) -> None:
    """Paint what changes, and all of it where the frame tore something, as an application does."""
    pieces = [piece for row, new in changes.items() for piece in pieces_of(row, content[row], new, cut)]
    (shown.paint_apart if apart else shown.paint_all)(pieces)
    for row, new in changes.items():
        content[row] = new
    if shown.is_torn:
        shown.paint_all(whole(row, new) for row, new in enumerate(content))
    assert not shown.is_torn


def check(emulator: Emulator, content: list[Row], pens: Pens, *, agrees: bool) -> None:
    """Compare a terminal with what it should show: all of it, or where widths are not a matter of opinion."""
    for row, cells in enumerate(emulator.cells()):
        expected = looks(content[row], pens)
        for column in range(WIDTH):
            if agrees or content[row].is_plain(column):
                assert cells[column] == expected[column], (row, column)
            elif content[row].texts[column] == REST:
                assert cells[column].data in {"", " "}, (row, column)


@pytest.mark.parametrize("terminal", TERMINALS)
@given(FRAMES)
def test_every_frame_shows_what_it_should(
    terminal: type[EmulatedScreen], frames: list[tuple[dict[int, Row], int, bool]]
) -> None:
    """Text, colours and attributes are right after each frame; where terminals disagree, the rest is."""
    pens = all_pens()
    shown, emulator = Shown(WIDTH, HEIGHT, pens), Emulator(WIDTH, HEIGHT, terminal)
    emulator.feed(b"\x1b[?7l" + "junk日本".encode() * 9)
    content = [Row(Cells([" "] * WIDTH, [0] * WIDTH))] * HEIGHT
    shown.paint_all(whole(row, blank) for row, blank in enumerate(content))
    for changes, cut, apart in frames:
        paint(shown, content, changes, cut, apart=apart)
        emulator.feed(shown.finish(cut, HEIGHT - 1).encode())
        assert emulator.cursor == (cut, HEIGHT - 1)
        check(emulator, content, pens, agrees=terminal is EmulatedScreen)


def settled(text: str) -> Shown:
    """Give a screen of one row on which a text is shown and the cursor is at its start."""
    shown = Shown(WIDTH, 1, all_pens())
    shown.paint(line(text))
    shown.finish(0, 0)
    return shown


def line(text: str, start: int = 0, end: int = WIDTH, pen: int = 1) -> Piece:
    """Make a piece of the first row."""
    _, cells = split(text)
    return Piece(0, 0, start, end, Cells(list(cells), [pen] * len(cells)))


def test_nothing_is_sent_when_nothing_changed() -> None:
    """Painting what is shown costs no byte."""
    shown = settled("Lead time")
    shown.paint(line("Lead time"))
    assert shown.finish(0, 0) == ""


def test_one_changed_cell_costs_a_move_and_the_cell() -> None:
    """The pen runs on from the frame before, and the cursor returns by the shortest way."""
    shown = settled("Lead 9.6 w")
    shown.paint(line("Lead 9.7 w"))
    assert shown.finish(0, 0) == "\x1b[8G7\r"


def test_pieces_that_share_a_pen_are_sent_together() -> None:
    """Five pieces in two pens change the pen once: the one that is at hand comes first."""
    shown = settled("ab cd ef gh ij")
    pieces = [
        line("ab cd ef gh ij".swapcase(), start=at, end=at + 2, pen=pen)
        for at, pen in ((0, 2), (3, 1), (6, 2), (9, 1), (12, 2))
    ]
    shown.paint_apart(pieces)
    written = shown.finish(0, 0)
    assert written.count("m") == 1
    assert written.index("GH") < written.index("AB")


def test_unchanged_cells_between_two_changes_are_sent_again_where_that_is_shorter_than_a_move() -> None:
    """Two changes with two cells between them are one run."""
    shown = settled("2d 4h 1w")
    shown.paint(line("3d 5h 1w"))
    assert shown.finish(0, 0) == "3d 5\r"


def test_a_span_that_cuts_through_a_wide_character_paints_all_of_it() -> None:
    """Neither half of a wide character is ever sent or left alone."""
    shown = settled("ab日cd")
    shown.paint(line("ab本cd", start=3, end=4))
    assert shown.finish(0, 0) == "ab本\r"
    shown.paint(line("abxycd", start=2, end=3))
    assert shown.finish(0, 0) == "abxy\r"


def test_half_a_wide_character_that_nobody_repaints_is_noticed() -> None:
    """Overwriting one half damages the other on the terminal: the screen says that it is torn."""
    shown = settled("ab日cd")
    shown.paint(Piece(0, 3, 3, 4, Cells(["x"], [1])))
    assert shown.is_torn
    shown.paint(line("ab xcd"))
    assert not shown.is_torn


def test_the_last_column_is_painted_without_counting_on_where_the_cursor_is_after_it() -> None:
    """After the last column a terminal may be about to wrap: the next move says where to go."""
    shown = settled("x" * WIDTH)
    shown.paint(line("x" * (WIDTH - 1) + "y"))
    assert shown.finish(WIDTH - 2, 0) == f"\x1b[{WIDTH}Gy\x1b[{WIDTH - 1}G"


def test_a_wide_character_that_does_not_fit_into_the_last_column_is_a_blank() -> None:
    """No terminal is asked to draw half a character."""
    shown = settled("x" * WIDTH)
    shown.paint(line("x" * (WIDTH - 1) + "日"))
    assert shown.finish(0, 0) == f"\x1b[{WIDTH}G \r"


def test_what_lies_outside_of_the_terminal_is_left_out() -> None:
    """A piece that is too long, or below the last row, does no harm."""
    shown = settled("x" * WIDTH)
    shown.paint(line("x" * 40, end=40))
    shown.paint(Piece(7, 0, 0, 3, Cells(["a", "b", "c"], [1, 1, 1])))
    shown.paint(Piece(0, 30, 30, 33, Cells(["a", "b", "c"], [1, 1, 1])))
    assert shown.finish(0, 0) == ""


def test_the_emulator_knows_flags() -> None:
    """The terminals of this test are told apart by what they do with a flag, among others."""
    assert is_flag("\U0001f1e9\U0001f1ea")
