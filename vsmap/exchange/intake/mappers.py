"""JSON of other mappers: vsm-workshop of bdfinst in both of its formats, and vsmap's own."""

import itertools
from typing import Any, Final

from vsmap.exchange.intake.foreign import Foreign, ForeignStep, ForeignWay, from_foreign
from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.map_json import read_map_json
from vsmap.model.text import excerpt
from vsmap.storage.faults import Fault, FileFaults
from vsmap.storage.source import whole_file_fault

_NEWEST: Final = 2
_WHOLE: Final = 100


def read_mapper(whole: Any, file: str, wishes: Wishes) -> Imported:  # noqa: ANN401 - whatever JSON holds
    """Read a map of another mapper; raises FileFaults where it is none that is known, or is damaged."""
    if isinstance(whole, dict) and "map" in whole and "version" in whole:
        stream = read_map_json(whole, file)
        return Imported(stream, (f"a map of vsmap as JSON: {len(stream)} stages, whole",))
    if not isinstance(whole, dict):
        raise whole_file_fault(file, excerpt(whole), "a mapper's file is a JSON object")
    reader = _Reader(file)
    if whole.get("schemaVersion") == _NEWEST:
        return from_foreign(reader.second(whole), file, wishes)
    if isinstance(whole.get("steps"), list):
        return from_foreign(reader.first(whole), file, wishes)
    keys = ", ".join(map(str, list(whole)[:6]))
    raise whole_file_fault(
        file,
        excerpt(keys),
        "this JSON is of no mapper that is known: vsm-workshop (steps, connections) and vsmap are read",
    )


class _Reader:
    """Reads the two formats of vsm-workshop; times are minutes in both."""

    def __init__(self, file: str) -> None:
        self._file = file

    def first(self, whole: dict[str, Any]) -> Foreign:
        """Read the first format: steps with a process and a lead time, connections of two types."""
        steps = [
            ForeignStep(
                key=self._text(step, "id", where),
                name=self._text(step, "name", where),
                kind=self._text(step, "type", where),
                process_minutes=self._number(step, "processTime", where),
                lead_minutes=self._number(step, "leadTime", where),
                complete_accurate=self._number(step, "percentCompleteAccurate", where),
                people=self._number(step, "peopleCount", where),
                queue=self._number(step, "queueSize", where),
                batch=self._number(step, "batchSize", where),
                systems=tuple(self._texts(step, "tools", where)),
                note=self._text(step, "description", where),
            )
            for where, step in self._rows(whole, "steps", "")
        ]
        ways = [
            ForeignWay(
                self._text(each, "source", where),
                self._text(each, "target", where),
                is_rework=each.get("type") == "rework",
                rate=self._number(each, "reworkRate", where),
            )
            for where, each in self._rows(whole, "connections", "")
        ]
        told = "a map of vsm-workshop"
        return Foreign(told, self._text(whole, "name", ""), self._text(whole, "description", ""), steps, ways)

    def second(self, whole: dict[str, Any]) -> Foreign:
        """Read the second format: versions in a straight line, of which the active one is read."""
        versions = [*self._rows(whole, "versions", "")]
        if not versions:
            raise self._fault("versions", "", "there is no version of the map in it")
        where, version = next(
            (each for each in versions if each[1].get("id") == whole.get("activeVersionId")), versions[0]
        )
        steps = [self._step(step, place) for place, step in self._rows(version, "steps", f"{where}.")]
        order = [step.key for step in steps]
        ways = [ForeignWay(source, target) for source, target in itertools.pairwise(order)]
        quality = {step.key: step.complete_accurate for step in steps}
        for place, path in self._rows(version, "reworkPaths", f"{where}."):
            source, target = self._text(path, "fromStepId", place), self._text(path, "toStepId", place)
            accurate, share = quality.get(source), self._number(path, "shareOfRejects", place)
            rejected = None if accurate is None else _WHOLE - accurate
            rate = None if rejected is None or share is None else rejected * share / _WHOLE
            ways.append(ForeignWay(source, target, is_rework=True, rate=rate))
        left_out = tuple(
            f"version {excerpt(str(each.get('label')))}: one state of the map is read, the active one"
            for _place, each in versions
            if each is not version
        )
        name, about = self._text(whole, "name", ""), self._text(whole, "description", "")
        hours = self._number(whole, "workdayHours", "")
        told = f"a map of vsm-workshop, version {excerpt(str(version.get('label')))}"
        return Foreign(told, name, about, steps, ways, hours, self._text(whole, "trigger", ""), left_out)

    def _step(self, step: dict[str, Any], where: str) -> ForeignStep:
        times = {key: self._typical(step, key, where) for key in ("processTime", "waitTime", "elapsedTime")}
        process, wait, elapsed = times["processTime"], times["waitTime"], times["elapsedTime"]
        lead = elapsed if elapsed is not None else None
        if process is not None and wait is not None:
            lead = process + wait
        return ForeignStep(
            key=self._text(step, "id", where),
            name=self._text(step, "name", where),
            lane=self._text(step, "performedBy", where),
            process_minutes=process,
            lead_minutes=lead,
            complete_accurate=self._number(step, "pctCA", where),
            note=self._text(step, "notes", where) or self._text(step, "description", where),
            is_estimate=step.get("timeSource") == "estimate",
        )

    def _typical(self, step: dict[str, Any], key: str, where: str) -> float | None:
        time = step.get(key)
        if time is None:
            return None
        if not isinstance(time, dict):
            raise self._fault(f"{where}.{key}", excerpt(time), 'a time is { "typ": minutes }')
        return self._number(time, "typ", f"{where}.{key}")

    def _rows(self, holder: dict[str, Any], key: str, before: str) -> list[tuple[str, dict[str, Any]]]:
        rows = holder.get(key) or []
        if not isinstance(rows, list):
            raise self._fault(f"{before}{key}", excerpt(rows), "a list is needed here")
        for place, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise self._fault(f"{before}{key}[{place}]", excerpt(row), "an object is needed here")
        return [(f"{before}{key}[{place}]", row) for place, row in enumerate(rows, 1)]

    def _text(self, holder: dict[str, Any], key: str, where: str) -> str:
        value = holder.get(key)
        if value is None or isinstance(value, str):
            return value or ""
        raise self._fault(f"{where}.{key}".strip("."), excerpt(value), "a text is needed here")

    def _texts(self, holder: dict[str, Any], key: str, where: str) -> list[str]:
        value = holder.get(key) or []
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return [each for each in value if each]
        raise self._fault(f"{where}.{key}".strip("."), excerpt(value), "a list of texts is needed here")

    def _number(self, holder: dict[str, Any], key: str, where: str) -> float | None:
        value = holder.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            raise self._fault(
                f"{where}.{key}".strip("."), excerpt(value), "a number of 0 or more is needed here"
            )
        return value

    def _fault(self, where: str, found: str, message: str) -> FileFaults:
        return FileFaults([Fault(self._file, 1, where, found, message)])
