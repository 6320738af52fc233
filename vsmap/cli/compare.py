"""`vsmap compare`: two maps, the two states of one, or a file against a commit."""

from argparse import Namespace

from vsmap.analysis.comparison import Comparison, compare
from vsmap.analysis.comparison_json import comparison_json, plan_json
from vsmap.analysis.plan import plan_of, today
from vsmap.cli.answer import Answer, as_json, lines
from vsmap.cli.draw import standard_glyphs
from vsmap.cli.futures import complaints_of
from vsmap.cli.inputs import read_stream
from vsmap.cli.usage import WrongUsageError
from vsmap.drawing.comparison_page import comparison_page
from vsmap.drawing.page import Page, plain_lines
from vsmap.drawing.plan_page import plan_page
from vsmap.drawing.tables import TEXT_WIDTH
from vsmap.exit_codes import ExitCode
from vsmap.model.future import future_of


def run(arguments: Namespace) -> Answer:
    """Compare the states that were asked for; exit with 1 where they differ."""
    if arguments.other is None and arguments.rev is None:
        return _states_of_one(arguments)
    if arguments.other is not None and arguments.rev is not None:
        raise WrongUsageError("vsmap compare: give a second file or --rev, not both")
    first, second = arguments.file, arguments.other
    if arguments.rev is not None:
        first, second = f"{arguments.file}@{arguments.rev}", arguments.file
    found = compare(read_stream(first), read_stream(second))
    if arguments.json:
        return Answer(as_json(comparison_json(found)), code=_verdict(found))
    return Answer(
        _text(comparison_page(found, (first, second), TEXT_WIDTH, standard_glyphs())), (), _verdict(found)
    )


def _states_of_one(arguments: Namespace) -> Answer:
    """Compare a map with its future state, with what each improvement brings."""
    stream = read_stream(arguments.file)
    future = future_of(stream)
    complaints = complaints_of(future, stream)
    found, plan = compare(stream, future.stream), plan_of(stream)
    if arguments.json:
        written = comparison_json(found) | {"plan": plan_json(stream, plan)}
        return Answer(as_json(written), complaints, _verdict(found))
    glyphs = standard_glyphs()
    page = comparison_page(found, ("current", "future"), TEXT_WIDTH, glyphs)
    page += plan_page(stream, plan, today(), glyphs)
    return Answer(_text(page), complaints, _verdict(found))


def _text(page: Page) -> str:
    return lines(plain_lines(page))


def _verdict(found: Comparison) -> ExitCode:
    return ExitCode.ANSWER_IS_NO if found.differs else ExitCode.DONE
