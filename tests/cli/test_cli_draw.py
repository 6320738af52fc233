"""`vsmap draw`: the map as text."""

from pathlib import Path

import pytest
from headless import GOLDENS, Headless, program, sample

from vsmap.drawing.cells import width


@pytest.mark.parametrize("detail", ["chip", "box", "data"])
@pytest.mark.parametrize("glyphs", ["unicode", "ascii"])
def test_the_drawing_is_as_it_was_looked_at(vsmap: Headless, detail: str, glyphs: str) -> None:
    """Boxes with figures and marks, arrows, and the ladder, in every detail and both glyph tables."""
    more = ["--ascii"] if glyphs == "ascii" else []
    given = GOLDENS / "guessed.vsm.toml"
    code, out, err = vsmap("draw", given, "--detail", detail, "--width", 80, *more)
    assert (code, err) == (0, "")
    assert out == (GOLDENS / f"draw-{detail}-{glyphs}.txt").read_text(encoding="utf-8")


def test_a_wide_map_is_broken_into_strips(vsmap: Headless) -> None:
    """No line is wider than asked for, every stage is there, and no blank ends a line."""
    for columns in (60, 100, 200):
        lines = vsmap("draw", sample("lean-enterprise"), "--width", columns).out.splitlines()
        assert max(map(width, lines)) <= columns
        assert not [line for line in lines if line != line.rstrip()]
        drawn = "\n".join(lines)
        assert all(start in drawn for start in ("Design & anal", "Change approv", "Production de"))
    golden = (GOLDENS / "draw-lean-enterprise.txt").read_text(encoding="utf-8")
    assert vsmap("draw", sample("lean-enterprise"), "--width", 100).out == golden


def test_without_a_terminal_the_width_is_100(tmp_path: Path) -> None:
    """Into a pipe a map is drawn as wide as a page; a terminal that says its width is believed."""
    plain = program(tmp_path, "draw", sample("lean-enterprise")).stdout.decode()
    assert plain == (GOLDENS / "draw-lean-enterprise.txt").read_text(encoding="utf-8")
    narrow = program(tmp_path, "draw", sample("lean-enterprise"), more={"COLUMNS": "60"}).stdout.decode()
    assert max(map(width, narrow.splitlines())) <= 60


def test_ascii_is_ascii(vsmap: Headless) -> None:
    """--ascii leaves no other character, whatever the stages are called."""
    for name in ("deployment-in-months", "acme-stamping"):
        for detail in ("chip", "box", "data"):
            assert vsmap("draw", sample(name), "--detail", detail, "--ascii").out.isascii()


def test_an_empty_map_is_said_to_be_empty(vsmap: Headless) -> None:
    """Nothing to draw is no fault: nothing on standard output, and a word beside it."""
    assert vsmap("draw", sample("blank")) == (0, "", "an empty map: there is nothing to draw\n")


def test_worst_waste_queues_and_values_are_marked(vsmap: Headless) -> None:
    """The marks are those of the editor: ! for waste, + ○ − for value, ▽ with a queue, ◆ for critical."""
    drawn = vsmap("draw", sample("deployment-in-months"), "--width", 400).out
    for mark in ("!○◆", "!−◆", "!+◆", "▽12┏"):
        assert mark in drawn


def test_where_boxes_do_not_fit_it_says_so_and_draws_chips(vsmap: Headless) -> None:
    """No box is ever cut: the next smaller detail is drawn, and the width that was needed is named."""
    code, out, err = vsmap("draw", sample("deployment-in-months"), "--width", 24)
    assert (code, err) == (0, "--detail box needs 25 columns: drawn as --detail chip\n")
    assert max(map(width, out.splitlines())) == 24
    assert vsmap("draw", sample("deployment-in-months"), "--width", 25).err == ""


def test_where_nothing_fits_the_least_width_is_named(vsmap: Headless) -> None:
    """Wrong usage, and what to write instead; that width then works."""
    code, out, err = vsmap("draw", sample("deployment-in-months"), "--width", 20)
    assert (code, out) == (2, "")
    assert err == "20 columns are too few for this map: --width 24 is the least\n"
