"""The canonical form of a file, with every comment kept."""

from vsmap.storage.comments import comments_of, laid_out, refs_of
from vsmap.storage.plain import plain_tables
from vsmap.storage.reader import read_text
from vsmap.storage.source import without_mark
from vsmap.storage.writer import blocks_of


def formatted(text: str, file: str = "-") -> str:
    """Return the canonical form of a file's text: a canonical text comes back as it is.

    Comments on lines of their own stand above the key or table that they preceded, others behind their
    value; those of a key that is left out move to its table. Raises FileFaults as `read_text` does.
    """
    blocks = list(blocks_of(read_text(text, file)))
    written = {ref for block in blocks for ref, _ in block.lines}
    plain = without_mark(text).replace("\r\n", "\n")
    return laid_out(blocks, comments_of(plain, refs_of(plain_tables(text, file)), written))
