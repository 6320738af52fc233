"""Every screen at every size: nothing overflows, what has the focus is seen, Esc goes back."""

import asyncio

import pytest
from driven import Driven, editor
from textual.containers import Vertical, VerticalScroll

from vsmap.commands import COMMANDS
from vsmap.drawing.cells import width
from vsmap.model.settings import THEMES
from vsmap.screens.map import MapScreen

SIZES = ((20, 8), (30, 10), (40, 12), (60, 20), (80, 24), (120, 40), (250, 80))
LEAVING = frozenset({"quit", "suspend", "new"})
"""Commands that leave the map that is looked at."""
_BACK = 3
"""How often Esc is pressed at most: a form warns first, a panel lies over a mode."""


def _check(driven: Driven, columns: int, rows: int, where: str) -> None:
    """Each line is as wide as the window; a dialog lies within it with its whole frame."""
    lines = driven.lines()
    assert [width(line) for line in lines] == [columns] * rows, where
    screen = driven.app.screen
    if isinstance(screen, MapScreen):
        return
    for box in screen.query(".dialog").results(Vertical | VerticalScroll):  # type: ignore[arg-type] # a union is a filter too
        assert screen.region.contains_region(box.region), where
        for corner in (box.region.offset, box.region.bottom_right - (1, 1)):
            assert lines[corner.y][corner.x] in "╭╮╰╯", where
    focused = driven.app.focused
    assert focused is not None, where
    seen = focused.region.intersection(screen.region)
    assert seen.area, where


async def _back(driven: Driven, where: str) -> None:
    for _ in range(_BACK):
        if driven.app.screen is driven.map and not driven.map.is_presenting:
            break
        await driven.press("escape")
    assert driven.app.screen is driven.map, where
    await driven.press("escape")


@pytest.mark.parametrize("size", SIZES[::2] + SIZES[5:6])
async def test_every_command_at_every_size(size: tuple[int, int]) -> None:
    """Whatever a command shows fits the window, has the focus in sight, and is left by Esc."""
    async with editor("deployment-in-months", *size) as driven:
        for identifier in COMMANDS:
            if identifier in LEAVING:
                continue
            driven.map.run_command(identifier)
            await driven.settle()
            where = f"{identifier} at {size}"
            _check(driven, *size, where)
            await _back(driven, where)
        assert driven.app.return_code is None


@pytest.mark.parametrize("identifier", ["help", "edit_stage", "palette", "settings", "why"])
async def test_a_dialog_follows_the_window(identifier: str) -> None:
    """Resized while it is open it fits again, down to the smallest window and back."""
    async with editor("deployment-in-months") as driven:
        driven.map.run_command(identifier)
        await driven.settle()
        for columns, rows in (*reversed(SIZES), (80, 24)):
            await driven.pilot.resize_terminal(columns, rows)
            while driven.app.screen.region.size != (columns, rows):  # noqa: ASYNC110 - Textual has no event for it
                await asyncio.sleep(0.01)
            await driven.settle()
            _check(driven, columns, rows, f"{identifier} at {columns}×{rows}")
        await _back(driven, identifier)


async def test_every_theme_shows_the_same_text() -> None:
    """A theme is colours alone: no line of the map screen or of a dialog differs from one to the next."""
    async with editor("deployment-in-months") as driven:
        shown = []
        for theme in THEMES:
            driven.app.theme = theme
            await driven.settle()
            table = driven.lines()
            await driven.press("question_mark")
            shown.append((table, driven.lines()[1:-2]))
            await driven.press("escape")
        first, *others = shown
        ansi = [each for each, theme in zip(others, THEMES[1:], strict=True) if "ansi" in theme]
        plain = [each for each, theme in zip(others, THEMES[1:], strict=True) if "ansi" not in theme]
        assert all(each == first for each in plain)
        assert all(each[0] == first[0] for each in ansi), "beneath a dialog they show nothing"
