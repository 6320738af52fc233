"""Remembers what was worked out for a stream, as long as the stream lives."""

import weakref
from typing import Generic, TypeVar

from vsmap.model.stream import ValueStream

T = TypeVar("T")


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
