"""Each breach of the format is one fault with its line, what was found and what is allowed."""

from pathlib import Path

import pytest

from vsmap.model.records import Flow
from vsmap.storage.faults import FileFaults, FormatNewer
from vsmap.storage.reader import read_map, read_text
from vsmap.storage.writer import canonical_text

GOLDENS = Path(__file__).parent / "goldens"
TWO = "[stage.a]\n[stage.b]\n"
CHANGE = "[[improvement.i.change]]\n"


def faults(text: str) -> str:
    """Return the faults of a text, a line each; empty for a map."""
    try:
        read_text(text, "f")
    except FileFaults as refused:
        return "\n".join(refused.lines())
    return ""


def test_the_smallest_map() -> None:
    """Two tables are a map: names are read out of ids, and the stages are a straight line."""
    stream = read_text('[stage.develop]\nprocess_time = "2d"\n[stage.deploy]\n', "f")
    assert [stage.name for stage in stream] == ["Develop", "Deploy"]
    assert stream.flows() == [Flow(source="develop", target="deploy")]


def test_the_map_with_every_key() -> None:
    """The example of format.md, with every key that there is, is read and written in a golden text."""
    stream = read_map(GOLDENS / "every-key.vsm.toml")
    assert canonical_text(stream) == (GOLDENS / "every-key-canonical.vsm.toml").read_text()


def test_windows_line_ends_and_a_byte_order_mark_are_fine() -> None:
    """A file that an editor on Windows wrote is the same map."""
    assert read_map(b"\xef\xbb\xbf[stage.a]\r\n[stage.b]\r\n") == read_text(TWO, "f")
    assert faults("\ufeff[stage.a]\r\n[stage.b]\r\nkin = 1\r\n").startswith("f:3: stage.b.kin:")


