"""The records that only name stages: which they name, and which of them break a rule (format.md)."""

from collections.abc import Iterator

from vsmap.model.checks import Breach, Ref, improvement_breaches, list_breaches, value_breaches
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Improvement,
    Information,
    MergeStages,
    NewStage,
    Waiver,
)
from vsmap.model.stream import ValueStream


def ids_in(change: Change) -> tuple[str, ...]:
    """Return the stages that a change of an improvement names, but for one that it adds."""
    match change:
        case ChangeStage(stage=stage) | DropStage(stage=stage):
            return (stage,)
        case NewStage(after=after, before=before):
            return (*after, *before)
        case MergeStages(stages=stages, into=into):
            return (*stages, into)
        case ChangeArrow(source=source, target=target):
            return (source, target)


def named_stages(record: object) -> Iterator[tuple[str, str]]:
    """Yield the key and the id of each stage that an information flow, a waiver or an improvement names."""
    if isinstance(record, Information | Waiver):
        yield from (("from", record.source), ("to", record.target))
    if isinstance(record, Improvement | Waiver) and record.stage:
        yield "stage", record.stage
    if isinstance(record, Improvement):
        for change in record.changes:
            yield from (("change", identifier) for identifier in ids_in(change))


def reference_breaches(stream: ValueStream) -> Iterator[Breach]:
    """Yield a breach for each stage that is named by a record of a map and does not exist.

    A stage that some improvement adds may be named by all of them.
    """
    known = {
        change.id
        for improvement in stream.improvements.values()
        for change in improvement.changes
        if isinstance(change, NewStage)
    }
    for ref, record in _records(stream):
        for key, identifier in named_stages(record):
            missing = identifier and identifier not in stream
            if missing and not (ref[0] == "improvement" and identifier in known):
                yield Breach(ref, key, identifier, f"there is no stage {identifier}")


def _records(stream: ValueStream) -> Iterator[tuple[Ref, object]]:
    for table, rows in stream.lists.items():
        yield from (((table, str(position)), row) for position, row in enumerate(rows))
    for identifier, improvement in stream.improvements.items():
        yield ("improvement", identifier), improvement


def row_breaches(stream: ValueStream, table: str) -> Iterator[Breach]:
    """Yield the breaches of all records of a list, or of all improvements."""
    if table == "improvement":
        for improvement in stream.improvements.values():
            yield from value_breaches((table, improvement.id), improvement, stream.calendar)
            yield from improvement_breaches(improvement, stream.calendar)
    for position, row in enumerate(stream.lists.get(table, ())):
        ref = (table, str(position))
        yield from value_breaches(ref, row, stream.calendar)
        yield from list_breaches(ref, row)
    yield from reference_breaches(stream)
