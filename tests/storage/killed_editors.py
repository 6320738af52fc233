"""Editors that are killed while they edit, each in a process of its own; run as a program by the kill test.

    python killed_editors.py ROUNDS SEED

Says a line for each round: how many edits were acknowledged, and how many of them the journal has. A round
whose journal tells anything but a map that was there is said to be wrong.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from vsmap.model.document import Document
from vsmap.model.edits import EditError, Edits, SetField
from vsmap.model.plans import add_after, move
from vsmap.model.records import Stage
from vsmap.model.removal import remove_stage
from vsmap.model.stream import ValueStream
from vsmap.storage.journal import shelf
from vsmap.storage.journal.journal import Journal, Start
from vsmap.storage.writer import canonical_text

_MOST = 100
_LONGEST = 0.01
"""Seconds after the edits that were waited for within which the kill comes."""


def begun() -> Document:
    """Give the map that every round begins with."""
    return Document(ValueStream([Stage(id=name, name=name) for name in "abc"]))


def work(document: Document, chance: random.Random, journal: Journal | None) -> Iterator[None]:
    """Edit at random, for ever; each step is done once the next one is asked for."""
    while True:
        one = chance.random()
        if one < 0.2:
            document.undo()
        elif one < 0.3:
            document.redo()
        elif one < 0.35:
            document.mark_saved()
            if journal is not None:
                journal.saved(canonical_text(document.stream))
        else:
            with suppress(EditError):
                document.do("edit", _edits(document.stream, chance), chance.choice(["", "", "same"]))
        yield


def _edits(stream: ValueStream, chance: random.Random) -> Edits:
    number = chance.randrange(10**6)
    ids = stream.ids()
    chosen = chance.choice(ids) if ids else None
    if chosen is None or chance.random() < 0.2:
        return add_after(stream, Stage(id=f"s{number}", name=f"Stage {number}"), chosen)
    if chance.random() < 0.2 and len(ids) > 2:
        return remove_stage(stream, chosen)
    if chance.random() < 0.2:
        return move(stream, chosen, chance.choice([-1, 1]))
    return (SetField(("stage", chosen), "note", f"note {number}" * chance.randrange(1, 30)),)


def round_of(seed: int, path: Path) -> str:
    """Let an editor be killed, and compare its journal with what it said it had done."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        _edit_for_ever(seed, path, tell)
    os.close(tell)
    chance = random.Random(seed + 1)  # noqa: S311 - no secret
    wanted, acknowledged = chance.randrange(1, _MOST), 0
    while acknowledged < wanted and (acknowledgement := os.read(told, wanted - acknowledged)):
        acknowledged += len(acknowledgement)
    time.sleep(chance.random() * _LONGEST)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while acknowledgement := os.read(told, 65_536):
        acknowledged += len(acknowledgement)
    os.close(told)
    return f"{acknowledged} {_kept(seed, acknowledged)}"


def _edit_for_ever(seed: int, path: Path, tell: int) -> None:
    document = begun()
    text = canonical_text(document.stream)
    journal = shelf.begin(path, text, Start(text, text), lambda: canonical_text(document.stream))
    document.recorder = journal
    for _ in work(document, random.Random(seed), journal):  # noqa: S311 - no secret
        os.write(tell, b".")


def _kept(seed: int, acknowledged: int) -> int:
    """Return how many of the steps are in the journal: as many as acknowledged, or one more; -1 is wrong."""
    (left,) = [each for each in map(shelf.find, shelf.journals()) if each is not None]
    left.path.unlink()
    kept = left.story.maps()[1] if left.story.has_base else begun().stream
    document = begun()
    steps = work(document, random.Random(seed), None)  # noqa: S311 - no secret
    for _ in range(acknowledged):
        next(steps)
    if document.stream == kept:
        return acknowledged
    next(steps)
    return acknowledged + 1 if document.stream == kept else -1


if __name__ == "__main__":
    rounds, first = int(sys.argv[1]), int(sys.argv[2])
    for number in range(rounds):
        print(round_of(first + 2 * number, Path("map.vsm.toml")), flush=True)  # noqa: T201 - this is its answer
