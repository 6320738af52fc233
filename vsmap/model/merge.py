"""Three-way merge of maps, field by field: what two people did to one map, in one map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from vsmap.model.checks import Breach, Ref, all_breaches
from vsmap.model.differences import field_label, keyed_records, record_name, value_words
from vsmap.model.references import reference_breaches
from vsmap.model.stream import ValueStream

if TYPE_CHECKING:
    from vsmap.model.records import Flow, Improvement, Rework, Stage

_REPAIRS: Final = 4
"""How often what breaks a rule is taken from one side, until merging is given up."""
Keyed = Mapping[Ref, Any]


class MergeError(Exception):
    """Two maps of which no single one can be made; the message says which rule it would break."""


class Conflict(NamedTuple):
    """Something that both sides changed, each in its own way; with no field the whole record."""

    ref: Ref
    field: str
    mine: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged map, and what of it only one side could have."""

    stream: ValueStream
    conflicts: tuple[Conflict, ...]


def merge(base: ValueStream, mine: ValueStream, theirs: ValueStream, *, prefer_mine: bool = True) -> Merged:
    """Merge what I and they did to a common base.

    Where both changed one field in different ways, the preferred side's counts and it is a conflict. A record
    that would break a rule is taken whole from the preferred side. What the user keeps under `[x]` is theirs.

    Raises MergeError where the result breaks a rule all the same.
    """
    merger = _Merger(base, mine, theirs, prefer_mine=prefer_mine)
    return Merged(merger.merged(), tuple(merger.conflicts))


def conflict_words(conflict: Conflict, mine: ValueStream, theirs: ValueStream) -> str:
    """Say a conflict in one line: mine, then theirs."""
    ref, field, one, two = conflict
    name = record_name(ref, mine if one is not None else theirs)
    if not field:
        words = ["gone" if side is None else "changed" for side in (one, two)]
        return f"{name}: {words[0]} here, {words[1]} there"
    return f"{field_label(ref, field)} of {name}: {value_words(one)} here, {value_words(two)} there"


class _Merger:
    """Merges once; `records` is what is known of the result so far."""

    def __init__(
        self, base: ValueStream, mine: ValueStream, theirs: ValueStream, *, prefer_mine: bool
    ) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.prefer_mine = prefer_mine
        self.conflicts: list[Conflict] = []
        self._sides = [keyed_records(stream) for stream in (base, mine, theirs)]
        self.records: dict[Ref, Any] = {}

    @property
    def _preferred(self) -> Keyed:
        return self._sides[1 if self.prefer_mine else 2]

    def merged(self) -> ValueStream:
        """Merge everything, and take whole from one side what breaks a rule."""
        base, mine, theirs = self._sides
        for ref in dict.fromkeys(chain(theirs, mine)):
            record = self._record(ref, base.get(ref), mine.get(ref), theirs.get(ref))
            if record is not None:
                self.records[ref] = record
        self._drop_loose_arrows()
        stream, breaches = self._checked()
        for _ in range(_REPAIRS):
            if breaches:
                self._repair(breaches)
                stream, breaches = self._checked()
        if breaches:
            raise MergeError(breaches[0].message)
        return stream

    def _checked(self) -> tuple[ValueStream, list[Breach]]:
        stream = self._built()
        return stream, [*all_breaches(stream), *reference_breaches(stream)]

    def _record(self, ref: Ref, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - a record of any kind, or None
        if theirs in (mine, base):
            return mine
        if mine == base:
            return theirs
        if mine is None or theirs is None:
            self.conflicts.append(Conflict(ref, "", mine, theirs))
            return mine if self.prefer_mine else theirs
        return self._fields(ref, base, mine, theirs)

    def _fields(self, ref: Ref, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - as above
        values = {}
        for declared in fields(mine):
            name = declared.name
            one, two = getattr(mine, name), getattr(theirs, name)
            before = getattr(base, name) if base is not None else None
            if one not in (before, two) and two != before:
                self.conflicts.append(Conflict(ref, name, one, two))
            takes_mine = one != before and (two == before or self.prefer_mine)
            values[name] = one if takes_mine else two
        return replace(mine, **values)

    def _drop_loose_arrows(self) -> None:
        """Let go of arrows whose stage one side removed while the other drew or changed them."""
        for ref in list(self.records):
            if ref[0] in {"flow", "rework"} and not all(("stage", end) in self.records for end in ref[1:]):
                del self.records[ref]
                self.conflicts.append(Conflict(ref, "", *self._whole(ref)))

    def _whole(self, ref: Ref) -> tuple[object, object]:
        return self._sides[1].get(ref), self._sides[2].get(ref)

    def _repair(self, breaches: Sequence[Breach]) -> None:
        """Take the records that break a rule from the preferred side; of arrows all beside them too."""
        for ref in dict.fromkeys(breach.record for breach in breaches):
            if ref[0] in {"flow", "rework"}:
                here = {other for other in chain(self.records, self._preferred) if other[:2] == ref[:2]}
            else:
                here = {ref}
            for each in here:
                self._take_preferred(each)
        self._drop_loose_arrows()

    def _take_preferred(self, ref: Ref) -> None:
        record = self._preferred.get(ref)
        if record == self.records.get(ref):
            return
        self.conflicts.append(Conflict(ref, "", *self._whole(ref)))
        if record is None:
            self.records.pop(ref, None)
        else:
            self.records[ref] = record

    def _built(self) -> ValueStream:
        """Make a map of what is known."""
        by_table: dict[str, dict[Ref, Any]] = {}
        for ref, record in self.records.items():
            by_table.setdefault(ref[0], {})[ref] = record
        stages: dict[Ref, Stage] = by_table.get("stage", {})
        order = self._order([stream.ids() for stream in (self.base, self.mine, self.theirs)])
        stream = ValueStream(stages["stage", each] for each in order if ("stage", each) in stages)
        flows: Iterable[Flow] = by_table.get("flow", {}).values()
        ways: Iterable[Rework] = by_table.get("rework", {}).values()
        for flow in flows:
            stream.put_flow(flow)
        for way in ways:
            stream.put_rework(way)
        improvements: dict[Ref, Improvement] = by_table.get("improvement", {})
        named = {ref[1]: record for ref, record in improvements.items()}
        order = self._order([list(each.improvements) for each in (self.base, self.mine, self.theirs)])
        stream.improvements = {identifier: named[identifier] for identifier in order if identifier in named}
        stream.settings = {table: self.records[table,] for table in self.mine.settings}
        for table in stream.lists:
            sides = [each.lists[table] for each in (self.base, self.mine, self.theirs)]
            stream.lists[table] = _merged_rows(*sides)
        stream.extra = self.theirs.extra
        return stream

    def _order(self, orders: list[list[str]]) -> list[str]:
        """Return the ids in the order of the side that changed it, mine where both did."""
        base, mine, theirs = orders
        common = set(base) & set(mine) & set(theirs)
        before, one = ([each for each in order if each in common] for order in (base, mine))
        first, second = (theirs, mine) if one == before else (mine, theirs)
        return _inserted(first, second)


def _inserted(order: list[str], other: list[str]) -> list[str]:
    """Put what only the other order has behind what it is behind there."""
    result, known = list(order), set(order)
    for index, identifier in enumerate(other):
        if identifier not in known:
            known.add(identifier)
            result.insert(result.index(other[index - 1]) + 1 if index else 0, identifier)
    return result


def _merged_rows(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Take my new rows to theirs and those that I removed away; where one side changed none, the other's."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    kept = [row for row in theirs if row in mine or row not in base]
    return kept + [row for row in mine if row not in base and row not in theirs]
