"""The pen changes by the shortest sequence, and looks afterwards as if it had been set from nothing."""

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style
from terminal_emulator import Cell, Emulator

from vsmap.terminal.pens import UNKNOWN, Pens, parse_pen

COLOURS = st.sampled_from([None, "default", "red", "bright_blue", "color(200)", "#102030", "#ffd040"])
FLAGS = ["bold", "dim", "italic", "underline", "reverse", "strike", "blink"]
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    **{flag: st.sampled_from([None, True, False]) for flag in FLAGS},
)


def console() -> Console:
    """Give a console that renders in full colour."""
    return Console(color_system="truecolor", force_terminal=True)


def pen_after(*sequences: str) -> Cell:
    """Give the emulator's pen after some sequences."""
    emulator = Emulator(2, 1)
    emulator.feed("".join(sequences).encode())
    return emulator.pen


@given(STYLES, STYLES)
def test_a_change_ends_with_the_pen_that_the_style_means(before: Style, after: Style) -> None:
    """From any pen, known or not, the change gives exactly the colours and attributes of the style."""
    pens = Pens(console())
    old, new = pens.number(before), pens.number(after)
    afresh = pens.change(UNKNOWN, new)
    changed = pens.change(old, new)
    rendered = after.render("x", color_system=console()._color_system).split("x")[0]
    assert pen_after(pens.change(UNKNOWN, old), changed) == pen_after(afresh) == pen_after(rendered)
    assert len(changed) <= len(afresh)


def test_only_what_differs_is_sent() -> None:
    """A changed foreground does not repeat the background."""
    pens = Pens(console())
    grey, white = (pens.number(Style(color=colour, bgcolor="#121212")) for colour in ("#888888", "#ffffff"))
    assert pens.change(grey, white) == "\x1b[38;2;255;255;255m"


def test_what_one_code_ends_together_is_told_apart() -> None:
    """Bold and dim end with the same code: ending one leaves the other on."""
    pens = Pens(console())
    both, dim = (
        pens.number(Style(bold=True, dim=True, color="#102030")),
        pens.number(Style(dim=True, color="#102030")),
    )
    assert pen_after(pens.change(UNKNOWN, both), pens.change(both, dim)) == pen_after(
        pens.change(UNKNOWN, dim)
    )
    assert pens.change(both, dim) == "\x1b[22;2m"


def test_styles_that_look_the_same_share_a_pen() -> None:
    """What a style means to the mouse does not cost a byte on the screen."""
    pens = Pens(console())
    assert pens.number(Style(bold=True, meta={"x": 1})) == pens.number(Style(bold=True, meta={"x": 2}))
    assert pens.number(None) == pens.number(Style())


def test_a_link_is_opened_and_closed() -> None:
    """A link is part of the pen, as in Textual's own output."""
    pens = Pens(console())
    plain, link = pens.number(None), pens.number(Style(link="https://example.org"))
    opened = pens.change(plain, link)
    assert opened.startswith("\x1b]8;id=")
    assert opened.endswith(";https://example.org\x1b\\")
    assert pens.change(link, plain) == "\x1b]8;;\x1b\\"


def test_memory_stays_bounded_and_right() -> None:
    """Thousands of styles, as selection makes them, are forgotten again, and each still gives its own pen."""
    pens = Pens(console())
    styles = [Style(color=f"#{colour:06x}") for colour in range(5000)]
    numbers = [pens.number(style) for style in styles]
    assert [pens.number(style) for style in styles] == numbers
    assert len(set(numbers)) == 5000
    assert len(pens._numbers) <= 4096


def test_a_pen_is_read_from_the_codes_that_set_it() -> None:
    """Every kind of colour code is told from attributes."""
    assert parse_pen("1;9;38;5;200;104") == (frozenset({"1", "9"}), "38;5;200", "104", "")
    assert parse_pen("4;97;48;2;1;2;3") == (frozenset({"4"}), "97", "48;2;1;2;3", "")
    assert parse_pen("") == (frozenset(), "39", "49", "")
