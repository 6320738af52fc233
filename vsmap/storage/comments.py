"""A person's comments: taken from a text and put back where they belong when the text is laid out anew."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from vsmap.model.checks import Ref
from vsmap.storage.faults import Path
from vsmap.storage.layout import Block
from vsmap.storage.positions import placed
from vsmap.storage.statements import Kind, Statement

RefOf = Callable[[Path], Ref]
"""What a path of a file is of, whatever the order of the file."""


def refs_of(tables: dict[str, Any]) -> RefOf:
    """Return how the paths of a file with these tables are named: an arrow by its ends."""

    def ref_of(path: Path) -> Ref:
        if len(path) > 1 and path[0] in {"flow", "rework"}:
            rows, position = tables[path[0]], path[1]
            if isinstance(position, int) and position < len(rows):
                return (path[0], rows[position]["from"], rows[position]["to"], *map(str, path[2:]))
        return tuple(map(str, path))

    return ref_of


@dataclass(slots=True)
class Comments:
    """The comments of a text, by the line that each is to stand at."""

    leading: dict[Ref, list[str]] = field(default_factory=dict)
    trailing: dict[Ref, str] = field(default_factory=dict)
    ending: list[str] = field(default_factory=list)

    def lead(self, ref: Ref, comments: Iterable[str]) -> None:
        """Put comments on lines of their own above a line."""
        self.leading.setdefault(ref, []).extend(comments)


def comments_of(text: str, ref_of: RefOf, written: Collection[Ref]) -> Comments:
    """Find the comments of a text and the lines, out of those to be `written`, that they belong to.

    A comment on its own line belongs to the key or table that follows, one behind a value to its key. If
    that line is not written it moves up to the table around it, else on to the next line that is.
    """
    found = Comments()
    waiting: list[str] = []
    for path, statement in placed(text):
        if statement.kind is Kind.COMMENT:
            waiting.append(statement.comment)
        elif statement.parts:
            waiting += _inner(found, statement, path, ref_of, written)
            target = _target(path, statement, ref_of, written)
            if target is None:
                waiting += [statement.comment] if statement.comment else []
                continue
            found.lead(target, waiting)
            waiting = []
            _trail(found, target, statement, exact=target == ref_of(path))
    found.ending = waiting
    return found


def _trail(found: Comments, target: Ref, statement: Statement, *, exact: bool) -> None:
    if not statement.comment:
        return
    if exact and target not in found.trailing:
        found.trailing[target] = statement.comment
    else:
        found.lead(target, [statement.comment])


def _inner(
    found: Comments, statement: Statement, path: Path, ref_of: RefOf, written: Collection[Ref]
) -> list[str]:
    """Place the comments within a list whose elements get lines of their own; return the others."""
    others: list[str] = []
    for remark in statement.inner:
        element = ref_of((*path, remark.element))
        if element in written:
            found.lead(element, [remark.text])
        else:
            others.append(remark.text)
    return others


def _target(path: Path, statement: Statement, ref_of: RefOf, written: Collection[Ref]) -> Ref | None:
    ref = ref_of(path)
    around = (ref[:length] for length in range(len(ref), 0, -1))
    elements = (ref_of((*path, position)) for position in range(len(statement.elements)))
    return next((each for each in (*around, *elements) if each in written), None)


def laid_out(blocks: Sequence[Block], comments: Comments) -> str:
    """Write blocks with the comments that belong to their lines."""
    texts = ["".join(_line(ref, line, comments) for ref, line in block.lines) for block in blocks]
    ending = "".join(f"{comment}\n" for comment in comments.ending)
    return "\n".join([*texts, *([ending] if ending else [])])


def _line(ref: Ref, line: str, comments: Comments) -> str:
    above = "".join(f"{comment}\n" for comment in comments.leading.get(ref, ()))
    behind = f"  {comments.trailing[ref]}" if ref in comments.trailing else ""
    return f"{above}{line}{behind}\n"
