"""`vsmap trend`: the totals of a map at every commit that changed it."""

from argparse import Namespace
from pathlib import Path

from vsmap.cli.answer import Answer, as_json, lines
from vsmap.cli.draw import standard_glyphs
from vsmap.cli.inputs import STANDARD
from vsmap.cli.usage import WrongUsageError
from vsmap.drawing.page import plain_lines
from vsmap.drawing.tables import TEXT_WIDTH
from vsmap.exchange.trend import trend_json, trend_of, trend_page
from vsmap.storage.revisions import revision_of


def run(arguments: Namespace) -> Answer:
    """Read the history of a file from git and compute the totals of each version; nothing is stored."""
    if arguments.file == STANDARD:
        raise WrongUsageError("vsmap trend: a history belongs to a file: name one")
    asked = revision_of(arguments.file)
    points = trend_of(asked.path, asked.revision) if asked else trend_of(Path(arguments.file))
    if arguments.json:
        return Answer(as_json(trend_json(points)))
    return Answer(lines(plain_lines(trend_page(points, TEXT_WIDTH, standard_glyphs()))))
