"""Every sample is drawn as it was looked at: all details, both glyph tables, broken and in one piece."""

import pytest
from drawn_samples import NAMES, TABLES, drawn, golden

from vsmap.drawing.cells import width
from vsmap.drawing.glyphs import ASCII, Glyphs
from vsmap.storage.samples import samples


@pytest.mark.parametrize("glyphs", TABLES, ids=lambda glyphs: glyphs.name)
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_drawn_as_it_was_looked_at(name: str, glyphs: Glyphs) -> None:
    """Crossings, joints, labels, queues, ladders, and who tells whom."""
    text = drawn(name, glyphs)
    assert text == golden(name, glyphs).read_text("utf-8")
    assert glyphs is not ASCII or text.isascii()


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_what_it_was_drawn_for(name: str) -> None:
    """At 80 and at 160 columns a strip ends within them."""
    for part in golden(name, TABLES[0]).read_text("utf-8").split("--- ")[1:]:
        heading, *lines = part.splitlines()
        columns = heading.rpartition(" ")[2]
        if columns.isdigit():
            assert max(map(width, lines)) <= int(columns)


def test_every_sample_with_stages_has_its_drawings() -> None:
    """A new sample needs its texts looked at too."""
    assert {sample.name for sample in samples()} == {*NAMES, "blank"}
