"""`vsmap recover`: lists work that a crash or a dropped line left unsaved, and brings it back."""

from argparse import Namespace
from pathlib import Path

from vsmap.cli.answer import Answer, lines
from vsmap.exit_codes import ExitCode
from vsmap.model.merge import MergeError, conflict_words, merge
from vsmap.model.stream import ValueStream
from vsmap.storage.journal import shelf
from vsmap.storage.journal.shelf import Found
from vsmap.storage.journal.story import JournalError
from vsmap.storage.journal.words import left_words, typed_words
from vsmap.storage.opened import MapFile
from vsmap.storage.save import SaveError


class _NotThisWayError(Exception):
    """Work that can't be brought back as it was asked for; the message says why, and what to do."""


def run(arguments: Namespace) -> Answer:
    """List what was left, or write what was left of one map."""
    left = shelf.left_work()
    if arguments.file is None:
        return Answer(
            lines([line for found in left for line in _listed(found)] or ["Nothing was left unsaved."])
        )
    asked = Path(arguments.file)
    for found in left:
        if found.path.stem == arguments.file or (found.file and found.file == asked.resolve()):
            return _brought_back(found, Path(arguments.output) if arguments.output else found.file)
    return Answer(complaints=(_none_of(asked),), code=ExitCode.ANSWER_IS_NO)


def _listed(found: Found) -> list[str]:
    name = str(found.file) if found.file else f"{found.path.stem} (never saved: recover it with -o OUT)"
    try:
        return [name, *(f"  {line}" for line in left_words(found))]
    except JournalError as error:
        return [name, f"  {error}"]


def _none_of(asked: Path) -> str:
    there = shelf.find_of(asked)
    if there is not None and there.is_live:
        return f"vsmap: {asked} is open: {there.story.presence}"
    return f"vsmap: nothing of {asked} was left unsaved; vsmap recover lists what was"


def _brought_back(found: Found, target: Path | None) -> Answer:
    """Write the map, keeping what others did to the file since; then the journal is not needed any more."""
    if target is None:
        why = "vsmap: this map was never saved: say where it goes with -o OUT"
        return Answer(complaints=(why,), code=ExitCode.WRONG_USAGE)
    try:
        saved, last = found.story.maps()
        _write(found, target, saved, last)
    except (JournalError, _NotThisWayError) as error:
        return Answer(complaints=(f"vsmap: {error}",), code=ExitCode.ANSWER_IS_NO)
    found.path.unlink()
    typed = found.story.typed
    told = (f"half-typed, and not in it: {typed_words(typed, last)}",) if typed and typed.text.strip() else ()
    return Answer(f"{target}\n", complaints=told)


def _write(found: Found, target: Path, saved: ValueStream, last: ValueStream) -> None:
    """Save the map; raises SaveError, _NotThisWayError."""
    if not target.exists():
        MapFile(target).write(last)
        return
    if target != found.file:
        raise SaveError(target, "it exists already")
    file, theirs = MapFile.open(target)
    if file.text == found.story.saved_text:
        file.write(last)
        return
    try:
        merged = merge(saved, last, theirs)
    except MergeError as error:
        raise _NotThisWayError(f"{target} was changed since, and the two can't be merged: {error}") from error
    if merged.conflicts:
        told = "; ".join(conflict_words(each, last, theirs) for each in merged.conflicts[:5])
        raise _NotThisWayError(
            f"{target} was changed since on both sides: {told}; vsmap {target} asks about it"
        )
    file.write(merged.stream)
