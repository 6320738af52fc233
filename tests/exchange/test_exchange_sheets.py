"""CSV out and in again: the same map where a table can say it, and a word where it can't."""

import csv
import re
from dataclasses import replace
from io import StringIO

import pytest
from builders import stream
from headless import Headless, sample
from hostile_map import hostile_stream
from hypothesis import assume, given
from maps_strategies import WHOLE_MAPS, streams

from vsmap.exchange.intake.stage_table import read_stage_table
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.markup import plain_text
from vsmap.exchange.sheets.cell import guarded, unguarded
from vsmap.exchange.sheets.writing import left_out_of_stages, sheet
from vsmap.model.calendar import Calendar
from vsmap.model.checks import all_breaches
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.storage.reader import read_map

_FAR_FROM_PEOPLE = re.compile(r"[0-9]e-?[0-9]{3}")
"""Numbers that no field of the program takes when they are typed."""


def rows(written: str) -> list[list[str]]:
    """Read CSV as any program does."""
    return list(csv.reader(StringIO(written.removeprefix("\ufeff"), newline="")))


def again(table: str) -> ValueStream:
    """Read a stage table back."""
    return read_stage_table(table.encode(), "map.csv", Wishes()).stream


def sayable(whole: ValueStream) -> ValueStream:
    """Return what of a map a table of stages can say: its stages, where work goes on, and where back."""
    flows = [
        Flow(source=flow.source, target=flow.target, share=flow.share, wait_time=flow.wait_time)
        for flow in whole.flows()
    ]
    said = ValueStream([_plain(stage) for stage in whole], flows)
    for way in whole.reworks():
        said.put_rework(Rework(source=way.source, target=way.target, rate=way.rate, wait_time=way.wait_time))
    return said


def _plain(stage: Stage) -> Stage:
    def text(value: str) -> str:
        return "\n".join(map(plain_text, value.split("\n")))

    return replace(
        stage,
        name=text(stage.name),
        lane=text(stage.lane),
        note=text(stage.note),
        systems=tuple(map(text, stage.systems)),
        judged_by=tuple((text(name).strip(), share) for name, share in stage.judged_by),
    )


@WHOLE_MAPS
@given(streams())
def test_a_table_of_stages_read_again_is_the_same_map(whole: ValueStream) -> None:
    """Stages with every field, flows with shares and waits, rework with rates: nothing is lost."""
    said = sayable(whole)
    said.settings["calendar"] = Calendar()
    assume(len(said))
    assume(not [*all_breaches(said)])
    assume(
        all(name and name == name.strip() and "=" not in name for each in said for name, _ in each.judged_by)
    )
    table = sheet(said, "stages")
    assume(not _FAR_FROM_PEOPLE.search(table))
    assert again(table) == said


@pytest.mark.parametrize("name", ["deployment-in-months", "deployment-in-minutes", "lean-enterprise"])
def test_samples_go_out_and_come_in(name: str) -> None:
    """The samples are the same in all that a table can say."""
    whole = read_map(sample(name))
    assert again(sheet(whole, "stages")) == sayable(whole)


def test_what_a_table_cannot_say_is_named(vsmap: Headless) -> None:
    """The settings, plans, remarks and notes of arrows that stay behind are listed with the table."""
    whole = read_map(sample("deployment-in-months"))
    err = vsmap("export", sample("deployment-in-months"), "--to", "csv").err
    for left in ("[map]", "[demand]", "[targets]", "10 improvements", "1 [[parking]]", "note of 3 flows"):
        assert left in err
    assert not left_out_of_stages(sayable(whole))


def test_no_cell_is_a_formula() -> None:
    """No cell of a hostile map begins with what a spreadsheet computes; each is read back as it was."""
    for table in ("stages", "flows", "plan"):
        for row in rows(sheet(hostile_stream(), table)):
            assert not [cell for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    for text in ("=1+1", "'=1", "''+x", "-5", "@SUM", "'plain'", "+", "'", ""):
        assert unguarded(guarded(text)) == text


def test_flows_and_plan_are_tables_of_their_own() -> None:
    """Every arrow is a row with all that it carries; every improvement one with owner and date."""
    whole = stream("A 1h/1d -30% 2d-> B; A -70%-> C; C ~25%~> A")
    head, *arrows = rows(sheet(whole, "flows"))
    found = [dict(zip(head, row, strict=True)) for row in arrows]
    assert [(each["kind"], each["from"], each["to"]) for each in found] == [
        ("flow", "A", "B"),
        ("flow", "A", "C"),
        ("rework", "C", "A"),
    ]
    assert [(each["share"], each["rate"], each["wait_time"], each["mode"]) for each in found] == [
        ("30", "", "2d", "push"),
        ("70", "", "", "push"),
        ("", "25", "", ""),
    ]
    head, plan = rows(sheet(hostile_stream(), "plan"))
    planned = dict(zip(head, plan, strict=True))
    assert (planned["owner"], planned["due"], planned["status"]) == ("'@me", "2027-01-31", "proposed")
