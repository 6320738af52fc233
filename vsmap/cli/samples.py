"""`vsmap samples`: the sample maps with what each teaches."""

from argparse import Namespace

from vsmap.cli.answer import Answer, lines
from vsmap.model.text import visible
from vsmap.storage.samples import Sample, samples


def run(_arguments: Namespace) -> Answer:
    """List the samples: name and title, and the goal beneath."""
    found = samples()
    width = max((len(sample.name) for sample in found), default=0)
    return Answer(lines([line for sample in found for line in _lines(sample, width)]))


def _lines(sample: Sample, width: int) -> list[str]:
    first = f"{sample.name:<{width}}  {visible(sample.title)}"
    return [first, f"{'':<{width}}  {visible(sample.goal)}"] if sample.goal else [first]
