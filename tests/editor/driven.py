"""The editor without a terminal: keys and clicks go in, and what is shown can be read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from vsmap.app import VsmapApp
from vsmap.drawing.cells import width
from vsmap.model.settings import Settings
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, new_map_screen, sample_screen
from vsmap.storage.reader import read_map
from vsmap.storage.samples import sample_named

if TYPE_CHECKING:
    from textual._compositor import LayoutUpdate
    from textual.pilot import Pilot

_MOMENT, _PATIENCE = 0.004, 500
_AT_REST = 2
"""Looks that find nothing to do: a frame may tell a pane of its new size, which then asks for another."""
_NAMED = {" ": "space", ",": "comma", ".": "full_stop", "/": "slash", ";": "semicolon"}


@dataclass
class Driven:
    """An editor that runs, with the keyboard, the mouse and the screen of it."""

    app: VsmapApp
    pilot: "Pilot[Any]"

    @property
    def map(self) -> MapScreen:
        """The map screen, whatever lies over it."""
        found = [screen for screen in self.app.screen_stack if isinstance(screen, MapScreen)]
        assert found, f"no map is shown but {self.app.screen}"
        return found[-1]

    @property
    def stream(self) -> ValueStream:
        """The map as it is now, with what is being typed."""
        return self.map.document.stream

    async def press(self, *keys: str) -> None:
        """Press keys, by their Textual names, and let everything that follows happen."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was asked for is laid out and painted: Textual does so 60 times a second."""
        quiet = 0
        for _ in range(_PATIENCE):
            await self.pilot.pause()
            quiet = 0 if self._is_busy() else quiet + 1
            if quiet == _AT_REST:
                return
            if not quiet:
                await asyncio.sleep(_MOMENT)
        raise AssertionError("the editor does not come to rest")

    def _is_busy(self) -> bool:
        if not self.app.screen_stack or self.app.return_code is not None:
            return False
        screen = self.app.screen
        waiting = (screen._dirty_widgets, screen._callbacks)
        return bool(
            screen._layout_required or screen._scroll_required or screen._repaint_required or any(waiting)
        )

    async def type(self, text: str) -> None:
        """Type a text, key by key."""
        await self.press(*(_key(character) for character in text))

    async def choose(self, text: str) -> None:
        """Go down a list of answers to the one that holds a text, and take it."""
        options = self.app.screen.query_one(OptionList)
        prompts = [str(option.prompt) for option in options.options]
        (at,) = [index for index, prompt in enumerate(prompts) if text in prompt]
        for _ in range((at - (options.highlighted or 0)) % len(prompts)):
            await self.press("down")
        await self.press("enter")

    async def paste(self, text: str) -> None:
        """Paste a text, as the terminal does."""
        self.app.screen.post_message(events.Paste(text))
        await self.settle()

    async def click(self, text: str, *, times: int = 1) -> None:
        """Click where the screen shows a text first."""
        for row, line in enumerate(self.lines()):
            if text in line:
                at = (width(line[: line.index(text)]), row)
                await self.pilot.click(offset=at, times=times)
                await self.settle()
                return
        raise AssertionError(f"{text} is not shown:\n{self.text()}")

    def lines(self) -> list[str]:
        """The text of each row as it is shown, dialogs and toasts included."""
        screen = self.app.screen
        update = screen._compositor.render_update(full=True, screen_stack=self.app._background_screens)
        strips = cast("LayoutUpdate", update).strips
        return ["".join(segment.text for strip in row for segment in strip) for row in strips]

    def text(self) -> str:
        """Everything that is shown, without blanks at the ends of lines."""
        return "\n".join(line.rstrip() for line in self.lines()) + "\n"

    def shows(self, text: str) -> bool:
        """Whether a text stands within one row."""
        return any(text in line for line in self.lines())

    def row(self, widget: str | Widget) -> str:
        """The first row of a widget of the map screen."""
        found = self.map.query_one(widget) if isinstance(widget, str) else widget
        region = found.content_region
        return self.lines()[region.y][region.x : region.right]

    @property
    def status(self) -> str:
        """The status line."""
        return self.row("#status").strip()

    def toasts(self) -> list[str]:
        """What was told in passing, the last at the end."""
        return [notification.message for notification in self.app._notifications]

    def stage(self, name: str) -> Any:  # noqa: ANN401 - tests read fields of any type
        """The stage of a name."""
        (found,) = [stage for stage in self.stream.stages() if stage.name == name]
        return found

    def flows(self) -> set[str]:
        """Every flow as `from>to`, by names."""
        names = {stage.id: stage.name for stage in self.stream.stages()}
        return {f"{names[flow.source]}>{names[flow.target]}" for flow in self.stream.flows()}


def _key(character: str) -> str:
    return _NAMED.get(character, character)


@asynccontextmanager
async def driven(
    first: Screen[None], columns: int = 80, rows: int = 24, settings: Settings | None = None
) -> AsyncIterator[Driven]:
    """Run the editor on a screen."""
    app = VsmapApp(first, settings)
    async with app.run_test(size=(columns, rows), notifications=True) as pilot:
        session = Driven(app, pilot)
        await session.settle()
        yield session


@asynccontextmanager
async def editor(
    what: str | ValueStream | Path, columns: int = 80, rows: int = 24, settings: Settings | None = None
) -> AsyncIterator[Driven]:
    """Run the editor on a sample by its name, on a file, or on a map, with a person's settings."""
    if isinstance(what, ValueStream):
        screen = new_map_screen(what)
    elif isinstance(what, Path):
        screen = map_screen(what)
    else:
        screen = sample_screen(_sample(what))
    async with driven(screen, columns, rows, settings) as session:
        yield session


def _sample(name: str) -> Any:  # noqa: ANN401 - a named tuple of the storage
    found = sample_named(name)
    assert found is not None, f"there is no sample {name}"
    return found


def sample_map(name: str) -> ValueStream:
    """The map of a sample."""
    return read_map(_sample(name).path)


def as_file(stream: ValueStream, name: str = "map.vsm.toml") -> Path:
    """Write a map into a file of the test's own directory."""
    from vsmap.storage.writer import canonical_text  # noqa: PLC0415 - only here

    path = Path.cwd() / name
    path.write_text(canonical_text(stream), encoding="utf-8")
    return path
