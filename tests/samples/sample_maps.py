"""The sample maps as tests ask for them, and the working time that their sources count in."""

from typing import Final

from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map
from vsmap.storage.samples import Sample, samples

DAY: Final = 8
"""Hours in a working day."""
WEEK: Final = 5 * DAY
"""Hours in a working week."""
ACME_DAY: Final = 2 * 27_600 / 3_600
"""Hours in a day of Acme Stamping: two shifts of 27,600 s."""


def sample_of(name: str) -> Sample:
    """Return the sample of a name; raises StopIteration where there is none."""
    return next(sample for sample in samples() if sample.name == name)


def stream_of(name: str) -> ValueStream:
    """Read a sample map; raises FileFaults where it has any."""
    return read_map(sample_of(name).path)
