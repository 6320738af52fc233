"""Open and save as: a path to type, with what is in its folder beneath."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from vsmap.drawing.cells import plain
from vsmap.widgets.choices import Choices
from vsmap.widgets.text_input import TextInput
from vsmap.widgets.titles import entitle

SUFFIX = ".toml"
_MOST = 500


class FileScreen(ModalScreen[Path | None]):
    """Choose a file: typing narrows the folder's list, Enter opens a folder or takes a file."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, start: str, *, to_save: bool) -> None:
        super().__init__()
        self._title, self._start, self._to_save = title, start, to_save
        self._seen: list[Path] = []
        self._confirmed: Path | None = None

    def compose(self) -> ComposeResult:
        """Show the path above its folder."""
        with Vertical(classes="dialog files") as dialog:
            entitle(dialog, self._title, "↑↓ choose · Tab take over · Enter · Esc")
            yield TextInput(self._start)
            yield Static(classes="hint")
            yield Choices()

    def on_mount(self) -> None:
        """List the folder."""
        self._list(self._start)

    @on(Input.Changed)
    def _typed(self) -> None:
        self._confirmed = None
        self._say("")
        self._list(self.query_one(TextInput).text)

    def _list(self, typed: str) -> None:
        self._seen = entries(typed)
        options = self.query_one(Choices)
        options.clear_options()
        options.add_options(Option(Content(plain(path.name + ("/" * path.is_dir())))) for path in self._seen)
        if self._seen and not self._to_save:
            options.highlighted = 0

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        options = self.query_one(Choices)
        if self._seen:
            at = -1 if options.highlighted is None else options.highlighted
            options.highlighted = max(0, min(at + step, len(self._seen) - 1))

    def action_complete(self) -> None:
        """Take the chosen name over into the line."""
        at = self.query_one(Choices).highlighted
        if at is None and self._seen:
            at = 0
        if at is not None:
            self._take_over(self._seen[at])

    def _take_over(self, path: Path) -> None:
        self.query_one(TextInput).put(f"{path}/" if path.is_dir() else str(path))

    @on(Input.Submitted)
    def _enter(self) -> None:
        at, line = self.query_one(Choices).highlighted, self.query_one(TextInput).text
        typed = Path(line).expanduser()
        if at is not None and not typed.is_file():
            self._choose(self._seen[at])
        elif line.strip():
            self._choose(typed)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._choose(self._seen[event.option_index])

    def _choose(self, path: Path) -> None:
        if path.is_dir():
            self._take_over(path)
        elif self._to_save:
            self._choose_target(path)
        elif path.exists():
            self.dismiss(path)
        else:
            self._say(f"There is no {path}")

    def _choose_target(self, path: Path) -> None:
        if not path.parent.is_dir():
            self._say(f"There is no folder {path.parent}")
            return
        if not path.name.endswith(SUFFIX):
            path = path.with_name(path.name + ".vsm.toml")
        if path.exists() and self._confirmed != path:
            self._confirmed = path
            self._say(f"{path.name} exists: Enter again writes over it")
        else:
            self.dismiss(path)

    def _say(self, text: str) -> None:
        hint = self.query_one(Static)
        hint.update(Content(plain(text)))
        hint.set_class(bool(text), "wrong")


def entries(typed: str) -> list[Path]:
    """Return the folders and maps that a typed path may go on to, folders first."""
    path = Path(typed or ".").expanduser()
    folder, start = (path, "") if typed.endswith("/") or not typed else (path.parent, path.name)
    try:
        found = [each for each in folder.iterdir() if each.name.startswith(start) and _is_listed(each, start)]
    except OSError:
        return []
    return sorted(found, key=lambda each: (not each.is_dir(), each.name.lower()))[:_MOST]


def _is_listed(path: Path, start: str) -> bool:
    if path.name.startswith(".") and not start.startswith("."):
        return False
    return path.is_dir() or path.name.endswith(SUFFIX)
