"""Themes, no colours, sixteen colours, ASCII: every meaning stays, on every terminal."""

from itertools import combinations

import pytest
from colour_vision import EYES, contrast, difference
from driven import Driven, editor
from rich.color import ColorType
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from vsmap.drawing.ascii import TWINS, in_ascii
from vsmap.drawing.cells import width
from vsmap.drawing.picture import Picture
from vsmap.model.calendar import Calendar
from vsmap.model.settings import OWN_THEMES, TERMINAL_THEMES, THEMES, Look, Settings
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen

STATES = ("text", "critical", "waste", "good", "bad", "key")
"""The inks that tell states apart."""
_SCREENS = ((), ("m",), ("question_mark",), ("E",), ("equals_sign",), ("f5",), ("4",), ("a",), ("q",))


def _segments(driven: Driven) -> list[Segment]:
    screen = driven.app.screen
    update = screen._compositor.render_update(full=True, screen_stack=driven.app._background_screens)
    return [segment for row in update.strips for strip in row for segment in strip]  # type: ignore[union-attr] # it is full


@pytest.mark.parametrize("theme", OWN_THEMES)
async def test_states_stay_apart_for_all_eyes(theme: str) -> None:
    """Any two states differ by more than 17, and each is read on the background at a contrast of 4.5."""
    async with editor("lean-enterprise", settings=Settings(Look(theme=theme))) as driven:
        style_of = driven.map.table.style_of
        colours = {}
        for ink in STATES:
            style = style_of(ink)
            assert style.color
            assert style.bgcolor
            colours[ink] = Color.from_rich_color(style.color)
            assert contrast(colours[ink], Color.from_rich_color(style.bgcolor)) >= 4.5, ink
        for eyes in EYES:
            for one, other in combinations(STATES, 2):
                assert difference(colours[one], colours[other], eyes) > 17, (eyes, one, other)


def test_the_simulation_confuses_what_such_eyes_confuse() -> None:
    """Red and green of equal lightness are near each other without red or green cones, not for others."""
    red, green = Color.parse("#b05050"), Color.parse("#5c7a3c")
    assert difference(red, green, "normal") > 40
    assert difference(red, green, "deuteranopia") < 15
    blue, teal = Color.parse("#2060a0"), Color.parse("#107070")
    assert difference(blue, teal, "tritanopia") < difference(blue, teal, "normal") / 2


def test_every_theme_of_the_toolkit_can_be_chosen() -> None:
    """The list that settings are checked against is the toolkit's, and ours."""
    assert set(THEMES) == {*OWN_THEMES, *BUILTIN_THEMES}
    assert len(THEMES) == len(set(THEMES))


@pytest.mark.parametrize("theme", THEMES)
async def test_each_theme_starts_and_marks_what_is_selected(theme: str) -> None:
    """The selected figure, the field and the cursor look other than the text around them."""
    async with editor("lean-enterprise", settings=Settings(Look(theme=theme))) as driven:
        assert driven.app.theme == theme
        style_of = driven.map.table.style_of
        assert len({str(style_of(ink)) for ink in ("text", "selected", "field")}) == 3
        assert str(style_of("cursor")) != str(style_of("field"))


@pytest.mark.parametrize("theme", TERMINAL_THEMES)
@pytest.mark.parametrize("keys", _SCREENS)
async def test_a_terminal_theme_uses_the_sixteen_colours_alone(theme: str, keys: tuple[str, ...]) -> None:
    """What a person set in their terminal is what they see: no colour is mixed."""
    async with editor("deployment-in-months", settings=Settings(Look(theme=theme))) as driven:
        await driven.press(*keys)
        used = {
            colour
            for segment in _segments(driven)
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour
        }
        assert {colour.type for colour in used} <= {ColorType.DEFAULT, ColorType.STANDARD}


