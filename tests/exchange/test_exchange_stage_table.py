"""Stage tables as people write them: headings, units, decimal marks, guesses, gaps, arrows, slips."""

from pathlib import Path

import pytest
from headless import Headless

from vsmap.exchange.intake.headings import heading_of
from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.intake.stage_table import read_stage_table
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.durations import Form
from vsmap.storage.faults import FileFaults


def read(text: str, unit: str = "") -> Imported:
    """Read a table."""
    return read_stage_table(text.encode(), "table.csv", Wishes(unit=unit))


def faults(text: str) -> list[str]:
    """Return what is wrong with a table."""
    with pytest.raises(FileFaults) as raised:
        read(text)
    return raised.value.lines()


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("PT", "process_time", ""),
        ("Process Time (h)", "process_time", "h"),
        ("C/T [min]", "process_time", "m"),
        ("cycle time in seconds", "process_time", "s"),
        ("LEAD-TIME days", "lead_time", "d"),
        ("lead_time_h", "lead_time", "h"),
        ("Lead Time (LT)", "lead_time", ""),
        ("Wait", "wait_time", ""),
        ("Queue time, hours", "wait_time", "h"),
        ("%C&A", "complete_accurate", ""),
        ("% C/A", "complete_accurate", ""),
        ("Percent Complete & Accurate", "complete_accurate", ""),
        ("FPY", "complete_accurate", ""),
        ("First Pass Yield (%)", "complete_accurate", "%"),
        ("WIP", "in_progress", ""),
        ("Inventory", "queue", ""),
        ("Team", "lane", ""),
        ("Owner", "lane", ""),
        ("Next step", "next", ""),
        ("  STEP:", "name", ""),
        ("# of people", "people", ""),
    ],
)
def test_headings_are_known_by_their_synonyms(heading: str, field: str, unit: str) -> None:
    """Any case, with the unit behind, in brackets, or after `in`."""
    found = heading_of(heading)
    assert found is not None
    assert (found.field, found.unit) == (field, unit)


@pytest.mark.parametrize("heading", ["Colour", "Cost (EUR)", "", "Priority", "PT (bananas)"])
def test_other_headings_are_not_guessed(heading: str) -> None:
    """A heading that means nothing here is none; a unit that is unknown is no unit."""
    found = heading_of(heading)
    assert found is None or found.unit == ""


