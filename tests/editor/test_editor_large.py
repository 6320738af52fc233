"""A large file is opened beside the interface, which says so and can be left."""

# ruff: noqa: ASYNC240 - a test may wait for the files of its own directory

import asyncio
import threading
from pathlib import Path

import pytest
from builders import stream
from driven import Driven, as_file, driven, editor

from vsmap.screens import large, opening
from vsmap.screens.large import LargeStartScreen
from vsmap.screens.map import MapScreen
from vsmap.storage import opened
from vsmap.storage.reader import read_map

TEXT = "A 1d/1w -> B 2h/3d"


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file of any size be a large one."""
    monkeypatch.setattr(opened, "LARGE", 1)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let reading wait until it is told to go on, and say in which thread it is done."""
    go_on, real = threading.Event(), opening.map_screen

    def reading(path: Path) -> MapScreen:
        assert threading.current_thread() is not threading.main_thread()
        assert go_on.wait(10)
        return real(path)

    monkeypatch.setattr(large, "map_screen", reading)
    return go_on


async def until(run: Driven, wanted: str) -> None:
    """Wait until something is shown."""
    for _ in range(500):
        if run.shows(wanted):
            return
        await asyncio.sleep(0.01)
        await run.settle()
    raise AssertionError(f"{wanted} is not shown:\n{run.text()}")


async def test_a_large_file_is_read_in_a_thread(slow: threading.Event) -> None:
    """While it is read the interface lives and says what it does; then the map is there."""
    path = as_file(stream(TEXT))
    async with driven(LargeStartScreen(path)) as run:
        assert run.shows("Opening a large file")
        assert run.shows("map.vsm.toml · 0.0 MB · reading and computing")
        await run.press("x")
        slow.set()
        await until(run, "A ")
        assert run.stage("A").process_time.text == "1d"


async def test_opening_can_be_cancelled(slow: threading.Event) -> None:
    """Esc leaves: at a start the editor, over a map back to that map, edited as it was."""
    path = as_file(stream("Other"), "other.vsm.toml")
    async with editor(stream(TEXT)) as run:
        await run.type("3h")
        await run.press("enter")
        run.map.open_path(path)
        await run.settle()
        assert run.shows("Opening a large file")
        await run.press("escape")
        slow.set()
        assert run.stage("A").process_time.text == "3h"
        assert run.shows("edited")
    slow.clear()
    async with driven(LargeStartScreen(path)) as run:
        await run.pilot.press("escape")
        slow.set()
        assert run.app.return_code == 0


def test_what_comes_after_the_end_is_let_go(slow: threading.Event) -> None:
    """A thread that is ready when the editor has ended ends too, without a word.

    Seen to fail with `call_from_thread`, which leaves a coroutine behind that was never awaited.
    """
    path = as_file(stream(TEXT))

    async def leave() -> None:
        async with driven(LargeStartScreen(path)) as run:
            await run.pilot.press("escape")
            assert run.app.return_code == 0

    asyncio.run(leave())
    late = [thread for thread in threading.enumerate() if thread.name == "vsmap-busy"]
    slow.set()
    assert late
    for thread in late:
        thread.join(10)
    assert not any(thread.is_alive() for thread in late)


async def test_a_large_file_that_is_no_map() -> None:
    """What is wrong is said; at a start the exit code is that of a file that can't be read."""
    path = Path("bad.vsm.toml").absolute()
    path.write_text("[stage.a]\nqueue = -1\n", encoding="utf-8")
    async with editor(stream(TEXT)) as run:
        run.map.open_path(path)
        for _ in range(500):
            if any("queue" in told for told in run.toasts()):
                break
            await asyncio.sleep(0.01)
        assert any("queue" in told for told in run.toasts())
        assert "A" in run.map.document.stream
    async with driven(LargeStartScreen(path)) as run:
        for _ in range(500):
            if run.app.return_code is not None:
                break
            await asyncio.sleep(0.01)
        assert run.app.return_code == 3


async def test_a_large_map_is_saved_beside_the_interface() -> None:
    """Its text is made in a thread; what is saved is the map, and leaving goes on once it is safe."""
    path = as_file(stream(TEXT))
    async with driven(opening.map_screen(path)) as run:
        await run.type("3h")
        await run.press("enter", "s")
        await until(run, "Saved map.vsm.toml")
        assert read_map(path) == run.stream
        await run.type("4h")
        await run.press("enter", "q")
        await run.pilot.press("s")
        for _ in range(500):
            if run.app.return_code is not None:
                break
            await asyncio.sleep(0.01)
        assert run.app.return_code == 0
    assert read_map(path).stage("A").process_time.text == "4h"  # type: ignore[union-attr] # it is there


async def test_what_fails_in_the_thread_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error beside the interface is met by the application, and no dialog stays."""

    def broken(_path: Path) -> MapScreen:
        raise ZeroDivisionError

    monkeypatch.setattr(large, "map_screen", broken)
    with pytest.raises(ZeroDivisionError):
        await _start_and_wait_for_failure(as_file(stream(TEXT)))


async def _start_and_wait_for_failure(path: Path) -> None:
    async with driven(LargeStartScreen(path)) as run:
        for _ in range(500):
            if run.app.failure is not None:
                return
            await asyncio.sleep(0.01)
