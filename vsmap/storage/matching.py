"""Which rows of a new map are those of the old one, and which of them have moved."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from vsmap.model.checks import Ref
from vsmap.model.stream import LISTS
from vsmap.storage.layout import Block

_CHANGE_DEPTH: Final = 4


def order_of(ref: Ref) -> Ref:
    """Return the sequence in which a table's place means something; empty where it means nothing.

    Stages, improvements, an improvement's changes and the rows of lists have an order, arrows and
    settings have none.
    """
    if ref[:1] == ("improvement",):
        return ref[: _CHANGE_DEPTH - 1] if len(ref) == _CHANGE_DEPTH else ref[:1]
    return ref[:1] if ref and (ref[0] in LISTS or ref[0] == "stage") else ()


def _is_row(ref: Ref) -> bool:
    return bool(ref) and (ref[0] in LISTS or (ref[0] == "improvement" and len(ref) == _CHANGE_DEPTH))


def with_old_refs(old: Iterable[Block], new: Iterable[Block]) -> list[Block]:
    """Rename the rows of the new map that the old one has too, so that they have the same ref.

    A row has no id: the same content is the same row, and between such rows the nth is the nth.
    """
    rows: dict[Ref, list[Block]] = {}
    for block in old:
        if _is_row(block.ref):
            rows.setdefault(block.ref[:-1], []).append(block)
    renamed: list[Block] = []
    for table, grouped in groupby(new, key=lambda block: block.ref[:-1] if _is_row(block.ref) else ()):
        group = list(grouped)
        renamed += _renamed(rows.get(table, []), group) if table else group
    return renamed


def _renamed(old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
    before, after = [block.pairs for block in old], [block.pairs for block in new]
    refs = [(*block.ref[:-1], f"new {block.ref[-1]}") for block in new]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _kind, first, last, begin, end in matcher.get_opcodes():
        for one, other in zip(range(first, last), range(begin, end), strict=False):
            refs[other] = old[one].ref
    return [block._replace(ref=ref) for block, ref in zip(new, refs, strict=True)]


def moved(wanted: Sequence[Ref], standing: Sequence[Ref]) -> set[Ref]:
    """Return the fewest refs to move so that those that stand in one order stand in the wanted one."""
    place = {ref: index for index, ref in enumerate(standing)}
    sequences: dict[Ref, list[Ref]] = {}
    for ref in wanted:
        if ref in place and order_of(ref):
            sequences.setdefault(order_of(ref), []).append(ref)
    return {ref for refs in sequences.values() for ref in _out_of_order(refs, [place[ref] for ref in refs])}


def _out_of_order(refs: Sequence[Ref], places: Sequence[int]) -> list[Ref]:
    """Leave the longest rising run of places where it is (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [ref for index, ref in enumerate(refs) if index not in kept]
