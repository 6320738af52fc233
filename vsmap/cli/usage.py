"""The arguments of vsmap, read by argparse: those of the editor and those of each headless command."""

import argparse
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from vsmap.cli.catalogue import COMMANDS

SHELLS: Final = ("bash", "zsh", "fish", "tcsh")
UNITS: Final = ("s", "m", "h", "d", "w", "mo")
DETAILS: Final = ("chip", "box", "data")
_WITHOUT_COMMAND: Final = ("-h", "--help", "--version")
_LEAST_WIDTH: Final = 20
_MOST_WIDTH: Final = 10_000
_MOST_SAMPLES: Final = 20_000_000
_MOST_SEED: Final = 2**32 - 1
_USAGE: Final = "vsmap [--ascii] [FILE]\n       vsmap [--ascii] --sample NAME\n       vsmap COMMAND …"
_CLOSING: Final = """\
Without a command the editor opens: on FILE, on a copy of a sample, or on a welcome screen.
`vsmap COMMAND --help` shows the arguments of a command and an example that runs.
FILE@REV reads a file from git; - is standard input or output.

Exit codes: 0 done · 1 done, and the answer is no · 2 wrong usage · 3 the input can't be read ·
4 the output can't be written · 5 an optional extra is missing · 70 an unforeseen error · 130 interrupted.
"""


class WrongUsageError(Exception):
    """Arguments that make no command; the message says why, and how it is used."""


class HelpAsked(Exception):  # noqa: N818 - being asked for help is no error
    """Help was asked for; the message is the help."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves printing and exiting to its caller."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - argparse's own arguments
        super().__init__(
            **{"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False, **more}
        )

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong, with the usage."""
        raise WrongUsageError(f"{self.prog}: {message}\n{self.format_usage().strip()}")

    def print_help(self, file: object = None) -> None:  # noqa: ARG002 - argparse's signature
        """Raise the help, so that it is written where all output is."""
        raise HelpAsked(self.format_help())


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of a headless command; raises WrongUsageError or HelpAsked."""
    first = arguments[0] if arguments else ""
    if first in COMMANDS or first in _WITHOUT_COMMAND:
        asked = whole_parser(first).parse_args(arguments)
        if asked.command or asked.version:
            return asked
    if first and not first.startswith("-") and not set(first) & set("./@"):
        from difflib import get_close_matches  # noqa: PLC0415 - only a mistake asks for it

        near = get_close_matches(first, COMMANDS, n=1)
        hint = f"did you mean {near[0]}?" if near else "vsmap --help lists the commands"
        raise WrongUsageError(f"vsmap: there is no command {first}; {hint}")
    return parse_editor(arguments)


def parse_editor(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments of the editor; raises WrongUsageError or HelpAsked."""
    parser = _Parser(prog="vsmap", usage=_USAGE)
    parser.add_argument("file", nargs="?")
    parser.add_argument("--sample")
    parser.add_argument("--ascii", action="store_true")
    try:
        asked = parser.parse_args(arguments)
    except HelpAsked:
        raise HelpAsked(whole_parser("").format_help()) from None
    if asked.file == "-":
        parser.error("the editor needs a file: its standard input is the keyboard")
    if asked.file is not None and asked.sample is not None:
        parser.error("--sample opens a copy that has no file yet: leave FILE out")
    return asked


