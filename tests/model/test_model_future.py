"""The future state is the map with its improvements carried out as ordinary edits (format.md)."""

from dataclasses import replace

import pytest
from builders import stream, time
from hypothesis import given
from map_gestures import everything
from maps_strategies import WHOLE_MAPS, streams

from vsmap.model.checks import all_breaches
from vsmap.model.edits import apply_edits, replay
from vsmap.model.future import future_of, is_applied
from vsmap.model.records import (
    Change,
    ChangeArrow,
    ChangeStage,
    DropStage,
    Improvement,
    MergeStages,
    NewStage,
)
from vsmap.model.stream import ValueStream

SHARED = "A -> B -30%-> C; B -70%-> D; (C, D) -> E"


def planned(text: str, *changes: Change) -> ValueStream:
    """Return a map with one improvement, pinned nowhere, that makes some changes."""
    built = stream(text)
    built.improvements["better"] = Improvement(id="better", title="Better", changes=changes)
    return built


def future_drawn(text: str, *changes: Change) -> tuple[object, ...]:
    """Return what the stages and arrows of the future map say, and see that nothing was left out."""
    found = future_of(planned(text, *changes))
    assert not found.left_out
    return drawn(found.stream)


def arrows(text: str) -> tuple[object, ...]:
    """Return what the stages and arrows of the map of a text say."""
    return drawn(stream(text))


def drawn(built: ValueStream) -> tuple[object, ...]:
    """Return the stages and arrows of a map, in whatever order they stand."""
    stages = {stage.id: replace(stage, estimated=()) for stage in built.stages()}
    flows = {(each.source, each.target): each for each in built.flows()}
    return stages, flows, built.rework


def flow(source: str, target: str, action: str, **values: object) -> ChangeArrow:
    """Return a change of a flow."""
    return ChangeArrow("flow", source, target, action, tuple(values.items()))


def rework(source: str, target: str, action: str, **values: object) -> ChangeArrow:
    """Return a change of a rework arrow."""
    return ChangeArrow("rework", source, target, action, tuple(values.items()))


NAMED = (("name", "N"),)


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("A 1h/5h -> B", [ChangeStage("A", (("lead_time", time("2h")),))], "A 1h/2h -> B"),
        ("A 1h+5h -> B", [ChangeStage("A", (("lead_time", time("2h")),))], "A 1h/2h -> B"),
        ("A 1h/5h ~80% -> B", [ChangeStage("A", (("complete_accurate", 95),))], "A 1h/5h 95% -> B"),
        ("A -1d-> X -2d-> B", [DropStage("X")], "A -3d-> B"),
        ("A -> X -> B !", [DropStage("B")], "A -> X !"),
        ("A -> B", [NewStage("N", ("A",), ("B",), NAMED)], "A -> N -> B"),
        ("A -2d-> B", [NewStage("N", ("A",), ("B",), NAMED)], "A -> N -2d-> B"),
        ("A -> (B, C)", [NewStage("N", ("A",), ("B", "C"), NAMED)], "A -> N -> (B, C)"),
        ("A -> (B, C)", [NewStage("N", ("A",), ("B",), NAMED)], "A -> N -> B; A -> C"),
        (SHARED, [NewStage("N", ("B",), ("C", "D"), NAMED)], "A -> B -> N -30%-> C; N -70%-> D; (C, D) -> E"),
        (SHARED, [NewStage("N", ("B",), ("D",), NAMED)], "A -> B -30%-> C; B -70%-> N -> D; (C, D) -> E"),
        ("A -50%-> B; A -50%-> C", [NewStage("N", ("A",), (), NAMED)], "A -33.3%-> (B, N); A -33.4%-> C"),
        ("A -> B", [NewStage("N", (), ("B",), NAMED)], "A -> B; N -> B"),
        ("A -> B", [NewStage("N", ("B",), (), NAMED)], "A -> B -> N"),
        ("A -> B -> C", [MergeStages(("A", "B"), "A", NAMED[:0])], "A -> C"),
        ("A -> B -> C !", [MergeStages(("B", "C"), "B", ())], "A -> B !"),
        ("A -> B", [flow("A", "B", "set", wait_time=time("2d"))], "A -2d-> B"),
        (SHARED, [flow("B", "D", "set", share=90)], "A -> B -10%-> C; B -90%-> D; (C, D) -> E"),
        (
            SHARED,
            [flow("B", "C", "set", share=50), flow("B", "D", "set", share=50)],
            "A -> B -50%-> C; B -50%-> D; (C, D) -> E",
        ),
        ("A -> B -> C", [flow("A", "C", "add")], "A -> (B, C); B -> C"),
        ("A -> B -> C", [flow("A", "C", "add", share=25)], "A -75%-> B -> C; A -25%-> C"),
        ("A -> (B, C)", [flow("A", "C", "remove")], "A -> B; C"),
        ("A -> B ~25%~> A", [rework("B", "A", "set", rate=5)], "A -> B ~5%~> A"),
        ("A -> B ~25%~> A", [rework("B", "A", "remove")], "A -> B"),
        ("A -> B", [rework("B", "A", "add", rate=5, wait_time=time("1d"))], "A -> B ~5% 1d~> A"),
        ("A -> B", [DropStage("B"), NewStage("N", ("A",), (), NAMED)], "A -> N"),
    ],
)  # fmt: skip
def test_every_form_of_change_is_carried_out(before: str, changes: list[Change], after: str) -> None:
    """Set, remove, add and merge stages; set, add and remove flows and rework; the later wins."""
    assert future_drawn(before, *changes) == arrows(after)


