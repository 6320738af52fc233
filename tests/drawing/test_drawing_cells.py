"""Text is measured in terminal cells, and nothing but text reaches the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vsmap.drawing.cells import cells, fit, plain, width


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Design", 6),
        ("Prüfung", 7),
        ("Pru\u0308fung", 7),
        ("検査", 4),
        ("한국", 4),
        ("\uff21\uff22", 4),
        ("👩\u200d💻", 4),
        ("❤\ufe0f", 1),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("▽120 ◆ ⟲", 8),
        ("", 0),
    ],
)
def test_width_counts_cells(text: str, size: int) -> None:
    """Wide characters take two cells, marks none, joints of emoji are taken out."""
    assert width(text) == size


@pytest.mark.parametrize(
    "text", ["検査工程", "Prüfung e\u0301", "👩\u200d💻 👍🏽", "🇩🇪", "\uff21\uff22", "▽ ◆ ⟲ ►", "☀ ①"]
)
def test_width_agrees_with_the_screen(text: str) -> None:
    """What is drawn is as wide as the terminal toolkit believes, so strips fit."""
    assert cell_len(plain(text)) == width(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("two\nlines\tand", "two lines and"),
        ("right\u202eleft", "right\ufffdleft"),
        ("zero\u200bwidth", "zero\ufffdwidth"),
        ("🇩🇪", "DE"),
    ],
)
def test_plain_disarms_control_characters(text: str, shown: str) -> None:
    """Nothing that commands a terminal or reorders text is left."""
    assert plain(text) == shown


@given(st.text(max_size=60))
def test_plain_text_is_printable(text: str) -> None:
    """Whatever comes in, what goes out can be shown."""
    assert all(unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for each in plain(text))


@given(st.text(max_size=40), st.integers(0, 30))
def test_fit_never_exceeds_its_size_and_never_splits_a_character(text: str, size: int) -> None:
    """A text that fits stays whole; what is cut is cut between characters and marked."""
    shown = fit(text, size)
    assert width(shown) <= size
    if width(text) <= size:
        assert shown == "".join(cells(text))
    elif size:
        assert shown.endswith("…")
        assert "".join(cells(text)).startswith(shown[:-1])


def test_fit_leaves_half_a_wide_character_out() -> None:
    """A wide character that only half fits is left out altogether."""
    assert fit("検査工程", 6) == "検査…"
    assert fit("検査工程", 5) == "検査…"
    assert fit("検査工程", 4) == "検…"
