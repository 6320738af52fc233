"""A file as it was at a revision: `map.vsm.toml@HEAD~2`, read from git."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vsmap.storage.faults import FileFaults
from vsmap.storage.source import MAXIMUM_BYTES, whole_file_fault

_AT_REVISION: Final = re.compile(r"(?s)(.+)@(?![{-])(?=.)([^@]*(?:@\{[^@]*\})*)\Z")
"""A path, `@`, and a revision, which may hold a `@{…}` of its own and can't look like an option."""


@dataclass(frozen=True, slots=True)
class Revision:
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
        """Ask git for one thing about the file; no filter comes between."""
        from vsmap.storage.git import GitError, ask_git  # noqa: PLC0415 - a start on a file asks no git

        try:
            return ask_git(self.path.parent, ("cat-file", what, f"{self.revision}:./{self.path.name}"))
        except GitError as error:
            raise self._fault(str(error)) from None

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
