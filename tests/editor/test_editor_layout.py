"""Every size of window: nothing overflows, overlaps or is cut without …, and each part has its place."""

import asyncio

import pytest
from builders import stream
from driven import Driven, editor, sample_map

from vsmap.drawing.cells import plain, width
from vsmap.drawing.picture import Picture
from vsmap.model.stream import ValueStream
from vsmap.storage.samples import samples
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import FIGURES, figure_label

SIZES = ((20, 8), (40, 12), (60, 20), (80, 24), (100, 30), (120, 15), (120, 40), (200, 60))
TINY = ((1, 1), (5, 2), (39, 40), (200, 11))
MAPS = ("an empty map", *(sample.name for sample in samples()))


def _map(name: str) -> ValueStream:
    return ValueStream() if name == "an empty map" else sample_map(name)


def _check_every_cell(driven: Driven, columns: int, rows: int) -> None:
    """Each line is as wide as the window; each pane shows each of its lines whole, or cut with …."""
    lines = driven.lines()
    assert len(lines) == rows
    assert [line for line in lines if width(line) != columns] == []
    covered = {"map", "table"} if driven.map.query(".panel.-open") else set()
    for pane in driven.map.query(LinePane):
        region = pane.content_region
        if not (pane.display and region) or pane.id in covered:
            continue
        for row in range(region.height):
            full = plain("".join(ink.text for ink in pane.ink_line(row))).rstrip()
            shown = _cut(lines[region.y + row], region.x, region.right).rstrip()
            assert shown == full or shown.endswith("…"), f"{pane} row {row} at {columns}×{rows}"


def _cut(line: str, start: int, end: int) -> str:
    """Return some columns of a line; every character of the samples takes one cell."""
    assert len(line) == width(line)
    return line[start:end]


async def _resize(driven: Driven, columns: int, rows: int) -> None:
    await driven.pilot.resize_terminal(columns, rows)
    while driven.app.screen.region.size != (columns, rows):  # noqa: ASYNC110 - Textual has no event for it
        await asyncio.sleep(0.01)
    await driven.settle()


@pytest.mark.parametrize("name", MAPS)
async def test_every_map_at_every_size(name: str) -> None:
    """Map, table and panels fit every window that a terminal may have, resized from one to the next."""
    async with editor(_map(name)) as driven:
        for columns, rows in SIZES:
            await _resize(driven, columns, rows)
            for _ in range(2):
                _check_every_cell(driven, columns, rows)
                await driven.press("m")


async def test_every_panel_at_every_size() -> None:
    """A panel stands beside the map or opens over the right half, and fits there."""
    async with editor("deployment-in-months") as driven:
        for columns, rows in SIZES:
            await _resize(driven, columns, rows)
            for key in ("f3", "f4", "f5"):
                await driven.press(key)
                _check_every_cell(driven, columns, rows)
            await driven.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_started_at_a_size_it_is_as_resized_to_it(size: tuple[int, int]) -> None:
    """The first frame knows the window; getting there by resizing shows the same."""
    async with editor("deployment-in-months", *size) as driven:
        _check_every_cell(driven, *size)
        started = driven.lines()
    async with editor("deployment-in-months", 90, 33) as driven:
        await _resize(driven, *size)
        assert driven.lines() == started


@pytest.mark.parametrize("size", SIZES)
async def test_the_parts_have_their_places(size: tuple[int, int]) -> None:
    """Panels from 120×20, a strip below, one line under 40×12; status and keys at the bottom."""
    async with editor("lean-enterprise", *size) as driven:
        lines = driven.lines()
        columns, rows = size
        if columns < 40 or rows < 12:
            assert lines[0].strip() == "vsmap needs 40 × 12"
            assert not "".join(lines[1:]).strip()
            return
        assert lines[0].startswith(" vsmap  Lean Enterpr")
        assert "Help" in lines[-1]
        has_panels = columns >= 120 and rows >= 20
        assert lines[1].startswith(" LT 9.6w · PT 6.9d") is not has_panels
        for title in ("Map", "Flow", "Critical path", "Waste"):
            assert driven.shows(f"╭─ {title} ─") is has_panels
        assert driven.shows("╭─ Stages ─")


