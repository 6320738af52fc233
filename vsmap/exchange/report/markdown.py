"""A report as Markdown that forges show: tables of GitHub's flavour, the map as a Mermaid diagram."""

import re
from collections.abc import Iterator
from typing import Final

from vsmap.exchange.markup import plain_text
from vsmap.exchange.mermaid import mermaid
from vsmap.exchange.report.document import Block, Bullets, Drawing, Facts, Grid, Paragraph, Report

_MARKS: Final = re.compile(r"([\\`*_{}\[\]()#+!|~>$]|(?<!\d)[:-]|[:-](?!\d))")
"""What may mean something to Markdown; within numbers, as in a date, `-` and `:` never do."""
_HTML: Final = str.maketrans({"<": "&lt;", "&": "&amp;"})


def markdown(report: Report) -> str:
    """Return a report as Markdown; no text of the map is read as mark-up."""
    lines = [f"# {_text(report.title)}", "", _text(report.subtitle)]
    for section in report.sections:
        lines += ["", f"## {_text(section.heading)}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Write a text of one line in which no character means anything but itself."""
    plain = plain_text(" ".join(text.split()))
    return _MARKS.sub(r"\\\1", plain.translate(_HTML).replace("&lt;", "\0")).replace("\0", "&lt;")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text, is_note=is_note):
            yield f"*{_text(text)}*" if is_note and text.strip() else _text(text)
        case Facts(rows=rows):
            yield from (f"- **{_text(label)}**: {_text(text)}" for label, text in rows)
        case Grid(headings=headings, rows=rows, numbers=numbers):
            yield _row(headings)
            yield _row_of_rules(len(headings), numbers)
            yield from map(_row, rows)
        case Bullets(items=items):
            yield from (f"- {_text(item)}" for item in items)
        case Drawing(stream=stream):
            yield "```mermaid"
            yield mermaid(stream).rstrip("\n")
            yield "```"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(map(_text, cells))} |"


def _row_of_rules(columns: int, numbers: int) -> str:
    rules = ("---:" if numbers and column >= numbers else "---" for column in range(columns))
    return f"|{'|'.join(rules)}|"
