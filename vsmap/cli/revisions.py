"""A file as it was at a revision: `map.vsm.toml@HEAD~2`, read from git."""

import os
import re
import subprocess
from pathlib import Path
from typing import Final, NamedTuple

from vsmap.storage.faults import FileFaults
from vsmap.storage.source import MAXIMUM_BYTES, whole_file_fault

SECONDS: Final = 30
"""How long git may take: a repository on a network that hangs must not hang vsmap."""
_AT_REVISION: Final = re.compile(r"(?s)(.+)@(?![{-])(?=.)([^@]*(?:@\{[^@]*\})*)\Z")
"""A path, `@`, and a revision, which may hold a `@{…}` of its own and can't look like an option."""
_BATCH: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class Revision(NamedTuple):
    """A file at a revision; `name` is how the person wrote the two."""

    name: str
    path: Path
    revision: str

    def read(self) -> bytes:
        """Return the bytes of the file at the revision; raises FileFaults with git's own reason."""
        if int(self._git("-s")) > MAXIMUM_BYTES:
            raise whole_file_fault(self.name, "more than 16 MiB", "a map is at most 16 MiB")
        return self._git("blob")

    def _git(self, what: str) -> bytes:
        """Ask git for one thing about the file: no pager, no filter and no prompt comes between."""
        command = ["git", "cat-file", what, f"{self.revision}:./{self.path.name}"]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and no revision is an option
                command,
                cwd=self.path.parent,
                env={**os.environ, **_BATCH},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise self._fault(f"git did not answer within {SECONDS} seconds") from None
        except (OSError, ValueError) as error:
            raise self._fault(self._no_start(error)) from None
        if done.returncode:
            raise self._fault(_reason(done.stderr.decode(errors="replace")))
        return done.stdout

    def _no_start(self, error: Exception) -> str:
        if not self.path.parent.is_dir():
            return f"there is no directory {self.path.parent}"
        return "git is not installed" if isinstance(error, FileNotFoundError) else str(error)

    def _fault(self, reason: str) -> FileFaults:
        return whole_file_fault(self.name, "", f"it can't be read from git: {reason}")


def revision_of(given: str) -> Revision | None:
    """Read `FILE@REV`; None for what is a file's name, `@` or not.

    >>> revision_of("maps/a.toml@HEAD@{1}").revision
    'HEAD@{1}'
    """
    found = _AT_REVISION.match(given)
    if found is None or os.path.lexists(given):
        return None
    return Revision(given, Path(found[1]), found[2])


def _reason(complaint: str) -> str:
    """Return the first line of what git said, without its word for an error."""
    first = complaint.strip().partition("\n")[0]
    return first.removeprefix("fatal: ").removeprefix("error: ") or "git gave no reason"
