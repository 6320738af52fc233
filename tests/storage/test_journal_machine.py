"""Edit, undo, redo, save, crash, recover and changes from outside, in any order, against a plain model.

Seen to fail with an undo that is not written down.
"""

import os
import tempfile
from pathlib import Path

from builders import stream
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from map_gestures import Gesture, edits_of, gestures, streams

from vsmap.model.document import Document
from vsmap.model.edits import EditError, apply_edits
from vsmap.model.merge import MergeError, merge
from vsmap.model.stream import ValueStream
from vsmap.model.transform import edits_between
from vsmap.storage.journal import shelf
from vsmap.storage.journal.journal import Journal, Start
from vsmap.storage.journal.story import History
from vsmap.storage.opened import MapFile
from vsmap.storage.writer import canonical_text


class Editing(RuleBasedStateMachine):
    """An editor and its file; the model is a list of maps with a place in it, and the map that was saved."""

    @initialize(built=streams())
    def open_a_new_map(self, built: ValueStream) -> None:
        """Write a map into a file and open it."""
        self.folder = tempfile.TemporaryDirectory(prefix="vsmap-machine-")
        self.old_state = os.environ.get("VSMAP_STATE")
        os.environ["VSMAP_STATE"] = f"{self.folder.name}/state"
        self.path = Path(self.folder.name) / "map.vsm.toml"
        self.path.write_text(canonical_text(built), encoding="utf-8")
        self.file, opened = MapFile.open(self.path)
        self.document = Document(opened)
        self.past, self.at = [opened.copy()], 0
        self.on_disk = opened.copy()
        self.journal = self._begun()

    def _begun(self) -> Journal:
        text = self.file.text or ""
        journal = shelf.begin(self.path, text, Start(text, text), self._now)
        self.document.recorder = journal
        self.document.earlier = History(journal.earlier)
        return journal

    def _now(self) -> str:
        return canonical_text(self.document.stream)

    @rule(gesture=gestures())
    def edit(self, gesture: Gesture) -> None:
        """Make an edit, unless the map refuses it."""
        before = self.document.stream.copy()
        try:
            self.document.do(gesture[0], edits_of(gesture, self.document.stream))
        except EditError:
            return
        if self.document.stream != before:
            self.past = [*self.past[: self.at + 1], self.document.stream.copy()]
            self.at += 1

    @rule()
    def undo(self) -> None:
        """Take a step back, where there is one."""
        went = self.document.undo() is not None
        assert went == (self.at > 0)
        self.at -= went

    @rule()
    def redo(self) -> None:
        """Make a step again, where there is one."""
        went = self.document.redo() is not None
        assert went == (self.at < len(self.past) - 1)
        self.at += went

    @precondition(lambda self: not self.file.changed_on_disk())
    @rule()
    def save(self) -> None:
        """Save the map."""
        self.file.write(self.document.stream)
        self.document.mark_saved()
        self.journal.saved(self.file.text or "")
        self.on_disk = self.document.stream.copy()

    @rule()
    def crash_and_recover(self) -> None:
        """End without a word, and go on with what the journal tells."""
        edited = self.document.is_edited
        self.journal.leave()
        found = shelf.find_of(self.path)
        assert found is not None
        assert not found.is_live
        assert shelf.has_unsaved_work(found.story) == edited
        if not found.story.has_base:
            found.path.unlink()
            self.journal = self._begun()
            return
        self.journal, story = shelf.resume(found, self._now)
        self.document = Document.resumed(*story.maps(), History(lambda: story))
        self.file = MapFile(self.path, story.saved_text)
        self.document.recorder = self.journal

    @precondition(lambda self: not self.document.is_edited)
    @rule()
    def leave_and_come_back(self) -> None:
        """Leave with all saved, and open the file again: its history is there while it is the same."""
        self.journal.close(self.file.text)
        same = not self.file.changed_on_disk()
        self.file, opened = MapFile.open(self.path)
        self.document = Document(opened)
        self.journal = self._begun()
        if not same:
            self.past, self.at = [opened.copy()], 0

    @rule(gesture=gestures())
    def change_it_outside(self, gesture: Gesture) -> None:
        """Let another program change the file."""
        theirs = self.on_disk.copy()
        try:
            apply_edits(theirs, edits_of(gesture, theirs))
        except EditError:
            return
        self.path.write_text(canonical_text(theirs), encoding="utf-8")
        self.on_disk = theirs

    @precondition(lambda self: self.file.changed_on_disk())
    @rule()
    def merge_with_the_file(self) -> None:
        """Take what another program did to the file, field by field, as a step of one's own."""
        self.file, theirs = MapFile.open(self.path)
        assert theirs == self.on_disk
        base, mine = self.document.saved, self.document.stream
        assert base is not None
        try:
            merged = merge(base, mine, theirs).stream
        except MergeError:
            merged = theirs
        edits = edits_between(mine, merged)
        self.document.do("merge", edits)
        self.document.mark_saved(theirs)
        self.journal.rebased(self.file.text or "")
        if merged != self.past[self.at]:
            self.past = [*self.past[: self.at + 1], merged.copy()]
            self.at += 1
        self.rebase_history()

    def rebase_history(self) -> None:
        """After a merge the journal begins anew: a crash from here on keeps the map, not the steps before."""
        self.journal.leave()
        found = shelf.find_of(self.path)
        assert found is not None
        assert found.story.maps() == (self.on_disk, self.past[self.at])
        self.journal, story = shelf.resume(found, self._now)
        self.document = Document.resumed(*story.maps(), History(lambda: story))
        self.document.recorder = self.journal
        self.past, self.at = [self.past[self.at]], 0

    @invariant()
    def the_map_is_the_models(self) -> None:
        """The map, and whether it is edited, are what the plain model says."""
        if not hasattr(self, "document"):
            return
        assert self.document.stream == self.past[self.at]
        if not self.file.changed_on_disk():
            assert self.document.is_edited == (self.document.stream != self.on_disk)

    def teardown(self) -> None:
        """Forget the file and the journal."""
        if not hasattr(self, "folder"):
            return
        self.journal.leave()
        if self.old_state is None:
            del os.environ["VSMAP_STATE"]
        else:
            os.environ["VSMAP_STATE"] = self.old_state
        self.folder.cleanup()


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


def test_the_model_can_fail() -> None:
    """The machine compares maps as values: two that differ in one figure are not the same to it."""
    assert stream("A 1d/1w") != stream("A 2d/1w")
