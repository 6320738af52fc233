"""What an import comes to: a map, and what of its source is in it, is not, or is for people to say."""

from typing import NamedTuple

from vsmap.model.checks import all_breaches
from vsmap.model.stream import ValueStream
from vsmap.storage.faults import Fault, FileFaults


class Imported(NamedTuple):
    """A map made of something else; nothing is written before people have seen what is told here."""

    stream: ValueStream
    understood: tuple[str, ...] = ()
    """What was read, and as what."""
    left_out: tuple[str, ...] = ()
    """What was not, each with its reason."""
    questions: tuple[str, ...] = ()
    """What only the team knows."""


def preview_lines(imported: Imported) -> list[str]:
    """Return what people are told of an import, part by part."""
    found = []
    for heading, lines in (
        ("Understood", imported.understood),
        ("Left out", imported.left_out),
        ("For you to say", imported.questions),
    ):
        if lines:
            found += [f"{heading}:", *(f"  - {line}" for line in lines)]
    return found


def checked(imported: Imported, file: str, rows: dict[str, int] | None = None) -> Imported:
    """Return an import whose map keeps every rule; raises FileFaults that name rows where it does not.

    Args:
        imported: What was made.
        file: The name of its source, in faults.
        rows: The row of each stage in the source, by its id.
    """
    faults = []
    for breach in all_breaches(imported.stream):
        row = (rows or {}).get(breach.record[1] if len(breach.record) > 1 else "", 1)
        where = ".".join((*breach.record, breach.key)) if breach.key else ".".join(breach.record)
        faults.append(Fault(file, row, where, breach.found, breach.message))
    if faults:
        raise FileFaults(faults[:_SHOWN], max(0, len(faults) - _SHOWN))
    return imported


_SHOWN = 20
