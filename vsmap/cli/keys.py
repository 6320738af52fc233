"""`vsmap keys`: every command of the editor with its keys, a person's own in place of those it comes with."""

from argparse import Namespace

from vsmap.cli.answer import Answer
from vsmap.commands import keys_page
from vsmap.keymap import Keymap
from vsmap.storage.faults import FileFaults
from vsmap.storage.settings import read_settings
from vsmap.storage.state import settings_path


def run(_arguments: Namespace) -> Answer:
    """Return the page of keys; raises FileFaults where something is wrong with the settings."""
    settings, faults = read_settings(settings_path())
    if faults:
        raise FileFaults(faults)
    return Answer(keys_page(Keymap(settings.keys).keys))
