"""Text that a person typed: made safe to show, read as an id, matched against known words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set  # noqa: PYI025 - not the builtin
from typing import Final

MAXIMUM_NAME: Final = 200
"""The longest name, in characters."""

_ID = re.compile(r"[A-Za-z0-9_-]+\Z")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_PLAIN_ITEM = re.compile(r'[^\s",](?:[^",]*[^\s",])?')
_ITEM = re.compile(r'\s*("(?:[^"\\]|\\.)*"(?=\s*(?:,|$)))|([^,]+)', re.DOTALL)
_INVISIBLE = (
    *(0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000),
    *range(0xE0000, 0xE0080),
)
_VISIBLE: Final = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *_INVISIBLE), 0xFFFD),
}


def visible(text: str) -> str:
    """Replace every character that could command a terminal or reorder text by a visible one.

    >>> visible("a" + chr(27) + "[31mred")
    'a␛[31mred'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_VISIBLE)


def is_plain(text: str) -> bool:
    """Tell whether a text holds nothing that `visible` would replace."""
    return visible(text) == text


def excerpt(value: object, limit: int = 60) -> str:
    """Show what was found in at most `limit` characters; a huge integer, a list or a table by its size."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 4 * limit:
        return f"a number of {value.bit_length()} bits"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list):
        kind = "table" if isinstance(value, Mapping) else "list"
        return f"a {kind} of {len(value)}" if value else f"an empty {kind}"
    shown = visible(f'"{value[:limit]}"' if isinstance(value, str) else str(value))
    whole = len(shown) <= limit and not (isinstance(value, str) and len(value) > limit)
    return shown if whole else shown[: limit - 1] + "…"


def is_id(text: str) -> bool:
    """Tell whether a text may be the id of a stage or an improvement."""
    return len(text) <= MAXIMUM_NAME and bool(_ID.match(text))


def name_of(identifier: str) -> str:
    """Read an id as words: the name of a stage that has none.

    >>> name_of("release-board")
    'Release board'
    """
    words = identifier.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else identifier


def identifier_for(name: str, taken: Iterable[str], fallback: str = "stage") -> str:
    """Make a new id from a name: readable, stable, and not among those `taken`.

    >>> identifier_for("Prüfen & Test", ["prufen-test"])
    'prufen-test-2'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[:60].rstrip("-") or fallback
    used = taken if isinstance(taken, Set) else set(taken)
    if stem not in used:
        return stem
    suffix = 2
    while f"{stem}-{suffix}" in used:
        suffix += 1
    return f"{stem}-{suffix}"


def read_decimal(digits: str) -> float:
    """Read a number whose decimal mark is a point or a comma.

    Raises ValueError, with the two readings, where a comma may as well group thousands (1,500).
    """
    if _THOUSANDS.fullmatch(digits):
        plain, decimal = digits.replace(",", ""), digits.replace(",", ".").rstrip("0").rstrip(".")
        raise ValueError(f"is {digits} {plain} or {decimal}? Write it without the comma")
    return float(digits.replace(",", "."))


def join_list(items: Iterable[str]) -> str:
    """Write texts as one line, separated by commas; what a comma or space would break is quoted.

    >>> join_list(["Jira", "Word, Excel"])
    'Jira, "Word, Excel"'
    """
    return ", ".join(item if _PLAIN_ITEM.fullmatch(item) else _quoted(item) for item in items)


def _quoted(item: str) -> str:
    escaped = item.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def split_list(line: str) -> list[str]:
    """Read back what `join_list` wrote, or a person: nothing between two commas is left out.

    >>> split_list('Jira, "Word, Excel",')
    ['Jira', 'Word, Excel']
    """
    items = []
    for quoted, plain in _ITEM.findall(line):
        text = re.sub(r"\\(.)", r"\1", quoted[1:-1], flags=re.DOTALL) if quoted else plain.strip()
        if text:
            items.append(text)
    return items


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one most likely means, if any is near."""
    lowered = {candidate.lower(): candidate for candidate in known}
    if len(word) > MAXIMUM_NAME:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake asks for it

    found = get_close_matches(word.lower().replace("-", "_"), lowered, n=1, cutoff=0.6)
    found = found or get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else None
