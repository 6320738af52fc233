"""What a report is made of: sections of blocks, which know nothing of HTML, Markdown or prose."""

from typing import NamedTuple

from vsmap.model.stream import ValueStream


class Paragraph(NamedTuple):
    """A paragraph of text."""

    text: str
    is_note: bool = False
    """Whether it is said beside something, and smaller."""


class Facts(NamedTuple):
    """Labels with what stands for them."""

    rows: tuple[tuple[str, str], ...]


class Grid(NamedTuple):
    """A table; `spoken` says each of its rows in a sentence, for people who hear it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spoken: tuple[str, ...]
    numbers: int = 0
    """From which column on there are numbers, set to the right."""


class Bullets(NamedTuple):
    """A list of sentences."""

    items: tuple[str, ...]


class Drawing(NamedTuple):
    """A map to be drawn as the form can: as a picture, as a diagram, or in words."""

    stream: ValueStream
    name: str
    """What tells it from other drawings of the report: `current` or `future`."""


Block = Paragraph | Facts | Grid | Bullets | Drawing


class Section(NamedTuple):
    """A part of the report beneath its heading."""

    heading: str
    blocks: tuple[Block, ...]


class Report(NamedTuple):
    """A whole report."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
