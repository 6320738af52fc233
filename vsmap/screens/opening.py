"""Map screens made from a file, a sample, or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App
from textual.screen import Screen

from vsmap.model.document import Document
from vsmap.model.settings import Settings
from vsmap.model.stream import ValueStream
from vsmap.screens import doors
from vsmap.screens.map import MapScreen
from vsmap.storage.faults import FileFaults, FormatNewer
from vsmap.storage.opened import MapFile, is_large
from vsmap.storage.reader import read_map
from vsmap.storage.samples import Sample


def start_anew(app: App[Any], settings: Settings) -> None:
    """Show a new map, as a person wants one, in place of what is shown."""
    show_instead(app, new_map_screen(new_map(settings)))


def show_instead(app: App[Any], screen: Screen[None]) -> None:
    """Show a screen in place of the one that is shown.

    The screen that the application began with stays beneath it: Textual can switch pushed screens alone.
    What is not saved in the other one was asked about before.
    """
    for other in app.screen_stack:
        if isinstance(other, MapScreen):
            other.let_go()
    if len(app.screen_stack) == 1:
        app.push_screen(screen)
    else:
        app.switch_screen(screen)


def open_instead(app: App[Any], path: Path, tell: Callable[[str], None]) -> None:
    """Show the map of a file in place of the one that is shown, or tell what is wrong with it."""

    def take(opened: MapScreen | FileFaults | None) -> None:
        if isinstance(opened, MapScreen):
            show_instead(app, opened)
        elif opened is not None:
            tell(str(opened))

    if is_large(path):
        app.push_screen(doors.large_file(path), take)
        return
    try:
        take(map_screen(path))
    except FileFaults as faults:
        take(faults)


def map_screen(path: Path) -> MapScreen:
    """Open a file's map. Raises FileFaults, with every fault named, where it can't be read.

    A map of a later format is shown as far as it is understood, and can't be changed.
    """
    try:
        file, stream = MapFile.open(path)
    except FormatNewer as newer:
        if newer.stream is None:
            raise
        screen = MapScreen(Document(newer.stream), MapFile(path))
        screen.refuse(f"read-only: {newer.faults[0].message}")
        return screen
    return MapScreen(Document(stream), file)


def left_screen(path: Path | None) -> MapScreen:
    """Open what there is of a file's map, so that work which was left unsaved can be brought back to it."""
    try:
        return map_screen(path) if path else new_map_screen(ValueStream())
    except FileFaults:
        return new_map_screen(ValueStream(), path)


def sample_screen(sample: Sample) -> MapScreen:
    """Open a copy of a sample: it has no file until it is saved somewhere."""
    stream = read_map(sample.path)
    screen = MapScreen(Document(stream), None)
    _, _, to_try = stream.map.note.partition("Try: ")
    screen.message = f"Try: {to_try.split('. ')[0].rstrip('.')}" if to_try else ""
    return screen


def new_map(settings: Settings) -> ValueStream:
    """Return a map with nothing in it but a person's own calendar."""
    stream = ValueStream()
    stream.settings["calendar"] = settings.calendar
    return stream


def new_map_screen(stream: ValueStream, path: Path | None = None) -> MapScreen:
    """Start a new map, which is written to a path once it is saved."""
    return MapScreen(Document(stream), MapFile(path) if path else None)
