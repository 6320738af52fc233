"""The words of a capture line: split at spaces, with quotes, brackets and the backslash read."""

import re
from typing import NamedTuple

from vsmap.model.entry.errors import EntryError
from vsmap.model.text import excerpt

_QUOTED = re.compile(r'(@?)"((?:[^"\\]|\\.)*)"', re.DOTALL)
_IN_BRACKETS = re.compile(r"[+/]?\(\s*[0-9~?.,-][^()]*\)\S*|\S+")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Word(NamedTuple):
    """One word of a line; one that is literal is never read as a figure, a quoted lane says so."""

    text: str
    is_literal: bool = False
    is_lane: bool = False


def split_words(line: str) -> list[Word]:
    """Split a line into its words; `"…"`, `@"…"` and brackets around times hold words together.

    Raises EntryError for a quote that is not closed, or that text follows at once.
    """
    words, position = [], 0
    while position < len(line):
        if line[position].isspace():
            position += 1
            continue
        word, position = _word_at(line, position)
        words.append(word)
    return words


def _word_at(line: str, position: int) -> tuple[Word, int]:
    if line.startswith(('"', '@"'), position):
        return _quoted_at(line, position)
    is_literal = line[position] == "\\" and not line[position + 1 : position + 2].isspace()
    found = _IN_BRACKETS.match(line, position + is_literal)
    if found is None:
        return Word(line[position:], is_literal=True), len(line)
    return Word(found[0], is_literal), found.end()


def _quoted_at(line: str, position: int) -> tuple[Word, int]:
    found = _QUOTED.match(line, position)
    if found is None:
        raise EntryError("a quote is open: close it, or write \\ before it")
    end = found.end()
    while end < len(line) and line[end] == ",":
        end += 1
    if end < len(line) and not line[end].isspace():
        after = line[end:].split(maxsplit=1)[0]
        raise EntryError(f"write a space after the quote, before {excerpt(after)}")
    return Word(_ESCAPE.sub(r"\1", found[2]), is_literal=True, is_lane=bool(found[1])), end


def quoted(text: str) -> str:
    r"""Quote a text so that it is read back as one word.

    >>> quoted('5" pipe')
    '"5\\" pipe"'
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
