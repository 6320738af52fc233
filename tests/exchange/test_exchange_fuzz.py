"""Whatever a source holds, an import makes a map that keeps every rule, or says what is wrong."""

import csv
import io
import json
import time
from datetime import UTC, datetime, timedelta
from statistics import fmean

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vsmap.analysis.report import analyse
from vsmap.exchange.choices import KINDS
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.sources import read_source
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.calendar import Calendar
from vsmap.model.checks import all_breaches
from vsmap.storage.faults import FileFaults
from vsmap.storage.reader import read_text
from vsmap.storage.writer import canonical_text

_MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_HEADINGS = st.sampled_from(
    [
        *("Step", "PT (h)", "LT", "Wait", "%C&A", "Next", "rework", "Queue", "id", "Type", "Team", "WIP"),
        *("case", "activity", "timestamp", "start", "end", "from", "to", "key", "status", "lifecycle"),
        *("field", "team", "other", ""),
    ]
)
_CELLS = st.one_of(
    st.sampled_from(
        [
            *("A", "B", "C", "1", "2", "2h", "1d", "1,5", "1.500", "50%", "A 50%; B 50%", "B 30% wait 1d"),
            *("2026-11-02 09:00", "2026-11-03", "11/12/2026", "2026-11-04T10:00:00+02:00", "start"),
            *("", "?", "n/a", "~3d", "2-5d", "0", "-1", "1e9", "Total", "status", "complete", "end"),
        ]
    ),
    st.text(max_size=6),
)
_TABLES = st.lists(_HEADINGS, min_size=2, max_size=6).flatmap(
    lambda head: st.lists(
        st.lists(_CELLS, min_size=len(head), max_size=len(head)), min_size=1, max_size=7
    ).map(lambda rows: [head, *rows])
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("steps", "connections", "id", "name", "processTime", "leadTime", "source", "target"),
                    *("type", "reworkRate", "schemaVersion", "versions", "reworkPaths", "map", "version"),
                    *("issues", "changelog", "histories", "items", "created", "stage", "flow", "typ"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def _makes_a_map_or_says_why(content: bytes, kind: str) -> None:
    try:
        imported = read_source(Origin("source", content), Wishes(kind=kind))
    except FileFaults:
        return
    assert not [*all_breaches(imported.stream)]
    assert read_text(canonical_text(imported.stream), "again") == imported.stream


@_MANY
@given(_TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["", "table", "log"]))
@example([["case", "activity", "timestamp"], ["1", "A", "2026-11-02"]], ",", "")
def test_no_table_is_unforeseen(rows: list[list[str]], delimiter: str, kind: str) -> None:
    """Tables and logs of cells that belong anywhere."""
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    _makes_a_map_or_says_why(written.getvalue().encode("utf-8", "replace"), kind)


@_MANY
@given(_JSON)
def test_no_json_is_unforeseen(whole: object) -> None:
    """JSON with the keys that are known, holding anything."""
    _makes_a_map_or_says_why(json.dumps(whole).encode(), "json")


@_MANY
@given(st.binary(max_size=60), st.sampled_from(["", *KINDS]))
@example(b"\x1f\x8b\x08", "")
@example(b"\xff\xfe", "table")
def test_no_bytes_are_unforeseen(content: bytes, kind: str) -> None:
    """Bytes of nothing in particular, as any kind of source."""
    _makes_a_map_or_says_why(content, kind)


def _seconds(cases: int) -> float:
    rows = [
        f"{case},{name},2026-{1 + case % 12:02}-{1 + case % 27:02} {9 + place:02}:{case % 60:02}"
        for case in range(cases)
        for place, name in enumerate(("Plan", "Build", "Test", "Build", "Test", "Ship"))
    ]
    content = ("case,activity,timestamp\n" + "\n".join(rows)).encode()
    before = time.process_time()
    read_source(Origin("log.csv", content), Wishes())
    return time.process_time() - before


def test_a_log_of_four_times_the_events_takes_four_times_as_long() -> None:
    """Linear: far from the sixteen times of anything that looks at each event for each other one."""
    _seconds(100)
    small, large = min(_seconds(1_000) for _ in range(3)), min(_seconds(4_000) for _ in range(3))
    assert large < 9 * small


_EVENTS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from("ABCDE"), st.integers(0, 500)), min_size=2, max_size=40
)


@_MANY
@given(_EVENTS, st.booleans())
def test_any_log_keeps_its_mean(events: list[tuple[int, str, int]], by_status: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever happened in which order: the map's average item takes as long as the log's average case."""
    heading = "key,to,date" if by_status else "case,activity,timestamp"
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [f"{case},{name},{(begin + timedelta(hours=hour)).isoformat()}" for case, name, hour in events]
    always = Calendar(hours_per_day=24, days_per_week=7)
    imported = read_source(Origin("log.csv", "\n".join([heading, *rows]).encode()), Wishes(calendar=always))
    hours: dict[int, list[int]] = {}
    for case, _name, hour in events:
        hours.setdefault(case, []).append(hour)
    mean = fmean(max(each) - min(each) for each in hours.values())
    totals = analyse(imported.stream).totals
    found = totals.lead_time_h if totals.expected_lead_time_h is None else totals.expected_lead_time_h
    assert not [*all_breaches(imported.stream)]
    assert found == pytest.approx(mean, rel=0.01, abs=0.01)


_STEPS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.sampled_from("abcd"),
            "name": st.text(max_size=4),
            "type": st.sampled_from(["development", "testing", "custom", ""]),
            "processTime": st.integers(0, 500) | st.none(),
            "leadTime": st.integers(0, 500) | st.floats(0, 1e6),
            "percentCompleteAccurate": st.integers(0, 120),
            "queueSize": st.integers(0, 9),
            "batchSize": st.integers(0, 9),
            "peopleCount": st.integers(0, 9),
            "tools": st.lists(st.text(max_size=3), max_size=2),
        },
    ),
    max_size=5,
)
_WAYS = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from("abcd"), "target": st.sampled_from("abcd")},
        optional={"type": st.sampled_from(["forward", "rework"]), "reworkRate": st.integers(0, 120)},
    ),
    max_size=8,
)


@_MANY
@given(_STEPS, _WAYS)
def test_any_map_of_another_mapper_becomes_one(steps: list[object], ways: list[object]) -> None:
    """Rings, arrows to nowhere, work longer than its lead time: what can't be said is left out."""
    content = json.dumps({"name": "x", "steps": steps, "connections": ways}).encode()
    stream = read_source(Origin("x.vsm.json", content), Wishes()).stream
    assert len(stream) == len(steps)
    assert not [*all_breaches(stream)]
    assert read_text(canonical_text(stream), "again") == stream
