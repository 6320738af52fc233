"""The tables of a map as CSV: stages with where work goes on, flows, the plan."""

import csv
from io import StringIO
from typing import Any, Final

from vsmap.exchange.sheets.cell import guarded
from vsmap.exchange.sheets.ways import ways_text
from vsmap.model.records import Flow, Improvement, Rework, Stage
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.stream import SETTINGS, ValueStream
from vsmap.model.values import show_value

NEXT, BACK = "next", "rework"
"""The columns of the stage table that say where work goes on, and where it goes back to."""
_FLOW_COLUMNS: Final = ("kind", "from", "to", "share", "rate", "wait_time", "mode", "note")
_PLAN_COLUMNS: Final = (*("id", "title", "stage", "owner", "due", "status", "effort", "in_future", "note"),)


def sheet(stream: ValueStream, table: str) -> str:
    """Return one table of a map as CSV (RFC 4180), with a byte order mark so that spreadsheets read UTF-8."""
    rows = {"stages": _stages, "flows": _flows, "plan": _plan}[table](stream)
    written = StringIO()
    csv.writer(written).writerows([guarded(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def stage_columns() -> list[str]:
    """Return the headings of the stage table: every field of a stage, by its key in the file."""
    return ["id", *specs_of(Stage), NEXT, BACK]


def _stages(stream: ValueStream) -> list[list[str]]:
    back: dict[str, list[Rework]] = {}
    for way in stream.reworks():
        back.setdefault(way.source, []).append(way)
    rows = []
    for stage in stream.stages():
        flows = [stream.flow(stage.id, target) for target in stream.successors(stage.id)]
        ways = [ways_text([flow for flow in flows if flow is not None]), ways_text(back.get(stage.id, []))]
        rows.append([stage.id, *_values(stage), *ways])
    return [stage_columns(), *rows]


def _values(record: object) -> list[str]:
    """Return the fields of a record as a person would type them; what is the default is left empty."""
    specs = specs_of(type(record)).values()
    return [
        "" if (value := getattr(record, spec.name)) == spec.default else show_value(value)
        for spec in specs
        if spec.type is not FieldType.CHANGES
    ]


def _flows(stream: ValueStream) -> list[list[str]]:
    arrows: list[tuple[str, Flow | Rework]] = [
        *(("flow", flow) for flow in stream.flows()),
        *(("rework", way) for way in stream.reworks()),
    ]
    return [[*_FLOW_COLUMNS], *([kind, *_arrow(arrow)] for kind, arrow in arrows)]


def _arrow(arrow: Flow | Rework) -> list[str]:
    found = {key: show_value(getattr(arrow, spec.name)) for key, spec in specs_of(type(arrow)).items()}
    return [found.get(column, "") for column in _FLOW_COLUMNS[1:]]


def _plan(stream: ValueStream) -> list[list[str]]:
    names = {stage.id: stage.name for stage in stream.stages()}
    rows = []
    for improvement in stream.improvements.values():
        found = {key: show_value(getattr(improvement, spec.name)) for key, spec in _plan_specs().items()}
        found["stage"] = names.get(improvement.stage, "")
        rows.append([improvement.id, *(found[column] for column in _PLAN_COLUMNS[1:])])
    return [[*_PLAN_COLUMNS], *rows]


def _plan_specs() -> dict[str, Any]:
    return {key: spec for key, spec in specs_of(Improvement).items() if spec.type is not FieldType.CHANGES}


def left_out_of_stages(stream: ValueStream) -> list[str]:
    """Name what of a map the stage table cannot say, so that nobody takes it for the map."""
    said = [
        *(f"[{table}]" for table, record in SETTINGS.items() if stream.settings[table] != record()),
        *(f"{len(rows)} [[{table}]]" for table, rows in stream.lists.items() if rows),
        *([f"{len(stream.improvements)} improvements"] if stream.improvements else []),
        *(["[x]"] if stream.extra else []),
    ]
    modes = sum(flow.mode != "push" or bool(flow.note) for flow in stream.flows())
    return [*said, *([f"mode or note of {modes} flows"] if modes else [])]
