"""One gesture of a person is the edits that do what interface.md says it does."""

import pytest
from builders import new_stage, stream, with_stage
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import everything, streams

from vsmap.model.checks import all_breaches
from vsmap.model.edits import EditError, Edits, apply_edits, replay
from vsmap.model.plans import (
    add_after,
    add_before,
    add_branch,
    connect,
    connect_rework,
    disconnect,
    duplicate,
    move,
)
from vsmap.model.stream import ValueStream


def planned(built: ValueStream, edits: Edits) -> tuple[object, ...]:
    """Apply a plan and return what a map says, for comparing it with another."""
    before = everything(built)
    inverses = apply_edits(built, edits)
    after = everything(built)
    replay(built, inverses)
    assert everything(built) == before
    return after


def arrows(text: str) -> tuple[object, ...]:
    """Return what the map of a text says."""
    return everything(stream(text))


@pytest.mark.parametrize(
    ("before", "where", "after"),
    [
        ("A -> B", "A", "A -> N -> B"),
        ("A -> B", "B", "A -> B -> N"),
        ("A -> (B, C)", "A", "A -> N -> (B, C)"),
        ("A -30% 2d-> B; A -70%-> C", "A", "A -> N -30% 2d-> B; N -70%-> C"),
        ("A -> (B, C) -> D", "B", "A -> B -> N; A -> C; (N, C) -> D"),
        ("A -> B ~25%~> A", "A", "A -> N -> B ~25%~> A"),
    ],
)
def test_a_stage_added_after_takes_over_the_ways_out(before: str, where: str, after: str) -> None:
    """At a fork it goes before the fork, inside a branch inside the branch, and arrows keep their figures."""
    built = stream(before)
    assert planned(built, add_after(built, new_stage(built, "N"), where))[1:] == named(after)


@pytest.mark.parametrize(
    ("before", "where", "after"),
    [
        ("A -> B", "B", "A -> N -> B"),
        ("A -> B", "A", "N -> A -> B"),
        ("(A, B) -> C", "C", "(A, B) -> N -> C"),
        ("A -30% 2d-> B; A -70%-> C", "B", "A -30% 2d-> N -> B; A -70%-> C"),
    ],
)
def test_a_stage_added_before_takes_over_the_ways_in(before: str, where: str, after: str) -> None:
    """Before a join it goes behind the join of all the ways in."""
    built = stream(before)
    assert planned(built, add_before(built, new_stage(built, "N"), where))[1:] == named(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A -> B -> C", "A -> (B, N) -> C"),
        ("B", "B; N"),
        ("A -40%-> B; A -60%-> D", "A -26.7%-> B; N; A -40%-> D; A -33.3%-> N"),
        ("B -30%-> C; B -70%-> D", "B; N; B -30%-> C; B -70%-> D; N -30%-> C; N -70%-> D"),
    ],
)
def test_a_branch_has_the_same_neighbours(before: str, after: str) -> None:
    """Predecessors and successors are copied; where the ways in have shares it gets an equal one."""
    built = stream(before)
    assert planned(built, add_branch(built, new_stage(built, "N"), "B"))[1:] == named(after)


def named(text: str) -> tuple[object, ...]:
    """Return what the map of a text says, but for the stages, whose made ids are no words of it."""
    built = stream(text.replace("N", "n"))
    return everything(built)[1:]


def test_the_first_stage_and_a_loose_one_go_to_the_end() -> None:
    """Without a stage to stand behind, nothing is connected."""
    built = ValueStream()
    for name in ("One", "Two"):
        apply_edits(built, add_after(built, new_stage(built, name), None))
    assert [stage.name for stage in built] == ["One", "Two"]
    assert built.flows() == []


