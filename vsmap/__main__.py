"""Chooses between the command line and the editor; only here are both known."""

import gc
import os
import sys

from vsmap.startup import Start

_INTERRUPTED = 130
"""What the shell is told; `vsmap.exit_codes` takes longer to import than a known frame to paint."""


def main() -> int:
    """Run vsmap; return its exit code (cli.md)."""
    arguments = sys.argv[1:]
    if len(arguments) == 1 and _is_surely_a_map(arguments[0]):
        return _open(arguments[0])
    from vsmap import cli  # noqa: PLC0415 - neither face loads the other

    asked = cli.editor_request(arguments)
    if asked is None:
        return cli.run(arguments)
    return _open(None if asked.file is None else str(asked.file), asked.sample, ascii_alone=asked.ascii_alone)


def _is_surely_a_map(argument: str) -> bool:
    """Tell whether this can be nothing but a map to open: commands are words, options begin with a dash."""
    return not argument.startswith("-") and not argument.isalpha() and os.path.isfile(argument)


def _open(file: str | None, sample: str | None = None, *, ascii_alone: bool = False) -> int:
    """Open the editor on a file, a copy of a sample, or the welcome screen; Ctrl+C ends a start."""
    try:
        return _started(file, sample, ascii_alone=ascii_alone)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _started(file: str | None, sample: str | None, *, ascii_alone: bool) -> int:
    # Nothing that is loaded before the first frame is garbage: the app switches collection on again after it.
    gc.disable()
    with Start(None if ascii_alone else file) as start:
        from pathlib import Path  # noqa: PLC0415 - the frame that is known is painted before anything is loaded

        from vsmap.editor import run_editor  # noqa: PLC0415 - as above; headless commands never load it
        from vsmap.storage.revisions import Revision, revision_of  # noqa: PLC0415 - as above

        revision = revision_of(file) if file is not None else None
        read = revision.read if isinstance(revision, Revision) else None
        path = None if file is None else Path(file)
        return run_editor(path, sample, read, start=start, ascii_alone=ascii_alone)


if __name__ == "__main__":
    sys.exit(main())
