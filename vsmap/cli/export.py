"""`vsmap export`: a map as a picture, as another tool's diagram, as tables or JSON."""

import sys
from argparse import Namespace

from vsmap.cli.answer import Answer
from vsmap.cli.futures import asked_stream
from vsmap.cli.inputs import STANDARD
from vsmap.cli.outputs import written
from vsmap.cli.usage import WrongUsageError
from vsmap.exchange.extras import ExtraMissingError
from vsmap.exchange.forms import BINARY, PICTURES, Options, export
from vsmap.exit_codes import ExitCode


def run(arguments: Namespace) -> Answer:
    """Export a map to a file, or to standard output."""
    form, target = arguments.to, arguments.output
    if form in BINARY and target == STANDARD and sys.stdout is not None and sys.stdout.isatty():
        raise WrongUsageError(f"vsmap export: {form.upper()} is no text for a terminal: -o FILE.{form}")
    stream, said = asked_stream(arguments)
    if not len(stream) and form in PICTURES:
        return Answer(complaints=("an empty map: there is nothing to draw",))
    theme = None if arguments.theme == "auto" else arguments.theme
    options = Options(theme, arguments.page or "", arguments.width or 0, arguments.detail, arguments.table)
    try:
        exported = export(stream, form, options)
    except ExtraMissingError as missing:
        return Answer(complaints=(f"vsmap export: {missing}",), code=ExitCode.EXTRA_MISSING)
    return written(exported.content, target, (*said, *exported.notes))
