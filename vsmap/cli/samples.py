"""`vsmap samples`: the sample maps with what each teaches."""

from argparse import Namespace
from textwrap import wrap
from typing import Final

from vsmap.cli.answer import Answer, lines
from vsmap.model.text import visible
from vsmap.storage.samples import Sample, samples

_WIDTH: Final = 96


def run(_arguments: Namespace) -> Answer:
    """List the samples: name and title, and the lesson beneath."""
    return Answer(lines([line for sample in samples() for line in _lines(sample)]))


def _lines(sample: Sample) -> list[str]:
    beneath = wrap(visible(sample.lesson), _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return [f"{sample.name}: {visible(sample.title)}", *beneath]
