"""An edit is a value: what it did can be undone exactly, and a refused one did nothing."""

from typing import Any

import networkx as nx
import pytest
from builders import stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import Gesture, edits_of, everything, gestures, streams

from vsmap.model.checks import all_breaches
from vsmap.model.durations import parse_duration
from vsmap.model.edits import (
    AddRecord,
    AddStage,
    Connect,
    Disconnect,
    Edit,
    EditError,
    Edits,
    MoveStage,
    RemoveRecord,
    RemoveStage,
    SetField,
    apply_edits,
    record_at,
    replay,
)
from vsmap.model.records import (
    ChangeStage,
    DropStage,
    Flow,
    Improvement,
    Information,
    NewStage,
    Parking,
    Rework,
    Stage,
    Waiver,
)
from vsmap.model.references import reference_breaches
from vsmap.model.stream import ValueStream


def assert_graph_agrees(built: ValueStream) -> None:
    """Compare a stream with its networkx graph through the public doors of both."""
    graph = built.graph
    assert list(graph.nodes) == built.ids()
    assert [graph.nodes[identifier]["stage"] for identifier in graph] == built.stages()
    assert [graph.edges[edge]["flow"] for edge in graph.edges] == built.flows()
    assert [list(graph.successors(identifier)) for identifier in graph] == [
        built.successors(identifier) for identifier in built.ids()
    ]
    assert [list(graph.predecessors(identifier)) for identifier in graph] == [
        built.predecessors(identifier) for identifier in built.ids()
    ]
    assert nx.is_directed_acyclic_graph(graph)


@given(streams(), st.lists(gestures(), max_size=8))
def test_any_edits_can_be_undone_exactly(built: ValueStream, tried: list[Gesture]) -> None:
    """Whatever is done to whatever map: no rule breaks, a refusal leaves no trace, and undo is exact."""
    at_first, done = everything(built), []
    for gesture in tried:
        before = everything(built)
        try:
            done.append(apply_edits(built, edits_of(gesture, built)))
        except EditError:
            assert everything(built) == before
        assert not [*all_breaches(built), *reference_breaches(built)]
        assert_graph_agrees(built)
    for inverses in reversed(done):
        replay(built, inverses)
    assert everything(built) == at_first
    assert_graph_agrees(built)


