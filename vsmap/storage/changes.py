"""The changes of an improvement: from a table of a file to a record and back (format.md)."""

from typing import Any, Final

from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Flow,
    MergeStages,
    NewStage,
    Rework,
    Stage,
    Values,
)
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.text import excerpt, is_id
from vsmap.model.values import plain_value
from vsmap.storage.faults import Path
from vsmap.storage.records import Reading

_ARROWS: Final[dict[str, type]] = {"flow": Flow, "rework": Rework}
_ENDS: Final = ("from", "to")
_KEYS: Final = {
    "stage": ("stage", "set", "remove"),
    "add": ("add", "after", "before", "set"),
    "merge": ("merge", "into", "set"),
    "flow": ("flow", "set", "add", "remove"),
    "rework": ("rework", "set", "add", "remove"),
}
"""The keys of each form, by the key that tells it from the others."""
_FORMS: Final = (
    "allowed: stage with set or remove; add with after and before; merge with into;"
    " flow or rework with set, add or remove"
)
_WORDS: Final = Spec(type=FieldType.WORDS, help="Stages", name="stages")


def read_change(reading: Reading, raw: object, path: Path) -> Change | None:
    """Return the change that a table means; None where it means none, with the reasons noted."""
    table = reading.table(raw, path, "a table")
    if table is None:
        return None
    form = next((key for key in ("flow", "rework", "merge", "stage", "add") if key in table), None)
    if form is None:
        reading.findings.add(path, "", _FORMS)
        return None
    for key in table:
        if key not in _KEYS[form]:
            reading.unknown((*path, key), _KEYS[form])
    before = len(reading.findings.rows)
    change = _READERS[form](reading, table, path)
    return change if len(reading.findings.rows) == before else None


def _stage(reading: Reading, table: dict[str, Any], path: Path) -> Change | None:
    identifier = _identifier(reading, table["stage"], (*path, "stage"))
    if _one_of(reading, table, path, ("set", "remove")) == "remove":
        return DropStage(identifier)
    return ChangeStage(identifier, reading.values(Stage, table.get("set", {}), (*path, "set")))


def _new_stage(reading: Reading, table: dict[str, Any], path: Path) -> Change | None:
    identifier = table["add"]
    if not isinstance(identifier, str) or not is_id(identifier):
        reading.findings.add((*path, "add"), excerpt(identifier), "allowed: letters, digits, - and _")
    elif identifier in reading.stages:
        reading.findings.add((*path, "add"), excerpt(identifier), "there is a stage of this id already")
    after, before = (_identifiers(reading, table.get(key, []), (*path, key)) for key in ("after", "before"))
    values = reading.values(Stage, table.get("set", {}), (*path, "set"))
    return NewStage(str(identifier), after, before, values)


def _merge(reading: Reading, table: dict[str, Any], path: Path) -> Change | None:
    merged = _identifiers(reading, table["merge"], (*path, "merge"))
    into = _identifier(reading, table.get("into", ""), (*path, "into"))
    if into and merged and into not in merged:
        reading.findings.add((*path, "into"), excerpt(into), f"allowed: one of {', '.join(merged[:8])}")
    return MergeStages(merged, into, reading.values(Stage, table.get("set", {}), (*path, "set")))


def _arrow(reading: Reading, table: dict[str, Any], path: Path) -> Change | None:
    kind = "flow" if "flow" in table else "rework"
    ends = reading.table(table[kind], (*path, kind), "{ from = a stage, to = a stage }") or {}
    for key in ends:
        if key not in _ENDS:
            reading.unknown((*path, kind, key), _ENDS)
    source, target = (_identifier(reading, ends.get(end, ""), (*path, kind, end)) for end in _ENDS)
    flags = {key: value for key, value in table.items() if key != "set"}
    action = _one_of(reading, flags, path, ("add", "remove")) if len(flags) > 1 else "set"
    if (action, "set" in table) in {("set", False), ("remove", True)}:
        reading.findings.add(path, "", f"allowed: {kind} with set, add = true or remove = true")
    values = reading.values(_ARROWS[kind], table.get("set", {}), (*path, "set"), without=_ENDS)
    return ChangeArrow(kind, source, target, action, values)


_READERS: Final = {"stage": _stage, "add": _new_stage, "merge": _merge, "flow": _arrow, "rework": _arrow}


def _one_of(reading: Reading, table: dict[str, Any], path: Path, keys: tuple[str, str]) -> str:
    """Return which of two keys a table has; note where it has both or none, or a flag that is not true."""
    present = [key for key in keys if key in table]
    if len(present) != 1:
        reading.findings.add(path, "", f"allowed: one of {keys[0]} and {keys[1]}")
        return keys[0]
    for key in ("add", "remove"):
        if key in present and table[key] is not True:
            reading.findings.add((*path, key), excerpt(table[key]), "allowed: true")
    return present[0]


def _identifier(reading: Reading, raw: object, path: Path) -> str:
    if not isinstance(raw, str) or not raw:
        reading.findings.add(path, excerpt(raw) if raw != "" else "", "allowed: the id of a stage")
        return ""
    reading.stage(raw, path)
    return raw


def _identifiers(reading: Reading, raw: object, path: Path) -> tuple[str, ...]:
    listed = [raw] if raw and isinstance(raw, str) else raw
    words = reading.value(_WORDS, listed, path) or ()
    found: tuple[str, ...] = tuple(words) if isinstance(words, tuple) else ()
    for position, identifier in enumerate(found):
        reading.stage(identifier, (*path, position))
    return found


def plain_change(change: Change) -> dict[str, object]:
    """Turn a change into the table of a file, its keys in the order of format.md."""
    match change:
        case ChangeStage(stage=stage, values=values):
            return {"stage": stage, "set": _plain_values(Stage, values)}
        case DropStage(stage=stage):
            return {"stage": stage, "remove": True}
        case NewStage(id=identifier, after=after, before=before, values=values):
            around = {"after": list(after), "before": list(before)}
            placed = {key: stages for key, stages in around.items() if stages}
            return {"add": identifier} | placed | _optional_set(Stage, values)
        case MergeStages(stages=stages, into=into, values=values):
            return {"merge": list(stages), "into": into} | _optional_set(Stage, values)
        case ChangeArrow():
            return _plain_arrow(change)


def _plain_arrow(change: ChangeArrow) -> dict[str, object]:
    ends = {change.table: {"from": change.source, "to": change.target}}
    if change.action == "set":
        return ends | {"set": _plain_values(_ARROWS[change.table], change.values)}
    return ends | _optional_set(_ARROWS[change.table], change.values) | {change.action: True}


def _optional_set(kind: type, values: Values) -> dict[str, object]:
    return {"set": _plain_values(kind, values)} if values else {}


def _plain_values(kind: type, values: Values) -> dict[str, object]:
    key_of = {spec.name: key for key, spec in specs_of(kind).items()}
    return {key_of[name]: plain_value(value) for name, value in values}
