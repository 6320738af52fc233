"""Open and save as: a path to type, with what is in its folder beneath."""

from pathlib import Path
from typing import Final

from textual.content import Content

from vsmap.drawing.cells import plain
from vsmap.screens.narrowing import NarrowingScreen, Row
from vsmap.widgets.text_input import TextInput

SUFFIX: Final = ".toml"
MAP_SUFFIX: Final = ".vsm.toml"
_MOST: Final = 500


class FileScreen(NarrowingScreen[Path]):
    """Choose a file: typing narrows the folder's list, Enter opens a folder or takes a file."""

    KIND = "files"
    PLACEHOLDER = ""

    def __init__(self, title: str, start: str, *, to_save: bool, suffix: str = MAP_SUFFIX) -> None:
        self._suffix = suffix
        super().__init__(title, start, "↑↓ choose · Tab take over · Enter · Esc")
        self._to_save = to_save
        self.starts_chosen = not to_save
        self._confirmed: Path | None = None

    def rows(self, typed: str) -> list[Row]:
        """Return the folders and maps that the path may go on to."""
        return [Row(str(path), file_line(path)) for path in entries(typed, self._suffix and SUFFIX)]

    def narrow(self, typed: str) -> None:
        """Ask again before a file is written over."""
        self._confirmed = None
        super().narrow(typed)

    def action_complete(self) -> None:
        """Take the chosen name, or the first, over into the line."""
        row = self.chosen or next(iter(self.seen), None)
        if row is not None:
            self._take_over(Path(row.id))

    def _take_over(self, path: Path) -> None:
        self.query_one(TextInput).put(completed(path))

    def enter(self, typed: str, row: Row | None) -> None:
        """Take the file that was typed in full, else the one that is chosen."""
        path = Path(typed).expanduser()
        if row is not None and not path.is_file():
            self.take(row)
        elif typed.strip():
            self._choose(path)

    def take(self, row: Row) -> None:
        """Open a folder, or take a file."""
        self._choose(Path(row.id))

    def _choose(self, path: Path) -> None:
        if path.is_dir():
            self._take_over(path)
        elif self._to_save:
            self._choose_target(path)
        elif path.exists():
            self.dismiss(path)
        else:
            self.say(f"There is no {plain(str(path))}")

    def _choose_target(self, path: Path) -> None:
        target = with_suffix(path, self._suffix)
        if not target.parent.is_dir():
            self.say(f"There is no folder {plain(str(target.parent))}")
        elif target.exists() and self._confirmed != target:
            self._confirmed = target
            self.say(f"{plain(target.name)} exists: Enter again writes over it")
        else:
            self.dismiss(target)


def with_suffix(path: Path, suffix: str = MAP_SUFFIX) -> Path:
    """Return a path to save to: a name that does not end as maps do, or as is said, gets that ending."""
    known = SUFFIX if suffix == MAP_SUFFIX else suffix
    return path if path.name.endswith(known) else path.with_name(path.name + suffix)


def completed(path: Path) -> str:
    """Return what a line holds once a file or a folder was taken over into it."""
    return f"{path}/" if path.is_dir() else str(path)


def file_line(path: Path) -> Content:
    """Show a file or a folder by its name."""
    return Content(plain(path.name + ("/" * path.is_dir())))


def entries(typed: str, suffix: str = SUFFIX) -> list[Path]:
    """Return the folders and maps, or files of a suffix, that a typed path may go on to, folders first."""
    path = Path(typed or ".").expanduser()
    folder, start = (path, "") if typed.endswith("/") or not typed else (path.parent, path.name)
    try:
        inside = [each for each in folder.iterdir() if each.name.startswith(start)]
    except OSError:
        return []
    found = [each for each in inside if _is_listed(each, start, suffix)]
    return sorted(found, key=lambda each: (not each.is_dir(), each.name.lower()))[:_MOST]


def _is_listed(path: Path, start: str, suffix: str) -> bool:
    if path.name.startswith(".") and not start.startswith("."):
        return False
    return path.is_dir() or path.name.endswith(suffix)
