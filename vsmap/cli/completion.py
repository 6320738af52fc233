"""`vsmap completion`: a script that completes vsmap's commands, made by shtab out of the parser."""

import argparse

import shtab

from vsmap.cli.answer import Answer
from vsmap.cli.usage import whole_parser


def run(arguments: argparse.Namespace) -> Answer:
    """Return the script for a shell."""
    parser = whole_parser()
    _complete_files(parser)
    return Answer(shtab.complete(parser, shell=arguments.shell))


def _complete_files(parser: argparse.ArgumentParser) -> None:
    """Let every FILE of every command complete to files, which argparse itself has no word for."""
    waiting = [parser]
    while waiting:
        for action in waiting.pop()._actions:  # noqa: SLF001 - shtab reads the same list: there is no public one
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
                waiting += action.choices.values()
            elif action.metavar == "FILE":
                action.complete = shtab.FILE  # type: ignore[attr-defined] # shtab's way of telling it
