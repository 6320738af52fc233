"""Two maps compared by stage id."""

from dataclasses import replace

import pytest
from builders import stream, with_stage
from hypothesis import given
from maps_strategies import WHOLE_MAPS, streams

from vsmap.analysis.comparison import compare
from vsmap.analysis.report import analyse
from vsmap.analysis.rungs import rungs_of
from vsmap.model.calendar import Calendar
from vsmap.model.records import Improvement, MergeStages
from vsmap.model.stream import ValueStream


def test_stages_that_changed_came_and_went() -> None:
    """Each stage that differs says how, with the figures as they are typed; the others are not named."""
    before = stream("A 1h/10h 80% -> B 1h/20h -> C 1h/2h")
    after = stream("A 1h/8h ~80% -> C 1h/2h -> N 2h/3h @QA")
    found = {each.id: each for each in compare(before, after).stages}
    assert {identifier: each.kind for identifier, each in found.items()} == {
        "A": "changed",
        "B": "removed",
        "N": "added",
    }
    changed = [(each.field, each.was, each.now) for each in found["A"].figures]
    assert changed == [("lead_time", "10h", "8h"), ("complete_accurate", "80", "~80")]
    added = {each.field: each.now for each in found["N"].figures}
    assert added == {"name": "N", "lane": "QA", "process_time": "2h", "lead_time": "3h"}


def test_a_merged_stage_says_where_it_went() -> None:
    """An improvement of either map that merges a stage tells so; without one it is removed."""
    before, after = stream("A -> B -> C"), stream("A -> B")
    assert [(each.kind, each.into) for each in compare(before, after).stages] == [("removed", None)]
    before.improvements["m"] = Improvement(id="m", changes=(MergeStages(("B", "C"), "B", ()),))
    assert [(each.kind, each.into) for each in compare(before, after).stages] == [("merged", "B")]


def test_arrows_that_differ() -> None:
    """Figures of arrows count, and so do arrows that came or went between stages of both maps."""
    before = stream("A -1d-> B -> C; A -> C; B ~25%~> A")
    after = stream("A -2d-> B -> C; C ~5%~> B")
    found = [(each.table, each.source, each.target, each.kind) for each in compare(before, after).arrows]
    assert found == [
        ("flow", "A", "B", "changed"),
        ("flow", "A", "C", "removed"),
        ("rework", "B", "A", "removed"),
        ("rework", "C", "B", "added"),
    ]


def test_a_flow_around_a_stage_that_went_is_no_difference() -> None:
    """Where a stage is removed or added between two others their flow follows from that."""
    one, two = stream("A -> B -> C"), stream("A -> C")
    assert compare(one, two).arrows == ()
    assert compare(two, one).arrows == ()


def test_settings_that_change_the_meaning_of_numbers() -> None:
    """A calendar that differs is said, as it moves totals without a stage that changed."""
    before, after = stream("A 1h/1d"), stream("A 1h/1d")
    after.settings["calendar"] = Calendar(hours_per_day=6)
    found = compare(before, after)
    assert [(each.field, each.was, each.now) for each in found.settings] == [
        ("calendar.hours_per_day", "8", "6")
    ]
    assert found.differs


def test_the_path_moves() -> None:
    """The stages that joined and left the critical path, not counting those that came or went."""
    before = stream("A 1h/10h -> (B 1h/30h, C 1h/25h) -> D 1h/10h")
    after = stream("A 1h/10h -> (B 1h/20h, C 1h/25h) -> D 1h/10h")
    found = compare(before, after)
    assert (found.left_path, found.joined_path, found.path_moved) == (("B",), ("C",), True)
    assert not compare(stream("A -> B -> C"), stream("A -> C")).path_moved


@pytest.mark.parametrize(
    ("before", "after", "only"),
    [
        # B gets faster: C is critical now, as busy as it ever was.
        ("A 1h/10h -> (B 1h/50h, C 40h/45h)", "A 1h/10h -> (B 1h/40h, C 40h/45h)", True),
        # C itself got better too.
        ("A 1h/10h -> (B 1h/50h, C 40h/45h)", "A 1h/10h -> (B 1h/40h, C 40h/44h)", False),
        # The path stayed where it was.
        ("A 1h/10h -> (B 1h/50h, C 1h/5h)", "A 1h/10h -> (B 1h/40h, C 1h/5h)", False),
        # The path moved and efficiency fell.
        ("A 1h/10h -> (B 40h/50h, C 1h/45h)", "A 1h/10h -> (B 1h/40h, C 1h/45h)", False),
        # The way that is critical now was not there before.
        ("A 1h/10h -> B 1h/50h", "A 1h/10h -> (B 1h/40h, C 40h/45h)", False),
    ],
)
def test_efficiency_that_rose_only_because_the_path_moved(before: str, after: str, only: bool) -> None:  # noqa: FBT001 - a row of the table
    """It did where the way that is critical now was as efficient before."""
    assert compare(stream(before), stream(after)).rose_by_moving is only


def test_the_ladder_adds_up_to_the_lead_time() -> None:
    """Waits and work are those of the path, waits between stages included, unknown times as least."""
    built = stream("A 1h/10h -2h-> B 3h -> C /5h; A -> D 1h/2h")
    rungs = rungs_of(analyse(built))
    assert [tuple(rung) for rung in rungs] == [("A", 9, 1), ("B", 2, 3), ("C", 5, 0)]
    assert sum(rung.wait_h + rung.process_h for rung in rungs) == analyse(built).totals.lead_time_h


@WHOLE_MAPS
@given(streams())
def test_a_map_is_no_different_from_itself(built: ValueStream) -> None:
    """Whatever a map holds, its copy differs in nothing; another note is no difference either."""
    assert not compare(built, built.copy()).differs
    other = built.copy()
    for stage in other.stages():
        with_stage(other, stage.id, note="looked at again")
    other.settings["map"] = replace(other.map, note="mapped again")
    assert not compare(built, other).differs


@WHOLE_MAPS
@given(streams())
def test_the_rungs_are_the_longest_way(built: ValueStream) -> None:
    """No rung is negative, and all of them add up to the longest way by lead time."""
    analysis = analyse(built)
    rungs = rungs_of(analysis)
    longest = max((analysis.stages[each].earliest_finish_h for each in analysis.critical_path), default=0.0)
    assert sum(rung.wait_h + rung.process_h for rung in rungs) == pytest.approx(longest)
    assert all(min(rung.wait_h, rung.process_h) >= -1e-6 * max(1.0, longest) for rung in rungs)
