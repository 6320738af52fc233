"""The statements of a TOML text as they stand: headers, keys, comments and blank lines, with their places.

A linear scan of a text that `tomllib` has read; on any other text it neither fails nor hangs.
"""

import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from typing import Final, NamedTuple

from vsmap.storage.inner import InnerParts, Remark
from vsmap.storage.lexing import TOKEN

_PART: Final = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\[^\n])*+"|'[^'\n]*+')"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART})*+")
_PARTS = re.compile(_PART)
_SPACE = re.compile(r"[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_SIMPLE = re.compile(
    r"""(?:"[^"\\\n]*+"(?!")|[A-Za-z0-9+-][A-Za-z0-9+.:_-]*+)(?=[ \t]*+(?:\#|\n|\Z))""", re.VERBOSE
)


class Kind(Enum):
    """What a statement is."""

    TABLE = "table"
    ROW = "row"
    KEY = "key"
    COMMENT = "comment"
    BLANK = "blank"


class Statement(NamedTuple):
    """One statement with the text that it takes up, from the start of its line to the end of its last.

    `value` is the span of a key's value within the whole text, `elements` the offsets of a list's
    elements where it spans lines, `comment` what follows on the last line.
    """

    kind: Kind
    line: int
    start: int
    end: int
    parts: tuple[str, ...] = ()
    value: tuple[int, int] = (0, 0)
    comment: str = ""
    inner: tuple[Remark, ...] = ()
    elements: tuple[int, ...] = ()


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a text in order; together they take up all of it."""
    position, line = 0, 1
    while position < len(text):
        statement = _statement(text, position, line)
        yield statement
        line += text.count("\n", position, statement.end)
        position = statement.end


def _statement(text: str, start: int, line: int) -> Statement:
    position = _after(_SPACE, text, start)
    first = text[position : position + 1]
    if first == "#":
        end = _line_end(text, position)
        return Statement(Kind.COMMENT, line, start, end, comment=text[position:end].rstrip(" \t\n"))
    if first == "[":
        return _header(text, start, position, line)
    key = _KEY.match(text, position)
    equals = _EQUALS.match(text, key.end()) if key else None
    if key is None or equals is None:
        return Statement(Kind.BLANK, line, start, _line_end(text, position))
    return _pair(text, start, line, _names(key[0]), equals.end())


def _header(text: str, start: int, position: int, line: int) -> Statement:
    row = text.startswith("[[", position)
    key = _KEY.match(text, _after(_SPACE, text, position + (2 if row else 1)))
    parts = _names(key[0]) if key else ()
    closing = text.find("]", key.end()) if key else -1
    after = position if closing < 0 else closing + (2 if row else 1)
    end = _line_end(text, after)
    return Statement(
        Kind.ROW if row else Kind.TABLE, line, start, end, parts, comment=_comment(text, after, end)
    )


def _pair(text: str, start: int, line: int, parts: tuple[str, ...], at: int) -> Statement:
    simple = _SIMPLE.match(text, at)
    if simple is not None:
        end = _line_end(text, simple.end())
        comment = _comment(text, simple.end(), end)
        return Statement(Kind.KEY, line, start, end, parts, simple.span(), comment)
    stop = _value_end(text, at)
    end = _line_end(text, stop)
    comment = _comment(text, stop, end)
    if "\n" not in text[at:stop]:
        return Statement(Kind.KEY, line, start, end, parts, (at, stop), comment)
    inner = InnerParts(text, at, stop)
    remarks, elements = tuple(inner.remarks), tuple(inner.elements)
    return Statement(Kind.KEY, line, start, end, parts, (at, stop), comment, remarks, elements)


def _value_end(text: str, at: int) -> int:
    depth = 0
    for token in TOKEN.finditer(text, at):
        first = text[token.start()]
        if not depth and first in "#\n":
            return at + len(text[at : token.start()].rstrip())
        depth += (first in "[{") - (first in "]}")
        if depth <= 0 and first not in "#\n,":
            return token.end()
    return len(text)


def _after(pattern: "re.Pattern[str]", text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _line_end(text: str, position: int) -> int:
    """Return the offset behind the line end at or after a position."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1


def _comment(text: str, position: int, end: int) -> str:
    rest = text[position:end].strip(" \t\n")
    return rest if rest.startswith("#") else ""


def _names(key: str) -> tuple[str, ...]:
    """Read the parts of a dotted key."""
    if "." not in key and key[0] not in "\"'":
        return (key,)
    return tuple(_name(part) for part in _PARTS.findall(key))


def _name(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"' and "\\" in part:
        try:
            return str(tomllib.loads(f"v = {part}")["v"])
        except tomllib.TOMLDecodeError:
            return part
    return part.strip('"')
