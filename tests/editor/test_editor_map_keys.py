"""A key on the map does not do over again what depends on the size of the map."""

import pytest
from builders import stream
from driven import editor

from vsmap.drawing import scene
from vsmap.widgets import map_view


async def test_only_an_edit_has_the_map_looked_at_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moving the selection draws what is in view; what follows from all stages is kept."""
    made: list[object] = []

    class Counted(scene.MapScene):
        def __init__(self, *given: object, **named: object) -> None:
            made.append(given)
            super().__init__(*given, **named)  # type: ignore[arg-type] # passed on as they are

    monkeypatch.setattr(map_view, "MapScene", Counted)
    async with editor(stream("A 1d/1w -> B 2d/1w -> C 1d/2d"), 120, 40) as driven:
        await driven.press("m", "right", "left", "right")
        before = len(made)
        await driven.press("right", "left", ">", "escape")
        assert len(made) == before
        await driven.press("3", "d", "enter")
        assert len(made) > before
        assert driven.shows("3d/1w") or driven.shows("PT 3d")