@pytest.mark.parametrize("keys", _SCREENS)
async def test_without_colours_there_is_none(monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]) -> None:
    """NO_COLOR leaves bold, dim, underlined and reversed, not grey; something reversed shows where one is."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with editor("deployment-in-months") as driven:
        await driven.press(*keys)
        styles = [segment.style for segment in _segments(driven) if segment.style]
        colours = {colour for style in styles for colour in (style.color, style.bgcolor) if colour}
        assert {colour.type for colour in colours} <= {ColorType.DEFAULT}
        assert any(style.reverse for style in styles)


@pytest.mark.parametrize("keys", _SCREENS)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_ascii_every_character_is_ascii_in_its_place(
    size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """Frames, marks, bars and dialogs too; nothing that vsmap draws with becomes a question mark."""
    shown = []
    for glyphs in ("unicode", "ascii"):
        async with editor("deployment-in-months", *size, settings=Settings(Look(glyphs=glyphs))) as driven:
            await driven.press(*keys)
            shown.append(driven.lines()[:-1])  # the footer has words for keys
    for line, twin in zip(*shown, strict=True):
        assert twin.isascii()
        assert len(twin) == width(line)
        assert twin == in_ascii(line)
        assert line.count("?") == twin.count("?"), line


def test_no_twin_is_wider_than_what_it_stands_for() -> None:
    """Each character that vsmap draws with takes one cell, and so does its twin, which is ASCII."""
    assert {width(character) for character in TWINS} == {1}
    assert all(len(twin) == 1 and twin.isascii() for twin in TWINS.values())


async def test_a_locale_without_unicode_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    """With `auto` the environment decides; `unicode` draws so all the same."""
    monkeypatch.setenv("LC_ALL", "C")
    async with editor("lean-enterprise") as driven:
        assert driven.text().isascii()
    async with editor("lean-enterprise", settings=Settings(Look(glyphs="unicode"))) as driven:
        assert not driven.text().isascii()


async def test_what_is_shown_first_is_set() -> None:
    """View, detail and panels are as a person set them."""
    look = Look(view="map", detail="chip", panels=("waste",))
    async with editor("lean-enterprise", 120, 40, settings=Settings(look)) as driven:
        assert driven.shows("╭─ Map ─")
        assert not driven.shows("╭─ Stages ─")
        assert driven.shows("╭─ Waste ─")
        assert not driven.shows("╭─ Flow ─")
        picture = driven.map.map_view.picture
        assert isinstance(picture, Picture)
        assert picture.detail.name == "chip"
        await driven.press("f3")
        assert driven.shows("╭─ Flow ─"), "its key shows a panel that was not asked for"


async def test_no_panels_leave_the_room_to_the_map() -> None:
    """An empty list of panels is a whole width of map; a panel's key brings it."""
    async with editor("lean-enterprise", 120, 40, settings=Settings(Look(panels=()))) as driven:
        assert driven.lines()[1].startswith("╭─ Map ──")
        assert driven.lines()[1].count("╮") == 1
        await driven.press("f4")
        assert driven.shows("╭─ Critical path ─")


async def test_own_keys_are_in_force() -> None:
    """They run their commands, and the footer and the help show them."""
    keys = {"undo": ("f9",), "help": ("f10",), "add_after": ("ctrl+x",)}
    async with editor("lean-enterprise", settings=Settings(keys=keys)) as driven:
        assert "F10 Help" in driven.lines()[-1]
        assert "Ctrl+X Add" in driven.lines()[-1]
        await driven.press("d", "u")
        assert len(driven.stream) == 7
        await driven.press("f9")
        assert len(driven.stream) == 8
        await driven.press("f10")
        assert driven.shows("Ctrl+X     Add")


async def test_a_new_map_begins_with_the_calendar_that_was_set() -> None:
    """So does one that is started with Ctrl+N; an opened map keeps its own."""
    settings = Settings(calendar=Calendar(hours_per_day=7.5))
    async with editor("lean-enterprise", settings=settings) as driven:
        assert driven.stream.calendar.hours_per_day == 8
        await driven.press("ctrl+n")
        assert isinstance(driven.app.screen, MapScreen)
        assert driven.stream.calendar.hours_per_day == 7.5


async def test_nothing_moves_by_itself() -> None:
    """No animation and no blinking cursor, whatever the environment says."""
    async with editor(ValueStream()) as driven:
        assert driven.app.animation_level == "none"
        await driven.press("T")
        inputs = driven.app.screen.query("Input")
        assert inputs
        assert not any(each.cursor_blink for each in inputs)  # type: ignore[attr-defined] # each is an Input
