"""What is written reads back as itself."""

from hypothesis import given
from maps_strategies import WHOLE_MAPS, streams

from vsmap.model.checks import all_breaches
from vsmap.model.stream import ValueStream
from vsmap.storage.fmt import formatted
from vsmap.storage.layout import Block
from vsmap.storage.positions import Positions
from vsmap.storage.reader import read_text
from vsmap.storage.writer import blocks_of, canonical_text


@WHOLE_MAPS
@given(streams())
def test_a_written_map_reads_back_as_itself(stream: ValueStream) -> None:
    """Reading the canonical text of any map gives that map, and writing it again the same bytes."""
    assert list(all_breaches(stream)) == []
    text = canonical_text(stream)
    again = read_text(text, "map")
    assert again == stream
    assert canonical_text(again) == text


@WHOLE_MAPS
@given(streams())
def test_canonical_text_is_what_fmt_leaves_alone(stream: ValueStream) -> None:
    """A text that vsmap wrote is canonical: fmt changes no byte of it."""
    text = canonical_text(stream)
    assert formatted(text) == text


@WHOLE_MAPS
@given(streams())
def test_every_line_of_a_map_is_found(stream: ValueStream) -> None:
    """Each table and each key of a written map has the line on which it stands."""
    lines = canonical_text(stream).split("\n")
    positions = Positions("\n".join(lines))
    rows: dict[str, int] = {}
    for block in blocks_of(stream):
        path = _path(block, rows)
        for ref, line in block.lines if path else ():
            at = positions.line_of((*path, *ref[len(block.ref) :]))
            assert lines[at - 1] == line


def _path(block: Block, rows: dict[str, int]) -> tuple[str | int, ...]:
    """Return the path of a table as the reader sees it; empty for the user's own, whose names are free."""
    if block.ref[:1] == ("x",):
        return ()
    if block.header.startswith("[["):
        rows[block.header] = rows.get(block.header, -1) + 1
        return (*block.header.strip("[]").split("."), rows[block.header])
    return block.ref
