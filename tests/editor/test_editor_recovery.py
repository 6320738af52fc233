"""Work that was not saved comes back, and two editors of one map know of each other."""

# ruff: noqa: ASYNC240 - a test may wait for the files of its own directory

import time
import tracemalloc
from pathlib import Path

import pytest
from builders import stream
from driven import Driven, as_file, driven, editor

from vsmap.model.edits import SetField
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, new_map_screen
from vsmap.screens.watching import look_around
from vsmap.screens.welcome import WelcomeScreen
from vsmap.storage.journal.shelf import left_work
from vsmap.storage.opened import MapFile
from vsmap.storage.reader import read_map
from vsmap.storage.state import journal_path, journals_path

TEXT = "A 1d/1w 80% -> B 2h/3d"
MARK = "● edited"


def time_of(run: Driven, name: str) -> str:
    """The process time of a stage."""
    return str(run.stage(name).process_time.text)


async def crash_after(path: Path, *typed: str) -> None:
    """Edit the process time of the first stage, then more, and leave without a word, as a crash does."""
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter", *typed)


async def test_a_crash_loses_nothing() -> None:
    """What was done is offered, brought back with its history, and gone once it is saved.

    Seen to fail with the recorder taken off the document: nothing is offered.
    """
    path = as_file(stream(TEXT))
    await crash_after(path)
    async with editor(path) as run:
        assert run.shows("Work that was not saved")
        assert run.shows("· PT of A: 1d → 3h")
        assert time_of(run, "A") == "1d"
        await run.choose("Bring it back")
        assert time_of(run, "A") == "3h"
        assert run.shows(MARK)
        await run.press("u")
        assert time_of(run, "A") == "1d"
        await run.press("U", "s")
        assert not run.shows(MARK)
        await run.pilot.press("q")
    assert read_map(path).stage("A") == stream("A 3h/1w 80%").stage("A")
    async with editor(path) as run:
        assert not run.shows("Work that was not saved")


async def test_what_is_half_typed_comes_back_with_the_cursor_in_it() -> None:
    """Neither entered nor lost: the field opens again on its figure, the cursor where it was."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.press("down", "1", "2", "left")
    async with editor(path) as run:
        assert run.shows("· half-typed: PT of B: 12")
        await run.choose("Bring it back")
        assert run.map.field is not None
        assert (run.map.field.stage, run.map.field.edit.text, run.map.field.edit.cursor) == ("B", "12", 1)
        await run.press("delete", "h", "enter")
        assert time_of(run, "B") == "1h"


async def test_a_half_typed_stage_comes_back() -> None:
    """The capture line opens with its text."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.press("a")
        await run.type("Code review 30m")
    async with editor(path) as run:
        await run.choose("Bring it back")
        assert run.map.capture.is_open
        assert run.shows("Code review 30m")
        await run.press("enter")
        assert "A>Code review" in run.flows()


async def test_work_may_wait_or_go() -> None:
    """Esc keeps it for later, for `vsmap recover` and the welcome screen; only throwing it away loses it."""
    path = as_file(stream(TEXT))
    await crash_after(path)
    async with editor(path) as run:
        await run.press("escape")
        assert time_of(run, "A") == "1d"
    async with editor(path) as run:
        assert not run.shows("Work that was not saved")
    async with driven(WelcomeScreen()) as run:
        assert run.shows("Bring back map.vsm.toml")
        await run.choose("Bring back")
        assert time_of(run, "A") == "3h"
        assert run.map.file_name == "map.vsm.toml"
    async with editor(path) as run:
        await run.choose("Throw it away")
    assert left_work() == []


async def test_a_map_that_was_never_saved_comes_back() -> None:
    """An untitled map is kept too, and offered by the welcome screen."""
    async with editor(stream(TEXT)) as run:
        await run.type("3h")
        await run.press("enter")
    async with driven(WelcomeScreen()) as run:
        await run.choose("Bring back a map that was never saved")
        assert time_of(run, "A") == "3h"
        assert run.shows(MARK)
        await run.press("q", "D")
    assert list(journals_path().iterdir()) == []


