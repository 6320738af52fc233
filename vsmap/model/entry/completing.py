"""What a half-typed lane or kind at the end of a capture line is most likely to become."""

import re
from collections.abc import Sequence

from vsmap.model.entry.words import quoted
from vsmap.model.records import KINDS

_KIND_AT_END = re.compile(r"(?<=\s)#([a-z]*)$", re.IGNORECASE)
_LANE_AT_END = re.compile(r"(?<=\s)@(\"?)([^@\"\\]*)$")
_NEEDS_QUOTES = re.compile(r'[",\\]')


def completed(line: str, lanes: Sequence[str]) -> str | None:
    """Return a line with the kind, or the lane out of `lanes`, that its last word begins; None without one.

    >>> completed("Test 1d/3d #te", ()), completed("Test @line o", ("QA", "Line of business"))
    ('Test 1d/3d #test', 'Test @Line of business')
    """
    kind = _KIND_AT_END.search(line)
    if kind is not None:
        found = _first_with(kind[1], KINDS)
        return None if found is None else f"{line[: kind.start()]}#{found}"
    lane = _LANE_AT_END.search(line)
    if lane is None:
        return None
    found = _first_with(lane[2], lanes)
    if found is None:
        return None
    must_quote = lane[1] or _NEEDS_QUOTES.search(found)
    return f"{line[: lane.start()]}@{quoted(found) if must_quote else found}"


def _first_with(start: str, words: Sequence[str]) -> str | None:
    """Return the first word that goes on from a start, however that is capitalised."""
    longer = (word for word in words if len(word) > len(start))
    return next((word for word in longer if word[: len(start)].casefold() == start.casefold()), None)
