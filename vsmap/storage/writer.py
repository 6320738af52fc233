"""Writing a map: the one canonical text of a stream (format.md, Rules of writing)."""

from collections.abc import Iterator
from typing import Any, Final

from vsmap.model.records import Improvement, Stage
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.stream import LISTS, SETTINGS, ValueStream
from vsmap.model.text import name_of
from vsmap.model.values import plain_value
from vsmap.storage.changes import plain_change
from vsmap.storage.layout import Block, block, free_blocks
from vsmap.storage.thresholds import plain_thresholds

_FORMAT: Final = ("format", "1")


def canonical_text(stream: ValueStream) -> str:
    """Return the text of a map: the same map gives the same bytes."""
    return "\n".join(block.text for block in blocks_of(stream))


def blocks_of(stream: ValueStream, *, explicit: bool = False) -> Iterator[Block]:
    """Yield the tables of a map in the order of the file; the first has no header.

    `explicit` writes the flows of a straight line too.
    """
    explicit = explicit or not stream.is_line()
    flows = stream.flows() if explicit else []
    yield Block((), "", (_FORMAT, ("flow", "[]")) if explicit and not flows else (_FORMAT,))
    for table in SETTINGS:
        values = _settings(stream, table)
        if values:
            yield block((table,), f"[{table}]", values)
    for stage in stream.stages():
        yield block(("stage", stage.id), f"[stage.{stage.id}]", _stage_values(stage))
    for table, arrows in (("flow", flows), ("rework", stream.reworks())):
        for arrow in arrows:
            yield block((table, arrow.source, arrow.target), f"[[{table}]]", plain_record(arrow))
    yield from _rows(stream, "information")
    for improvement in stream.improvements.values():
        yield from _improvement(improvement)
    for table in LISTS:
        if table != "information":
            yield from _rows(stream, table)
    if stream.extra:
        yield from free_blocks("x", ("x",), stream.extra)


def plain_record(record: object) -> dict[str, object]:
    """Turn a record into the table of a file: its keys in order, defaults left out."""
    return {
        key: plain_value(getattr(record, spec.name))
        for key, spec in specs_of(type(record)).items()
        if spec.type is not FieldType.CHANGES and getattr(record, spec.name) != spec.default
    }


def _settings(stream: ValueStream, table: str) -> dict[str, object]:
    if table == "thresholds":
        return plain_thresholds(stream.thresholds)
    return plain_record(stream.settings[table])


def _stage_values(stage: Stage) -> dict[str, object]:
    values = plain_record(stage)
    if stage.name == name_of(stage.id):
        values.pop("name", None)
    return values


def _rows(stream: ValueStream, table: str) -> Iterator[Block]:
    rows: list[Any] = stream.lists[table]
    for position, row in enumerate(rows):
        yield block((table, str(position)), f"[[{table}]]", plain_record(row))


def _improvement(improvement: Improvement) -> Iterator[Block]:
    name, ref = f"improvement.{improvement.id}", ("improvement", improvement.id)
    yield block(ref, f"[{name}]", plain_record(improvement))
    for position, change in enumerate(improvement.changes):
        yield block((*ref, "change", str(position)), f"[[{name}.change]]", plain_change(change))
