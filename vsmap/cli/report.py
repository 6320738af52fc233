"""`vsmap report`: what a workshop hands on, as HTML, as Markdown, or as prose."""

from argparse import Namespace
from pathlib import PurePath

from vsmap.cli.answer import Answer
from vsmap.cli.inputs import read_stream
from vsmap.cli.outputs import written
from vsmap.exchange.choices import REPORTS
from vsmap.exchange.report.forms import report_text


def run(arguments: Namespace) -> Answer:
    """Write the report of a map; without --to in the form that the name of the file says."""
    suffix = PurePath(arguments.output).suffix.removeprefix(".").lower()
    form = arguments.to or {"htm": "html", "markdown": "md"}.get(suffix, suffix)
    return written(
        report_text(read_stream(arguments.file), form if form in REPORTS else "md"), arguments.output
    )
