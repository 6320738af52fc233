"""A page that draws by difference on a terminal that is watched."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property

from rich.segment import Segment
from rich.style import Style
from terminal_emulator import Cell, EmulatedScreen, Emulator
from textual.app import ComposeResult
from textual.driver import Driver
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Label

from vsmap.terminal import DifferenceOutput

WIDTH, HEIGHT = 40, 8
STYLES = [
    Style.parse(text) for text in ("#e0e0e0 on #121212", "bold #ff6060 on #121212", "reverse", "dim blue")
]
Text = list[tuple[str, Style]]
"""Words with their styles."""


class Recorder(Driver):
    """A driver that keeps what it is given to write."""

    @cached_property
    def written(self) -> list[str]:
        """What was written and not yet played."""
        return []

    def write(self, data: str) -> None:
        """Keep a write."""
        self.written.append(data)

    def start_application_mode(self) -> None:
        """Have no terminal to prepare."""

    def disable_input(self) -> None:
        """Have no input."""

    def stop_application_mode(self) -> None:
        """Have no terminal to restore."""


class Inline(Recorder):
    """A driver that draws between the lines of a shell."""

    is_inline = True


class Lines(Widget):
    """A widget on the line API that shows one text a row."""

    DEFAULT_CSS = "Lines { width: 1fr; height: 1fr; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.texts: dict[int, Text] = {}

    def show(self, row: int, text: Text, start: int = 0, end: int = WIDTH) -> None:
        """Change a row, and ask for the columns from start to end to be painted."""
        self.texts[row] = text
        self.refresh(Region(start, row, end - start, 1))

    def show_now(self, row: int, text: Text) -> None:
        """Change a row, and paint it at once."""
        self.texts[row] = text
        page = self.app
        assert isinstance(page, Page)
        page.paint_now((self, Region(0, row, WIDTH, 1)))

    def render_line(self, y: int) -> Strip:
        """Render a row."""
        segments = [Segment(word, style) for word, style in self.texts.get(y, [])]
        return Strip(segments).adjust_cell_length(self.size.width, STYLES[0])


class Note(ModalScreen[None]):
    """A screen that covers a part of the one below."""

    def compose(self) -> ComposeResult:
        """Show a word."""
        yield Label("Saved ✓")


class Page(DifferenceOutput[None]):
    """Two widgets side by side, and one that floats over both."""

    CSS = """
    Screen { layout: horizontal; layers: base above; }
    #right { border: round white; border-title-color: red; }
    #float { layer: above; position: absolute; width: 9; height: 3; }
    """
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Make the three widgets."""
        yield Lines("left")
        yield Lines("right")
        yield Lines("float")

    def lines(self, name: str) -> Lines:
        """Find a widget by its id."""
        return self.screen_stack[0].query_one(f"#{name}", Lines)


class Watched:
    """A running page and the terminal that it draws on."""

    def __init__(self, page: Page, pilot: Pilot[None], driver: Recorder) -> None:
        self.page = page
        self._pilot = pilot
        self.driver = driver
        self._emulator = Emulator(WIDTH, HEIGHT)

    async def written(self) -> list[str]:
        """Let the page paint, play what it wrote, and give it write by write."""
        await self._pilot.pause()
        self.page.screen._on_timer_update()  # the frame of this moment instead of the next 60th of a second
        written = self.driver.written.copy()
        self.driver.written.clear()
        self._emulator.feed("".join(written).encode())
        return written

    def cells(self) -> list[list[Cell]]:
        """Give what the terminal shows."""
        return self._emulator.cells()

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the terminal's cursor."""
        return self._emulator.cursor

    def spoil(self) -> None:
        """Let something else write over the terminal."""
        self._emulator.feed(b"\x1b[H\x1b[31mspoiled")

    def change_terminal(self, screen: type[EmulatedScreen]) -> None:
        """Draw on another kind of terminal from now on."""
        self._emulator = Emulator(WIDTH, HEIGHT, screen)

    def repainted(self) -> list[list[Cell]]:
        """Give what Textual's own full repaint shows on a fresh terminal, with every line rendered anew."""
        for widget in self.page.screen.walk_children(Widget):
            widget._styles_cache.clear()
        update = self.page.screen._compositor.render_update(
            full=True, screen_stack=self.page._background_screens
        )
        fresh = Emulator(WIDTH, HEIGHT)
        fresh.feed(update.render_segments(self.page.console).encode())  # type: ignore[union-attr]
        return fresh.cells()


@asynccontextmanager
async def running(driver: type[Recorder] = Recorder, page: type[Page] = Page) -> AsyncIterator[Watched]:
    """Run a page until it has painted its first frame."""
    app = page(driver_class=driver)
    async with app.run_test(headless=False, size=(WIDTH, HEIGHT)) as pilot:
        assert isinstance(app._driver, Recorder)
        watched = Watched(app, pilot, app._driver)
        await watched.written()
        yield watched
