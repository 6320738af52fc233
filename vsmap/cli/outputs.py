"""Where a command's output goes: to a file, which is replaced whole or not at all, or to standard output."""

from pathlib import Path

from vsmap.cli.answer import Answer
from vsmap.cli.inputs import STANDARD
from vsmap.storage.save import save


def written(content: str | bytes, target: str, notes: tuple[str, ...] = ()) -> Answer:
    """Write to a file, or answer with the content where standard output is asked for; raises SaveError."""
    if target == STANDARD:
        return Answer(content, notes)
    save(Path(target), content)
    return Answer(complaints=notes)
