"""Whole screens, character by character, as they were looked at by eye."""

import pytest
from shown_screens import ALL, ShownScreen


@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.golden.stem)
async def test_a_screen_is_shown_as_it_was_looked_at(shown: ShownScreen) -> None:
    """Table, map, panel, an edit under way, and all of them at the comfortable size."""
    assert await shown.text() == shown.golden.read_text("utf-8")
