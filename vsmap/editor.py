"""Starts the editor: on a file, a copy of a sample, or the welcome screen."""

import sys
from collections.abc import Callable
from pathlib import Path

from vsmap.app import VsmapApp
from vsmap.exit_codes import ExitCode
from vsmap.model.document import Document
from vsmap.model.stream import ValueStream
from vsmap.screens.map import MapScreen
from vsmap.screens.opening import map_screen, new_map_screen, sample_screen
from vsmap.storage.faults import FileFaults
from vsmap.storage.reader import read_map
from vsmap.storage.reports import report
from vsmap.storage.samples import sample_named, samples


def run_editor(file: Path | None, sample: str | None, revision: Callable[[], bytes] | None = None) -> int:
    """Open the editor and return the exit code once it is left (cli.md).

    `revision` gives what the file held at a revision of git, to be shown but not changed.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(
            "vsmap: the editor needs a terminal; vsmap --help lists the commands that do not", file=sys.stderr
        )
        return ExitCode.WRONG_USAGE
    try:
        app = VsmapApp(_revision_screen(file, revision())) if file and revision else _app(file, sample)
    except FileFaults as faults:
        print(faults, file=sys.stderr)
        return ExitCode.CANNOT_READ
    except LookupError as unknown:
        print(unknown.args[0], file=sys.stderr)
        return ExitCode.WRONG_USAGE
    app.run()
    return app.return_code or ExitCode.DONE if app.failure is None else _failed(app.failure, app.rescued)


def _failed(failure: BaseException, rescued: list[str]) -> int:
    for line in report(failure):
        print(line, file=sys.stderr)
    for sentence in rescued:
        print(f"vsmap: {sentence}", file=sys.stderr)
    return ExitCode.UNFORESEEN


def _revision_screen(file: Path, content: bytes) -> MapScreen:
    screen = MapScreen(Document(read_map(content, str(file))), None)
    screen.refuse(f"read-only: {file.name} is a revision in git; S saves a copy")
    return screen


def _app(file: Path | None, sample: str | None) -> VsmapApp:
    if sample is not None:
        found = sample_named(sample)
        if found is None:
            known = ", ".join(each.name for each in samples())
            raise LookupError(f"vsmap: there is no sample {sample}; the samples are {known}")
        return VsmapApp(sample_screen(found))
    if file is None:
        from vsmap.screens.welcome import WelcomeScreen  # noqa: PLC0415 - a map needs no welcome

        return VsmapApp(WelcomeScreen())
    if not file.exists():
        return VsmapApp(new_map_screen(ValueStream(), file))
    return VsmapApp(map_screen(file))
