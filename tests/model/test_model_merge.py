"""What two people did to one map goes together by fields, and any map becomes any other by edits."""

import maps_strategies
import pytest
from builders import stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import Gesture, edits_of, gestures, streams
from maps_strategies import WHOLE_MAPS

from vsmap.model.checks import all_breaches
from vsmap.model.differences import differences, in_words
from vsmap.model.durations import parse_duration
from vsmap.model.edits import EditError, apply_edits, replay
from vsmap.model.merge import MergeError, conflict_words, merge
from vsmap.model.plans import add_after
from vsmap.model.records import Flow
from vsmap.model.references import reference_breaches
from vsmap.model.removal import remove_stage
from vsmap.model.stream import ValueStream
from vsmap.model.transform import edits_between

TEXT = "A 1d/1w 80% -> B 2h/3d -> C 1h/1d"


def worked_on(base: ValueStream, tried: list[Gesture]) -> ValueStream:
    """Return a copy of a map on which gestures were made, as far as they can be."""
    copy = base.copy()
    for gesture in tried:
        try:
            apply_edits(copy, edits_of(gesture, copy))
        except EditError:
            continue
    return copy


SOME = st.lists(gestures(), max_size=4)


@given(base=streams(), mine=SOME, theirs=SOME, prefer_mine=st.booleans())
def test_merging_keeps_every_rule_and_what_one_side_did(
    base: ValueStream, mine: list[Gesture], theirs: list[Gesture], *, prefer_mine: bool
) -> None:
    """Where one side did nothing the result is the other's, without conflicts; else it breaks no rule."""
    one, two = worked_on(base, mine), worked_on(base, theirs)
    for merged, expected in (
        (merge(base, one, base), one),
        (merge(base, base, two), two),
        (merge(base, one, one), one),
    ):
        assert merged.stream == expected
        assert not merged.conflicts
    try:
        merged = merge(base, one, two, prefer_mine=prefer_mine)
    except MergeError:
        return
    assert not [*all_breaches(merged.stream), *reference_breaches(merged.stream)]
    for conflict in merged.conflicts:
        assert conflict_words(conflict, one, two)


@WHOLE_MAPS
@given(maps_strategies.streams(), maps_strategies.streams())
def test_any_map_becomes_any_other_by_edits(old: ValueStream, new: ValueStream) -> None:
    """The edits between two maps make the one of the other, and their inverses lead back."""
    old.extra = new.extra
    made = old.copy()
    inverses = apply_edits(made, edits_between(old, new))
    assert made == new
    assert bool(list(differences(old, new))) == (old != new)
    for difference in differences(old, new):
        assert in_words(difference, old, new)
    replay(made, inverses)
    assert made == old


def test_two_figures_of_one_stage_go_together() -> None:
    """I set the process time, they the %C&A of the same stage: the merged stage has both."""
    base = stream(TEXT)
    mine = with_stage(base.copy(), "A", process_time="2d")
    theirs = with_stage(base.copy(), "A", complete_accurate=90)
    merged = merge(base, mine, theirs)
    assert merged.stream.stage("A").process_time == parse_duration("2d")
    assert merged.stream.stage("A").complete_accurate == 90
    assert not merged.conflicts


@pytest.mark.parametrize(("prefer_mine", "kept"), [(True, "2d"), (False, "3d")])
def test_one_figure_set_twice_is_a_conflict(*, prefer_mine: bool, kept: str) -> None:
    """Both values are named, and the preferred side's is in the map."""
    base = stream(TEXT)
    mine, theirs = (with_stage(base.copy(), "A", process_time=time) for time in ("2d", "3d"))
    merged = merge(base, mine, theirs, prefer_mine=prefer_mine)
    assert merged.stream.stage("A").process_time == parse_duration(kept)
    (conflict,) = merged.conflicts
    assert conflict_words(conflict, mine, theirs) == "PT of A: 2d here, 3d there"


def test_figures_that_break_a_rule_together_come_from_one_side() -> None:
    """My longer process time and their shorter lead time can't both be: the stage is mine, and it is said."""
    base = stream(TEXT)
    mine = with_stage(base.copy(), "A", process_time="1w")
    theirs = with_stage(base.copy(), "A", lead_time="2d")
    merged = merge(base, mine, theirs)
    assert merged.stream.stage("A") == mine.stage("A")
    assert [conflict_words(each, mine, theirs) for each in merged.conflicts] == [
        "A: changed here, changed there"
    ]


def test_new_stages_of_both_sides_stay() -> None:
    """Each put a stage behind A: both are there, each with its arrows, and the order follows both."""
    base = stream(TEXT)
    mine, theirs = base.copy(), base.copy()
    apply_edits(mine, add_after(mine, stream("Mine").stage("Mine"), "A"))
    apply_edits(theirs, add_after(theirs, stream("Theirs").stage("Theirs"), "A"))
    merged = merge(base, mine, theirs).stream
    assert merged.ids() == ["A", "Mine", "Theirs", "B", "C"]
    assert merged.successors("A") == ["Mine", "Theirs"]
    assert merged.predecessors("B") == ["Mine", "Theirs"]


def test_an_arrow_to_a_stage_that_the_other_removed_goes() -> None:
    """They deleted C while I drew a flow to it: the flow goes with the stage, as a conflict."""
    base = stream(TEXT)
    mine, theirs = base.copy(), base.copy()
    mine.put_flow(Flow(source="A", target="C"))
    apply_edits(theirs, remove_stage(theirs, "C"))
    merged = merge(base, mine, theirs)
    assert merged.stream == theirs
    assert len(merged.conflicts) == 1


def test_flows_against_each_other_are_those_of_one_side() -> None:
    """I drew A to B and they B to A, which would be a circle: mine stays, and theirs is a conflict."""
    base = stream("A; B")
    mine, theirs = base.copy(), base.copy()
    mine.put_flow(Flow(source="A", target="B"))
    theirs.put_flow(Flow(source="B", target="A"))
    merged = merge(base, mine, theirs)
    assert merged.stream == mine
    assert [conflict_words(each, mine, theirs) for each in merged.conflicts] == [
        "B → A: gone here, changed there"
    ]


def test_what_changed_is_told_in_words() -> None:
    """A changed figure with both values, what is new, what is gone, and the order."""
    old = stream(TEXT)
    new = with_stage(old.copy(), "A", process_time="2d", note="\x1b[31m red" * 9)
    apply_edits(new, remove_stage(new, "C"))
    apply_edits(new, add_after(new, stream("Deploy").stage("Deploy"), None))
    new.move_stage("B", 0)
    told = [in_words(each, old, new) for each in differences(old, new)]
    assert "PT of A: 1d → 2d" in told
    assert "C is gone" in told
    assert "Deploy is new" in told
    assert "the order of the stages" in told
    assert all(line.isprintable() and len(line) < 100 for line in told)
