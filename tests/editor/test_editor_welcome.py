"""The welcome screen: a new map, a file, a recent map, or a sample."""

# ruff: noqa: ASYNC240 - a test may wait for the files of its own directory

from pathlib import Path

import pytest
from builders import stream
from driven import as_file, driven

from vsmap.screens.welcome import WelcomeScreen
from vsmap.storage.recent import remember
from vsmap.storage.samples import samples


@pytest.mark.parametrize("keys", [("enter",), ("n",), ("ctrl+n",)])
async def test_a_new_map(keys: tuple[str, ...]) -> None:
    """The first choice, or a key, starts an empty map that says how to go on."""
    async with driven(WelcomeScreen()) as run:
        await run.press(*keys)
        assert len(run.stream) == 0
        assert run.shows("Press a and type: Design 2d/2w 70%")


@pytest.mark.parametrize("key", ["o", "O"])
async def test_a_file_is_opened_by_the_picker(key: str) -> None:
    """Typing narrows the folder's list; Tab takes a name over; Enter opens."""
    Path("maps").mkdir()
    as_file(stream("Elsewhere 1h/1d"), "maps/other.vsm.toml")
    Path("maps/notes.txt").write_text("no map")
    async with driven(WelcomeScreen()) as run:
        await run.press(key)
        assert run.shows("maps/")
        await run.type("ma")
        await run.press("tab")
        assert run.shows("other.vsm.toml")
        assert not run.shows("notes.txt")
        await run.press("down", "enter")
        assert [stage.name for stage in run.stream.stages()] == ["Elsewhere"]


async def test_a_file_that_is_not_there_is_named() -> None:
    """The picker stays open and says so."""
    async with driven(WelcomeScreen()) as run:
        await run.press("o")
        await run.type("nothing.vsm.toml")
        await run.press("enter")
        assert run.shows("There is no nothing.vsm.toml")


async def test_recent_maps_are_offered() -> None:
    """A map that was opened before stands in the list, with its folder."""
    path = as_file(stream("Recent 1h/1d"))
    remember(path)
    async with driven(WelcomeScreen()) as run:
        assert run.shows(path.name)
        await run.press("down", "down", "enter")
        assert [stage.name for stage in run.stream.stages()] == ["Recent"]


async def test_every_sample_is_offered_and_opens() -> None:
    """Each sample stands there by its title, and is a copy."""
    for number, sample in enumerate(samples()):
        async with driven(WelcomeScreen(), 100, 30) as run:
            assert run.shows(sample.title)
            await run.press("down", "j", *["down"] * number, "enter")
            assert run.stream.map.title == sample.title
            assert run.map.file is None


async def test_a_faulty_file_shows_its_faults() -> None:
    """Every fault is told with its line, and the welcome stays."""
    path = Path("bad.vsm.toml")
    path.write_text('[stage.a]\nprocess_time = "2x"\nlane = 3\n')
    remember(path)
    async with driven(WelcomeScreen()) as run:
        await run.press("down", "down", "enter")
        (told,) = run.toasts()
        assert "bad.vsm.toml:2" in told
        assert "bad.vsm.toml:3" in told
        assert isinstance(run.app.screen, WelcomeScreen)


async def test_a_recent_map_that_is_gone_is_told() -> None:
    """A file that was removed meanwhile is a message, not an end."""
    remember("gone.vsm.toml")
    async with driven(WelcomeScreen()) as run:
        await run.press("down", "down", "enter")
        assert len(run.toasts()) == 1
        assert isinstance(run.app.screen, WelcomeScreen)


@pytest.mark.parametrize("key", ["q", "escape", "ctrl+q"])
async def test_leaving(key: str) -> None:
    """Nothing is open, so nothing is asked."""
    async with driven(WelcomeScreen()) as run:
        await run.pilot.press(key)
        assert run.app.return_code == 0


async def test_all_is_seen_at_80_by_24() -> None:
    """The welcome fits the design size: the first choice, and the last by scrolling."""
    async with driven(WelcomeScreen()) as run:
        assert run.shows("New map")
        assert run.shows(samples()[-1].title)