async def test_nothing_remains_of_what_was_discarded() -> None:
    """Discard means it: nothing is offered afterwards."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter", "q")
        await run.pilot.press("D")
    async with editor(path) as run:
        assert not run.shows("Work that was not saved")
        assert time_of(run, "A") == "1d"


async def test_undo_goes_on_after_a_restart() -> None:
    """A step of the run before is undone while the file is the same; another file has no history."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter", "s")
        await run.pilot.press("q")
    async with editor(path) as run:
        await run.press("u")
        assert time_of(run, "A") == "1d"
        assert run.shows(MARK)
        await run.press("U")
        assert not run.shows(MARK)
        await run.pilot.press("q")
    path.write_text(path.read_text().replace("3h", "4h"))
    async with editor(path) as run:
        await run.press("u")
        assert time_of(run, "A") == "4h"


async def test_a_file_that_changed_since_the_crash_is_merged() -> None:
    """The work and the file's change go together, field by field."""
    path = as_file(stream(TEXT))
    await crash_after(path)
    path.write_text(path.read_text().replace('"2h"', '"4h"'))
    async with editor(path) as run:
        await run.choose("Bring it back")
        assert run.shows("map.vsm.toml was changed by another program")
        assert run.shows("PT of B: 2h → 4h")
        await run.choose("Merge")
        assert (time_of(run, "A"), time_of(run, "B")) == ("3h", "4h")
        await run.press("s")
        assert not run.shows(MARK)
    assert read_map(path) == stream("A 3h/1w 80% -> B 4h/3d")


@pytest.mark.parametrize(
    ("answer", "kept"), [("yours where both changed", "3h"), ("theirs where both", "5h")]
)
async def test_what_both_changed_is_asked_about(answer: str, kept: str) -> None:
    """Saving over another program's change of the same figure names both values; the choice is a person's."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter")
        path.write_text(path.read_text().replace('"1d"', '"5h"'))
        await run.press("s")
        assert run.shows("! PT of A: 3h here, 5h there")
        await run.choose(answer)
        assert time_of(run, "A") == kept
        assert not run.shows(MARK)
        if kept == "5h":
            await run.press("u")
            assert time_of(run, "A") == "3h"
    assert read_map(path).stage("A").process_time.text == kept  # type: ignore[union-attr] # it is there


async def test_a_change_elsewhere_is_shown_where_nothing_is_in_its_way() -> None:
    """A map without edits follows its file, says so, and undo brings the old one back."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        path.write_text(path.read_text().replace('"2h"', '"4h"'))
        look_around(run.map)
        await run.settle()
        assert time_of(run, "B") == "4h"
        assert "changed elsewhere: PT of B: 2h → 4h" in run.status
        assert not run.shows(MARK)
        await run.press("u")
        assert time_of(run, "B") == "2h"


async def test_a_change_elsewhere_waits_for_edits() -> None:
    """Over edits of one's own nothing is replaced: it is said, once, and saving asks."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter")
        path.write_text(path.read_text().replace('"2h"', '"4h"'))
        for _ in range(3):
            look_around(run.map)
            await run.settle()
        assert run.toasts() == ["map.vsm.toml was changed by another program: s asks what becomes of it"]
        assert time_of(run, "B") == "2h"


async def other_editor(run: Driven, path: Path) -> MapScreen:
    """Open a map in another window, as another editor would."""
    other = map_screen(path)
    await run.app.push_screen(other)
    await run.settle()
    return other


async def test_two_editors_see_each_other_and_lose_nothing() -> None:
    """The second is told who has the map, reads it or takes it over with all that was done and typed there.

    Seen to fail without the lock: both would write the file, the last one winning.
    """
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        first = run.map
        await run.type("3h")
        await run.press("enter", "down", "7")
        second = await other_editor(run, path)
        assert run.shows("map.vsm.toml is being edited")
        await run.choose("Open read-only")
        await run.press("5")
        assert second.field is None
        await run.press("s")
        assert second.document.stream.stage("A").process_time.text == "3h"  # type: ignore[union-attr] # it is there
        assert second.field is not None
        assert (second.field.stage, second.field.edit.text) == ("B", "7")
        look_around(first)
        assert first.refusal.startswith("read-only (s takes it back): taken over by")
        assert first.field is None
        assert not first.document.is_edited


async def test_an_edit_that_comes_too_late_is_refused() -> None:
    """What is done in the first editor after it was taken over is undone there, and said."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        first = run.map
        await other_editor(run, path)
        await run.choose("Take over")
        assert not first.edit("rename", (SetField(("stage", "A"), "name", "X"),))
        assert first.document.stream.stage("A").name == "A"
        await run.settle()
        assert any("taken over by" in told.lower() for told in run.toasts())
        look_around(first)
        assert first.refusal


