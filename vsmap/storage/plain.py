"""From text to plain tables: `tomllib`, with its holes closed and its complaints in plain words."""

import math
import re
import tomllib
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from vsmap.model.text import excerpt, visible
from vsmap.storage.faults import SHOWN, Fault, FileFaults
from vsmap.storage.lexing import deeper_than, long_numbers, longer_key_than
from vsmap.storage.source import without_mark

MAXIMUM_DEPTH: Final = 32
"""How deep lists and inline tables may nest."""
MAXIMUM_PARTS: Final = 50
"""How many dotted parts a key may have."""
_DEEPEST: Final = MAXIMUM_DEPTH + 2 * MAXIMUM_PARTS
"""What a header, a key and brackets come to at most; dotted keys within brackets could go on for ever."""
_PRINTABLE_DIGITS: Final = 4300
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_TWICE = re.compile(r"Cannot declare \((.*?),?\) twice", re.DOTALL)
_MARKER = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)


def plain_tables(text: str, file: str) -> dict[str, Any]:
    """Parse TOML 1.0; raises FileFaults, with a line, for anything else. Bounded in time and memory."""
    text = without_mark(text).replace("\r\n", "\n")
    _check_limits(text, file)
    try:
        tables = tomllib.loads(text, parse_float=_number)
    except tomllib.TOMLDecodeError as error:
        raise FileFaults(_conflicts(text, file) or [_not_toml(text, file, str(error))]) from None
    except ValueError:
        raise FileFaults(_unprintable(text, file)) from None
    if _depth(tables) > _DEEPEST:
        raise FileFaults([_at(text, file, 0, "", f"nested deeper than {_DEEPEST} tables")])
    return tables


def _number(text: str) -> float | Decimal:
    """Read a float; one that no float can hold stays a decimal, so that it is shown and kept as written."""
    value = float(text)
    return value if math.isfinite(value) or text[-1] in "fn" else Decimal(text)


def _at(text: str, file: str, offset: int, found: str, message: str) -> Fault:
    return Fault(file, text.count("\n", 0, offset) + 1, "", found, message)


def _check_limits(text: str, file: str) -> None:
    deep = deeper_than(text, MAXIMUM_DEPTH)
    if deep is not None:
        raise FileFaults([_at(text, file, deep, "", f"nested deeper than {MAXIMUM_DEPTH} brackets")])
    long = longer_key_than(text, MAXIMUM_PARTS)
    if long is not None:
        raise FileFaults([_at(text, file, long, "", f"a key of more than {MAXIMUM_PARTS} dotted parts")])


def _conflicts(text: str, file: str) -> list[Fault]:
    message = "git's conflict marker: keep one of the two sides and delete the markers"
    markers = islice(_MARKER.finditer(text), SHOWN)
    return [_at(text, file, marker.start(), excerpt(marker[0]), message) for marker in markers]


def _not_toml(text: str, file: str, complaint: str) -> Fault:
    at = _AT_LINE.search(complaint)
    line = int(at[1]) if at else max(1, text.rstrip("\n").count("\n") + 1)
    reason = complaint.removesuffix(" (at end of document)")
    reason = reason[: at.start()] if at else reason
    twice = _TWICE.fullmatch(reason)
    if twice:
        name = ".".join(part.strip("'\"") for part in twice[1].split(", "))
        reason = f"the table [{name}] stands twice"
    elif reason == "Cannot overwrite a value":
        reason = "a key or table that stands above already"
    else:
        reason = reason[:1].lower() + reason[1:]
    end = "" if at else ", at the end of the file"
    return Fault(file, line, "", "", f"this is not TOML: {visible(reason)[:200]}{end}")


def _unprintable(text: str, file: str) -> list[Fault]:
    """Name the integers that Python refuses to read for their length."""
    message = "a number is at most 1,000,000,000"
    return [
        _at(text, file, offset, f"a number of {_bits(digits)} bits", message)
        for offset, digits in islice(long_numbers(text, _PRINTABLE_DIGITS), SHOWN)
    ]


def _bits(digits: str) -> int:
    leading = float(f"0.{digits[:15]}")
    return int(math.log2(leading) + len(digits) * math.log2(10)) + 1 if leading else 1


def _depth(tables: object) -> int:
    """Return how deep tables and lists nest, without recursion and no further than is asked."""
    depth, level = 0, [tables]
    while level and depth <= _DEEPEST:
        held = [value for value in level if isinstance(value, dict | list)]
        depth += bool(held)
        level = [item for value in held for item in (value.values() if isinstance(value, dict) else value)]
    return depth
