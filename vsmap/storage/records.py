"""From plain tables to records, by the schema: every value checked, every breach noted with its place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any, Final, TypeVar

from vsmap.model.calendar import Calendar
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.text import excerpt, nearest
from vsmap.model.values import FieldError, allowed_values, check_value
from vsmap.storage.faults import Findings, Path

_SEARCHED: Final = 1000
"""Among how many stage ids the one that was meant is looked for."""

Record = TypeVar("Record")


@dataclass(slots=True)
class Reading:
    """What one reading of a file knows so far."""

    findings: Findings
    calendar: Calendar = field(default_factory=Calendar)
    stages: Collection[str] = frozenset()
    """The ids that a table may refer to."""
    added: Collection[str] = frozenset()
    """The ids that improvements add: their changes may refer to them too."""

    def table(self, raw: object, path: Path, shape: str = "a table") -> dict[str, Any] | None:
        """Return a table as a dict, or note that it is something else."""
        if isinstance(raw, dict):
            return raw
        self.findings.add(path, excerpt(raw), f"allowed: {shape}")
        return None

    def rows(self, raw: object, path: Path, shape: str) -> list[tuple[int, object]]:
        """Return a list's rows with their positions, or note that it is something else."""
        if isinstance(raw, list):
            return list(enumerate(raw))
        self.findings.add(path, excerpt(raw), f"allowed: {shape}")
        return []

    def unknown(self, path: Path, known: Iterable[str]) -> None:
        """Note a key that is not known here, with the one that was meant."""
        known = tuple(known)
        self.findings.add_unknown(path, lambda: f"unknown: {_meant(str(path[-1]), known)}")

    def stage(self, identifier: str, path: Path) -> bool:
        """Tell whether a stage exists, or note that it does not."""
        if identifier in self.stages or identifier in self.added:
            return True
        self.findings.add(path, excerpt(identifier), lambda: self._no_stage(identifier))
        return False

    def _no_stage(self, identifier: str) -> str:
        meant = nearest(identifier, islice(self.stages, _SEARCHED))
        return "there is no such stage" + (f"; did you mean {meant}?" if meant else "")

    def value(self, spec: Spec, raw: object, path: Path) -> object:
        """Return a checked value, or the default and a note of what is wrong."""
        try:
            value = check_value(spec, raw, self.calendar)
        except FieldError as error:
            self.findings.add(path, error.found, error.allowed)
            return spec.default
        if spec.type is FieldType.STAGE:
            self.stage(str(value), path)
        return value

    def record(self, kind: type[Record], raw: object, path: Path, **given: object) -> Record | None:
        """Return the record that a table holds; None where it is no table or lacks what it needs.

        `given` are fields that the table itself does not hold.
        """
        table = self.table(raw, path)
        if table is None:
            return None
        values = dict(given)
        specs = specs_of(kind)
        for key, each in table.items():
            spec = specs.get(key)
            if spec is None:
                self.unknown((*path, key), specs)
            elif spec.name not in given:
                values[spec.name] = self.value(spec, each, (*path, key))
        return kind(**values) if self._is_complete(kind, table, path) else None

    def _is_complete(self, kind: type, table: dict[str, Any], path: Path) -> bool:
        needed = _needed(kind)
        for key in needed:
            if key not in table:
                self.findings.add(path, "", f"{key} is missing; {allowed_values(specs_of(kind)[key])}")
        return not any(key not in table or self.findings.touch((*path, key)) for key in needed)

    def values(
        self, kind: type, raw: object, path: Path, without: Collection[str] = ()
    ) -> tuple[tuple[str, object], ...]:
        """Return new values for some of a record's fields, as (field, value) in the order of the schema."""
        table = self.table(raw, path, "a table { key = value, … }")
        if table is None:
            return ()
        specs = {key: spec for key, spec in specs_of(kind).items() if key not in without}
        for key in table:
            if key not in specs:
                self.unknown((*path, key), specs)
        return tuple(
            (spec.name, self.value(spec, table[key], (*path, key)))
            for key, spec in specs.items()
            if key in table
        )


@cache
def _needed(kind: type) -> tuple[str, ...]:
    """Return the keys that a table of a record must have."""
    return tuple(key for key, spec in specs_of(kind).items() if spec.required)


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"allowed: {', '.join(known)}"
