"""Text measured in terminal cells: the one place that knows how wide a character is.

Terminals disagree about joined emoji, variation selectors and flags, so `plain` takes those joints out
first: what is left is as wide everywhere as Unicode's East Asian Width says (UAX #11).
"""

import unicodedata
from functools import lru_cache

_FLAG_A, _FLAG_Z = 0x1F1E6, 0x1F1FF
_JOINTS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), 0x200C, 0x200D)))
"""Variation selectors, skin tones, joiners."""
_JAMO_FIRST, _JAMO_LAST = "\u1160", "\u11ff"
"""Korean vowels and finals, which join the character before."""


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text that is safe and equally wide on every terminal.

    All kinds of space become blanks, control and format characters `\ufffd`, flags their two letters.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_plain_character, unicodedata.normalize("NFC", text)))


def _plain_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in _JOINTS:
        return ""
    if _FLAG_A <= ord(character) <= _FLAG_Z:
        return chr(ord(character) - _FLAG_A + ord("A"))
    return "\ufffd" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def character_width(character: str) -> int:
    """Return the cells that one character takes: 0 for a combining mark, 2 for a wide one, otherwise 1."""
    if unicodedata.category(character) in {"Mn", "Me"} or _JAMO_FIRST <= character <= _JAMO_LAST:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=8192)
def cells(text: str) -> tuple[str, ...]:
    """Return a text cell by cell; the second cell of a wide character is empty."""
    text = plain(text)
    if text.isascii():
        return tuple(text)
    found: list[str] = []
    base = -1
    for character in text:
        size = character_width(character)
        if size == 0 and base >= 0:
            found[base] += character
        elif size:
            base = len(found)
            found.append(character)
            found += [""] * (size - 1)
    return tuple(found)


def width(text: str) -> int:
    """Return the cells that a text takes.

    >>> width("Prüfung"), width("検査")
    (7, 4)
    """
    return len(cells(text))


def fit(text: str, size: int, ellipsis: str = "…") -> str:
    """Cut a text to at most `size` cells, never through a character; what was cut is marked.

    >>> fit("test environment", 10), fit("検査工程", 6)
    ('test envi…', '検査…')
    """
    whole = cells(text)
    if len(whole) <= size:
        return "".join(whole)
    if size <= 0:
        return ""
    end = size - 1
    if whole[end] == "":
        end -= 1
    return "".join(whole[:end]) + ellipsis
