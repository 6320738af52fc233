"""Statuses of a tracker: in which work is done, and in which it waits; what can't be told is asked."""

import re
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

_ACTIVE: Final = re.compile(
    r"\b(in progress|doing|in development|develop\w*|implement\w*|coding|in review|reviewing|code review"
    r"|testing|in test\w*|analys\w*|analyz\w*|design\w*|investigat\w*|deploying|building|working|active"
    r"|fixing)\b"
)
_WAITING: Final = re.compile(
    r"\b(to ?do|backlog|open|new|created|reopened|ready\b.*|wait\w*|pending|blocked|on hold|hold|queued?"
    r"|selected|awaiting\b.*|scheduled|triage|for (?:review|test\w*|deploy\w*|release|approval)|paused"
    r"|planned|approved)\b"
)
_DONE: Final = re.compile(
    r"\b(done|closed?|resolved|released|deployed|cancell?ed|rejected|finished|completed?)\b"
)


class Classes(NamedTuple):
    """What a status is: work, waiting, or an end."""

    active: frozenset[str]
    waiting: frozenset[str]
    done: frozenset[str]
    guessed: tuple[str, ...]
    """Statuses whose class is taken from their name."""
    unclear: tuple[str, ...]
    """Statuses that a person has to class; until then nothing is said of work in them."""


def classes_of(statuses: Iterable[str], active: Collection[str], waiting: Collection[str]) -> Classes:
    """Class statuses by what a person said, else by what their names say.

    >>> found = classes_of(["To Do", "In Progress", "Ready for test", "Parkplatz", "Done"], [], ["Parkplatz"])
    >>> sorted(found.active), sorted(found.waiting), sorted(found.done), found.unclear
    (['In Progress'], ['Parkplatz', 'Ready for test', 'To Do'], ['Done'], ())
    """
    said = {name.casefold(): kind for kind, names in (("a", active), ("w", waiting)) for name in names}
    kinds: dict[str, set[str]] = {"a": set(), "w": set(), "d": set()}
    guessed: list[str] = []
    unclear: list[str] = []
    for status in statuses:
        kind = said.get(status.casefold())
        if kind is None:
            kind = _by_name(status.casefold())
            (guessed if kind else unclear).append(status)
        if kind:
            kinds[kind].add(status)
    active_ones, waiting_ones, done = (frozenset(kinds[kind]) for kind in "awd")
    return Classes(active_ones, waiting_ones, done, tuple(guessed), tuple(unclear))


def _by_name(status: str) -> str:
    """Return the class that a name says: waiting before work, as in "ready for review"."""
    for kind, pattern in (("w", _WAITING), ("a", _ACTIVE), ("d", _DONE)):
        if pattern.search(status):
            return kind
    return ""
