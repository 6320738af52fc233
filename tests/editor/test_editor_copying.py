"""Copy, cut and paste: within a map, between maps, between two editors; and out as Markdown or TOML."""

import base64

from builders import stream, with_stage
from driven import editor

from vsmap.model.calendar import Calendar
from vsmap.model.stream import ValueStream
from vsmap.storage.clipboard import copied, keep_copied
from vsmap.storage.reader import read_map, read_text
from vsmap.storage.state import state_directory

LINE = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d 90% -> D 1h/1d; C ~20%~> B"


async def test_what_is_copied_comes_with_what_connects_it() -> None:
    """Marked stages, their flows and rework between them, behind the selected one, as one step of undo."""
    async with editor(stream(LINE)) as driven:
        before = driven.stream.copy()
        await driven.press("down", "shift+down", "y", "escape", "end", "p")
        assert len(driven.stream) == 6
        flows = [(flow.source, flow.target) for flow in driven.stream.flows()]
        assert flows[-2:] == [("D", "b"), ("b", "c")]
        assert driven.stream.rework["c", "b"].rate == 20
        assert driven.stream.stage("b").process_time == driven.stream.stage("B").process_time
        assert driven.map.selection.stage == "c"
        await driven.press("u")
        assert driven.stream == before
        assert "Undo: paste 2 stages" in driven.status


async def test_cutting_takes_out_and_pasting_puts_in_elsewhere() -> None:
    """Cut is one step, and so is paste: the stages go where they are put, between others too."""
    async with editor(stream("A 1h -> B 1h -> C 1h")) as driven:
        await driven.press("x")
        assert driven.flows() == {"B>C"}
        assert driven.map.selection.stage == "B"
        await driven.press("p")
        assert driven.flows() == {"B>A", "A>C"}
        await driven.press("u", "u")
        assert driven.stream == stream("A 1h -> B 1h -> C 1h")


async def test_stages_that_are_apart_are_joined_by_way_of_those_left_out() -> None:
    """Copying A and C of A → B → C gives A → C."""
    async with editor(stream("A 1h -> B 1h -> C 1h")) as driven:
        await driven.press("space", "end", "space", "y", "escape", "p")
        assert {"C>A", "A>C"} <= driven.flows()
        assert len(driven.stream.flows()) == 4


async def test_another_editor_pastes_what_was_copied_here() -> None:
    """What is copied is kept for every vsmap of the same person, and given to the terminal as TOML."""
    async with editor(stream(LINE)) as driven:
        await driven.press("y")
        assert "A copied" in driven.toasts()[-1]
        assert read_text(driven.app.clipboard, "").stage("A") == stream(LINE).stage("A")
    async with editor(stream("X 1h")) as other:
        await other.press("p")
        assert other.flows() == {"X>A"}
        assert other.stage("A").complete_accurate == 80


async def test_a_map_pasted_by_the_terminal_is_stages() -> None:
    """The text of a map is no list: its stages are put in with everything they have."""
    async with editor(stream(LINE)) as driven:
        await driven.press("y")
        text = driven.app.clipboard
    async with editor(stream("X 1h -> Y 1h")) as other:
        await other.paste(text)
        assert other.flows() == {"X>A", "A>Y"}
        await other.paste('[stage.a]\nprocess_time = "soon"\n')
        assert "nothing was pasted" in other.toasts()[-1]
        assert len(other.stream) == 3


async def test_times_under_another_calendar_are_said() -> None:
    """A day there need not be a day here."""
    built = stream("A 1d/2d")
    built.settings["calendar"] = Calendar(hours_per_day=6)
    async with editor(built) as driven:
        await driven.press("y")
    async with editor(ValueStream()) as other:
        await other.press("p")
        assert "a day has 6 h" in other.toasts()[-1]


async def test_nothing_copied_is_said() -> None:
    """`p` before any `y` tells what to do; text of another program that was kept is a paste like any."""
    async with editor(stream("A 1h")) as driven:
        await driven.press("p")
        assert "nothing was copied yet" in driven.toasts()[-1]
        keep_copied("One 1h\nTwo 2h")
        await driven.press("p", "enter")
        assert driven.flows() == {"A>One", "One>Two"}


def _spoil_what_was_copied() -> None:
    (state_directory() / "clipboard.vsm.toml").write_bytes(b"\xff\xfe no text")


async def test_what_was_copied_and_cannot_be_read_is_said() -> None:
    """The fault is told; what this editor copied itself is pasted all the same."""
    async with editor(stream("A 1h")) as driven:
        _spoil_what_was_copied()
        await driven.press("p")
        assert any("can't be read" in told for told in driven.toasts())
        await driven.press("y")
        _spoil_what_was_copied()
        await driven.press("p")
        assert len(driven.stream) == 2


async def test_duplicates_of_what_is_marked_stand_behind_the_last() -> None:
    """The copies are connected as the originals are."""
    async with editor(stream("A 1h -> B 1h -> C 1h")) as driven:
        await driven.press("shift+down", "D")
        assert {(flow.source, flow.target) for flow in driven.stream.flows()} == {
            *(("A", "B"), ("B", "a"), ("a", "b"), ("b", "C")),
        }


async def test_the_map_leaves_as_markdown_or_toml() -> None:
    """`Y` gives it to the terminal's clipboard or writes it into a file; marked, only those stages."""
    built = with_stage(stream("A 1d/1w 80% -> B 2h/3d"), "A", name="A|x")
    async with editor(built) as driven:
        await driven.press("Y")
        assert driven.shows("Copy the map as")
        await driven.press("enter")
        assert "| # | Stage | PT | LT | Wait | %C&A |" in driven.app.clipboard
        assert "A\\|x" in driven.app.clipboard
        assert "Lead time" in driven.app.clipboard
        await driven.press("space", "Y")
        assert driven.shows("Copy A|x as")
        await driven.type("toml file")
        await driven.press("enter")
        await driven.type("out")
        await driven.press("enter")
        assert [stage.name for stage in read_map("out.vsm.toml").stages()] == ["A|x"]
        assert "Wrote " in driven.toasts()[-1]


async def test_a_file_that_cannot_be_written_is_said() -> None:
    """The reason is told, and nothing else happens."""
    async with editor(stream("A 1h")) as driven:
        await driven.press("Y")
        await driven.type("markdown file")
        await driven.press("enter")
        await driven.type("missing/x")
        await driven.press("enter")
        assert driven.shows("There is no folder")


def test_what_is_kept_is_bounded_and_private() -> None:
    """Nothing kept is nothing copied; what was kept is given back byte for byte."""
    assert copied() == ""
    keep_copied("é\n" + base64.b64encode(b"x").decode())
    assert copied() == "é\neA=="