@given(streams(), gestures())
def test_what_was_undone_can_be_done_again(built: ValueStream, gesture: Gesture) -> None:
    """The same edits lead to the same map a second time."""
    try:
        edits = edits_of(gesture, built)
        inverses = apply_edits(built, edits)
    except EditError:
        return
    after = everything(built)
    replay(built, inverses)
    replay(built, edits)
    assert everything(built) == after


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (AddStage(Stage(id="A", name="A"), 0), "a stage A already"),
        (AddStage(Stage(id="b c", name="B"), 0), "letters, digits"),
        (AddStage(Stage(id="X", name=""), 0), "1 to 200 characters"),
        (AddStage(Stage(id="X", name="X"), 9), "no position 9"),
        (AddStage(Stage(id="X", name="X", people=-1), 0), "above 0"),
        (RemoveStage("A"), "A still has arrows"),
        (RemoveStage("X"), "no stage X"),
        (RemoveStage("D"), "no stage D"),
        (MoveStage("X", 0), "no stage X"),
        (MoveStage("A", -1), "no position -1"),
        (Connect(Flow(source="A", target="B")), "A flows to B already"),
        (Connect(Flow(source="A", target="X")), "no stage X"),
        (Connect(Flow(source="A", target="A")), r"in a circle: A → A; .* \[\[rework\]\]"),
        (Connect(Flow(source="C", target="A")), "in a circle: A → B → C → A"),
        (Connect(Flow(source="A", target="C", share=30)), "needs a share, or none"),
        (Connect(Rework(source="C", target="A")), "already"),
        (Connect(Rework(source="A", target="C")), "A can't be reached from C"),
        (Connect(Rework(source="C", target="B", rate=80)), "add up to 105"),
        (Connect(Rework(source="C", target="B", rate=-1)), "from 0 to below 100"),
        (Disconnect("flow", "A", "C"), "no flow A C"),
        (Disconnect("flow", "A", "B"), "C can't be reached from A"),
        (SetField(("stage", "X"), "name", "X"), "no stage X"),
        (SetField(("stage", "A"), "size", 1), "no size to set"),
        (SetField(("stage", "A"), "id", "X"), "no id to set"),
        (SetField(("flow", "A", "B"), "target", "C"), "no target to set"),
        (SetField(("stage", "A"), "people", value=True), "found true"),
        (SetField(("stage", "A"), "kind", "reviw"), "did you mean review"),
        (SetField(("stage", "A"), "lead_time", 5), "a unit"),
        (SetField(("flow", "A", "B"), "share", 50), "add up to 50"),
        (SetField(("rework", "C", "A"), "rate", 100), "below 100"),
        (SetField(("demand",), "items", 5), "per is missing"),
        (SetField(("waiver", "0"), "stage", "X"), "no stage X"),
        (SetField(("waiver", "-1"), "stage", "A"), "no waiver -1"),
        (SetField(("waiver", "7"), "stage", "A"), "no waiver 7"),
        (AddRecord("waiver", Waiver(rule="handoff", source="A"), 0), "both from and to"),
        (AddRecord("waiver", Waiver(rule="", stage="A"), 0), "found"),
        (AddRecord("waiver", Parking(text="?"), 0), "can't be put"),
        (AddRecord("parking", Parking(text=""), 0), "a text is needed"),
        (AddRecord("parking", Parking(text="?"), 5), "can't be put at position 5"),
        (AddRecord("information", Information(source="A", target="X"), 0), "no stage X"),
        (AddRecord("improvement", Improvement(id="i"), 0), "id of another"),
        (AddRecord("improvement", Improvement(id="a b"), 0), "id of another"),
        (AddRecord("improvement", Improvement(id="j", changes=(DropStage("X"),)), 0), "no stage X"),
        (AddRecord("nothing", Parking(text="?"), 0), "no list"),
        (RemoveRecord("parking", 0), "no parking 0"),
        (RemoveRecord("waiver", -1), "no waiver -1"),
        (RemoveRecord("improvement", 0), "no stage N"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused(edit: Edit, words: str) -> None:
    """The message says what is wrong, and the map is as it was, graph and all."""
    built = stream("A -> B -> C; C ~25%~> A")
    built.lists["waiver"].append(Waiver(rule="handoff", stage="B"))
    built.improvements["i"] = Improvement(id="i", changes=(NewStage("N", ("A",), ("B",), ()),))
    built.improvements["k"] = Improvement(id="k", changes=(ChangeStage("N", ()),))
    before = everything(built)
    with pytest.raises(EditError, match=words):
        apply_edits(built, (SetField(("stage", "B"), "note", "first"), edit))
    assert everything(built) == before
    assert_graph_agrees(built)


def test_a_stage_that_a_record_names_can_not_be_removed_alone() -> None:
    """A bare removal would leave a waiver of nothing behind, so it is refused."""
    built = stream("A")
    built.lists["waiver"].append(Waiver(rule="handoff", stage="A"))
    with pytest.raises(EditError, match="no stage A"):
        apply_edits(built, (RemoveStage("A"),))
    assert built.ids() == ["A"]


def test_an_improvement_may_name_a_stage_that_another_adds() -> None:
    """Improvements build on each other; a waiver may only name what is there now."""
    built = stream("A")
    adding = Improvement(id="i", changes=(NewStage("N", ("A",), (), ()),))
    using = Improvement(id="j", stage="N", changes=(ChangeStage("N", ()),))
    apply_edits(built, (AddRecord("improvement", using, 0), AddRecord("improvement", adding, 1)))
    assert list(built.improvements) == ["j", "i"]
    with pytest.raises(EditError, match="no stage N"):
        apply_edits(built, (AddRecord("waiver", Waiver(rule="handoff", stage="N"), 0),))


def test_edits_are_judged_by_where_they_lead_not_by_the_steps_between() -> None:
    """Several edits are one: a demand takes its two figures, and shares change together."""
    built = stream("A -30%-> B; A -70%-> C")
    apply_edits(built, (SetField(("flow", "A", "B"), "share", 60), SetField(("flow", "A", "C"), "share", 40)))
    week = parse_duration("1w")
    apply_edits(built, (SetField(("demand",), "items", 20), SetField(("demand",), "per", week)))
    assert [flow.share for flow in built.flows()] == [60, 40]
    assert built.demand.per == week


def test_what_a_later_edit_takes_away_is_not_judged() -> None:
    """A stage may be made, changed, connected and removed again within one step."""
    built = stream("A")
    edits: Edits = (
        AddStage(Stage(id="B", name="B", people=-1), 1),
        Connect(Flow(source="A", target="B", share=30)),
        SetField(("flow", "A", "B"), "share", 40),
        SetField(("stage", "B"), "people", -2),
        Disconnect("flow", "A", "B"),
        RemoveStage("B"),
    )
    apply_edits(built, edits)
    assert built == stream("A")


def test_any_other_exception_leaves_the_map_as_it_was_too() -> None:
    """Even a value that no code expects can't leave half of an edit behind."""
    built = stream("A -> B")
    before = everything(built)
    no_stage: Any = None
    with pytest.raises(AttributeError):
        apply_edits(built, (SetField(("stage", "A"), "note", "x"), AddStage(no_stage, 0)))
    assert everything(built) == before


def test_a_calendar_that_turns_a_range_round_is_refused() -> None:
    """A range that runs forwards in one calendar may run backwards in another."""
    built = with_stage(stream("A"), "A", lead_time="1d-10h")
    with pytest.raises(EditError, match="runs backwards"):
        apply_edits(built, (SetField(("calendar",), "hours_per_day", 24),))
    assert built.calendar.hours_per_day == 8


def test_a_record_is_found_by_its_reference() -> None:
    """Every table has its kind of key."""
    built = stream("A -2d-> B; B ~5%~> A")
    built.lists["parking"].append(Parking(text="?"))
    assert record_at(built, ("stage", "A")) == built.stage("A")
    assert record_at(built, ("flow", "A", "B")) == built.flow("A", "B")
    assert record_at(built, ("rework", "B", "A")) == built.rework["B", "A"]
    assert record_at(built, ("parking", "0")) == Parking(text="?")
    assert record_at(built, ("targets",)) == built.targets
