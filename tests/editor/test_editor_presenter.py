"""Presenter mode: totals and map without anything around them."""

import pytest
from driven import editor

from vsmap.drawing.cells import width


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (40, 12)])
async def test_presenter_mode_shows_totals_and_map_alone(size: tuple[int, int]) -> None:
    """The whole map, its name and five totals; no frame, no table, no panel, no keys."""
    async with editor("deployment-in-months", *size) as driven:
        before = driven.lines()
        await driven.press("M")
        lines = driven.lines()
        assert "Deployment takes months" in lines[0]
        assert "30.5 w" in lines[2]
        assert "91.6" not in driven.text()
        assert not driven.shows("╭")
        assert not driven.shows("? Help")
        assert {width(line) for line in lines} == {size[0]}
        await driven.press("M")
        assert driven.lines() == before


async def test_totals_follow_what_is_typed() -> None:
    """Editing works as elsewhere, and the status line says what moved; Esc leaves, one thing at a time."""
    async with editor("deployment-in-months") as driven:
        await driven.press("M", "right", "1", "h")
        assert driven.map.field is not None
        assert driven.lines()[-1].strip().startswith("1h▏") or driven.shows("1h")
        await driven.press("escape")
        assert driven.map.is_presenting
        await driven.press("escape")
        assert not driven.map.is_presenting
        assert driven.shows("╭─ Stages ─")


async def test_the_map_takes_the_keys() -> None:
    """Arrows move through the map; what is opened over it comes and goes as elsewhere."""
    async with editor("lean-enterprise") as driven:
        await driven.press("M", "right")
        assert driven.map.selection.stage == "design-approval"
        await driven.press("question_mark", "escape")
        assert driven.map.is_presenting
        await driven.press("f3")
        assert driven.shows("╭─ Flow ─"), "a panel is more than totals and map"


async def test_a_target_is_said_beside_its_total() -> None:
    """With a mark for missed, so that colour is not needed."""
    async with editor("deployment-in-months") as driven:
        await driven.press("M")
        assert driven.shows("✗ 2 d")
