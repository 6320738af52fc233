"""An error that nobody foresaw: a report in the state directory, and one line that says where it is."""

import os
import platform
import time
from itertools import count
from pathlib import Path
from traceback import TracebackException
from typing import Final

from vsmap import __version__
from vsmap.storage.save import SaveError, reason_of, save
from vsmap.storage.state import state_directory

_PRIVATE_FILE: Final = 0o600


def report(error: BaseException) -> tuple[str, ...]:
    """Write what happened to a file that only its owner can read; return the lines that tell of it.

    The report names no value of any variable, so that it can be passed on. Where it can't be written it is
    told in full.
    """
    text = _text(error)
    what = f"vsmap: an unforeseen error, {type(error).__name__}"
    try:
        path = _write(text)
    except OSError as refused:
        why = (refused.strerror or str(refused)).lower()
        return (f"{what}; its report could not be saved ({why}):", *text.splitlines())
    return (f"{what}; no file was damaged, and {path} reports it",)


def rescue(text: str) -> Path:
    """Keep unsaved work beside the report, over nothing that is there; return where. Raises SaveError."""
    try:
        directory = state_directory()
    except OSError as error:
        raise SaveError(Path("rescued.vsm.toml"), reason_of(error)) from error
    stem = f"rescued-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    paths = (directory / f"{stem}-{number}.vsm.toml" for number in count(1))
    path = next(path for path in paths if not path.exists())
    save(path, text)
    return path


def _text(error: BaseException) -> str:
    system = f"vsmap {__version__} · Python {platform.python_version()} · {platform.platform()}"
    return "".join((system, "\n", *TracebackException.from_exception(error, capture_locals=False).format()))


def _write(text: str) -> Path:
    path = state_directory() / f"error-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    return path
