"""How tables are laid out as text: one key a line, every value on its line, values by `tomli-w`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import tomli_w

from vsmap.model.checks import Ref

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+\Z")


class Block(NamedTuple):
    """One table of a file: what it is of, its header (empty for the top), its keys with their literals.

    `ref` tells the block from all others of a map, whatever the order of the file.
    """

    ref: Ref
    header: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def lines(self) -> list[tuple[Ref, str]]:
        """The lines of the table, each with what it is of: the table itself, or one of its keys."""
        header = [(self.ref, self.header)] if self.header else []
        return header + [((*self.ref, key), f"{key_text(key)} = {value}") for key, value in self.pairs]

    @property
    def text(self) -> str:
        """The lines of the table, each with its line end."""
        return "".join(f"{line}\n" for _, line in self.lines)


def key_text(key: str) -> str:
    """Write one part of a key, in quotes where it needs them."""
    return key if _BARE.match(key) else tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def literal(value: object) -> str:
    """Write a value on one line.

    >>> literal({"from": "a", "systems": ["Jira", "CHK"]})
    '{ from = "a", systems = ["Jira", "CHK"] }'
    """
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_text(key)} = {literal(item)}" for key, item in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    return tomli_w.dumps({"v": value})[len("v = ") : -1]


def block(ref: Ref, header: str, values: Mapping[str, object]) -> Block:
    """Make a block of plain values."""
    return Block(ref, header, tuple((key, literal(value)) for key, value in values.items()))


def free_blocks(name: str, ref: Ref, table: Mapping[str, object]) -> Iterator[Block]:
    """Lay out a table of the user's own, with the tables in it, whatever they hold.

    A table that holds nothing but tables needs no header of its own.
    """
    values = {key: value for key, value in table.items() if not _rows(value)}
    if values or not table:
        yield block(ref, f"[{name}]", values)
    yield from _inner_blocks(name, ref, table)


def _inner_blocks(name: str, ref: Ref, table: Mapping[str, object]) -> Iterator[Block]:
    for key, value in table.items():
        inner, inner_ref = f"{name}.{key_text(key)}", (*ref, key)
        if isinstance(value, Mapping):
            yield from free_blocks(inner, inner_ref, value)
        elif isinstance(value, list):
            for position, row in enumerate(_rows(value)):
                row_ref = (*inner_ref, str(position))
                yield block(row_ref, f"[[{inner}]]", {k: v for k, v in row.items() if not _rows(v)})
                yield from _inner_blocks(inner, row_ref, row)


def _rows(value: object) -> list[Mapping[str, object]]:
    """Return the tables that a value is written as; none for a value that stands on its line."""
    if isinstance(value, Mapping):
        return [value]
    rows = value if isinstance(value, list) else []
    return rows if all(isinstance(row, Mapping) for row in rows) else []
