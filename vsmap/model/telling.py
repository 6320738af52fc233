"""Information flows as a person makes them: one from a stage to a stage, and by what."""

from collections.abc import Iterator
from typing import Final

from vsmap.model.edits import AddRecord, Edits, RemoveRecord, SetField
from vsmap.model.records import Information
from vsmap.model.stream import ArrowRef, ValueStream

INFORMATION: Final = "information"
"""The table of information flows."""


def told_by(stream: ValueStream) -> Iterator[ArrowRef]:
    """Yield who tells whom, as arrows: each pair of stages once."""
    for telling in dict.fromkeys((each.source, each.target) for each in stream.lists[INFORMATION]):
        yield INFORMATION, *telling


def via_of(stream: ValueStream, source: str, target: str) -> str:
    """Return by what one stage tells another; empty where that is not known, or there is nothing told."""
    rows = stream.lists[INFORMATION]
    return " · ".join(rows[at].via for at in _places(stream, source, target) if rows[at].via)


def tell(stream: ValueStream, source: str, target: str, via: str) -> Edits:
    """Let one stage tell another by something; where it does already, by that from now on."""
    rows = stream.lists[INFORMATION]
    places = _places(stream, source, target)
    if not places:
        made = Information(source=source, target=target, via=via)
        return (AddRecord(INFORMATION, made, len(rows)),)
    if via == via_of(stream, source, target):
        return ()
    spare = tuple(RemoveRecord(INFORMATION, at) for at in reversed(places[1:]))
    return (*spare, SetField((INFORMATION, str(places[0])), "via", via))


def tell_no_more(stream: ValueStream, source: str, target: str) -> Edits:
    """Remove what one stage tells another."""
    return tuple(RemoveRecord(INFORMATION, at) for at in reversed(_places(stream, source, target)))


def _places(stream: ValueStream, source: str, target: str) -> list[int]:
    rows = enumerate(stream.lists[INFORMATION])
    return [at for at, each in rows if (each.source, each.target) == (source, target)]
