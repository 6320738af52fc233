"""A report as prose in lines: what a screen reader reads, and a person reads aloud."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from vsmap.analysis.report import analyse
from vsmap.exchange.markup import plain_text
from vsmap.exchange.report.document import Block, Bullets, Drawing, Facts, Grid, Paragraph, Report
from vsmap.exchange.wording import described

_WIDTH: Final = 68
"""Cells of a line: the preview at 80 columns shows each whole, beside its scroll bar."""


_UNITS: Final = {
    "s": "second",
    "min": "minute",
    "m": "minute",
    "h": "hour",
    "d": "day",
    "w": "week",
    "mo": "month",
    "y": "year",
}
_TIME: Final = re.compile(r"(?<![\w.,])([0-9]+(?:[.,][0-9]+)?) ?(s|min|mo|m|h|d|w|y)(?!\w)")
_SIGNS: Final = (
    (re.compile(r"%C&A"), "percent complete and accurate"),
    (re.compile(r" ?%"), " percent"),
    (re.compile(r"\bPT\b"), "process time"),
    (re.compile(r"\bLT\b"), "lead time"),
    (re.compile(r" · "), ", "),
    (re.compile(r" → "), " to "),
    (re.compile(r"\N{MINUS SIGN}(?=[0-9])"), "minus "),
    (re.compile(r"\+(?=[0-9])"), "plus "),
)
"""What a voice would spell out or pass over, and what it is to say."""


def said(text: str) -> str:
    """Write units and signs as the words that they are.

    >>> said("Lead time 30.5 w · %C&A 70 %"), said("waits 1d, −25 %")
    ('Lead time 30.5 weeks, percent complete and accurate 70 percent', 'waits 1 day, minus 25 percent')
    """
    for sign, words in _SIGNS:
        text = sign.sub(words, text)
    return _TIME.sub(lambda found: f"{found[1]} {_UNITS[found[2]]}{'' if found[1] == '1' else 's'}", text)


def spoken(report: Report) -> str:
    """Return a report as plain text: sentences in the order in which they are understood, no tables."""
    lines = [*_wrapped(report.title), *_wrapped(report.subtitle)]
    for section in report.sections:
        lines += ["", plain_text(section.heading), ""]
        lines += [line for block in section.blocks for line in _block(block)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _wrapped(text: str) -> list[str]:
    return wrap(plain_text(" ".join(text.split())), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield from _wrapped(said(text))
        case Facts(rows=rows):
            for label, text in rows:
                yield from _wrapped(f"{label}: {said(text)}")
        case Grid(spoken=sentences):
            for sentence in sentences:
                yield from _wrapped(said(sentence))
        case Bullets(items=items):
            for item in items:
                yield from _wrapped(said(item))
        case Drawing(stream=stream):
            yield from _wrapped(said(described(stream, analyse(stream))))
