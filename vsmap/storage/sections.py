"""A file as sections that can be edited, moved and removed without touching what lies around them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vsmap.storage.layout import key_text
from vsmap.storage.positions import placed
from vsmap.storage.statements import Kind

if TYPE_CHECKING:
    from vsmap.model.checks import Ref
    from vsmap.storage.comments import RefOf
    from vsmap.storage.layout import Block


_HEADING = re.compile(r"\s*#(?:#|.*(?:[-=*~_+#]|[\u2500-\u257f]){3})")


class CannotKeepError(Exception):
    """An edit that can't be made in place without losing what a person wrote; the message says why."""


@dataclass(slots=True)
class Line:
    """One statement's text; `ref` is what it sets, None for a comment or a blank line."""

    text: str
    ref: Ref | None = None
    value: tuple[int, int] = (0, 0)
    remarks: bool = False

    def put(self, literal: str) -> None:
        """Replace the value and nothing else; raises CannotKeepError where there are comments in it."""
        if self.remarks:
            raise CannotKeepError("there are comments in the old value")
        start, end = self.value
        self.text = f"{self.text[:start]}{literal}{self.text[end:]}"
        self.value = (start, start + len(literal))


@dataclass(slots=True)
class Section:
    """A header with what leads to it and the keys below it; the first section of a file has no header.

    The lead begins with the blank line that sets the section off, so it comes and goes with it.
    """

    ref: Ref
    lead: list[Line] = field(default_factory=list)
    header: Line | None = None
    body: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The section as it stands."""
        header = [self.header] if self.header else []
        return "".join(line.text for line in (*self.lead, *header, *self.body))

    def unattached(self) -> list[Line]:
        """Return the part of the lead that is not about the header: set off by a blank line, or a heading.

        A comment with a ruler in it, or of several #, heads what follows: more than this section.
        """
        ends = [index for index, line in enumerate(self.lead) if not line.text.strip()]
        ends += [index + 1 for index, line in enumerate(self.lead) if _HEADING.match(line.text)]
        return self.lead[: max(ends)] if ends else []

    def blank(self) -> list[Line]:
        """Return the blank line that sets the section off, if there is one."""
        return [line for line in self.lead[:1] if not line.text.strip()]

    def add(self, ref: Ref, literal: str, before: list[Ref]) -> None:
        """Add a key behind the last of those that come `before` it, else first."""
        placed_before = [index for index, line in enumerate(self.body) if line.ref in before]
        at = placed_before[-1] + 1 if placed_before else self._first()
        name = ".".join(map(key_text, ref[len(self.ref) :]))
        indent = self._indent()
        if at and not self.body[at - 1].text.endswith("\n"):
            self.body[at - 1].text += "\n"
        text = f"{indent}{name} = {literal}\n"
        start = len(text) - len(literal) - 1
        self.body.insert(at, Line(text, ref, (start, start + len(literal))))

    def _first(self) -> int:
        """Return where the first key goes: below a header at once, else above the first key there is."""
        if self.header is not None:
            if not self.header.text.endswith("\n"):
                self.header.text += "\n"
            return 0
        return next((index for index, line in enumerate(self.body) if line.ref), len(self.body))

    def _indent(self) -> str:
        keys = [line.text for line in self.body if line.ref] or ([self.header.text] if self.header else [""])
        return keys[0][: len(keys[0]) - len(keys[0].lstrip(" \t"))]


def sections_of(text: str, ref_of: RefOf) -> list[Section]:
    """Take a text apart into its sections, the first of which has no header."""
    sections = [Section(())]
    for path, statement in placed(text):
        written = text[statement.start : statement.end]
        if statement.kind in {Kind.TABLE, Kind.ROW}:
            sections.append(_begun(sections[-1], ref_of(path), Line(written)))
        elif statement.kind is Kind.KEY:
            span = (statement.value[0] - statement.start, statement.value[1] - statement.start)
            sections[-1].body.append(Line(written, ref_of(path), span, bool(statement.inner)))
        else:
            sections[-1].body.append(Line(written))
    return sections


def _begun(before: Section, ref: Ref, header: Line) -> Section:
    """Begin a section: what stands between the last key above and its header leads to it.

    A comment right below that key, before any blank line, stays with the key. A file that begins without
    a key begins with a word on the whole file: only what is right above the first header leads to it.
    """
    body = before.body
    keys = [index for index, line in enumerate(body) if line.ref is not None]
    after = keys[-1] + 1 if keys else 0
    blanks = [index for index in range(after, len(body)) if not body[index].text.strip()]
    first = (blanks[0] if keys or before.header else blanks[-1]) if blanks else after
    lead = body[first:]
    del body[first:]
    return Section(ref, lead, header)


def new_section(block: Block) -> Section:
    """Lay out a block as a section, set off by a blank line."""
    (ref, header), *keys = block.lines
    return Section(ref, [Line("\n")], Line(f"{header}\n"), [Line(f"{line}\n", key) for key, line in keys])
