"""Opening a file that takes its time."""

from functools import partial
from pathlib import Path
from typing import Final

from rich.text import Text
from textual.screen import Screen

from vsmap.exit_codes import ExitCode
from vsmap.screens.busy import BusyScreen
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, show_instead
from vsmap.storage.faults import FileFaults

_MEGABYTE: Final = 1024 * 1024


def large_file(path: Path) -> BusyScreen[MapScreen | FileFaults]:
    """Open a large file beside the interface; gives its map, or what is wrong with it."""
    told = f"{path.name} · {path.stat().st_size / _MEGABYTE:.1f} MB · reading and computing"
    return BusyScreen("Opening a large file", told, partial(_opened, path))


def _opened(path: Path) -> MapScreen | FileFaults:
    try:
        return map_screen(path)
    except FileFaults as faults:
        return faults


class LargeStartScreen(Screen[None]):
    """What the editor starts with where its file is large: it is opened, or the editor is left."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def on_mount(self) -> None:
        """Open the file."""
        self.app.push_screen(large_file(self._path), self._take)

    def _take(self, opened: MapScreen | FileFaults | None) -> None:
        if isinstance(opened, MapScreen):
            show_instead(self.app, opened)
        elif opened is None:
            self.app.exit()
        else:
            self.app.exit(None, ExitCode.CANNOT_READ, Text(str(opened)))
