"""Starts the editor: on a file, a copy of a sample, or the welcome screen."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.screen import Screen

from vsmap.app import VsmapApp
from vsmap.exit_codes import ExitCode
from vsmap.model.document import Document
from vsmap.model.settings import Settings
from vsmap.model.text import visible
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, new_map, new_map_screen, sample_screen
from vsmap.startup import Start
from vsmap.storage.faults import Fault, FileFaults
from vsmap.storage.opened import is_large
from vsmap.storage.reader import read_map
from vsmap.storage.reports import report
from vsmap.storage.samples import sample_named, samples
from vsmap.storage.state import settings_path


def run_editor(
    file: Path | None,
    sample: str | None,
    revision: Callable[[], bytes] | None = None,
    *,
    start: Start | None = None,
    ascii_alone: bool = False,
) -> int:
    """Open the editor and return the exit code once it is left (cli.md).

    Args:
        file: the map's file, which may not exist yet; None for the welcome screen or a sample.
        sample: the name of the sample of which a copy is opened.
        revision: gives what the file held at a revision of git, to be shown but not changed.
        start: the start that this is the end of, where the terminal is held.
        ascii_alone: keep every other character away from the terminal.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "vsmap: the editor needs a terminal; vsmap --help lists the commands that do not", file=sys.stderr
        )
        return ExitCode.WRONG_USAGE
    settings, wrong = _settings()
    try:
        if file and revision:
            first: Screen[None] = _revision_screen(file, revision())
        else:
            first = _first_screen(file, sample, settings)
    except FileFaults as faults:
        return _refused(str(faults), ExitCode.CANNOT_READ, start)
    except LookupError as unknown:
        return _refused(unknown.args[0], ExitCode.WRONG_USAGE, start)
    said = [str(fault) for fault in wrong]
    app = VsmapApp(first, settings, start, ascii_alone=ascii_alone, complaints=said)
    app.run()
    if app.failure is not None:
        return _ended(report(app.failure), app.rescued, ExitCode.UNFORESEEN)
    if app.return_code:
        return _ended((), app.rescued, app.return_code)
    return ExitCode.DONE


def _settings() -> tuple[Settings, tuple[Fault, ...]]:
    path = settings_path()
    if not path.exists():
        return Settings(), ()
    from vsmap.storage.settings import read_settings  # noqa: PLC0415 - most people never set anything

    return read_settings(path)


def _refused(why: str, code: ExitCode, start: Start | None) -> int:
    """Say why there is nothing to open, on a terminal that is as it was."""
    if start is not None:
        start.give_back()
    print(why, file=sys.stderr)
    return code


def _ended(told: Sequence[str], rescued: Sequence[str], code: int) -> int:
    """Say how the editor ended and where the work is, as far as there is a terminal to say it to."""
    try:
        for line in (*told, *(f"vsmap: {sentence}" for sentence in rescued)):
            print(visible(line), file=sys.stderr, flush=True)
    except OSError:
        # Nobody is there to read it. Python would complain at its end that it could not write.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
    return code


def _revision_screen(file: Path, content: bytes) -> MapScreen:
    screen = MapScreen(Document(read_map(content, str(file))), None)
    screen.refuse(f"read-only: {file.name} is a revision in git; S saves a copy")
    return screen


def _first_screen(file: Path | None, sample: str | None, settings: Settings) -> Screen[None]:
    if sample is not None:
        found = sample_named(sample)
        if found is None:
            known = ", ".join(each.name for each in samples())
            raise LookupError(f"vsmap: there is no sample {sample}; the samples are {known}")
        return sample_screen(found)
    if file is None:
        from vsmap.screens.welcome import WelcomeScreen  # noqa: PLC0415 - a map needs no welcome

        return WelcomeScreen()
    if not file.exists():
        return new_map_screen(new_map(settings), file)
    if is_large(file):
        from vsmap.screens.large import LargeStartScreen  # noqa: PLC0415 - few maps are

        return LargeStartScreen(file)
    return map_screen(file)
