"""What was copied last, for every vsmap of the same person: the text of a map."""

from pathlib import Path
from typing import Final

from vsmap.storage.save import SaveError, reason_of, save
from vsmap.storage.source import decode, read_bytes
from vsmap.storage.state import state_directory

_FILE: Final = "clipboard.vsm.toml"


def keep_copied(text: str) -> None:
    """Keep a text in place of the one that was copied before; raises SaveError."""
    try:
        directory = state_directory()
    except OSError as error:
        raise SaveError(Path(_FILE), reason_of(error)) from error
    save(directory / _FILE, text)


def copied() -> str:
    """Return what was copied last, empty where nothing was; raises FileFaults where it can't be read."""
    try:
        path = state_directory() / _FILE
    except OSError:
        return ""  # where nothing can be kept nothing was
    return decode(read_bytes(path, str(path)), str(path)) if path.exists() else ""
