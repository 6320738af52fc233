"""One word of a capture line, read as a figure if it is one."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.durations import is_unit
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.timing import read_timing
from vsmap.model.entry.words import Word
from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.model.text import excerpt
from vsmap.model.values import FieldError, read_value

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_COUNT = re.compile(rf"(~?)([xq])({_NUMBER})")
_COUNTED: Final = {"x": "people", "q": "queue"}
_PERCENT = re.compile(r"(~?)(-?[0-9][0-9.,]*%)")
_BARE_ZERO = re.compile(r"[0.,]+")
_TIME_SIGNS = re.compile(r"[/+()~\s?\N{EN DASH}\N{MINUS SIGN}-]+")
_TIME_PIECE = re.compile(r"[0-9.,][0-9.,A-Za-z]*")
_LETTERS = re.compile(r"(?<=[0-9])[A-Za-z]+")
_MUST_BE_TIME = re.compile(r"[~/][0-9.]")
_LONGEST_TIME: Final = 4


class Figure(NamedTuple):
    """What one or more words of a line say: values by the fields of a stage, and which are guesses."""

    words: int
    text: str
    values: dict[str, Any]
    guessed: tuple[str, ...] = ()


class UnreadableWord(EntryError):  # noqa: N818 - it names what was found
    """A word that must be a figure and can't be read as one."""


def read_words(words: Sequence[Word], start: int, lanes: Sequence[str], calendar: Calendar) -> Figure | None:
    """Read the figure that starts at a word, or return None where that word is none.

    Raises UnreadableWord where that word must be a figure and is a broken one.
    """
    first = words[start]
    if first.is_lane:
        return _lane(1, f'@"{first.text}"', first.text)
    if first.is_literal:
        return None
    text = first.text.rstrip(",")
    if text.startswith("@"):
        return _known_lane(words[start : start + _longest(lanes)], lanes) or _lane(1, text, text[1:])
    if not text or text.startswith("#"):
        return _kind(text) if text else Figure(1, "", {})
    return _count(text) or _percent(text) or _times(words[start : start + _LONGEST_TIME], calendar)


def _lane(words: int, text: str, lane: str) -> Figure:
    if not lane.strip():
        raise UnreadableWord("write the lane after the @, as @QA")
    return Figure(words, text, {"lane": lane.strip()})


def _known_lane(words: Sequence[Word], lanes: Sequence[str]) -> Figure | None:
    """Return the longest lane of the map that the words spell, each capital as it is on the map."""
    for count in range(len(words), 0, -1):
        if any(word.is_literal for word in words[:count]):
            continue
        spelt = " ".join(word.text for word in words[:count]).rstrip(",")[1:]
        alike = [lane for lane in lanes if lane.casefold() == spelt.casefold()]
        if alike:
            return _lane(count, f"@{spelt}", spelt if spelt in alike else alike[0])
    return None


def _longest(lanes: Sequence[str]) -> int:
    return max((len(lane.split()) for lane in lanes), default=0)


def _kind(text: str) -> Figure:
    if len(text) == 1:
        raise UnreadableWord("write the kind after the #, as #review")
    return _checked("kind", text, text[1:].lower())


def _count(text: str) -> Figure | None:
    found = _COUNT.fullmatch(text)
    return _checked(_COUNTED[found[2]], text, found[3], guessed=bool(found[1])) if found else None


def _percent(text: str) -> Figure | None:
    found = _PERCENT.fullmatch(text)
    return _checked("complete_accurate", text, found[2], guessed=bool(found[1])) if found else None


def _checked(field: str, text: str, typed: str, *, guessed: bool = False) -> Figure:
    try:
        value = read_value(specs_of(Stage)[field], typed, Calendar())
    except FieldError as error:
        raise _unreadable(text, error.allowed) from None
    return Figure(1, text, {field: value}, (field,) if guessed else ())


def _times(words: Sequence[Word], calendar: Calendar) -> Figure | None:
    """Read a time, over the words that follow too where they say one time together (`2d 4h`)."""
    first = _time(words[0], calendar)
    if first is None:
        return None
    count = 1
    while count < len(words) and _is_time(words[count], calendar):
        count += 1
    for several in range(count, 1, -1):
        joined = " ".join(word.text for word in words[:several]).rstrip(",")
        try:
            return Figure(several, joined, {**read_timing(joined, calendar)})
        except EntryError:
            continue
    return first


def _is_time(word: Word, calendar: Calendar) -> bool:
    try:
        return not word.is_literal and _time(word, calendar) is not None
    except UnreadableWord:
        return False


def _time(word: Word, calendar: Calendar) -> Figure | None:
    text = word.text.rstrip(",")
    if _BARE_ZERO.fullmatch(text):
        return None
    try:
        return Figure(1, text, {**read_timing(text, calendar)})
    except EntryError as error:
        if must_be_time(text):
            raise _unreadable(text, str(error)) from None
        return None


def must_be_time(text: str) -> bool:
    """Tell a broken time (`5-2d`, `2d/2q`, `3M`, `~5`) from a word of a name (`2FA`, `24/7`, `A/B`)."""
    pieces = [piece for piece in _TIME_SIGNS.split(text) if piece]
    if not pieces or not all(_TIME_PIECE.fullmatch(piece) for piece in pieces):
        return False
    return bool(_MUST_BE_TIME.match(text)) or any(is_unit(unit) for unit in _LETTERS.findall(text))


def _unreadable(text: str, why: str) -> UnreadableWord:
    named = why if excerpt(text) in why else f"{excerpt(text)}: {why}"
    return UnreadableWord(f"{named} (\\{text} keeps it in the name)")