def whole_parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Make the parser of everything but the editor's FILE, which can't stand beside commands.

    Args:
        asked: the one command whose arguments are needed, or none; all when left out. The choices of some
            are imported from what carries them out.
    """
    parser = _Parser(
        prog="vsmap", usage=_USAGE, description="The value stream mapper for the terminal.", epilog=_CLOSING
    )
    parser.add_argument("--sample", metavar="NAME", help="open the editor on a copy of a sample map")
    parser.add_argument("--ascii", action="store_true", help="let the editor draw in ASCII alone")
    parser.add_argument("--version", action="store_true", help="show the version")
    commands = parser.add_subparsers(
        prog="vsmap", dest="command", metavar="COMMAND", title="commands", parser_class=_Parser
    )
    for command in COMMANDS.values():
        adder = commands.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[:1].upper()}{command.help[1:]}.",
            epilog=f"Example:\n  {command.example}\n",
        )
        if asked in {None, command.name}:
            _ARGUMENTS[command.name](adder)
    return parser


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a map, FILE@REV of git, or - for standard input")


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="maps, FILE@REV of git, or - for standard input"
    )


def _check(parser: argparse.ArgumentParser) -> None:
    _files(parser)
    parser.add_argument("--targets", action="store_true", help="exit with 1 where a map misses a target")
    parser.add_argument("--json", action="store_true", help="write JSON")


def _fmt(parser: argparse.ArgumentParser) -> None:
    _files(parser)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit with 1 where a file would change"
    )


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the file to write, or - for standard output")
    parser.add_argument("--sample", metavar="NAME", default="blank", help="the sample to start from")


def _future(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--future", action="store_true", help="of the future state: with the improvements carried out"
    )


def _metrics(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--percentiles", action="store_true", help="P50, P85 and P95 of the lead time too, where items differ"
    )
    _future(parser)
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--json", action="store_true", help="write JSON: unrounded, in working hours")
    either.add_argument(
        "--why", metavar="NUMBER", help="take one total apart into its terms, e.g. lead-time, flow-efficiency"
    )


def _simulate(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--samples",
        metavar="N",
        type=_samples,
        help="send N items through, where the map could be worked out exactly too",
    )
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--future", action="store_true", help="the future state beside the current one")
    either.add_argument(
        "--queues",
        action="store_true",
        help="run the map with its demand and its people, event by event: what queues alone explain",
    )
    parser.add_argument("--seed", metavar="N", type=_seed, help="another sample; the same seed, the same one")
    parser.add_argument("--json", action="store_true", help="write JSON: unrounded, in working hours")


def _draw(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "--width", metavar="N", type=_width, help="columns to draw in; the terminal's, or 100"
    )
    parser.add_argument("--detail", choices=DETAILS, default="box", help="how much to show of each stage")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters alone")
    _future(parser)


def _compare(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument(
        "other", metavar="FILE", nargs="?", help="what it became; the future state of the first when left out"
    )
    parser.add_argument("--rev", metavar="REV", help="compare the file with itself at a revision of git")
    parser.add_argument("--json", action="store_true", help="write JSON: unrounded, in working hours")


def _report(parser: argparse.ArgumentParser) -> None:
    from vsmap.exchange.choices import REPORTS  # noqa: PLC0415 - the choices of this command alone

    _file(parser)
    parser.add_argument("--to", choices=REPORTS, help="the form; else that of OUT's name, or md")
    _output(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    from vsmap.exchange.choices import FORMS, PAGE_NAMES, TABLES  # noqa: PLC0415 - choices of this command alone

    _file(parser)
    _future(parser)
    parser.add_argument("--to", choices=FORMS, required=True, help="the form to write")
    _output(parser)
    parser.add_argument(
        "--theme", choices=("auto", "light", "dark"), default="auto", help="colours of a picture; auto: both"
    )
    parser.add_argument(
        "--page", choices=PAGE_NAMES, help="wrap a picture to a page; a PDF gets as many as it needs"
    )
    parser.add_argument("--width", metavar="N", type=_width, help="wrap a picture to so many letters")
    parser.add_argument("--detail", choices=DETAILS, default="box", help="how much to show of each stage")
    parser.add_argument("--table", choices=TABLES, default="stages", help="which table to write as CSV")


def _import(parser: argparse.ArgumentParser) -> None:
    from vsmap.exchange.choices import DATES, KINDS  # noqa: PLC0415 - the choices of this command alone

    parser.add_argument("source", metavar="SOURCE", help="what to read, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="MAP", help="the map to write, never over a file; - is standard output"
    )
    parser.add_argument("--kind", choices=KINDS, help="what SOURCE is; else it is looked at")
    parser.add_argument("--dates", choices=DATES, help="how dates of numbers alone are meant, in a log")
    parser.add_argument(
        "--zone", metavar="NAME", help="the time zone to count working time in: Europe/Berlin"
    )
    parser.add_argument("--day-starts", metavar="HOUR", help="when a working day begins, for a log; 9")
    parser.add_argument("--active", metavar="STATUS", action="append", help="a status in which people work")
    parser.add_argument("--waiting", metavar="STATUS", action="append", help="a status in which work waits")
    parser.add_argument("--stages", metavar="N", help="how many activities of a log become stages; 12")
    parser.add_argument("--hours-per-day", metavar="N", help="working hours in a day of the map's calendar")
    parser.add_argument("--days-per-week", metavar="N", help="working days in a week of the map's calendar")
    parser.add_argument("--unit", choices=UNITS, help="the unit of times that have none, in a table")


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="the file to write; else standard output"
    )


def _recover(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="?", help="the map to bring back; without it list all")
    parser.add_argument("-o", "--output", metavar="OUT", help="write it to a new file instead")


def _trend(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a map that git knows; FILE@REV: its history until then")
    parser.add_argument("--json", action="store_true", help="write JSON: unrounded, in working hours")


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """Add no arguments."""


def _completion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="the shell to complete in")


_ARGUMENTS: Final = {
    "check": _check,
    "fmt": _fmt,
    "new": _new,
    "samples": _nothing,
    "metrics": _metrics,
    "simulate": _simulate,
    "draw": _draw,
    "report": _report,
    "export": _export,
    "compare": _compare,
    "recover": _recover,
    "import": _import,
    "trend": _trend,
    "keys": _nothing,
    "completion": _completion,
}


def _width(typed: str) -> int:
    return _number(typed, _LEAST_WIDTH, _MOST_WIDTH)


def _samples(typed: str) -> int:
    return _number(typed, 1, _MOST_SAMPLES)


def _seed(typed: str) -> int:
    return _number(typed, 0, _MOST_SEED)


def _number(typed: str, least: int, most: int) -> int:
    try:
        number = int(typed)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"write a number from {least} to {most}")
    return number
