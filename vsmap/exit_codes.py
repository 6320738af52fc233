"""The exit codes of vsmap, for both of its faces (cli.md)."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told about how a run ended."""

    DONE = 0
    ANSWER_IS_NO = 1
    WRONG_USAGE = 2
    CANNOT_READ = 3
    CANNOT_WRITE = 4
    EXTRA_MISSING = 5
    UNFORESEEN = 70
    INTERRUPTED = 130
