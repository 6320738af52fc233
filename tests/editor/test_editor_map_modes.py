"""Other ways to look at the map: an outline, swimlanes, and the bar that tells where one is."""

from builders import stream
from driven import editor

from vsmap.model.settings import Look, Settings

WIDE = " -> ".join(f"Stage{number} 1h/1d" for number in range(30))


async def test_the_outline_shows_one_line_a_stage_and_is_edited_in() -> None:
    """`X` shows a line a stage with its figures; arrows walk it, a digit edits, `X` shows boxes again."""
    async with editor(stream("A 1h/2d -> (B 1h/1d, C 1h/5d) -> D 1h/1d")) as driven:
        await driven.press("m", "X")
        assert driven.shows("◆─┐ 1 A")
        await driven.press("down", "down")
        assert driven.map.selection.stage == "C"
        await driven.press("right")
        assert driven.map.selection.stage == "D"
        await driven.press("left", "7")
        assert driven.shows("PT 7")
        await driven.press("escape", "X")
        assert driven.shows("┐")
        assert not driven.shows("1 A")


async def test_less_than_chips_is_an_outline_and_more_are_chips_again() -> None:
    """`-` goes on from chips to the outline, `+` comes back."""
    async with editor("lean-enterprise", 120, 40) as driven:
        await driven.press("m", "-", "-", "-")
        assert driven.shows("1 Design & analysis")
        await driven.press("+")
        assert not driven.shows("1 Design & analysis")
        assert driven.shows("╣Design &")


async def test_swimlanes_group_the_stages_by_lane() -> None:
    """`V` puts stages of one lane into rows of their own under its name, and back."""
    async with editor(stream("A 1h/1d @Dev -> B 1h/1d @QA -> C 1h/1d @Dev"), 120, 40) as driven:
        await driven.press("m", "V")
        dev = next(row for row, line in enumerate(driven.lines()) if "Dev ┈" in line)
        assert "A" in driven.lines()[dev + 2]
        assert driven.shows("QA ┈")
        await driven.press("V")
        assert not driven.shows("┈")


async def test_the_overview_bar_is_there_where_not_all_is_seen() -> None:
    """A map wider than its pane has a bar with what is seen in brackets; it follows, and goes again."""
    boxes = Settings(Look(view="map", detail="box"))
    async with editor(stream(WIDE), settings=boxes) as driven:
        assert driven.shows("[●")
        await driven.press("G")
        assert driven.shows("●]")
    async with editor("lean-enterprise") as driven:
        await driven.press("m")
        assert not driven.shows("[●")
