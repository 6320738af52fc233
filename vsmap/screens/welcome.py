"""The welcome screen: a new map, a file, a recent map, or a sample."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from vsmap.drawing.cells import plain
from vsmap.screens import doors
from vsmap.screens.application import EditorApplication
from vsmap.screens.opening import (
    left_screen,
    open_instead,
    sample_screen,
    show_instead,
    start_anew,
)
from vsmap.storage.recent import recent_maps
from vsmap.storage.samples import sample_named, samples
from vsmap.storage.state import any_journals
from vsmap.widgets.choices import Choices
from vsmap.widgets.titles import entitle

_RECENT = 8


class WelcomeScreen(Screen[None]):
    """What vsmap shows when no file was named."""

    CSS_PATH = "dialogs.tcss"
    app = getters.app(EditorApplication)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
        Binding("n,ctrl+n", "new", show=False),
        Binding("o,O", "open", show=False),
        Binding("q,escape,ctrl+q", "app.quit", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Show the choices."""
        with Vertical(id="welcome") as box:
            entitle(box, "vsmap · the value stream mapper", "⏎ choose · n new · o open · q quit")
            yield Static(Content("What would you like to map?"), classes="hint")
            yield Choices(*_options())

    def on_mount(self) -> None:
        """Let the arrows choose."""
        self.query_one(Choices).focus()

    def action_down(self) -> None:
        """Go down the list."""
        self.query_one(Choices).action_cursor_down()

    def action_up(self) -> None:
        """Go up the list."""
        self.query_one(Choices).action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        kind, _, name = (event.option_id or "").partition(" ")
        if kind == "new":
            self.action_new()
        elif kind == "open":
            self.action_open()
        elif kind == "recent":
            self._open(Path(name))
        elif kind == "left":
            self._bring_back(Path(name))
        elif kind == "sample" and (sample := sample_named(name)) is not None:
            show_instead(self.app, sample_screen(sample))

    def action_new(self) -> None:
        """Start a new map."""
        start_anew(self.app, self.app.settings)

    def action_open(self) -> None:
        """Choose a file."""

        def take(path: Path | None) -> None:
            if path is not None:
                self._open(path)

        self.app.push_screen(doors.file("Open", "", to_save=False), take)

    def _bring_back(self, journal: Path) -> None:
        from vsmap.storage.journal.shelf import find  # noqa: PLC0415 - only after a crash

        found = find(journal)
        if found is None or found.is_live:
            self.notify("this work is open in another editor now", severity="error", markup=False)
            return
        screen = left_screen(found.file)
        screen.brings = found
        show_instead(self.app, screen)

    def _open(self, path: Path) -> None:
        def tell(told: str) -> None:
            self.notify(plain(told), severity="error", timeout=12, markup=False)

        open_instead(self.app, path, tell)


def _options() -> Iterator[Option | None]:
    yield _option("new", "New map", "start with nothing")
    yield _option("open", "Open …", "a .vsm.toml file")
    if any_journals():
        yield from _left_options()
    recent = recent_maps()[:_RECENT]
    if recent:
        yield None
        for path in recent:
            yield _option(f"recent {path}", path.name, str(path.parent))
    yield None
    for sample in samples():
        yield _option(f"sample {sample.name}", sample.title, f"sample {sample.name}")


def _left_options() -> Iterator[Option | None]:
    """Offer work that was left unsaved."""
    from vsmap.storage.journal.shelf import left_work  # noqa: PLC0415 - only where something may be left
    from vsmap.storage.journal.words import last_change  # noqa: PLC0415 - as above

    left = left_work()[:_RECENT]
    if left:
        yield None
    for found in left:
        name = found.file.name if found.file else "a map that was never saved"
        yield _option(f"left {found.path}", f"Bring back {name}", f"not saved, {last_change(found)}")


def _option(identifier: str, text: str, beside: str) -> Option:
    return Option(Content.assemble(plain(text), (f"  {plain(beside)}", "dim")), id=identifier)