def test_the_later_change_wins() -> None:
    """Changes are carried out in the order of the file, within an improvement and from one to the next."""
    built = planned("A 1h/9h", ChangeStage("A", (("lead_time", time("4h")),)))
    built.improvements["more"] = Improvement(
        id="more", title="More", changes=(ChangeStage("A", (("lead_time", time("2h")),)),)
    )
    lead_time = future_of(built).stream.stage("A").lead_time
    assert lead_time is not None
    assert lead_time.text == "2h"


def test_what_is_off_or_dropped_is_not_carried_out() -> None:
    """With nothing switched on the future state is the current one, down to its list of improvements."""
    built = planned("A 1h/9h", DropStage("A"))
    off = replace(built.improvements["better"], in_future=False)
    dropped = replace(built.improvements["better"], status="dropped")
    for improvement in (off, dropped):
        built.improvements["better"] = improvement
        found = future_of(built)
        assert not is_applied(improvement)
        assert found.stream == built
        assert not found.edits
        assert not found.applied


def test_a_change_that_finds_nothing_is_passed_over_and_named() -> None:
    """What another improvement removed can't be changed any more; the rest of the improvement counts."""
    built = planned("A 1h/9h -> B 1h/9h -> C", DropStage("A"))
    faster = ChangeStage("B", (("lead_time", time("2h")),))
    slower = ChangeStage("A", (("lead_time", time("2h")),))
    built.improvements["more"] = Improvement(id="more", title="More", changes=(slower, faster))
    found = future_of(built)
    assert [(each.improvement, each.reason) for each in found.left_out] == [("more", "A is gone by then")]
    assert found.applied == ("better", "more")
    assert drawn(found.stream) == arrows("B 1h/2h -> C")


def test_what_is_to_go_may_be_gone() -> None:
    """Two improvements may remove the same stage, or merge one that is gone: each works without the other."""
    built = planned("A -> B -> C", DropStage("B"))
    built.improvements["same"] = Improvement(id="same", title="Same", changes=(DropStage("B"),))
    merged = MergeStages(("B", "C"), "C", ())
    built.improvements["merge"] = Improvement(id="merge", title="Merge", changes=(merged,))
    found = future_of(built)
    assert not found.left_out
    assert found.stream.ids() == ["A", "C"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (ChangeStage("A", (("lead_time", time("1h")),)), "lead time is shorter than process time"),
        (flow("C", "A", "remove"), "there is no flow from C to A"),
        (NewStage("C", ("A",), (), ()), "there is a stage C already"),
        (flow("C", "A", "add"), "flows run in a circle"),
        (rework("A", "C", "add"), "can't be reached from"),
    ],
)
def test_an_improvement_that_breaks_a_rule_is_left_out(change: Change, reason: str) -> None:
    """It is named with the reason, and the others are carried out."""
    built = planned("A 5h/9h -> C 1h/9h", change)
    good = Improvement(id="good", title="Good", changes=(ChangeStage("C", (("lead_time", time("2h")),)),))
    built.improvements["good"] = good
    found = future_of(built)
    ((improvement, said),) = [(each.improvement, each.reason) for each in found.left_out]
    assert improvement == "better"
    assert reason in said
    assert found.applied == ("good",)
    assert drawn(found.stream) == arrows("A 5h/9h -> C 1h/2h")


def test_the_future_is_called_so() -> None:
    """The map that is computed says that it is the future state, and holds what is left to be done."""
    built = planned("A 1h/9h", ChangeStage("A", (("lead_time", time("4h")),)))
    built.improvements["later"] = Improvement(id="later", title="Later", in_future=False)
    future = future_of(built).stream
    assert future.map.state == "future"
    assert list(future.improvements) == ["later"]
    assert built.map.state == "current"


@WHOLE_MAPS
@given(streams())
def test_the_future_is_the_map_with_real_edits(built: ValueStream) -> None:
    """Whatever the improvements say: the same edits give the same map, it is valid, and the old one stays."""
    before = everything(built)
    found = future_of(built)
    assert everything(built) == before
    assert not list(all_breaches(found.stream))
    real = built.copy()
    inverses = apply_edits(real, found.edits)
    assert real == found.stream
    replay(real, inverses)
    assert everything(real) == before


@WHOLE_MAPS
@given(streams())
def test_all_switched_off_is_the_current_state(built: ValueStream) -> None:
    """Without improvements in it the future state is the map as it is."""
    for identifier, improvement in built.improvements.items():
        built.improvements[identifier] = replace(improvement, in_future=False)
    assert future_of(built).stream == built
