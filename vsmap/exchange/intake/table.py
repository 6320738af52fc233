"""A text with delimiters as rows of cells: its encoding, its delimiter, the number of each row."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final, NamedTuple

from vsmap.storage.source import whole_file_fault

_DELIMITERS: Final = ",;\t|"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LOOKED_AT: Final = 20
_LARGEST_CELL: Final = 1_000_000
_NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


class Row(NamedTuple):
    """One row of a table."""

    line: int
    """The line of the file on which it starts, from 1."""
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return a cell without blanks around it; a row that is too short ends in empty ones."""
        return self.cells[column].strip() if column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


class Table(NamedTuple):
    """The rows of a text, and how it was read."""

    rows: tuple[Row, ...]
    delimiter: str
    encoding: str

    @property
    def told(self) -> str:
        """How the text was read, in words."""
        return f"{self.encoding}, cells parted by {_NAMES[self.delimiter]}"


def read_table(content: bytes, file: str) -> Table:
    """Read bytes as a table; raises FileFaults for what is none."""
    text, encoding = decoded(content, file)
    if not text.strip():
        raise whole_file_fault(file, "", "there is nothing in it: the first row has the headings")
    delimiter = delimiter_of(text.splitlines()[:_LOOKED_AT])
    return Table(tuple(rows_of(text, delimiter, file)), delimiter, encoding)


def decoded(content: bytes, file: str) -> tuple[str, str]:
    """Return the text of bytes, and the name of its encoding; what is no UTF-8 is taken for Windows-1252."""
    if b"\0" in content[:4096] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise whole_file_fault(file, "bytes of 0", "this is no text: export the table as CSV")
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), name
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, error.start) + 1
                raise whole_file_fault(file, "", f"this is not {name}: save it as UTF-8", line) from None
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252, as it is no UTF-8"


def delimiter_of(lines: Sequence[str]) -> str:
    """Return the delimiter that parts most lines into equally many cells.

    >>> delimiter_of(["Stage;PT;LT", "Design;1,5;2,5"])
    ';'
    """

    def score(delimiter: str) -> tuple[int, int]:
        sizes = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        size, often = max(sizes.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
        return often, size

    return max(_DELIMITERS, key=score)


def rows_of(text: str, delimiter: str, file: str) -> Iterator[Row]:
    """Yield the rows of a text by the rules of RFC 4180; raises FileFaults where a quote never ends."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            message = f"the row that starts here can't be read ({error}): look at its quotes"
            raise whole_file_fault(file, "", message, line) from None
        yield Row(line, tuple(cells))
        line = reader.line_num + 1
