"""What a map costs without a terminal: reading, analysing and writing it, by its size."""

import os
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from pathlib import Path
from statistics import median

from benchmarks.maps import map_text
from vsmap.analysis.report import analyse
from vsmap.model.document import Step
from vsmap.model.durations import parse_duration
from vsmap.model.edits import SetField, apply_edits
from vsmap.model.stream import ValueStream
from vsmap.storage.journal import shelf
from vsmap.storage.journal.journal import Start
from vsmap.storage.opened import MapFile
from vsmap.storage.reader import read_map
from vsmap.storage.save import save
from vsmap.storage.writer import canonical_text


@dataclass
class Work:
    """A piece of work whose processor time is measured.

    Attributes:
        name: what the report calls it.
        stages: size of the map.
        prepared: makes the work ready to be done once; this is not measured.
        times: processor time of each time that it was done, in milliseconds.
    """

    name: str
    stages: int
    prepared: Callable[[], Callable[[], object]]
    times: list[float] = field(default_factory=list)

    def once(self) -> None:
        """Do it, and note the processor time."""
        do = self.prepared()
        before = time.process_time_ns()
        do()
        self.times.append((time.process_time_ns() - before) / 1e6)

    @property
    def median(self) -> float:
        """The median of its processor times, in milliseconds."""
        return median(self.times)


def works(stages: int, folder: Path) -> Iterator[Work]:
    """Give what is done with a map of a size; a file of it is left in the folder.

    Raises:
        ValueError: the map is not canonical, so that its figures would be those of another way of saving.
    """
    text = map_text(stages)
    path = folder / f"{stages}.vsm.toml"
    path.write_text(text, encoding="utf-8")
    stream = read_map(path)
    if canonical_text(stream) != text:
        raise ValueError("benchmarks.maps writes maps that are not canonical")
    analyse(stream)
    yield Work("tomllib alone", stages, lambda: lambda: tomllib.loads(text))
    yield Work("load", stages, lambda: lambda: read_map(path))
    yield Work("first analysis", stages, lambda: _first_analysis(read_map(path)))
    yield Work("a figure changed, all numbers", stages, _changing(stream))
    yield Work("text to save", stages, lambda: lambda: canonical_text(stream))
    yield Work("save to disk", stages, lambda: lambda: save(path, text))
    yield Work("a save, read back before it is written", stages, _saving(path))
    yield Work("an edit in the journal", stages, _journaling(path, folder / "state"))


def _first_analysis(stream: ValueStream) -> Callable[[], object]:
    return lambda: analyse(stream)


def _changing(stream: ValueStream) -> Callable[[], Callable[[], object]]:
    """Change the process time of the first stage, each time to another value, and compute all numbers."""
    values = cycle(parse_duration(text) for text in ("2h", "1h"))

    def changed(edit: SetField) -> object:
        apply_edits(stream, (edit,))
        return analyse(stream)

    def prepared() -> Callable[[], object]:
        edit = SetField(("stage", "s0"), "process_time", next(values))
        return lambda: changed(edit)

    return prepared


def _saving(path: Path) -> Callable[[], Callable[[], object]]:
    """Save a map of which one figure was changed, as the editor does: the text is read again before."""
    file, stream = MapFile.open(path)
    numbers = count()

    def prepared() -> Callable[[], object]:
        apply_edits(stream, (SetField(("stage", "s0"), "note", f"note {next(numbers)}"),))
        return lambda: file.write(stream)

    return prepared


def _journaling(path: Path, state: Path) -> Callable[[], Callable[[], object]]:
    """Write an edit into the journal; that it comes to the disk is not waited for, by the editor neither."""
    os.environ["VSMAP_STATE"] = str(state)
    text = path.read_text(encoding="utf-8")
    recorder = shelf.begin(path, text, Start(text, text), lambda: text)
    step = Step(
        "a figure", (SetField(("stage", "s0"), "queue", 1),), (SetField(("stage", "s0"), "queue", 2),)
    )
    recorder.did(step, joins=False)
    return lambda: lambda: recorder.did(step, joins=False)


def measure(all_works: list[Work], rounds: int) -> None:
    """Do every work once a round, one after the other."""
    for _ in range(rounds):
        for work in all_works:
            work.once()
