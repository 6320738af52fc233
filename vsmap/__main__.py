"""Chooses between the command line and the editor; only here are both known."""

import gc
import sys
from pathlib import Path


def main() -> int:
    """Run vsmap; return its exit code (cli.md)."""
    arguments = sys.argv[1:]
    from vsmap import cli  # noqa: PLC0415 - neither face loads the other

    asked = cli.editor_request(arguments)
    if asked is None:
        return cli.run(arguments)
    return edit(asked.file, asked.sample, ascii_alone=asked.ascii_alone)


def edit(file: Path | None, sample: str | None, *, ascii_alone: bool = False) -> int:
    """Open the editor on a file, a copy of a sample, or the welcome screen."""
    # Nothing that is loaded before the first frame is garbage: the app switches collection on again after it.
    gc.disable()
    from vsmap.cli.revisions import Revision, revision_of  # noqa: PLC0415 - as in main
    from vsmap.editor import run_editor  # noqa: PLC0415 - headless commands never load the terminal toolkit

    revision = revision_of(str(file)) if file is not None else None
    content = revision.read if isinstance(revision, Revision) else None
    return run_editor(file, sample, content, ascii_alone=ascii_alone)


if __name__ == "__main__":
    sys.exit(main())
