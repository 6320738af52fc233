"""Editing the future state: edits become changes of an improvement, and the current state stays."""

from dataclasses import replace

import pytest
from builders import new_stage, stream, time
from hypothesis import given
from hypothesis import strategies as st
from map_gestures import edits_of, everything, gestures
from map_gestures import streams as gesture_streams

from vsmap.model.difference_changes import changes_between, is_drawn_alike
from vsmap.model.document import Document
from vsmap.model.edits import EditError, SetField, apply_edits
from vsmap.model.entry import read_figure
from vsmap.model.future import future_of
from vsmap.model.future_work import FutureWork
from vsmap.model.plans import add_after, add_branch, connect, connect_rework, disconnect, move
from vsmap.model.records import ChangeStage, DropStage, Improvement, NewStage
from vsmap.model.removal import delete_stage
from vsmap.model.stream import ValueStream

TEXT = "A 1h/10h 80% -> (B 1h/30h, C 1h/25h) -> D 1h+9h; D ~10%~> A"


def work_on(text: str = TEXT) -> FutureWork:
    """Return the future of a map, with edits going to a new improvement."""
    work = FutureWork(Document(stream(text)))
    work.target = Improvement(id="better", title="Better", stage="A")
    return work


def test_an_edit_makes_an_improvement() -> None:
    """The first edit adds the improvement, the current state stays, and one undo takes all of it back."""
    work = work_on()
    before = everything(work.document.stream)
    work.do("LT of A", read_figure(work.stream, "A", "lead_time", "4h"))
    improvement = work.document.stream.improvements["better"]
    assert (improvement.title, improvement.stage) == ("Better", "A")
    assert improvement.changes == (ChangeStage("A", (("lead_time", time("4h")),)),)
    assert work.stream.stage("A").lead_time == time("4h")
    assert work.document.stream.stage("A").lead_time == time("10h")
    assert work.document.undo() == "LT of A (in the future)"
    assert everything(work.document.stream) == before
    assert work.stream.stage("A").lead_time == time("10h")


def test_another_edit_extends_it() -> None:
    """A figure of the same stage joins its change; a new value replaces the old, and a wait the lead time."""
    work = work_on()
    for figure, typed in (
        ("lead_time", "4h"), ("complete_accurate", "95"), ("lead_time", "5h"), ("wait_time", "2h"),
    ):  # fmt: skip
        work.do(figure, read_figure(work.stream, "A", figure, typed))
    (change,) = work.document.stream.improvements["better"].changes
    assert isinstance(change, ChangeStage)
    assert dict(change.values) == {"complete_accurate": 95, "wait_time": time("2h")}


def test_shape_is_edited_too() -> None:
    """Adding, removing and connecting stages become changes of the forms that the file has."""
    work = work_on()
    stage = new_stage(work.stream, "New")
    work.do("add", add_after(work.stream, stage, "A"))
    work.do("PT", read_figure(work.stream, stage.id, "process_time", "2h"))
    work.do("delete", delete_stage(work.stream, "B"))
    work.do("disconnect", disconnect(work.stream, "rework", "D", "A"))
    work.do("rework", connect_rework("D", "C", 5.0))
    work.do("connect", connect(work.stream, "A", "C"))
    changes = work.document.stream.improvements["better"].changes
    assert changes[0] == NewStage("new", ("A",), ("B", "C"), (("name", "New"), ("process_time", time("2h"))))
    assert DropStage("B") in changes
    assert work.stream.ids() == ["A", "new", "C", "D"]
    assert work.document.stream.ids() == ["A", "B", "C", "D"]
    assert list(work.stream.rework) == [("D", "C")]


def test_what_is_no_part_of_an_improvement_is_edited_in_the_map() -> None:
    """Settings are of the map, whatever state is looked at."""
    work = work_on()
    work.do("calendar", (SetField(("calendar",), "hours_per_day", 6),))
    assert work.document.stream.calendar.hours_per_day == 6
    assert work.stream.calendar.hours_per_day == 6
    assert not work.document.stream.improvements


def test_what_no_change_can_say_is_refused() -> None:
    """An order of stages and a figure that is to be unknown are refused, with nothing changed."""
    work = work_on()
    before = everything(work.document.stream)
    unknown = read_figure(work.stream, "A", "complete_accurate", "")
    with pytest.raises(EditError, match="can't make %C&A unknown"):
        work.do("unknown", unknown)
    work.do("move", move(stream("A; B"), "A", 1)[:1])
    assert everything(work.document.stream) == before


