"""Every field that holds text and every command that shows something, found by walking: none is left out."""

from typing import Any

from driven import Driven, as_file, editor
from rich.cells import cell_len
from test_editor_hostile import CONTROLS, PAYLOADS, REORDERING

from vsmap.commands import COMMANDS
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Improvement, NewStage, Rework, Stage, Waiver
from vsmap.model.schema import FieldType, specs_of
from vsmap.model.stream import LISTS, SETTINGS, ValueStream
from vsmap.screens.map import MapScreen

LEAVING = {"quit", "shell", "suspend", "new", "open", "save", "save_as"}
"""Commands that leave the map: tests of files show what they say."""
PAYLOAD = "".join(
    PAYLOADS[name] for name in ("action", "closing", "clipboard", "c1", "bidi", "lines", "emoji")
)


def filled(record: type, payload: str, /, **given: object) -> Any:  # noqa: ANN401 - of any kind
    """Make a record with the payload in every field that holds free text, by its schema."""
    values = dict(given)
    for spec in specs_of(record).values():
        if spec.name in given:
            continue
        if spec.type is FieldType.TEXT:
            values[spec.name] = payload
        elif spec.type is FieldType.WORDS and not spec.choices:
            values[spec.name] = (payload, payload)
        elif spec.type is FieldType.PERCENTS:
            values[spec.name] = ((payload, 50.0),)
    return record(**values)


def hostile(payload: str) -> ValueStream:
    """Make a map of which every text is the payload."""
    built = ValueStream()
    for table, kind in SETTINGS.items():
        built.settings[table] = filled(kind, payload)
    times: dict[str, Any] = {
        "process_time": parse_duration("1d"),
        "lead_time": parse_duration("3w"),
        "queue": 9,
    }
    for identifier in "abc":
        built.put_stage(filled(Stage, payload, id=identifier, kind="approve", value="waste", **times))
    for source, target in (("a", "b"), ("b", "c")):
        built.put_flow(filled(Flow, payload, source=source, target=target))
    built.put_rework(filled(Rework, payload, source="c", target="a", rate=20))
    change = NewStage("n", ("a",), ("b",), (("name", payload), ("lane", payload)))
    built.improvements["i"] = filled(Improvement, payload, id="i", stage="a", changes=(change,))
    for table, kind in LISTS.items():
        given = {"source": "a", "target": "b"} if table == "information" else {}
        if kind is Waiver:
            given = {"rule": "wait-dominated", "stage": "a"}
        built.lists[table] = [filled(kind, payload, **given)]
    return built


def check(run: Driven) -> None:
    """Nothing that is shown commands or reorders, and every line is as wide as the window."""
    shown = "\n".join(run.lines())
    assert not (CONTROLS - {"\n"}) & set(shown)
    assert not REORDERING & set(shown)
    assert {cell_len(line) for line in run.lines()} == {run.app.size.width}


async def back(run: Driven) -> None:
    """Close whatever is open over the map."""
    for _ in range(6):
        if isinstance(run.app.screen, MapScreen) and not run.map.is_typing:
            return
        await run.press("escape")


def test_every_text_of_the_schema_is_hostile() -> None:
    """The map has the payload in each field of each record that takes any text."""
    built = hostile("x")
    records = [*built.stages(), *built.flows(), *built.improvements.values(), *built.settings.values()]
    records += [row for rows in built.lists.values() for row in rows]
    for record in records:
        for spec in specs_of(type(record)).values():
            if spec.type is FieldType.TEXT:
                assert getattr(record, spec.name) == "x"


async def test_every_command_shows_payloads_literally() -> None:
    """Each command of the one list is run on a map of payloads: none is obeyed, whatever it opens.

    Seen to fail with a title that is set as markup.
    """
    async with editor(as_file(hostile(PAYLOAD)), 120, 40) as run:
        check(run)
        for identifier in COMMANDS:
            if identifier in LEAVING:
                continue
            run.map.run_command(identifier)
            await run.settle()
            check(run)
            assert run.app.is_running
            await back(run)
            check(run)
