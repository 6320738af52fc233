"""Looking at the future state: the same panes show it, and what is edited there goes to an improvement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from vsmap.analysis.report import Analysis, analyse
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.fields import FieldEditing

if TYPE_CHECKING:
    from collections.abc import Callable

    from vsmap.commands import Command
    from vsmap.model.document import Document
    from vsmap.model.future_work import FutureWork
    from vsmap.model.records import Improvement
    from vsmap.widgets.state import Scene

_OF_THE_MAP: Final = frozenset({"edit_map", "edit_rules", "edit_limits", "waive", "undo", "redo"})
"""Commands that change the map itself, whatever state is looked at."""
_DRAWING: Final = frozenset({"Add", "Edit"})
"""The groups of the commands that change stages and arrows."""
_NEW: Final = "new"


class LookingAhead(FieldEditing):
    """Switches between the current and the future state, and asks which improvement an edit belongs to."""

    _ahead: FutureWork | None = None
    """The future state while it is looked at."""
    _targets: dict[str | None, Improvement]
    """The improvement that edits of a stage go to, once it was asked for."""
    _now: tuple[int, Analysis] | None = None
    """The numbers of the current state, with the revision that they are of."""

    @property
    def is_ahead(self) -> bool:
        """Whether the future state is looked at."""
        return self._ahead is not None

    @property
    def work(self) -> Document | FutureWork:
        """The document, or its future state."""
        if self._ahead is not None and self._ahead.document is not self.document:
            self._ahead = self._look_ahead()
        return self._ahead or self.document

    @property
    def scene(self) -> Scene:
        """What the panes show: of the future state beside the current one."""
        scene = super().scene
        if self._ahead is None:
            return scene
        return replace(scene, before=self._current(), current=self.document.stream, heading=self._heading())

    def _look_ahead(self) -> FutureWork:
        from vsmap.model.future_work import FutureWork  # noqa: PLC0415 - the first frame is of the current state

        self._targets = {}
        return FutureWork(self.document)

    def _current(self) -> Analysis:
        """Return the numbers of the current state, computed once for each change."""
        revision = self.document.revision
        if self._now is None or self._now[0] != revision:
            self._now = (revision, analyse(self.document.stream))
        return self._now[1]

    def _heading(self) -> str:
        target = self._target()
        goes_to = f"edits go to: {target.title}" if target is not None else "edits ask which improvement"
        return f"FUTURE · {goes_to}"

    def action_future(self) -> None:
        """Show the future state, or go back to the current one."""
        stages = self.work.stream.ids()
        if self._ahead is None:
            self._ahead, self._now = self._look_ahead(), None
        else:
            self._ahead = None
        self.set_class(self._ahead is not None, "-future")
        self.analyse()
        self.before = self.analysis
        self.keep_selection(stages)
        self.message = self._what_is_seen()
        self.show_scene()

    def leave_future(self) -> bool:
        """Go back to the current state; return whether the future was looked at."""
        if self._ahead is None:
            return False
        self.action_future()
        return True

    def _what_is_seen(self) -> str:
        """Say which state is shown, and what had to be left out of it."""
        if self._ahead is None:
            return "the current state"
        future = self._ahead.future
        titles = self.document.stream.improvements
        if future.left_out:
            first = future.left_out[0]
            more = f" and {len(future.left_out) - 1} more" if len(future.left_out) > 1 else ""
            return f"left out: {titles[first.improvement].title}: {first.reason}{more}"
        if not future.applied:
            return "the future state: no improvement yet, so as it is now; edit it, or B pins one"
        count = len(future.applied)
        return f"the future state: with {count} improvement{'s' if count > 1 else ''}; Esc goes back"

    # Which improvement an edit belongs to.

    def _target(self) -> Improvement | None:
        """Return where edits of the selected stage go."""
        return self._targets.get(self.selection.stage)

    def must_ask(self, command: Command) -> bool:
        """Tell whether a command would edit the future before it is known for which improvement."""
        edits = command.changes_map and command.group in _DRAWING and command.id not in _OF_THE_MAP
        edits = edits or (command.id == "edit" and self.selection.arrow is not None)
        return edits and not self._is_settled()

    def _is_settled(self) -> bool:
        """Let edits go where those of the selected stage belong; tell whether that is known."""
        if self._ahead is None:
            return True
        self._ahead.target = self._target()
        return self._ahead.target is not None

    def open_field(
        self, text: str | None = None, figure: str | None = None, *, is_fresh: bool = False
    ) -> None:
        """Open a field; in the future state once it is known where the edit belongs."""
        if self.refusal or self._is_settled():
            super().open_field(text, figure, is_fresh=is_fresh)
        else:
            self.ask_target(lambda: super(LookingAhead, self).open_field(text, figure, is_fresh=is_fresh))

    def ask_target(self, then: Callable[[], None]) -> None:
        """Ask once for a stage which improvement its edits belong to, then go on."""
        stage = self.selection.stage
        name = self.work.stream.stage(stage).name if stage is not None else "the map"
        known = self._candidates(stage)
        choices = [Choice(each.id, f"add to: {each.title or each.id}", each.owner) for each in known]
        new = Choice(_NEW, "a new improvement", f"of {name}")
        choices.insert(1 if self._has_last_target() else 0, new)

        def take(picked: str | None) -> None:
            if picked == _NEW:
                self._name_new(stage, name, then)
            elif picked is not None:
                target = next(each for each in known if each.id == picked)
                self._settle(stage, target, then)

        self.app.push_screen(doors.pick(f"Edits of {name} belong to …", choices), take)

    def _has_last_target(self) -> bool:
        return bool(self._targets)

    def _candidates(self, stage: str | None) -> list[Improvement]:
        """Return the improvements to add to: the last one first, then those pinned on the stage."""
        last = next(reversed(self._targets.values()), None)
        known = [each for each in self.document.stream.improvements.values() if each.status != "dropped"]
        if last is not None and last.id not in {each.id for each in known}:
            known.insert(0, last)
        return sorted(known, key=lambda each: (last is None or each.id != last.id, each.stage != stage))

    def _name_new(self, stage: str | None, name: str, then: Callable[[], None]) -> None:
        from vsmap.model.records import Improvement  # noqa: PLC0415 - as above
        from vsmap.model.text import identifier_for  # noqa: PLC0415 - as above

        def take(title: str | None) -> None:
            if title is not None:
                taken = {*self.document.stream.improvements, *(each.id for each in self._targets.values())}
                identifier = identifier_for(title, taken, "improvement")
                pinned = stage if stage is not None and stage in self.document.stream else ""
                self._settle(stage, Improvement(id=identifier, title=title.strip(), stage=pinned), then)

        hint = "what is done to get there; the plan (P) holds owner, date and effort"

        def check(title: str) -> str:
            return "" if title.strip() else "an improvement needs a title"

        self.app.push_screen(doors.prompt("A new improvement", f"Improve {name}", hint, check), take)

    def _settle(self, stage: str | None, target: Improvement, then: Callable[[], None]) -> None:
        self._targets.pop(stage, None)
        self._targets[stage] = target
        self._is_settled()
        self.show_scene()
        then()
