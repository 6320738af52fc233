"""The versions of a map in git: every commit that changed the file, through its renames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from vsmap.storage.faults import FileFaults
from vsmap.storage.git import GitError, ask_git
from vsmap.storage.reader import read_map
from vsmap.storage.source import MAXIMUM_BYTES, whole_file_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vsmap.model.stream import ValueStream

_FORMAT: Final = "--format=%H%x00%aI%x00%an%x00%s"
_LOG: Final = ("log", "--follow", "--diff-filter=d", "-z", "--raw", "--no-abbrev", _FORMAT)
_TWO_PATHS: Final = ("R", "C")
"""Changes that name where the file was before, and where it is."""


@dataclass(frozen=True, slots=True)
class Version:
    """A map as one commit left it; `stream` is None where that was no map, and `fault` says why."""

    commit: str
    """The commit's hash; empty for the file on disk."""
    when: datetime | None
    author: str
    subject: str
    path: str
    """Where the file was, from the top of the repository."""
    stream: ValueStream | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A commit that changed the file, and the object that holds what it left."""

    commit: str
    when: str
    author: str
    subject: str
    path: str
    content: str


def versions_of(path: Path, revision: str = "HEAD") -> list[Version]:
    """Return every version of a file up to a revision, the oldest first; the file may be gone by now.

    Raises FileFaults, with git's own reason, where the file has no history.
    """
    if path.is_dir():
        raise whole_file_fault(str(path), "a directory", "a map is a regular file")
    try:
        log = ask_git(path.parent, (*_LOG, revision, "--", path.name))
        entries = list(_entries(log.decode(errors="surrogateescape").split("\0")))
        contents = _contents(path.parent, [entry.content for entry in entries])
    except GitError as error:
        raise whole_file_fault(str(path), "", f"its history can't be read from git: {error}") from None
    if not entries:
        raise _unknown(path)
    return [_version(entry, contents[entry.content]) for entry in reversed(entries)]


def _unknown(path: Path) -> FileFaults:
    """Say why a file has no history: it is nowhere, or it was never committed."""
    if not path.exists():
        return whole_file_fault(str(path), "", "no such file, here or in the history of git")
    return whole_file_fault(str(path), "", "it has no history in git: commit it first")


def _entries(tokens: list[str]) -> Iterator[_Entry]:
    """Yield what git said of each commit: four texts, what happened to the file, and its path or two."""
    at = 0
    while at + 5 < len(tokens):
        commit, when, author, subject, change = tokens[at : at + 5]
        content, kind = change.split()[3:5]
        at += 6 + kind.startswith(_TWO_PATHS)
        yield _Entry(commit.lstrip("\n"), when, author, subject, tokens[at - 1], content)


def _contents(folder: Path, objects: list[str]) -> dict[str, bytes]:
    """Return the bytes of objects, all asked for at once; of one that is too large for a map its start."""
    asked = list(dict.fromkeys(objects))
    answer = ask_git(folder, ("cat-file", "--batch"), "\n".join([*asked, ""]).encode())
    contents, at = {}, 0
    for each in asked:
        head, _, _ = answer[at : at + 200].partition(b"\n")
        at += len(head) + 1
        size = int(head.split()[2])
        contents[each] = answer[at : at + min(size, MAXIMUM_BYTES + 1)]
        at += size + 1
    return contents


def _version(entry: _Entry, content: bytes) -> Version:
    stream, fault = None, ""
    try:
        stream = read_map(content, f"{entry.path}@{entry.commit[:8]}")
    except FileFaults as faults:
        fault = faults.lines()[0]
    when = datetime.fromisoformat(entry.when)
    return Version(entry.commit, when, entry.author, entry.subject, entry.path, stream, fault)
