"""`vsmap fmt`: files in canonical form, with every comment kept."""

from argparse import Namespace

from vsmap.cli.answer import Answer, lines
from vsmap.cli.inputs import Source, read_source
from vsmap.exit_codes import ExitCode
from vsmap.model.text import visible
from vsmap.storage.faults import FileFaults
from vsmap.storage.fmt import formatted
from vsmap.storage.save import SaveError, save
from vsmap.storage.source import decode


def run(arguments: Namespace) -> Answer:
    """Format each file; what is no file goes to standard output. The worst exit code counts."""
    answers = [_formatted(given, check=arguments.check) for given in dict.fromkeys(arguments.files)]
    return Answer(
        b"".join(_bytes(answer.output) for answer in answers),
        tuple(complaint for answer in answers for complaint in answer.complaints),
        max(answer.code for answer in answers),
    )


def _bytes(output: str | bytes) -> bytes:
    return output if isinstance(output, bytes) else output.encode()


def _formatted(given: str, *, check: bool) -> Answer:
    try:
        source = read_source(given)
        new = formatted(decode(source.content, given), given).encode()
    except FileFaults as faults:
        return Answer(complaints=tuple(faults.lines()), code=ExitCode.CANNOT_READ)
    if check:
        return _checked(source, new)
    if source.path is None:
        return Answer(new)
    return _written(source, new)


def _checked(source: Source, new: bytes) -> Answer:
    if new == source.content:
        return Answer()
    return Answer(lines([f"{visible(source.name)} would be formatted"]), code=ExitCode.ANSWER_IS_NO)


def _written(source: Source, new: bytes) -> Answer:
    if source.path is None or new == source.content:
        return Answer()
    try:
        save(source.path, new.decode())
    except SaveError as error:
        return Answer(complaints=(f"vsmap: {error.reason}",), code=ExitCode.CANNOT_WRITE)
    return Answer(complaints=(f"{visible(source.name)} formatted",))
