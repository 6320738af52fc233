"""Remembers what was worked out for a stream, as long as the stream lives."""

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

from vsmap.model.stream import ValueStream

T = TypeVar("T")
Record = TypeVar("Record")


class StreamMemory(Generic[T]):
    """One value for each living stream. A stream is no dict key, so its identity serves."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[weakref.ref[ValueStream], T]] = {}

    def recall(self, stream: ValueStream) -> T | None:
        """Return what was kept for this very stream, if anything."""
        kept = self._kept.get(id(stream))
        return kept[1] if kept is not None and kept[0]() is stream else None

    def keep(self, stream: ValueStream, value: T) -> T:
        """Keep a value until the stream dies or another one is kept, and return it."""
        key, kept = id(stream), self._kept

        def forget(reference: weakref.ref[ValueStream]) -> None:
            if key in kept and kept[key][0] is reference:
                del kept[key]

        kept[key] = (weakref.ref(stream, forget), value)
        return value


def again(
    records: list[Record], before: tuple[list[Record], list[T]] | None, compute: Callable[[Record], T]
) -> list[T]:
    """Compute a value for each record, anew only where it is not the very record of before."""
    if before is None:
        return [compute(record) for record in records]
    pairs = enumerate(zip(records, before[0], strict=True))
    changed = [index for index, (now, was) in pairs if now is not was]
    if not changed:
        return before[1]
    values = before[1].copy()
    for index in changed:
        values[index] = compute(records[index])
    return values
