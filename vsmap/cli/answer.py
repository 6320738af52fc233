"""What a command answers: text for standard output, complaints for standard error, an exit code."""

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from vsmap.exit_codes import ExitCode
from vsmap.model.text import visible

if TYPE_CHECKING:
    from vsmap.storage.faults import FileFaults


class Answer(NamedTuple):
    """What a command has to say; commands return it and leave all writing to `deliver`."""

    output: str | bytes = ""
    """What was asked for: a text for people, or the bytes of a file, which are written as they are."""
    complaints: tuple[str, ...] = ()
    code: ExitCode = ExitCode.DONE


def lines(found: list[str]) -> str:
    """Join lines to a text, without blanks at their ends."""
    return "".join(f"{line.rstrip()}\n" for line in found)


def as_json(value: object) -> str:
    """Write a value as JSON in ASCII, in which no text can command a terminal."""
    import json  # noqa: PLC0415 - only where it was asked for

    return json.dumps(value, indent=2, allow_nan=False) + "\n"


def fault_rows(faults: "FileFaults") -> list[dict[str, object]]:
    """Return the faults of a file as rows of JSON (cli.md)."""
    return [
        {
            "file": fault.file,
            "line": fault.line,
            "where": fault.where,
            "found": fault.found,
            "message": fault.message,
        }
        for fault in faults.faults
    ]


def faulty(faults: "FileFaults", *, in_json: bool) -> Answer:
    """Answer with the faults of a file: as lines on standard error, or as JSON on standard output."""
    if not in_json:
        return Answer(complaints=tuple(faults.lines()), code=ExitCode.CANNOT_READ)
    more = {"more": faults.more} if faults.more else {}
    return Answer(as_json({"errors": fault_rows(faults), **more}), code=ExitCode.CANNOT_READ)


def complain(text: str) -> None:
    """Say something on standard error; nowhere else to say it means that it stays unsaid."""
    if sys.stderr is not None:
        shown = f"{visible(text)}\n".encode(sys.stderr.encoding or "utf-8", "replace")
        sys.stderr.buffer.write(shown)
        sys.stderr.buffer.flush()


def deliver(answer: Answer) -> ExitCode:
    """Write an answer where it belongs and return the exit code.

    A reader that has had enough of the output is no failure.
    """
    for complaint in answer.complaints:
        complain(complaint)
    if not answer.output:
        return answer.code
    try:
        _write(answer.output)
    except BrokenPipeError:
        _abandon_output()
        return answer.code
    except OSError as error:
        _abandon_output()
        complain(f"vsmap: the output can't be written: {(error.strerror or str(error)).lower()}")
        return ExitCode.CANNOT_WRITE
    return answer.code


def _write(output: str | bytes) -> None:
    if sys.stdout is None:
        raise OSError("standard output is closed")
    encoded = (
        output if isinstance(output, bytes) else output.encode(sys.stdout.encoding or "utf-8", "replace")
    )
    sys.stdout.buffer.write(encoded)
    sys.stdout.buffer.flush()


def _abandon_output() -> None:
    """Let what the interpreter still writes at its end go nowhere, so that it does not fail again."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
