"""Event logs as maps: counted exactly, in working time, with the log's own mean; and what they can't know."""

import csv
import gzip
import io
import json
import re
import statistics
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from headless import ROOT, Headless

from vsmap.analysis.report import analyse
from vsmap.exchange.intake.imported import Imported
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.sources import read_source
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.calendar import Calendar
from vsmap.storage.faults import FileFaults

LOGS = ROOT.parent / "shared" / "data" / "event-logs"
needs_logs = pytest.mark.skipif(not LOGS.is_dir(), reason="the real logs are not here")
ALWAYS = Calendar(hours_per_day=24, days_per_week=7)
USUAL = Calendar()


def read(text: str, name: str = "log.csv", **wishes: Any) -> Imported:  # noqa: ANN401 - any wish
    """Read a log from its text."""
    return read_source(Origin(name, text.encode()), Wishes(**wishes))


def faults(text: str, name: str = "log.csv", **wishes: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return what is wrong with a log."""
    with pytest.raises(FileFaults) as raised:
        read(text, name, **wishes)
    return raised.value.lines()


def expected(imported: Imported) -> float:
    """Return the expected lead time of the map."""
    hours = analyse(imported.stream).totals.expected_lead_time_h
    assert hours is not None
    return hours


def working_hours(start: datetime, end: datetime, calendar: Calendar) -> float:
    """Count working time day by day, from 9 o'clock on: slowly, and by another way than the program."""
    hours = 0.0
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    opens = min(9.0, 24 - calendar.hours_per_day)
    while day < end:
        if day.weekday() < calendar.days_per_week:
            first = max(start, day + timedelta(hours=opens))
            last = min(end, day + timedelta(hours=opens + calendar.hours_per_day))
            hours += max(0.0, (last - first).total_seconds() / 3600)
        day += timedelta(days=1)
    return hours


def cases_of(name: str) -> list[list[datetime]]:
    """Return the times of the events of each case of a real log, read by other means."""
    found: dict[str, list[datetime]] = defaultdict(list)
    if name.endswith(".csv.gz"):
        rows = csv.DictReader(io.StringIO(gzip.decompress((LOGS / name).read_bytes()).decode()))
        for row in rows:
            found[row["case:concept:name"]].append(datetime.fromisoformat(row["time:timestamp"]))
    else:
        text = gzip.decompress((LOGS / name).read_bytes()).decode()
        for place, trace in enumerate(text.split("<trace>")[1:]):
            stamps = re.findall(r'key="time:timestamp" value="([^"]+)"', trace)
            found[f"{place}"] = [datetime.fromisoformat(stamp) for stamp in stamps]
    return list(found.values())


@needs_logs
@pytest.mark.parametrize(
    ("name", "cases", "events", "most"),
    [("receipt.csv.gz", 1434, 8577, 8), ("helpdesk.xes.gz", 4580, 21348, 6)],
)
@pytest.mark.parametrize("calendar", [ALWAYS, USUAL], ids=["round the clock", "usual week"])
def test_real_logs_are_counted_exactly_and_keep_their_mean(
    name: str, cases: int, events: int, most: int, calendar: Calendar
) -> None:
    """Cases and events to the last one; the map's expected lead time is the mean of the log within 1 %."""
    imported = read_source(Origin(str(LOGS / name)), Wishes(calendar=calendar))
    assert f"{cases:,} cases, {events:,} events" in imported.understood[0]
    times = cases_of(name)
    assert (len(times), sum(map(len, times))) == (cases, events)
    if calendar == ALWAYS:
        spans = [(max(each) - min(each)).total_seconds() / 3600 for each in times]
    else:
        walls = [[stamp.replace(tzinfo=None) for stamp in each] for each in times]
        spans = [working_hours(min(each), max(each), calendar) for each in walls]
    assert expected(imported) == pytest.approx(statistics.fmean(spans), rel=0.01)
    assert 4 <= len(imported.stream) <= most
    assert any("rare activities" in line for line in imported.left_out)


STEPS = """\
Case ID;Activity;Timestamp
1;Develop;2026-11-02 09:00
1;Test;2026-11-02 13:00
1;Develop;2026-11-03 13:00
1;Test;2026-11-03 15:00
1;Deploy;2026-11-04 09:00
2;Develop;2026-11-02 10:00
2;Test;2026-11-06 17:00
2;Deploy;2026-11-09 11:00
"""


def test_a_log_of_what_was_done_becomes_stages_rework_and_waits() -> None:
    """Order, arrows, rate, %C&A of what came back; process times stay unknown, and it is asked for them."""
    imported = read(STEPS)
    stream = imported.stream
    assert [stage.name for stage in stream] == ["Develop", "Test", "Deploy"]
    assert [(flow.source, flow.target, flow.share) for flow in stream.flows()] == [
        ("develop", "test", None),
        ("test", "deploy", None),
    ]
    (back,) = stream.reworks()
    assert (back.source, back.target, back.rate) == ("test", "develop", 33.33)
    assert stream.stage("develop").complete_accurate == pytest.approx(66.7)
    assert stream.stage("test").complete_accurate is None
    assert all(stage.process_time is None for stage in stream)
    assert any("process times are unknown" in question for question in imported.questions)
    assert any("2 cases begin with" in question for question in imported.questions)
    mean = (4 + 8 + 2 + 2 + (7 + 8 * 3 + 8) + 2) / 2
    assert expected(imported) == pytest.approx(mean, rel=0.01)


def test_starts_and_ends_give_process_time_and_wait() -> None:
    """What is between start and end is work; what is before it is waiting; both are ranges of the log."""
    rows = [
        f"{case},{stage},2026-11-{2 + day:02} {9 + case}:00,2026-11-{2 + day:02} {9 + case + hours}:30"
        for case in range(4)
        for day, (stage, hours) in enumerate((("Build", 1), ("Check", 2)))
    ]
    stream = read("case,activity,start,end\n" + "\n".join(rows), calendar=ALWAYS).stream
    build, check = stream.stages()
    results = analyse(stream).stages
    assert results[build.id].process_time_h == pytest.approx(1.5)
    assert results[build.id].wait_time_h == pytest.approx(0, abs=1e-6)
    assert results[check.id].process_time_h == pytest.approx(2.5)
    assert results[check.id].wait_time_h == pytest.approx(22.5, rel=0.01)


def test_starts_and_completions_are_brought_together() -> None:
    """A lifecycle in two rows is one visit; what was begun and never done takes no time, and is said."""
    imported = read(
        "case,activity,lifecycle:transition,timestamp\n"
        "1,Build,start,2026-11-02 09:00\n1,Build,complete,2026-11-02 12:00\n"
        "1,Check,start,2026-11-02 14:00\n1,Check,complete,2026-11-02 15:00\n1,Check,start,2026-11-02 16:00\n",
    )
    build = analyse(imported.stream).stages["build"]
    assert build.process_time_h == pytest.approx(3)
    assert any("1 events were begun and never done" in line for line in imported.left_out)


CHANGES = """\
Key,Field,From,To,Date
A-1,status,To Do,In Progress,2026-11-02 09:00
A-1,assignee,x,y,2026-11-02 10:00
A-1,status,In Progress,Ready for test,2026-11-02 15:00
A-1,status,Ready for test,Parking,2026-11-03 15:00
A-1,status,Parking,Done,2026-11-04 09:00
"""


def test_changes_of_status_are_work_or_waiting_and_people_are_asked() -> None:
    """A status lasts until the next; its class is taken from its name and asked about, or said."""
    imported = read(CHANGES)
    results = {result.name: result for result in analyse(imported.stream).stages.values()}
    assert results["In Progress"].process_time_h == pytest.approx(6)
    assert results["Ready for test"].lead_time_h == pytest.approx(8)
    assert results["Ready for test"].process_time_h == 0
    assert results["Parking"].process_time_h is None
    asked = " ".join(imported.questions)
    assert "taken as work: In Progress; as waiting: Ready for test" in asked
    assert "work or waiting: Parking?" in asked
    said = read(CHANGES, active=("Parking",), waiting=("in progress",))
    told = {result.name: result.process_time_h for result in analyse(said.stream).stages.values()}
    assert told["In Progress"] == 0
    assert told["Parking"] == pytest.approx(2)


def test_changelogs_of_jira_are_read() -> None:
    """Issues with changelogs, from their creation on; other fields than the status are none of it."""

    def change(moment: str, before: str, after: str, field: str = "status") -> dict[str, Any]:
        return {"created": moment, "items": [{"field": field, "fromString": before, "toString": after}]}

    issue = {
        "key": "A-1",
        "fields": {"created": "2026-11-02T09:00:00.000+0000", "status": {"name": "Done"}},
        "changelog": {
            "histories": [
                change("2026-11-02T17:00:00.000+0000", "Doing", "Done"),
                change("2026-11-02T11:00:00.000+0000", "To Do", "Doing"),
                change("2026-11-02T12:00:00.000+0000", "low", "high", "priority"),
            ]
        },
    }
    imported = read(json.dumps({"issues": [issue]}), "jira.json")
    names = [stage.name for stage in imported.stream]
    results = {result.name: result for result in analyse(imported.stream).stages.values()}
    assert names == ["To Do", "Doing", "Done"]
    assert results["To Do"].lead_time_h == pytest.approx(2)
    assert results["Doing"].process_time_h == pytest.approx(6)
    broken = {"key": "A-2", "changelog": {"histories": [{"items": ["none"]}]}}
    (fault,) = faults(json.dumps([broken]), "j.json")
    assert 'issues[1]: found "A-2"' in fault


def test_working_time_is_that_of_the_calendar_and_the_zone() -> None:
    """Nights and week-ends do not count; a zone moves the working day; a day may start early."""
    text = "case,activity,timestamp\n1,A,2026-11-06T16:00:00+00:00\n1,B,2026-11-09T10:00:00+00:00\n"
    assert expected_or_headline(read(text)) == pytest.approx(2)
    assert expected_or_headline(read(text, zone="Europe/Berlin")) == pytest.approx(2)
    assert expected_or_headline(read(text, zone="America/New_York")) == pytest.approx(6)
    assert expected_or_headline(read(text, day_starts=6.0)) == pytest.approx(4)
    assert expected_or_headline(read(text, calendar=ALWAYS)) == pytest.approx(66)


def expected_or_headline(imported: Imported) -> float:
    """Return the lead time of a map in which nothing varies."""
    hours = analyse(imported.stream).totals.lead_time_h
    assert hours is not None
    return hours


def test_demand_and_work_in_progress_are_those_of_the_log() -> None:
    """Cases a week, and by Little's law how many are open at a time."""
    rows = [f"{number},{stage},2026-{month:02}-02 {hour}:00" for number, month in enumerate((3, 4, 6, 7), 1)
            for stage, hour in (("A", 9), ("B", 17))]  # fmt: skip
    stream = read("case,activity,timestamp\n" + "\n".join(rows)).stream
    assert stream.demand.items == pytest.approx(4 / 17.45, rel=0.02)
    assert stream.demand.per is not None
    assert stream.demand.per.text == "1w"


def test_an_excursion_is_a_branch_and_a_repetition() -> None:
    """A stage from which work always comes back decides nothing: the stage that it comes back to repeats."""
    rows = ["case,activity,timestamp"]
    for case in range(10):
        trace = ["Take", *(["Wait", "Take"] if case < 5 else []), "Close"]
        rows += [f"{case},{name},2026-11-{2 + day:02} 12:00" for day, name in enumerate(trace)]
    imported = read("\n".join(rows))
    assert ("take", "take") in imported.stream.rework
    assert expected(imported) == pytest.approx((5 * 24 + 5 * 8) / 10, rel=0.01)


def test_a_large_map_is_asked_for_with_stages() -> None:
    """Twelve stages at most unless more are wanted; what is left out is counted, its time is kept."""
    names = [f"Step {number:02}" for number in range(20)]
    text = "case,activity,timestamp\n" + "".join(
        f"{case},{name},2026-11-02 {9 + place // 3}:{20 * (place % 3):02}\n"
        for case in range(3)
        for place, name in enumerate(names)
    )
    small, large = read(text), read(text, stages=50)
    assert (len(small.stream), len(large.stream)) == (12, 20)
    assert "8 rare activities with 24 events" in small.left_out[0]
    assert expected_or_headline(small) == pytest.approx(expected_or_headline(large), rel=0.02)


@pytest.mark.parametrize(
    ("text", "starts", "says"),
    [
        (
            "case,activity,timestamp\n1,A,2026-11-02 09:00\n1,B,soon\n",
            'log.csv:3: column 3 ("timestamp"): found "soon"; ',
            "2026-11-23 14:05",
        ),
        ("case,activity,timestamp\n1,A,yesterday\n", 'log.csv:2: column 3 ("timestamp"): ', "no timestamp"),
        ("case,activity,timestamp\n,A,2026-11-02\n", 'log.csv:2: column 1 ("case"): ', "must not be empty"),
        (
            "case,activity,timestamp\n1,A,03/04/2026\n",
            'log.csv:2: column 3 ("timestamp"): ',
            "--dates day-first",
        ),
        (
            "case,activity,start,end\n1,A,2026-11-03,2026-11-02\n",
            'log.csv:2: column 4 ("end"): ',
            "ends before it starts",
        ),
        ("case,activity,timestamp\n", "log.csv:1: ", "no event"),
    ],
)
def test_malformed_logs_name_row_and_column(text: str, starts: str, says: str) -> None:
    """Each with what would be right; nothing is made of the rest."""
    (fault,) = faults(text)
    assert fault.startswith(starts)
    assert says in fault


def test_dates_of_numbers_are_told_apart_by_one_that_can_be() -> None:
    """A day above 12 settles it for the whole log; else a person says it."""
    assert len(read("case,activity,date\n1,A,03/04/2026\n1,B,25/04/2026\n").stream) == 2
    assert len(read("case,activity,date\n1,A,03/04/2026\n1,B,05/04/2026\n", dates="month-first").stream) == 2


XES = """<?xml version="1.0"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="1"/>
<event><string key="concept:name" value="A &lt;&amp;&gt;"/>
<date key="time:timestamp" value="2026-11-02T09:00:00+01:00"/></event>
<event><string key="concept:name" value="B"/>
<date key="time:timestamp" value="2026-11-02T12:00:00+01:00"/></event>
</trace></log>"""


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_xes_is_read_plain_and_compressed(pack: Callable[[bytes], bytes]) -> None:
    """Whatever it is called; what it is is seen at its first bytes."""
    imported = read_source(Origin("log", pack(XES.encode())), Wishes())
    assert [stage.name for stage in imported.stream] == ["A <&>", "B"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log>&b;</log>', "document type"),
        ("<html></html>", 'its first element is "log"'),
        (XES.replace("</trace>", ""), "this is no XML: mismatched tag"),
        (XES.replace("2026-11-02T12", "soon"), "this is no timestamp"),
        (XES.replace('key="concept:name" value="B"', 'key="other" value="B"'), "an event needs a name"),
    ],
)
def test_malformed_xes_names_line_and_column(text: str, says: str) -> None:
    """No entity of it grows, no document type is followed; line and column are named."""
    (fault,) = faults(text, "log.xes")
    assert re.match(r"log.xes:\d+: (column \d+|found column \d+)", fault)
    assert says in fault


