"""The headless commands (cli.md): data on standard output, everything else on standard error.

`editor_request` tells whether the editor is asked for, `run` carries out everything else. A command is a
module of this package whose `run` reads, computes and returns an `Answer`; all writing happens here.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vsmap import __version__
from vsmap.cli.answer import Answer, deliver
from vsmap.cli.catalogue import COMMANDS, module_of
from vsmap.exit_codes import ExitCode

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


class EditorRequest(NamedTuple):
    """The editor is asked for: on a file, on a copy of a sample, or on its welcome screen."""

    file: Path | None = None
    sample: str | None = None
    ascii_alone: bool = False


def editor_request(arguments: Sequence[str]) -> EditorRequest | None:
    """Tell what the editor is asked to open; None for a headless command, a plea for help, or a mistake."""
    if not arguments:
        return EditorRequest()
    if arguments[0] in COMMANDS:
        return None
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        return None if _is_misspelt(arguments[0]) else EditorRequest(Path(arguments[0]))
    from vsmap.cli.usage import HelpAsked, WrongUsageError, parse_editor  # noqa: PLC0415 - `vsmap FILE` needs none

    try:
        asked = parse_editor(arguments)
    except (WrongUsageError, HelpAsked):
        return None
    return EditorRequest(Path(asked.file) if asked.file is not None else None, asked.sample, asked.ascii)


def _is_misspelt(word: str) -> bool:
    """Tell whether a word is rather a command with a slip of the finger than a map to be started."""
    if not word.isalpha() or Path(word).exists():
        return False
    from vsmap.model.text import nearest  # noqa: PLC0415 - `vsmap FILE` needs none

    return nearest(word, COMMANDS) is not None


def run(arguments: Sequence[str]) -> int:
    """Carry out a headless command and return its exit code."""
    try:
        return deliver(_answer(arguments))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last border: whatever it is, it is reported
        from vsmap.storage.reports import report  # noqa: PLC0415 - hopefully never

        return deliver(Answer(complaints=report(error), code=ExitCode.UNFORESEEN))


def _answer(arguments: Sequence[str]) -> Answer:
    from vsmap.cli.usage import HelpAsked, WrongUsageError, parse  # noqa: PLC0415 - the editor needs none

    try:
        asked = parse(arguments)
        if asked.version:
            return Answer(_version())
        return _carry_out(asked)
    except HelpAsked as asked_for:
        return Answer(str(asked_for))
    except WrongUsageError as wrong:
        return Answer(complaints=tuple(str(wrong).splitlines()), code=ExitCode.WRONG_USAGE)


def _carry_out(asked: Namespace) -> Answer:
    from vsmap.cli.answer import faulty  # noqa: PLC0415 - `vsmap --help` reads no map
    from vsmap.storage.faults import FileFaults  # noqa: PLC0415 - as above
    from vsmap.storage.save import SaveError  # noqa: PLC0415 - as above

    command = import_module(module_of(asked.command))
    try:
        answer: Answer = command.run(asked)
    except FileFaults as faults:
        return faulty(faults, in_json=getattr(asked, "json", False))
    except SaveError as error:
        return Answer(complaints=(f"vsmap: {error.reason}",), code=ExitCode.CANNOT_WRITE)
    return answer


def _version() -> str:
    return f"vsmap {__version__}\n"