async def test_a_window_that_reads_goes_on_alone() -> None:
    """Once the other editor has left, the map can be edited where it was only read."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        first = run.map
        second = await other_editor(run, path)
        await run.choose("Open read-only")
        first.let_go()
        look_around(second)
        await run.settle()
        assert second.refusal == ""
        await run.type("4h")
        await run.press("enter")
        assert time_of(run, "A") == "4h"
        assert journal_path(path).exists()


async def test_save_as_takes_the_journal_along() -> None:
    """Saved under another name, the map's work is kept there; the old file has nothing left to recover."""
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter", "S", "ctrl+u")
        await run.type("other")
        await run.press("enter")
        await run.type("4h")
        await run.press("enter")
    (left,) = left_work()
    assert left.file == Path("other.vsm.toml").absolute()
    async with editor(Path("other.vsm.toml")) as run:
        await run.choose("Bring it back")
        assert time_of(run, "A") == "4h"
        await run.press("u", "u")
        assert time_of(run, "A") == "1d"


async def test_a_file_that_somebody_works_on_is_not_written_over() -> None:
    """Saving under the name of a map that is open elsewhere writes nothing, and names who has it.

    Seen to fail without the look for others: their map is written over, and their next save overwrites ours.
    """
    path, other = as_file(stream(TEXT)), as_file(stream("Other"), "other.vsm.toml")
    before = other.read_text()
    async with editor(path) as run:
        theirs = map_screen(other)
        await run.app.push_screen(theirs)
        await run.settle()
        first = run.app.screen_stack[0]
        assert isinstance(first, MapScreen)
        first.write(MapFile(other), None)
        await run.settle()
        assert "other.vsm.toml is being edited" in run.toasts()[-1]
    assert other.read_text() == before


async def test_a_new_map_gets_a_journal_of_its_file() -> None:
    """A map that had no file is in the journal of the file that it was saved to."""
    async with driven(new_map_screen(ValueStream())) as run:
        await run.press("a")
        await run.type("One 1h/1d")
        await run.press("enter", "escape", "s")
        await run.type("new")
        await run.press("enter")
        await run.press("D")
    (left,) = left_work()
    assert left.file == Path("new.vsm.toml").absolute()


async def test_no_state_directory_is_said_and_nothing_else_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no journal can be kept a person is told, and can edit and save."""
    Path("file").write_text("")
    monkeypatch.setenv("VSMAP_STATE", str(Path("file").absolute()))
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        assert any("no journal can be kept" in told for told in run.toasts())
        await run.type("3h")
        await run.press("enter", "s")
        assert not run.shows(MARK)


async def test_eight_hours_idle_cost_nothing() -> None:
    """A look a second for eight hours takes far below a hundredth of them, grows nothing and paints nothing.

    Sped up: the looks are made one after the other.
    """
    path = as_file(stream(TEXT))
    async with editor(path) as run:
        await run.type("3h")
        await run.press("enter")
        for _ in range(100):
            look_around(run.map)
        tracemalloc.start()
        before, started = tracemalloc.get_traced_memory()[0], time.process_time()
        for _ in range(8 * 60 * 60):
            look_around(run.map)
        took, grew = time.process_time() - started, tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        assert took < 8 * 60 * 60 / 100
        assert grew < 20_000
        assert not run.map._dirty_widgets
