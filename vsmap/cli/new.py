"""`vsmap new`: a new map out of a sample, never over an existing file."""

import os
from argparse import Namespace
from pathlib import Path
from typing import Final

from vsmap.cli.answer import Answer
from vsmap.cli.inputs import STANDARD
from vsmap.cli.usage import WrongUsageError
from vsmap.storage.samples import sample_named, samples
from vsmap.storage.save import SaveError, reason_of, save

_NEW_FILE: Final = 0o666


def run(arguments: Namespace) -> Answer:
    """Write the text of a sample to a file that must not exist yet, or to standard output."""
    sample = sample_named(arguments.sample)
    if sample is None:
        known = ", ".join(each.name for each in samples())
        raise WrongUsageError(f"vsmap new: there is no sample {arguments.sample}; the samples are {known}")
    text = sample.path.read_text(encoding="utf-8")
    if arguments.file == STANDARD:
        return Answer(text.encode())
    save_new(Path(arguments.file), text)
    return Answer()


def save_new(path: Path, text: str) -> None:
    """Save a text in a file that must not exist yet; raises SaveError where it does, or can't be written.

    The name is taken first, which the system grants only once, and given back where saving fails.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _NEW_FILE))
    except FileExistsError:
        raise SaveError(path, "it exists already") from None
    except OSError as error:
        raise SaveError(path, reason_of(error)) from None
    except ValueError:
        raise SaveError(path, "this is no name for a file") from None
    try:
        save(path, text)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
