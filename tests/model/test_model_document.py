"""A document undoes without limit, knows truthfully whether it is edited, and previews without a trace."""

import pytest
from builders import stream
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from map_gestures import Gesture, edits_of, everything, gestures, streams

from vsmap.model.document import Document
from vsmap.model.edits import EditError, SetField
from vsmap.model.stream import ValueStream


def queue(number: int | None) -> tuple[SetField, ...]:
    """Return the edit that counts the queue of stage A."""
    return (SetField(("stage", "A"), "queue", number),)


class Editing(RuleBasedStateMachine):
    """Edits a random map at random, beside a plain list of what the map was after each step."""

    @initialize(built=streams())
    def open(self, built: ValueStream) -> None:
        """Open a map that was just loaded."""
        self.document = Document(built)
        self.states, self.position = [everything(built)], 0
        self.saved = self.states[0]
        self.previewed = False

    @rule(gesture=gestures())
    def do(self, gesture: Gesture) -> None:
        """Make an edit, which may be refused or change nothing."""
        self.document.cancel_preview()
        self.previewed = False
        try:
            self.document.do("edit", edits_of(gesture, self.document.stream))
        except EditError:
            return
        after = everything(self.document.stream)
        if after != self.states[self.position]:
            self.states[self.position + 1 :] = [after]
            self.position += 1

    @rule(gesture=gestures())
    def preview(self, gesture: Gesture) -> None:
        """Show an edit without making it."""
        self.document.cancel_preview()
        try:
            self.document.preview(edits_of(gesture, self.document.stream))
            self.previewed = True
        except EditError:
            self.previewed = False

    @precondition(lambda self: self.previewed)
    @rule()
    def cancel(self) -> None:
        """Take the preview back."""
        self.document.cancel_preview()
        self.previewed = False

    @rule()
    def undo(self) -> None:
        """Take a step back, where there is one."""
        assert (self.document.undo() is None) == (self.position == 0)
        self.position = max(0, self.position - 1)
        self.previewed = False

    @rule()
    def redo(self) -> None:
        """Make a step again, where one was undone."""
        assert (self.document.redo() is None) == (self.position == len(self.states) - 1)
        self.position = min(len(self.states) - 1, self.position + 1)
        self.previewed = False

    @rule()
    def save(self) -> None:
        """Save the map as it is."""
        self.document.mark_saved()
        self.saved, self.previewed = self.states[self.position], False

    @invariant()
    def knows_whether_it_is_edited(self) -> None:
        """Edited means: differs from what was saved, whatever happened in between and is previewed."""
        assert self.document.is_edited == (self.states[self.position] != self.saved)

    @invariant()
    def is_where_the_list_says(self) -> None:
        """The map is what it was at this point of the history."""
        if not self.previewed:
            assert everything(self.document.stream) == self.states[self.position]


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_undo_reaches_back_without_limit_and_names_each_step() -> None:
    """A thousand steps back, a thousand forward."""
    document = Document(stream("A"))
    for number in range(1000):
        document.do(f"step {number}", queue(number))
    assert [document.undo() for _ in range(1001)] == [*(f"step {n}" for n in range(999, -1, -1)), None]
    assert document.stream == stream("A")
    assert not document.is_edited
    assert [document.redo() for _ in range(1001)] == [*(f"step {n}" for n in range(1000)), None]
    assert document.stream.stage("A").queue == 999


def test_a_gesture_is_undone_as_one() -> None:
    """Steps of one held key are one; another gesture, or none, is another step."""
    document = Document(stream("A"))
    for number in (1, 2, 3):
        document.do("step queue", queue(number), gesture="held")
    document.do("step queue", queue(4), gesture="held again")
    document.do("queue", queue(5))
    document.do("queue", queue(6))
    seen = [document.stream.stage("A").queue for _ in range(5) if document.undo()]
    assert seen == [5, 4, 3, None]
    assert document.redo() == "step queue"
    assert document.stream.stage("A").queue == 3


def test_an_edit_that_changes_nothing_is_no_step() -> None:
    """To commit a figure as it was leaves nothing to undo, and what was undone can still be redone."""
    document = Document(stream("A"))
    document.do("queue", queue(1))
    document.undo()
    document.do("queue", queue(None))
    document.do("nothing", ())
    assert not document.is_edited
    assert document.undo() is None
    assert document.redo() == "queue"


def test_a_new_edit_ends_what_could_be_redone() -> None:
    """History is a line, not a tree."""
    document = Document(stream("A"))
    document.do("one", queue(1))
    document.undo()
    document.do("two", queue(2))
    assert document.redo() is None


def test_a_refused_edit_leaves_history_and_map_alone() -> None:
    """An error is no step, and ends no redo."""
    document = Document(stream("A"))
    document.do("one", queue(1))
    document.undo()
    with pytest.raises(EditError):
        document.do("two", queue(-1))
    with pytest.raises(EditError):
        document.preview(queue(-1))
    assert document.stream == stream("A")
    assert document.redo() == "one"


def test_a_preview_is_replaced_and_never_kept() -> None:
    """Each keystroke shows the next preview over the map itself; committing makes only the last edit."""
    document = Document(stream("A"))
    for number in (1, 12, 120):
        document.preview(queue(number))
        assert document.stream.stage("A").queue == number
        assert not document.is_edited
    document.do("queue", queue(120))
    assert document.is_edited
    document.undo()
    assert document.stream == stream("A")


def test_a_preview_does_not_hide_that_the_map_is_edited() -> None:
    """Typing the saved figure over an edited one shows the saved map, but it is not made yet."""
    document = Document(stream("A"))
    document.do("queue", queue(1))
    document.preview(queue(None))
    assert document.stream == stream("A")
    assert document.is_edited


def test_a_preview_is_not_saved() -> None:
    """Saving while a field is open saves what was made, not what is shown."""
    document = Document(stream("A"))
    document.preview(queue(1))
    document.mark_saved()
    assert document.stream == stream("A")
    document.do("queue", queue(1))
    assert document.is_edited


def test_a_new_map_is_edited_until_it_is_saved() -> None:
    """What exists nowhere else is not saved, even when it is empty."""
    document = Document(ValueStream(), saved=False)
    assert document.is_edited
    document.mark_saved()
    assert not document.is_edited
    document.do("queue", ())
    assert not document.is_edited


def test_an_edit_that_leads_back_to_the_saved_map_leaves_it_unedited() -> None:
    """Not what happened counts but what differs."""
    document = Document(stream("A"))
    document.do("up", queue(1))
    assert document.is_edited
    document.do("down", queue(None))
    assert not document.is_edited
    assert document.undo() == "down"
    assert document.is_edited
