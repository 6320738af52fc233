"""The pieces of TOML that must be told apart to know where a value ends: strings, comments, brackets.

Each pattern consumes an unclosed string to its end, so that a scan is linear whatever the text holds;
whether the text is TOML at all is `tomllib`'s to say.
"""

import re
from collections.abc import Iterator
from typing import Final

STRING: Final = (
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+(?:"{3,5}+)?'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+(?:'{3,5}+)?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
)
COMMENT: Final = r"#[^\n]*+"
TOKEN: Final = re.compile(rf"{STRING}|{COMMENT}|[\[\]{{}},\n]", re.DOTALL)
"""A string, a comment, or a character that ends or nests a value."""

_BRACKETS = re.compile(rf"{STRING}|{COMMENT}|[\[\]{{}}]", re.DOTALL)
_DOTS = re.compile(rf"{STRING}|{COMMENT}|[.=,\n]", re.DOTALL)
_NUMBERS = re.compile(rf"{STRING}|{COMMENT}|[0-9][0-9_]*+", re.DOTALL)


def deeper_than(text: str, limit: int) -> int | None:
    """Return the offset of the first bracket that nests deeper than a limit, or None."""
    depth = 0
    for token in _BRACKETS.finditer(text):
        first = text[token.start()]
        if first in "[{":
            depth += 1
            if depth > limit:
                return token.start()
        elif first in "]}":
            depth = max(0, depth - 1)
    return None


def longer_key_than(text: str, limit: int) -> int | None:
    """Return the offset where a dotted key has more than so many parts, or None."""
    if not any(line.count(".") >= limit for line in text.split("\n")):
        return None
    dots = 0
    for token in _DOTS.finditer(text):
        first = text[token.start()]
        if first in "=,\n":
            dots = 0
        elif first == ".":
            dots += 1
            if dots >= limit:
                return token.start()
    return None


def long_numbers(text: str, digits: int) -> Iterator[tuple[int, str]]:
    """Yield the offset and the digits of each number with more than so many of them."""
    for token in _NUMBERS.finditer(text):
        if token[0][0].isdigit() and len(token[0]) > digits:
            yield token.start(), token[0].replace("_", "")