BREACHES = {
    "an unknown key": (
        "[stage.a]\nlead_tme = '1d'",
        'f:2: stage.a.lead_tme: found "lead_tme"; unknown: did you mean lead_time?',
    ),
    "an unknown table": ("[stages.a]", 'f:1: stages: found "stages"; unknown: did you mean stage?'),
    "a misspelt value": (
        "[map]\nstate = 'curent'",
        'f:2: map.state: found "curent"; did you mean current? allowed: current, future, ideal',
    ),
    "true is no number": (
        "[stage.a]\n\npeople = true",
        "f:3: stage.a.people: found true; allowed: a number above 0, at most 1,000,000,000",
    ),
    "a number in quotes": ("[stage.a]\nqueue = '3'", 'found "3"; allowed: a number from 0'),
    "out of range": ("[stage.a]\nbatch = 0", "f:2: stage.a.batch: found 0; allowed: a number from 1"),
    "over 100 percent": (
        "[stage.a]\njudged_by = { b = 101 }",
        "found 101; allowed: a percentage from 0 to 100",
    ),
    "a number without a unit": ("[stage.a]\nlead_time = 3", 'a number needs a unit in quotes: "3h"'),
    "a reversed range": ("[stage.a]\nlead_time = '5-2d'", '"5-2d" runs backwards'),
    "an empty name": ("[stage.a]\nname = ''", 'f:2: stage.a.name: found ""; allowed: 1 to 200 characters'),
    "an id with a blank": ("[stage.'a b']", 'found "a b"; allowed in an id: letters, digits, - and _'),
    "stages as a list": (
        "[[stage]]",
        "f:1: stage: found a list of 1; allowed: a table [stage.ID] for each stage",
    ),
    "a flow as a table": (
        TWO + "[flow]\nfrom = 'a'",
        "f:3: flow: found a table of 1; allowed: tables [[flow]]",
    ),
    "an arrow without an end": (TWO + "[[flow]]\nfrom = 'a'", "f:3: flow[1]: to is missing"),
    "an arrow to nowhere": (
        TWO + "[[flow]]\nfrom = 'a'\nto = 'bb'",
        'f:5: flow[1].to: found "bb"; there is no such stage; did you mean b?',
    ),
    "the same flow twice": (
        "flow = [\n{ from = 'a', to = 'b' },\n{ from = 'a', to = 'b' }]\n" + TWO,
        "f:3: flow[2]: the flow from a to b is there already: flow[1]",
    ),
    "a flow to itself": (
        TWO + "[[flow]]\nfrom = 'b'\nto = 'b'",
        'f:5: flow[1].to: found "b"; flows run in a circle: b → b; work that comes back is [[rework]]',
    ),
    "a circle": (
        TWO + "[[flow]]\nfrom = 'a'\nto = 'b'\n[[flow]]\nfrom = 'b'\nto = 'a'",
        "f:8: flow[2].to: flows run in a circle: a → b → a; work that comes back is [[rework]]",
    ),
    "rework from nowhere": (
        TWO + "[[rework]]\nfrom = 'a'\nto = 'b'",
        'f:5: rework[1].to: found "b"; a can\'t be reached from b',
    ),
    "lead time below process time": (
        "[stage.a]\nprocess_time = '2d'\nlead_time = '1d'",
        'f:3: stage.a.lead_time: found "1d"; lead time is shorter than process time: allowed is 2 d or more',
    ),
    "times that do not agree": (
        "[stage.a]\nprocess_time = '2h'\nlead_time = '8h'\nwait_time = '5h'",
        'f:3: stage.a.lead_time: found "8h"; lead time and process time + wait (7 h) must agree',
    ),
    "both kinds of %C&A": (
        "[stage.a]\ncomplete_accurate = 1\njudged_by = { b = 2 }",
        "f:3: stage.a.judged_by: complete_accurate and judged_by exclude each other",
    ),
    "shares on some ways": (
        TWO + "[stage.c]\n[[flow]]\nfrom = 'a'\nto = 'b'\nshare = 100\n[[flow]]\nfrom = 'a'\nto = 'c'",
        "f:8: flow[2].share: every way out of a needs a share, or none",
    ),
    "shares that add up to 90": (
        TWO + "[[flow]]\nfrom = 'a'\nto = 'b'\nshare = 90",
        "f:6: flow[1].share: found 90; the shares out of a add up to 90: allowed is 100",
    ),
    "rates that add up to 100": (
        TWO + "[[rework]]\nfrom = 'b'\nto = 'a'\nrate = 60\n[[rework]]\nfrom = 'b'\nto = 'b'\nrate = 40",
        "f:6: rework[1].rate: found 60; the rework rates out of b add up to 100: allowed is below 100",
    ),
    "half a demand": ("[demand]\nitems = 3", "demand.per: a demand needs both items and per: per is missing"),
    "a rule without a limit": (
        "[thresholds]\nhandoff = 1",
        "thresholds.handoff: this rule has no limit to set",
    ),
    "a limit that is a table": (
        "[thresholds]\nwip-mismatch = 1",
        "thresholds.wip-mismatch: found 1; allowed: a table such as { low = 0.75, high = 1.33 }",
    ),
    "half a waiver": (
        "[[waiver]]\nreason = 'x'",
        "f:1: waiver[1].rule: a waiver needs the rule that it waives",
    ),
    "a waiver of what is not there": (
        "[[waiver]]\nrule = 'handoff'\nstage = 'a'",
        'f:3: waiver[1].stage: found "a"; there is no such stage',
    ),
    "a remark without words": ("[[parking]]", "f:1: parking[1]: text is missing"),
    "a date with a time": ("[map]\ndate = 2026-11-23T10:00:00", "allowed: a date such as 2026-11-23"),
    "an own table that is none": ("x = 1", "f:1: x: found 1; allowed: a table"),
    "a change of no form": (
        CHANGE + "foo = 1",
        "f:1: improvement.i.change[1]: allowed: stage with set or remove",
    ),
    "a change with two actions": (
        TWO + CHANGE + "stage = 'a'\nremove = true\nset = {}",
        "f:3: improvement.i.change[1]: allowed: one of set and remove",
    ),
    "a change that does not remove": (
        TWO + CHANGE + "stage = 'a'\nremove = false",
        "f:5: improvement.i.change[1].remove: found false; allowed: true",
    ),
    "a new stage that is there": (
        TWO + CHANGE + "add = 'a'",
        'f:4: improvement.i.change[1].add: found "a"; there is a stage of this id already',
    ),
    "a merge into another": (
        TWO + CHANGE + "merge = ['a']\ninto = 'b'",
        'f:5: improvement.i.change[1].into: found "b"; allowed: one of a',
    ),
    "a figure that an arrow has not": (
        TWO + CHANGE + "flow = { from = 'a', to = 'b' }\nset = { shar = 1 }",
        'f:5: improvement.i.change[1].set.shar: found "shar"; unknown: did you mean share?',
    ),
    "a table twice": (TWO + "[stage.a]", "f:3: this is not TOML: the table [stage.a] stands twice"),
    "a key twice": (
        "[stage.a]\nqueue = 1\nqueue = 2",
        "f:3: this is not TOML: a key or table that stands above",
    ),
    "a conflict": (
        "<<<<<<< HEAD\n[stage.a]\n=======\n>>>>>>> other\n",
        'f:1: found "<<<<<<< HEAD"; git\'s conflict marker: keep one of the two sides and delete the markers',
    ),
    "a format that never was": ("format = 0", "f:1: format: found 0; allowed: 1"),
}


