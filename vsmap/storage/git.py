"""Asking git: no shell, no prompt, and never for longer than a while."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

SECONDS: Final = 30
"""How long git may take: a repository on a network that hangs must not hang vsmap."""
_BATCH: Final = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


class GitError(Exception):
    """Git did not do what it was asked; the message is its own reason, in one line."""


def ask_git(folder: Path, arguments: Sequence[str], given: bytes = b"") -> bytes:
    """Return what git writes in a folder, with some input; raises GitError with its reason.

    A revision that a person wrote must not begin with a dash.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument of a person's is an option
            ["git", *arguments],  # noqa: S607 - the git that the person uses
            cwd=folder,
            env={**os.environ, **_BATCH},
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {SECONDS} seconds") from None
    except (OSError, ValueError) as error:
        raise GitError(_no_start(folder, error)) from None
    if done.returncode:
        raise GitError(_reason(done.stderr.decode(errors="replace")))
    return done.stdout


def _no_start(folder: Path, error: Exception) -> str:
    if not folder.is_dir():
        return f"there is no directory {folder}"
    return "git is not installed" if isinstance(error, FileNotFoundError) else str(error)


def _reason(complaint: str) -> str:
    """Return the first line of what git said, without its word for an error."""
    first = complaint.strip().partition("\n")[0]
    return first.removeprefix("fatal: ").removeprefix("error: ") or "git gave no reason"