def test_a_duplicate_has_all_figures_but_the_end_of_the_clock() -> None:
    """It stands right behind, under a name that says so, and only one of them delivers."""
    built = with_stage(stream("A 2h/1w 80% ! -> B"), "A", note="x")
    copy, edits = duplicate(built, "A")
    apply_edits(built, edits)
    assert (copy.name, copy.delivers, copy.note, copy.lead_time) == (
        "A (copy)",
        False,
        "x",
        built.stage("A").lead_time,
    )
    assert built.ids() == ["A", copy.id, "B"]
    assert built.successors("A") == [copy.id]
    long = with_stage(stream("A"), "A", name="x" * 200)
    apply_edits(long, duplicate(long, "A")[1])
    assert len(long.stages()[1].name) <= 200


def test_connecting_and_disconnecting_are_each_others_opposite() -> None:
    """Without shares and rework a drawn flow that is removed leaves the map as it was."""
    built = stream("A -> B; C")
    before = everything(built)
    apply_edits(built, connect(built, "A", "C"))
    apply_edits(built, disconnect(built, "flow", "A", "C"))
    assert everything(built) == before


def test_the_share_of_a_removed_way_goes_to_the_others() -> None:
    """The ways that stay still add up, so that the removal is not refused."""
    built = stream("A -50%-> B; A -25%-> C; A -25%-> D")
    apply_edits(built, disconnect(built, "flow", "A", "B"))
    assert [flow.share for flow in built.flows()] == [50, 50]


def test_rework_that_is_cut_off_goes_with_the_flow() -> None:
    """A rework arrow whose source can't be reached any more would break a rule, so it is removed too."""
    built = stream("A -> B -> C; C ~> A; C ~> B; B ~> B")
    apply_edits(built, disconnect(built, "flow", "A", "B"))
    assert list(built.rework) == [("C", "B"), ("B", "B")]
    apply_edits(built, disconnect(built, "rework", "B", "B"))
    assert list(built.rework) == [("C", "B")]


def test_rework_may_go_to_the_stage_itself_and_not_downstream() -> None:
    """A stage sends work back to itself or an earlier one, at a rate that may be unknown."""
    built = stream("A -> B")
    apply_edits(built, connect_rework("B", "B", 10) + connect_rework("B", "A"))
    assert [rework.rate for rework in built.reworks()] == [None, 10]
    with pytest.raises(EditError, match="A can't be reached from B"):
        apply_edits(built, connect_rework("A", "B"))


@pytest.mark.parametrize(
    ("before", "stage", "step", "after"),
    [
        ("A -> B -> C", "A", 1, "B -> A -> C"),
        ("A -> B -> C", "C", -1, "A -> C -> B"),
        ("A -> B", "A", -1, "A -> B"),
        ("A -> B", "B", 1, "A -> B"),
        ("A -1h-> B -2h-> C -3h-> D", "B", 1, "A -1h-> C -2h-> B -3h-> D"),
        ("A -> (B, C) -> D", "B", 1, "A; C; B; A -> (B, C) -> D"),
        ("A; B", "A", 1, "B; A"),
        ("A -> B -> C; B ~25%~> A", "A", 1, "B -> A -> C; A ~25%~> B"),
        ("A -> B -> C; C ~25%~> B; B ~> B", "B", -1, "B -> A -> C; C ~25%~> B; B ~> B"),
        ("A -> B; B -30%-> C; B -70%-> D", "A", 1, "B; A -30%-> C; A -70%-> D; B -> A"),
    ],
)
def test_a_moved_stage_takes_its_place_in_a_straight_line(
    before: str, stage: str, step: int, after: str
) -> None:
    """A straight link is turned with what it carries; between branches only the order changes."""
    built = stream(before)
    assert planned(built, move(built, stage, step)) == arrows(after)


@given(streams(), st.data())
def test_moving_down_and_up_again_changes_nothing(built: ValueStream, data: st.DataObject) -> None:
    """A move is its own opposite, on any map."""
    if not built.ids():
        return
    identifier = data.draw(st.sampled_from(built.ids()))
    edits = move(built, identifier, 1)
    before = everything(built)
    apply_edits(built, edits)
    assert not list(all_breaches(built))
    if edits:
        apply_edits(built, move(built, identifier, -1))
    assert everything(built) == before