@pytest.mark.parametrize(("text", "expected"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_named(text: str, expected: str) -> None:
    """The fault says where, what was found, and what is allowed."""
    assert expected in faults(text)


def test_a_change_may_name_a_stage_that_another_adds() -> None:
    """An improvement's changes may refer to stages that improvements add; nothing else may."""
    added = f"{TWO}{CHANGE}add = 'c'\nafter = ['a']\n{CHANGE}stage = 'c'\nset = {{ queue = 1 }}\n"
    assert faults(added) == ""
    assert "there is no such stage" in faults(f"{added}[improvement.j]\nstage = 'c'\n")


def test_all_faults_come_together_in_the_order_of_the_file() -> None:
    """Faults are reported by line, at most 20, with the number of the others."""
    text = "[stage.a]\nlead_time = 1\n[map]\nstate = 1\n" + "".join(
        f"[stage.b{n}]\nx = 1\n" for n in range(30)
    )
    lines = faults(text).split("\n")
    assert [line.split(":")[1] for line in lines[:3]] == ["2", "4", "6"]
    assert len(lines) == 21
    assert lines[-1] == "and 12 more"


def test_reading_stops_where_nobody_would_read_on() -> None:
    """At a thousand faults the file is given up, and it is said that there may be more."""
    lines = faults("".join(f"a{number} = 1\n" for number in range(5000))).split("\n")
    assert lines[-1] == "and at least 980 more"


def test_what_only_follows_from_a_fault_is_not_reported() -> None:
    """A share that can't be read does not make the others wrong too, nor a calendar every time."""
    ways = "[[flow]]\nfrom = 'a'\nto = 'b'\nshare = {}\n[[flow]]\nfrom = 'a'\nto = '{}'\nshare = 50\n"
    unread = faults(f"{TWO}[stage.c]\n{ways.format('true', 'c')}")
    assert unread.startswith("f:7: flow[1].share: ")
    nowhere = faults(f"{TWO}[stage.c]\n{ways.format('50', 'd')}")
    assert nowhere.startswith("f:10: flow[2].to: ")
    calendar = faults("[calendar]\nhours_per_day = 1e-300\n[stage.a]\nprocess_time = '2d'\nlead_time = '1d'")
    assert calendar.startswith("f:2: calendar.hours_per_day: found 1e-300; ")
    assert "\n" not in unread + nowhere + calendar


def test_what_is_the_users_own_is_kept_as_it_is() -> None:
    """Under `[x]` anything stays: also what no number can hold, and yes is not the same as 1."""
    own = "[x]\na = nan\nb = 1e999\nc = 1\n"
    assert canonical_text(read_text(own, "f")) == f"format = 1\n\n{own}".replace("1e999", "1e+999")
    assert read_text(own, "f") == read_text("[x]\nc = 1\nb = 1e999\na = nan\n", "f")
    assert read_text(own, "f") != read_text(own.replace("c = 1", "c = true"), "f")


def test_a_later_format_can_be_looked_at() -> None:
    """A file of a later format is refused, with the map that this version understands of it."""
    with pytest.raises(FormatNewer, match="reads format 1") as refused:
        read_text("format = 2\nnew = 1\n[stage.a]\nlater = 1\n", "f")
    assert refused.value.stream is not None
    assert refused.value.stream.ids() == ["a"]
    with pytest.raises(FormatNewer) as without:
        read_text("format = 2\n[stage.a]\nlead_time = { later = 1 }\n", "f")
    assert without.value.stream is None


def test_stages_without_arrows_are_written_first() -> None:
    """`flow = []` before the first table is a map without arrows, and comes back."""
    stream = read_text("flow = []\n" + TWO, "f")
    assert stream.flows() == []
    assert canonical_text(stream) == "format = 1\nflow = []\n\n[stage.a]\n\n[stage.b]\n"