def test_a_damaged_file_is_said(tmp_path: Path, vsmap: Headless) -> None:
    """Half a gzip file makes no map, and no unforeseen error."""
    path, target = tmp_path / "log.xes.gz", tmp_path / "map.vsm.toml"
    path.write_bytes(gzip.compress(XES.encode() * 50)[:200])
    code, out, err = vsmap("import", path, "-o", target)
    assert (code, out) == (3, "")
    assert "damaged" in err
    assert not target.exists()


def test_flags_that_mean_nothing_are_wrong_usage(vsmap: Headless, tmp_path: Path) -> None:
    """Each names what would be right."""
    path = tmp_path / "log.csv"
    path.write_text(STEPS)
    for flag, value in (("--zone", "Nowhere/Town"), ("--day-starts", "25"), ("--stages", "none")):
        code, _out, err = vsmap("import", path, flag, value)
        assert code == 2
        assert flag in err


def test_the_map_of_a_log_is_a_map(vsmap: Headless, tmp_path: Path) -> None:
    """What is written passes every check, and says where it comes from."""
    path, target = tmp_path / "log.csv", tmp_path / "map.vsm.toml"
    path.write_text(STEPS)
    assert vsmap("import", path, "-o", target).code == 0
    assert vsmap("check", target).code == 0
    assert "2 cases, 8 events" in target.read_text()
