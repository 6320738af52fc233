"""`vsmap keys`: every command of the editor with its keys."""

from argparse import Namespace

from vsmap.cli.answer import Answer
from vsmap.commands import keys_page


def run(_arguments: Namespace) -> Answer:
    """Return the page of keys."""
    return Answer(keys_page())
