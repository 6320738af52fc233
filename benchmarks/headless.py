"""What a map costs without a terminal: reading, analysing and writing it, by its size."""

import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from benchmarks.maps import map_text
from vsmap.storage.reader import read_map
from vsmap.storage.save import save
from vsmap.storage.writer import canonical_text


@dataclass
class Work:
    """A piece of work whose processor time is measured.

    Attributes:
        name: what the report calls it.
        stages: size of the map.
        do: the work.
        times: processor time of each time that it was done, in milliseconds.
    """

    name: str
    stages: int
    do: Callable[[], object]
    times: list[float] = field(default_factory=list)

    def once(self) -> None:
        """Do it, and note the processor time."""
        before = time.process_time_ns()
        self.do()
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
    yield Work("tomllib alone", stages, lambda: tomllib.loads(text))
    yield Work("load", stages, lambda: read_map(path))
    yield Work("text to save", stages, lambda: canonical_text(stream))
    yield Work("save to disk", stages, lambda: save(path, text))


def measure(all_works: list[Work], rounds: int) -> None:
    """Do every work once a round, one after the other."""
    for _ in range(rounds):
        for work in all_works:
            work.once()
