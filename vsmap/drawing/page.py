"""Pages of text that the command line prints and the editor shows: lines, each with its tone."""

from collections.abc import Sequence
from enum import Enum
from textwrap import wrap
from typing import NamedTuple

from vsmap.model.text import visible


class Tone(Enum):
    """What a line of a page is; a screen may give each a colour, the words say it all the same."""

    PLAIN = "plain"
    HEADING = "heading"
    GOOD = "good"
    BAD = "bad"
    NOTE = "note"


class PageLine(NamedTuple):
    """One line of a page."""

    text: str
    tone: Tone = Tone.PLAIN


Page = list[PageLine]


def plain_lines(page: Sequence[PageLine]) -> list[str]:
    """Return the texts of a page."""
    return [line.text for line in page]


def wrapped(text: str, width: int, tone: Tone = Tone.PLAIN, indent: str = "  ") -> Page:
    """Break a sentence into lines of a page, those after the first one further in."""
    broken = wrap(visible(text), max(20, width), initial_indent=indent, subsequent_indent=f"{indent}  ")
    return [PageLine(line, tone) for line in broken]


def headed(heading: str, lines: Page) -> Page:
    """Put a blank line and a heading above lines, if there are any."""
    return [PageLine(""), PageLine(heading, Tone.HEADING), *lines] if lines else []
