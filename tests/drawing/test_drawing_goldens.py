"""Drawings of small maps, kept as text and looked at by eye."""

import pytest
from drawn_maps import ALL, TABLES, DrawnMap, drawn, golden

from vsmap.drawing.glyphs import ASCII, Glyphs


@pytest.mark.parametrize("glyphs", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.name)
def test_a_small_map_is_drawn_as_it_was_looked_at(shown: DrawnMap, glyphs: Glyphs) -> None:
    """Three details, wrapped, with ladder, in both glyph tables: character by character."""
    assert drawn(shown, glyphs) == golden(shown, glyphs).read_text("utf-8")


@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.name)
def test_ascii_drawings_hold_nothing_but_ascii(shown: DrawnMap) -> None:
    """A terminal without UTF-8 shows every character, whatever the stages are called."""
    assert drawn(shown, ASCII).isascii()