def test_an_unknown_time_can_be_said() -> None:
    """A lead time that is to be unknown is written as such."""
    work = work_on()
    work.do("unknown", read_figure(work.stream, "A", "lead_time", ""))
    (change,) = work.document.stream.improvements["better"].changes
    assert change == ChangeStage("A", (("lead_time", time("?")),))


def test_a_later_improvement_is_not_overruled_in_silence() -> None:
    """Where one further down decides the figure, extending an earlier one would not be seen: it is said."""
    work = work_on()
    work.do("early", read_figure(work.stream, "A", "lead_time", "4h"))
    work.target = Improvement(id="later", title="Later", stage="A")
    work.do("late", read_figure(work.stream, "A", "lead_time", "3h"))
    work.target = work.document.stream.improvements["better"]
    before = everything(work.document.stream)
    with pytest.raises(EditError, match="further down the plan decides"):
        work.do("early again", read_figure(work.stream, "A", "lead_time", "5h"))
    assert everything(work.document.stream) == before


def test_an_improvement_that_is_off_is_switched_on_by_an_edit() -> None:
    """What is edited in the future must be seen there."""
    work = work_on()
    off = Improvement(id="better", title="Better", in_future=False)
    work.document.stream.improvements["better"] = off
    work.target = off
    work.do("LT", read_figure(work.stream, "A", "lead_time", "4h"))
    assert work.document.stream.improvements["better"].in_future
    assert work.stream.stage("A").lead_time == time("4h")


def test_without_a_target_nothing_is_edited() -> None:
    """Edits never reach the current state by way of the future."""
    work = FutureWork(Document(stream(TEXT)))
    before = everything(work.document.stream)
    with pytest.raises(EditError, match="which improvement"):
        work.do("LT", read_figure(work.stream, "A", "lead_time", "4h"))
    assert everything(work.document.stream) == before


def test_a_preview_is_shown_and_taken_back() -> None:
    """While a figure is typed the future shows it; the document knows nothing of it."""
    work = work_on()
    before = everything(work.stream)
    document = everything(work.document.stream)
    for typed in ("4h", "5h"):
        work.preview(read_figure(stream(TEXT), "A", "lead_time", typed))
        assert work.stream.stage("A").lead_time == time(typed)
        assert everything(work.document.stream) == document
    work.cancel_preview()
    assert everything(work.stream) == before


def test_a_stage_that_the_future_removes_keeps_its_id() -> None:
    """A new stage of the same id could not be told from it in the file: another name is asked for."""
    work = work_on()
    work.do("delete", delete_stage(work.stream, "B"))
    again = replace(work.document.stream.stage("B"), name="B again")
    with pytest.raises(EditError, match="give the new one another name"):
        work.do("add", add_branch(work.stream, again, "C"))


@given(gesture_streams(), st.lists(gestures(), max_size=4))
def test_any_gestures_are_changes_or_a_reason(built: ValueStream, made: list[object]) -> None:
    """What a person does to the future is seen there, or refused with a sentence; the map stays."""
    built.improvements = {}
    work = FutureWork(Document(built))
    work.target = Improvement(id="better", title="Better")
    for gesture in made:
        drawn = {stage.id: stage for stage in built.stages()}, built.flows(), dict(built.rework)
        wished = work.stream.copy()
        try:
            edits = edits_of(gesture, wished)  # type: ignore[arg-type] # gestures are made by their own strategy
            work.do("gesture", edits)
        except EditError:
            continue
        apply_edits(wished, edits)
        assert is_drawn_alike(work.stream, wished)
        assert drawn == ({stage.id: stage for stage in built.stages()}, built.flows(), dict(built.rework))


@given(gesture_streams(), gesture_streams())
def test_the_changes_between_two_maps_lead_from_one_to_the_other(
    one: ValueStream, other: ValueStream
) -> None:
    """Carried out on the one they give the other, or it is said that they can't."""
    one.improvements = {}
    try:
        changes = changes_between(one, other)
    except EditError:
        return
    one.improvements = {"all": Improvement(id="all", changes=changes)}
    found = future_of(one)
    assert is_drawn_alike(found.stream, other) or found.left_out