async def test_a_workshop_map_is_seen_whole_as_boxes_beside_table_and_panels() -> None:
    """The table gives way, down to five stages, where that lets all stages be seen as boxes at 120×40."""
    async with editor(_map("deployment-in-months"), 120, 40) as driven:
        assert isinstance(driven.map.map_view.picture, Picture)
        assert driven.map.map_view.picture.detail.name == "box"
        assert len(driven.map.map_view.seen()) == 14
        assert "Stage 1-5 of 14" in driven.text()
        await driven.press("end")
        assert "Stage 10-14 of 14" in driven.text()
        await driven.press("m", "m")
        assert "Stage 10-14" not in driven.text()


async def test_a_table_that_gives_nothing_by_giving_way_does_not() -> None:
    """For a map too large to be seen as boxes, and for a small one, it has its half."""
    many = stream(" -> ".join(f"S{number}" for number in range(40)))
    async with editor(many, 120, 40) as driven:
        assert driven.map.table.region.height == 18
    async with editor(_map("lean-enterprise"), 120, 40) as driven:
        assert driven.map.table.content_region.height == 9


@pytest.mark.parametrize("size", TINY)
async def test_a_window_too_small_asks_for_a_larger_one(size: tuple[int, int]) -> None:
    """Any size from 1×1 on is one line, cut with … if need be, and growing brings everything back."""
    async with editor("lean-enterprise") as driven:
        before = driven.lines()
        await _resize(driven, *size)
        lines = driven.lines()
        assert [width(line) for line in lines] == [size[0]] * size[1]
        asked = "vsmap needs 40 × 12"
        said = lines[0].rstrip()
        assert said == asked or (said.endswith("…") and asked.startswith(said[:-1]))
        await _resize(driven, 80, 24)
        assert driven.lines() == before


async def test_columns_of_the_table_leave_in_their_order() -> None:
    """Queue goes first, then Lane, then Wait; name, PT, LT and %C&A always stay."""
    seen = []
    async with editor("deployment-in-months", 119, 30) as driven:
        for columns in (110, 80, 70, 56):
            await _resize(driven, columns, 30)
            heading = driven.row(driven.map.table)
            seen.append([each for each in ("Queue", "Lane", "Wait", "PT", "LT", "%C&A") if each in heading])
    stay = ["PT", "LT", "%C&A"]
    assert seen == [["Queue", "Lane", "Wait", *stay], ["Lane", "Wait", *stay], ["Wait", *stay], stay]


async def test_the_help_hint_is_never_cut() -> None:
    """However narrow the window, the way to the help is shown whole."""
    async with editor("lean-enterprise", 40, 12) as driven:
        assert driven.lines()[-1].rstrip().endswith("? Help")


@pytest.mark.parametrize("name", ["lean-enterprise", "an empty map"])
async def test_dialogs_fit_small_windows(name: str) -> None:
    """Every dialog opens, whole lines wide, in the smallest window."""
    async with editor(_map(name), 40, 12) as driven:
        for key in "ctrovET=/?SO":
            await driven.press(key)
            assert {width(line) for line in driven.lines()} == {40}
            await driven.press("escape", "escape")


@pytest.mark.parametrize("columns", [40, 47, 60, 70, 80, 100])
async def test_the_selected_figure_always_has_its_column(columns: int) -> None:
    """However narrow the table, what is selected is seen, and what is typed stands where it belongs."""
    async with editor("deployment-in-months", columns, 24) as driven:
        for figure in FIGURES:
            driven.map.select("design", figure)
            await driven.settle()
            heading = driven.row(driven.map.table)
            assert figure_label(figure) in heading, figure
            assert len(heading) == columns - 2
            _check_every_cell(driven, columns, 24)
        await driven.press("6")
        row = next(line for line in driven.lines() if line.startswith("│▶"))
        assert row.rstrip("│ ").endswith("6") or " 6 " in row
