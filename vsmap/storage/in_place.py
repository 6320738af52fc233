"""Editing a hand-formatted file in place: what did not change keeps every byte."""

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from vsmap.model.checks import Ref
from vsmap.model.stream import ValueStream
from vsmap.storage.comments import refs_of
from vsmap.storage.layout import Block, key_text
from vsmap.storage.layout import block as make_block
from vsmap.storage.matching import moved, with_old_refs
from vsmap.storage.sections import CannotKeepError, Line, Section, new_section, sections_of
from vsmap.storage.writer import blocks_of


def edited_in_place(text: str, tables: dict[str, Any], old: ValueStream, new: ValueStream) -> str:
    """Return a text, whose tables and stream are given, edited so that it is the new stream's.

    The caller reads the result: a file can be written in ways in which this gives another stream.
    Raises CannotKeepError where a comment would be lost.
    """
    explicit = "flow" in tables
    before = list(blocks_of(old, explicit=explicit))
    after = with_old_refs(before, blocks_of(new, explicit=explicit))
    page = _Page(sections_of(text, refs_of(tables)))
    page.remove(_keys(before) - _keys(after))
    known = {block.ref: block for block in before}
    for block in after:
        if block.ref in known:
            page.change(known[block.ref], block)
    page.rewrite_lists(before, after)
    return page.text(after)


class _Page:
    """The sections of a file, found by what they are of."""

    def __init__(self, sections: list[Section]) -> None:
        self._sections = sections
        self._section_of = {section.ref: section for section in sections}
        self._lines = {
            line.ref: (section, line) for section in sections for line in section.body if line.ref is not None
        }

    def remove(self, gone: set[Ref]) -> None:
        """Remove the tables of these refs, wherever they are written, and the comments right above them."""
        kept: list[Section] = []
        blank: list[Line] = []
        for section in self._sections:
            if _within(section.ref, gone):
                kept[-1].body += section.unattached()
                blank = section.blank()
                del self._section_of[section.ref]
            else:
                section.body = [line for line in section.body if not line.ref or not _within(line.ref, gone)]
                section.lead = section.lead or blank
                blank = []
                kept.append(section)
        self._sections = kept
        self._lines = {ref: placed for ref, placed in self._lines.items() if not _within(ref, gone)}

    def change(self, old: Block, new: Block) -> None:
        """Change the keys of a table that differ, each on its line."""
        if old.pairs == new.pairs:
            return
        if new.ref in self._lines:
            self._lines[new.ref][1].put(_inline(new))
            return
        had = dict(old.pairs)
        for key, value in new.pairs:
            if had.get(key) == value:
                continue
            if key in had and value.startswith("{") and self._stands_in_parts((*new.ref, key)):
                self.change(_part(old, key), _part(new, key))
            else:
                self._set(new, key, value)

    def _stands_in_parts(self, ref: Ref) -> bool:
        """Tell whether a value that is a table is written key by key: under its own header, or dotted."""
        return ref in self._section_of or (
            ref not in self._lines and any(other[: len(ref)] == ref for other in self._lines)
        )

    def _set(self, block: Block, key: str, value: str) -> None:
        ref = (*block.ref, key)
        if ref in self._lines:
            self._lines[ref][1].put(value)
            return
        keys = [(*block.ref, name) for name, _ in block.pairs]
        before = keys[: keys.index(ref)]
        standing = next((self._lines[each][0] for each in keys if each in self._lines), None)
        section = self._section_of.get(block.ref, standing)
        if section is None:
            raise CannotKeepError(f"{'.'.join(block.ref)} has no table of its own")
        section.add(ref, value, before)

    def rewrite_lists(self, before: list[Block], after: list[Block]) -> None:
        """Write the rows of a list anew that stands as one value, `flow = [{ … }, …]`, where they changed."""
        for table in {block.ref[:1] for block in (*before, *after) if block.header.startswith("[[")}:
            if table in self._lines:
                rows = [block for block in after if block.ref[:1] == table]
                if [row.pairs for row in rows] != [row.pairs for row in before if row.ref[:1] == table]:
                    inner = "".join(f"    {_inline(row)},\n" for row in rows)
                    self._lines[table][1].put(f"[\n{inner}]" if inner else "[]")

    def text(self, blocks: list[Block]) -> str:
        """Return the file: new sections behind those that come before them, moved ones in their places."""
        inline = {ref[0] for ref in self._lines if len(ref) == 1}
        wanted = [block.ref for block in blocks]
        moving = moved(wanted, [section.ref for section in self._sections])
        followers: dict[Ref, list[Section]] = {}
        anchor: Ref = ()
        for block in blocks:
            if block.ref in self._section_of and block.ref not in moving:
                anchor = block.ref
            elif block.ref in moving:
                followers.setdefault(anchor, []).append(self._section_of[block.ref])
            elif block.header and not self._stands(block, inline):
                followers.setdefault(anchor, []).append(new_section(block))
        standing = [section for section in self._sections if section.ref not in moving]
        return _joined(_in_order(standing, followers, set(wanted)))

    def _stands(self, block: Block, inline: set[str]) -> bool:
        """Tell whether a table stands in the file although it has no header of its own."""
        return (
            block.ref in self._lines
            or block.ref[0] in inline
            or any((*block.ref, key) in self._lines for key, _ in block.pairs)
        )


def _keys(blocks: list[Block]) -> set[Ref]:
    """Return the refs of tables and of their keys; of a value that is a table, its keys' too."""
    found: set[Ref] = set()
    for block in blocks:
        found.add(block.ref)
        for key, value in block.pairs:
            found.add((*block.ref, key))
            if value.startswith("{"):
                found |= {ref for ref, _ in _part(block, key).lines[1:]}
    return found


def _part(block: Block, key: str) -> Block:
    """Return the block that a value would be if it stood under a header of its own."""
    table = tomllib.loads(f"value = {dict(block.pairs)[key]}")["value"]
    values = table if isinstance(table, dict) else {}
    return make_block((*block.ref, key), "[part]", values)


def _in_order(
    standing: list[Section], followers: dict[Ref, list[Section]], tables: set[Ref]
) -> Iterator[Section]:
    """Yield sections, each with its followers behind it and behind the tables that are parts of it."""
    waiting: list[Section] = []
    owner: Ref = ()
    for section in standing:
        if section.ref in tables or section.ref[: len(owner)] != owner:
            yield from waiting
            waiting, owner = followers.get(section.ref, []), section.ref
        yield section
    yield from waiting


def _joined(sections: Iterable[Section]) -> str:
    texts: list[str] = []
    for section in sections:
        if texts and texts[-1] and not texts[-1].endswith("\n"):
            texts[-1] += "\n"
        texts.append(section.text if any(texts) else section.text.lstrip("\n"))
    return "".join(texts)


def _within(ref: Ref, gone: set[Ref]) -> bool:
    return any(ref[:length] in gone for length in range(1, len(ref) + 1))


def _inline(block: Block) -> str:
    inner = ", ".join(f"{key_text(key)} = {value}" for key, value in block.pairs)
    return f"{{ {inner} }}" if inner else "{}"
