"""Removing a stage bridges its neighbours, as format.md says, and takes along what refers to it."""

import pytest
from builders import stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import everything, streams

from vsmap.model.checks import all_breaches
from vsmap.model.durations import parse_duration
from vsmap.model.edits import EditError, apply_edits, replay
from vsmap.model.records import (
    ChangeArrow,
    ChangeStage,
    DropStage,
    Flow,
    Improvement,
    Information,
    MergeStages,
    NewStage,
    Waiver,
)
from vsmap.model.references import ids_in, reference_breaches
from vsmap.model.removal import remove_stage
from vsmap.model.shares import shares_of
from vsmap.model.stream import ValueStream


def without(built: ValueStream, identifier: str = "X") -> ValueStream:
    """Remove a stage from a map and return the map."""
    apply_edits(built, remove_stage(built, identifier))
    return built


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A -> X -> B", "A -> B"),
        ("A -1d-> X -2d-> B", "A -3d-> B"),
        ("A -1d-> X -1d-> B", "A -2d-> B"),
        ("A -?-> X -2d-> B", "A -?-> B"),
        ("A -~1d-> X -2d-> B", "A -~3d-> B"),
        ("A -n/a-> X -2d-> B", "A -2d-> B"),
        ("X -> A -> B", "A -> B"),
        ("A -> B -> X", "A -> B"),
        ("A; X; B", "A; B"),
        ("(A, B) -> X -> (C, D)", "(A, B) -> (C, D)"),
        ("A -> X -30%-> B; X -70%-> C", "A -30%-> B; A -70%-> C"),
        ("A -60%-> X -> B; A -40%-> C", "A -60%-> B; A -40%-> C"),
        ("A -60%-> X -50%-> B; X -50%-> C; A -40%-> D", "A -30%-> B; C; A -40%-> D; A -30%-> C"),
        ("A -60%-> X -> B; A -40%-> B", "A -100%-> B"),
        ("A -1d-> X -1d-> B; A -1w-> B", "A -1w-> B"),
        ("A -1w-> X -1w-> B; A -1d-> B", "A -2w-> B"),
        ("A -> X -?-> B; A -> B", "A -?-> B"),
        ("A -> X -1d-> B; A -?-> B", "A -1d-> B"),
        ("A -60%-> X; A -40%-> B", "A -> B"),
        ("A -60%-> X; A -20%-> B; A -20%-> C", "A -50%-> B; A -50%-> C"),
        ("A -60%-> X -> (B, C); A -40%-> D", "A -30%-> B; C; A -40%-> D; A -30%-> C"),
        ("A -> X -30%-> B; X -70%-> C; A -> D", "A -> B; C; A -> D; A -> C"),
        ("A -> X -> B; B ~25%~> A; X ~> X; B ~> X", "A -> B; B ~25%~> A"),
        ("A -> X !", "A !"),
        ("A -> X ! -> B", "A ! -> B"),
    ],
)
def test_neighbours_are_bridged(before: str, after: str) -> None:
    """Waits add up, shares multiply, an existing flow keeps the longer wait, predecessors deliver."""
    left, expected = without(stream(before)), stream(after)
    assert left.ids() == expected.ids()
    assert left.flows() == expected.flows()
    assert left.reworks() == expected.reworks()
    assert left.stages() == expected.stages()


def test_a_bridge_keeps_how_work_was_handed_on() -> None:
    """The way in says how; its note stays with it."""
    built = stream("A -> X -> B")
    built.put_flow(Flow(source="A", target="X", mode="pull", note="Weekly"))
    assert without(built).flow("A", "B") == Flow(source="A", target="B", mode="pull", note="Weekly")


def test_what_refers_to_the_stage_goes() -> None:
    """Information, waivers and the changes of improvements; an improvement itself stays, unpinned."""
    built = stream("A -> X -> B")
    here, there = Information(source="A", target="X"), Information(source="A", target="B")
    built.lists["information"] += [here, there, here]
    waivers = [Waiver(rule="handoff", source="A", target="X"), Waiver(rule="wait-dominated", stage="X")]
    built.lists["waiver"] += [*waivers, Waiver(rule="wait-dominated", stage="B"), Waiver(rule="rework-loop")]
    kept = ChangeStage("A", (("lead_time", parse_duration("1d")),))
    changes = (
        DropStage("X"),
        kept,
        MergeStages(("A", "X"), "A", ()),
        ChangeArrow("flow", "A", "X", "set", ()),
    )
    built.improvements["i"] = Improvement(id="i", stage="X", changes=changes)
    before = everything(built)
    inverses = apply_edits(built, remove_stage(built, "X"))
    assert built.lists["information"] == [there]
    assert [waiver.stage for waiver in built.lists["waiver"]] == ["B", ""]
    assert built.improvements["i"] == Improvement(id="i", changes=(kept,))
    replay(built, inverses)
    assert everything(built) == before


def test_a_wait_too_long_to_be_written_is_refused() -> None:
    """Two waits of sixty years can't be added up, so the stage stays."""
    built = stream("A -60y-> X -60y-> B")
    with pytest.raises(EditError, match="can't be added"):
        remove_stage(built, "X")


def test_a_change_names_its_stages_but_not_the_one_it_adds() -> None:
    """What an improvement needs to exist is known for each kind of change."""
    assert ids_in(NewStage("n", ("a",), ("b",), ())) == ("a", "b")
    assert ids_in(MergeStages(("a", "b"), "a", ())) == ("a", "b", "a")
    assert ids_in(ChangeArrow("rework", "a", "b", "add", ())) == ("a", "b")


@given(streams(), st.data())
def test_any_stage_of_any_map_can_be_removed(built: ValueStream, data: st.DataObject) -> None:
    """No rule breaks, what could be reached still can be, and nobody's shares become parallel or lost."""
    if not built.ids():
        return
    identifier = data.draw(st.sampled_from(built.ids()))
    pairs = [(a, b) for a in built.predecessors(identifier) for b in built.successors(identifier)]
    shared = {source: shares_of(built, source) for source in built.ids() if source != identifier}
    alone = [source for source in shared if built.successors(source) == [identifier]]
    apply_edits(built, remove_stage(built, identifier))
    assert not [*all_breaches(built), *reference_breaches(built)]
    assert all(built.flow(source, target) for source, target in pairs)
    for source, shares in shared.items():
        ways = built.successors(source)
        if source not in alone and len(ways) > 1:
            assert bool(shares_of(built, source)) == bool(shares)
            assert all(shares_of(built, source)[way] >= shares[way] for way in shares if way != identifier)


def test_a_delivering_stage_hands_its_mark_to_all_before_it() -> None:
    """The customer still has the value somewhere."""
    built = without(stream("(A, B) -> X !"))
    assert [stage.delivers for stage in built] == [True, True]
    assert with_stage(stream("A"), "A", delivers=True).stage("A") == built.stage("A")
