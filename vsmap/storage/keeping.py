"""Writing a map back into a file that a person laid out: what they wrote stays, or they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vsmap.model.stream import ValueStream
from vsmap.storage.comments import comments_of, laid_out, refs_of
from vsmap.storage.faults import FileFaults
from vsmap.storage.in_place import edited_in_place
from vsmap.storage.matching import with_old_refs
from vsmap.storage.plain import plain_tables
from vsmap.storage.reader import read_text
from vsmap.storage.sections import CannotKeepError
from vsmap.storage.source import without_mark
from vsmap.storage.writer import blocks_of, canonical_text

LAYOUT_LOST: Final = "the file's own order and spacing can't be kept with this change; its comments are kept"
COMMENTS_LOST: Final = "the file's own layout and its comments can't be kept with this change"


class UnwritableError(ValueError):
    """A map whose text would not read back as the same map, so that none is written."""


@dataclass(frozen=True, slots=True)
class Updated:
    """The new text of a file; `lost` says what of the old one is not in it, empty where nothing is."""

    text: str
    lost: str = ""


def new_text(stream: ValueStream) -> Updated:
    """Return the text of a map for a file that is not there yet; raises UnwritableError."""
    return _first_that_gives(stream, iter((Updated(canonical_text(stream)),)))


def updated_text(old_text: str, stream: ValueStream) -> Updated:
    """Return a file's text with a changed map in it: a changed figure is one changed line.

    A canonical file stays canonical; any other is edited in place, with its comments, spacing, order and
    line ends. The result is read again before it is returned: it always gives `stream`. Raises FileFaults
    where the old text is no map, UnwritableError where the new map has no text.
    """
    plain = without_mark(old_text).replace("\r\n", "\n")
    old = read_text(plain, "-")
    if old == stream:
        return Updated(old_text)
    if canonical_text(old) == old_text:
        return new_text(stream)
    return _first_that_gives(stream, _ways_to_keep(old_text, plain, old, stream))


def _ways_to_keep(old_text: str, plain: str, old: ValueStream, stream: ValueStream) -> Iterator[Updated]:
    """Yield texts, each of which keeps less of the old one than the one before."""
    tables = plain_tables(plain, "-")
    try:
        yield Updated(_with_ends_of(old_text, edited_in_place(plain, tables, old, stream)))
    except CannotKeepError as reason:
        lost = f"{LAYOUT_LOST} ({reason})"
    else:
        lost = LAYOUT_LOST
    blocks = with_old_refs(blocks_of(old), blocks_of(stream))
    written = {ref for block in blocks for ref, _ in block.lines}
    yield Updated(laid_out(blocks, comments_of(plain, refs_of(tables), written)), lost)
    yield Updated(canonical_text(stream), COMMENTS_LOST)


def _first_that_gives(stream: ValueStream, candidates: Iterator[Updated]) -> Updated:
    refused: FileFaults | None = None
    for candidate in candidates:
        try:
            if read_text(candidate.text, "-") == stream:
                return candidate
        except FileFaults as faults:
            refused = faults
    detail = f": {refused.faults[0]}" if refused else ""
    raise UnwritableError(f"this map has no text that reads back as the same map{detail}")


def _with_ends_of(old_text: str, text: str) -> str:
    """Give a text the byte order mark and the line ends that the old one had throughout."""
    mark = old_text[: len(old_text) - len(without_mark(old_text))]
    windows = old_text.count("\r\n")
    return mark + (text.replace("\n", "\r\n") if windows and windows == old_text.count("\n") else text)