TABLE = """\
Value stream of the checkout;;;;;;;
Step;Team;C/T (min);LT in days;%C&A;WIP;Inventory;Colour
Analysis;Business;90;2,5;85%;3;4;red
Development;Dev;ca. 1,5 d;5-8;~70;12;;
Test;QA;4 h;?;90;7;1.5;
Release board;Ops;n/a;10;-;;;x
Total;;;20;;;;
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_table_is_read_in_any_encoding_with_any_delimiter(codec: str, delimiter: str) -> None:
    """Title rows, decimal commas, units in heading and cell, guesses, gaps: one map."""
    text = TABLE.replace("Analysis", "Prüfung")
    written = "\n".join(
        delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in line.split(";"))
        for line in text.splitlines()
    )
    stream = read_stage_table(written.encode(codec), "table.csv", Wishes()).stream
    analysis, development, test, board = stream.stages()
    assert [stage.name for stage in stream] == ["Prüfung", "Development", "Test", "Release board"]
    assert analysis.process_time is not None
    assert analysis.process_time.hours(stream.calendar) == 1.5
    assert analysis.lead_time is not None
    assert analysis.lead_time.hours(stream.calendar) == 20
    assert (analysis.complete_accurate, analysis.in_progress, analysis.queue) == (85, 3, 4)
    assert development.process_time is not None
    assert (development.process_time.form, development.process_time.text) == (Form.ESTIMATED, "~1,5 d")
    assert development.lead_time is not None
    assert development.lead_time.form is Form.RANGE
    assert (development.complete_accurate, development.estimated) == (70, ("complete_accurate",))
    assert (test.lead_time, test.queue) == (None, 1.5)
    assert board.process_time is not None
    assert not board.process_time.applies
    assert (board.lane, board.complete_accurate) == ("Ops", None)
    assert len(stream.flows()) == 3


def test_the_preview_says_what_was_read_and_what_was_not() -> None:
    """Each column by its meaning, rows that are no stage, columns that mean nothing, questions."""
    imported = read(TABLE)
    told = " ".join(imported.understood)
    for words in (
        "4 stages",
        '"C/T (min)" is process time in m',
        "semicolon",
        "headings in row 2",
        "2 figures",
    ):
        assert words in told
    assert any('column 8 ("Colour"), 2 cells' in line for line in imported.left_out)
    assert any('row 7 ("Total")' in line for line in imported.left_out)
    assert imported.questions == ("1 of 4 stages have neither lead time nor wait: how long do they take?",)


def test_next_names_stages_by_name_number_or_id() -> None:
    """Several ways with shares, waits and names with commas; what leads back is rework, and is said."""
    imported = read(
        "Step,PT (h),LT (d),Next\n"
        '"Design, rough",1,2,2\n'
        'Build,1,2,"Test 70%; Deploy 30% wait 1d"\n'
        'Test,1,2,"Build 25%; Deploy 75%"\n'
        "Deploy,1,2,end\n"
    )
    arrows = [(flow.source, flow.target, flow.share) for flow in imported.stream.flows()]
    assert arrows == [
        ("design-rough", "build", None),
        ("build", "test", 70),
        ("build", "deploy", 30),
        ("test", "deploy", None),
    ]
    assert [(way.source, way.target, way.rate) for way in imported.stream.reworks()] == [
        ("test", "build", 25)
    ]
    assert "leads back to an earlier stage is rework" in " ".join(imported.understood)


def test_fractions_are_percentages() -> None:
    """A column of 0.85 and 0.9 is 85 % and 90 %, and is said; a slip among percentages is asked about."""
    imported = read("Step,FPY\nA,0.85\nB,1\n")
    assert [stage.complete_accurate for stage in imported.stream] == [85, 100]
    assert any("fractions" in line for line in imported.understood)
    asked = read("Step,%C&A,LT (d)\nA,85,1\nB,0.9,1\n").questions
    assert asked == ('%C&A of "B" is 0.9 %: did you mean 90 %?',)


def test_a_clock_is_a_time() -> None:
    """What spreadsheets make of times, hours, minutes and seconds."""
    (stage,) = read("Step,PT\nA,01:30:00\n").stream.stages()
    assert stage.process_time is not None
    assert stage.process_time.hours(read("Step\nA\n").stream.calendar) == 1.5


def test_every_fault_names_its_row_and_column() -> None:
    """All of them at once; a bare number asks for its unit, a wrong word names what would be right."""
    found = faults("Step,PT,LT (d),Queue,Next\nA,5,1,3,B\nB,1h,soon,-2,Cc\n,1h,2,,\n")
    assert len(found) == 4
    for fault, (start, says) in zip(
        found,
        (
            ('table.csv:2: column 2 ("PT"): found "5"; it has no unit', "write 5 h or 5 d"),
            ('table.csv:3: column 3 ("LT (d)"): found "soon"; ', "is not a duration"),
            ('table.csv:3: column 4 ("Queue"): found -2; ', "allowed: a number from 0"),
            ('table.csv:4: column 1 ("Step"): ', "a stage needs a name"),
        ),
        strict=True,
    ):
        assert fault.startswith(start)
        assert says in fault
    assert faults("Step,PT (h),Next\nAlpha,5,Betta\nBeta,1,\n") == [
        'table.csv:2: column 3 (next): found "Betta"; did you mean Beta? no stage here is called so'
    ]


def test_rules_of_the_map_name_the_row_too() -> None:
    """A lead time shorter than its process time is found where it stands."""
    (fault,) = faults("Step,PT (h),LT (h)\nA,1,2\nB,5,2\n")
    assert fault.startswith("table.csv:3: stage.b.lead_time: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nothing in it"),
        ("a,b\n1,2\n", "no heading says which column has the stages"),
        ("Step,PT\n", "no stage beneath them"),
        ('Step,PT\n"A,1\n', "look at its quotes"),
        ("Step\0,PT\nA,1", "no text"),
    ],
)
def test_what_is_no_table_is_said(text: str, said: str) -> None:
    """Each with what to do."""
    (fault,) = faults(text)
    assert said in fault


def test_a_unit_for_all_bare_times_can_be_given() -> None:
    """--unit stands in where neither heading nor cell names one, and nowhere else."""
    (stage,) = read("Step,PT,LT (d),WIP\nA,30,2,3\n", "m").stream.stages()
    assert stage.process_time is not None
    assert stage.lead_time is not None
    assert (stage.process_time.text, stage.lead_time.text, stage.in_progress) == ("30m", "2d", 3)


def test_the_command_previews_and_writes(vsmap: Headless, tmp_path: Path) -> None:
    """Without -o nothing is made; with it the map, never over a file; with faults nothing at all."""
    folder = tmp_path
    table, target = folder / "table.csv", folder / "map.vsm.toml"
    table.write_text(TABLE)
    code, out, err = vsmap("import", table)
    assert (code, out) == (0, "")
    assert "Understood:" in err
    assert "Left out:" in err
    assert "-o MAP makes the map" in err
    assert vsmap("import", table, "-o", target).code == 0
    assert vsmap("check", target).code == 0
    before = target.read_bytes()
    assert vsmap("import", table, "-o", target).code == 4
    assert target.read_bytes() == before
    table.write_text("Step,PT\nA,5\n")
    code, out, err = vsmap("import", table, "-o", folder / "other.toml")
    assert (code, out) == (3, "")
    assert not (folder / "other.toml").exists()


def test_the_calendar_of_the_map_can_be_given(vsmap: Headless, tmp_path: Path) -> None:
    """Days of a table are those of the calendar that is said; a calendar that is none is wrong usage."""
    table = tmp_path / "table.csv"
    table.write_text("Step,PT (h),LT (d)\nA,1,2\n")
    out = vsmap("import", table, "-o", "-", "--hours-per-day", "24", "--days-per-week", "7").out
    assert "hours_per_day = 24" in out
    assert vsmap("import", table, "--hours-per-day", "25").code == 2
