"""The maps that were opened last."""

import json
import os
from pathlib import Path
from typing import Final

from vsmap.storage.save import SaveError, reason_of, save
from vsmap.storage.source import MAXIMUM_BYTES
from vsmap.storage.state import state_directory

KEPT: Final = 20
"""How many maps are remembered."""
_FILE: Final = "recent.json"


def recent_maps() -> list[Path]:
    """Return the maps opened last, the newest first; whatever can't be read is no map."""
    try:
        with (state_directory() / _FILE).open("rb") as remembered:
            listed = json.loads(remembered.read(MAXIMUM_BYTES))
    except (OSError, ValueError, RecursionError):
        return []
    rows = listed if isinstance(listed, list) else []
    return [Path(row) for row in rows if isinstance(row, str) and row and "\0" not in row][:KEPT]


def remember(path: str | os.PathLike[str]) -> None:
    """Put a map first in the list; raises SaveError."""
    absolute = Path(path).absolute()
    _write([absolute, *(other for other in recent_maps() if other != absolute)])


def forget(path: str | os.PathLike[str]) -> None:
    """Take a map off the list, such as one that is gone; raises SaveError."""
    absolute = Path(path).absolute()
    _write([other for other in recent_maps() if other != absolute])


def _write(paths: list[Path]) -> None:
    try:
        directory = state_directory()
    except OSError as error:
        raise SaveError(Path(_FILE), reason_of(error)) from error
    save(directory / _FILE, json.dumps([str(path) for path in paths[:KEPT]], indent=1) + "\n")
