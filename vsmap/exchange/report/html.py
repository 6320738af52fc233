"""A report as one HTML file: no script, nothing from outside, light and dark, and a page that prints."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from vsmap.exchange.markup import marked_up
from vsmap.exchange.picture.composing import Wanted, composed
from vsmap.exchange.picture.svg import svg
from vsmap.exchange.report.document import Block, Bullets, Drawing, Facts, Grid, Paragraph, Report

_COLUMNS: Final = 112
"""Cells in which the map is wrapped: readable in print on A4."""
_SHORT: Final = 14
_STYLE: Final = Path(__file__).with_name("report.css")


def html(report: Report) -> str:
    """Return a report as one HTML file."""
    sections = "".join(
        f"<section><h2>{marked_up(section.heading)}</h2>{''.join(map(_block, section.blocks))}</section>\n"
        for section in report.sections
    )
    title = marked_up(report.title)
    style = _STYLE.read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="generator" content="vsmap">
<title>{title}</title>
<style>
{style}</style></head>
<body><header><h1>{title}</h1><p class="under">{marked_up(report.subtitle)}</p></header>
<main>
{sections}</main></body></html>
"""


def _block(block: Block) -> str:
    match block:
        case Paragraph(text=text, is_note=is_note):
            kind = ' class="beside"' if is_note else ""
            return f"<p{kind}>{_lines(text)}</p>"
        case Facts(rows=rows):
            pairs = (f"<dt>{marked_up(label)}</dt><dd>{_lines(text)}</dd>" for label, text in rows)
            return f"<dl>{''.join(pairs)}</dl>"
        case Bullets(items=items):
            return f"<ul>{''.join(f'<li>{_lines(item)}</li>' for item in items)}</ul>"
        case Drawing(stream=stream, name=name):
            picture = svg(composed(stream, Wanted(columns=_COLUMNS)), name=name)
            return f"<figure>{picture}</figure>"
        case Grid():
            return "".join(_grid(block))


def _lines(text: str) -> str:
    return "<br>".join(map(marked_up, text.split("\n")))


def _grid(grid: Grid) -> Iterator[str]:
    kinds = [
        ' class="number"' if grid.numbers and column >= grid.numbers else ""
        for column in range(len(grid.headings))
    ]
    yield '<div class="scroll"><table><thead><tr>'
    for kind, heading in zip(kinds, grid.headings, strict=True):
        yield f'<th scope="col"{kind}>{marked_up(heading)}</th>'
    yield "</tr></thead><tbody>"
    for row in grid.rows:
        yield "<tr>"
        yield from (
            f"<td{kind or _short(cell)}>{_lines(cell)}</td>" for kind, cell in zip(kinds, row, strict=True)
        )
        yield "</tr>"
    yield "</tbody></table></div>"


def _short(cell: str) -> str:
    """Keep dates, statuses and the like on one line."""
    return ' class="short"' if len(cell) <= _SHORT and " " not in cell else ""
