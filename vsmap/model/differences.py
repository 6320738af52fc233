"""What differs between two maps, record by record and field by field, and in words."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final, NamedTuple

from vsmap.model.checks import Ref
from vsmap.model.records import Flow, Improvement, Rework, Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import SETTINGS, ValueStream
from vsmap.model.text import excerpt, name_of
from vsmap.model.values import show_value

_LONGEST: Final = 40
_KINDS: Final[dict[str, type]] = {
    **SETTINGS,
    "stage": Stage,
    "flow": Flow,
    "rework": Rework,
    "improvement": Improvement,
}


class Difference(NamedTuple):
    """One thing that differs: a field of a record, or with no field the record itself, None where absent."""

    ref: Ref
    field: str
    before: object
    after: object


def keyed_records(stream: ValueStream) -> dict[Ref, object]:
    """Return every record that is found by a key of its own: settings, stages, arrows, improvements."""
    settings: dict[Ref, object] = {(table,): record for table, record in stream.settings.items()}
    return {
        **settings,
        **{("stage", stage.id): stage for stage in stream.stages()},
        **{("flow", flow.source, flow.target): flow for flow in stream.flows()},
        **{("rework", way.source, way.target): way for way in stream.reworks()},
        **{("improvement", identifier): each for identifier, each in stream.improvements.items()},
    }


def differences(old: ValueStream, new: ValueStream) -> Iterator[Difference]:
    """Yield what differs, in the order of the file; linear in the maps but for the rows of lists."""
    before, after = keyed_records(old), keyed_records(new)
    for ref in {**before, **after}:
        one, two = before.get(ref), after.get(ref)
        if one is None or two is None:
            yield Difference(ref, "", one, two)
        elif one != two:
            yield from _fields(ref, one, two)
    for table, rows in old.lists.items():
        yield from _rows(table, rows, new.lists[table])
    orders = [[each for each in ids if each in other] for ids, other in ((old.ids(), new), (new.ids(), old))]
    if orders[0] != orders[1]:
        yield Difference(("order",), "", tuple(orders[0]), tuple(orders[1]))


def _fields(ref: Ref, old: object, new: object) -> Iterator[Difference]:
    for declared in fields(old):  # type: ignore[arg-type] # every record is a dataclass
        before, after = getattr(old, declared.name), getattr(new, declared.name)
        if before != after:
            yield Difference(ref, declared.name, before, after)


def _rows(table: str, old: list[object], new: list[object]) -> Iterator[Difference]:
    yield from (Difference((table,), "", row, None) for row in old if row not in new)
    yield from (Difference((table,), "", None, row) for row in new if row not in old)


def in_words(difference: Difference, old: ValueStream, new: ValueStream) -> str:
    """Say a difference in one line, such as `PT of Design: 2d → 3d`."""
    ref, field, before, after = difference
    if ref == ("order",):
        return "the order of the stages"
    what = record_name(ref, new if after is not None else old)
    if not field:
        return f"{what} is new" if before is None else f"{what} is gone"
    label = field_label(ref, field)
    return f"{label} of {what}: {value_words(before)} → {value_words(after)}"


def field_label(ref: Ref, field: str) -> str:
    """Return a field's name as forms have it."""
    labels = {spec.name: spec.label for spec in specs_of(_KINDS[ref[0]]).values()}
    return labels.get(field) or name_of(field)


def value_words(value: object) -> str:
    """Show a field's value in few words."""
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        return f"{len(value)} {'changes' if len(value) > 1 else 'change'}"
    return excerpt(show_value(value), _LONGEST).strip('"') or "nothing"


def record_name(ref: Ref, stream: ValueStream) -> str:
    """Name a record as people do."""
    match ref:
        case ("stage", identifier):
            return _stage_name(identifier, stream)
        case ("flow" | "rework" as table, source, target):
            arrow = f"{_stage_name(source, stream)} → {_stage_name(target, stream)}"
            return arrow if table == "flow" else f"rework {arrow}"
        case ("improvement", identifier):
            improvement = stream.improvements.get(identifier)
            return f"improvement {(improvement.title if improvement else '') or identifier}"
        case ("map", *_):
            return "the map"
        case _:
            return {"parking": "a remark", "waiver": "a waiver", "information": "an information flow"}.get(
                ref[0], f"the {ref[0]}"
            )


def _stage_name(identifier: str, stream: ValueStream) -> str:
    return stream.stage(identifier).name if identifier in stream else identifier
