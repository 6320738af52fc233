"""Improvements, the plan of them, and two states side by side."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vsmap.analysis.report import Highlight
from vsmap.analysis.waste.questions import Question
from vsmap.model.text import identifier_for
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.looking_ahead import LookingAhead

if TYPE_CHECKING:
    from vsmap.model.entry.improvement import Sketch
    from vsmap.model.stream import ArrowRef

_RECENT: Final = 30
"""Commits to choose from when comparing."""


class Improving(LookingAhead):
    """The actions that lead from the current state to the future state."""

    def action_improve(self) -> None:
        """Pin an improvement: on the selected stage, or against what is chosen in the waste panel."""
        against = self._helps() if self.waste_panel.has_focus else []
        if against:
            self._improve_against(against)
            return
        chosen, arrow = self.selection.stage, self.selection.arrow
        rework = arrow if arrow is not None and arrow[0] == "rework" else None
        self._sketch("", rework[1] if rework else chosen, rework)

    def _helps(self) -> list[tuple[Highlight, str]]:
        """Return what helps against the chosen item, each with the highlight that it is against."""
        item = self.waste_panel.chosen_item
        if isinstance(item, Highlight):
            return [(item, measure) for measure in item.countermeasures]
        if isinstance(item, Question) or item is None:
            return []
        return [(each.highlights[0], measure) for each in item for measure in each.countermeasures]

    def _improve_against(self, against: list[tuple[Highlight, str]]) -> None:
        """Make a countermeasure an improvement: the one that is picked, where there are several."""
        if len(against) == 1:
            self._propose(*against[0])
            return

        def take(picked: str | None) -> None:
            if picked is not None:
                self._propose(*against[int(picked)])

        choices = [Choice(str(at), measure) for at, (_highlight, measure) in enumerate(against)]
        self.app.push_screen(doors.pick("What helps", choices), take)

    def _propose(self, highlight: Highlight, countermeasure: str) -> None:
        from vsmap.analysis.proposals import proposal_of  # noqa: PLC0415 - loaded when first asked

        proposal = proposal_of(highlight, countermeasure, self.work.stream)
        self._sketch(proposal.line, proposal.stage, proposal.arrow)

    def _sketch(self, line: str, stage: str | None, arrow: ArrowRef | None) -> None:
        """Let a line be typed, echoed as it is understood with what it would do; Enter pins it."""
        from vsmap.analysis.plan import today  # noqa: PLC0415 - loaded when first asked
        from vsmap.model.entry import EntryError  # noqa: PLC0415 - loaded when first asked
        from vsmap.model.entry.improvement import EXAMPLE, read_improvement  # noqa: PLC0415 - as above

        stream = self.work.stream
        at = stream.stage(stage) if stage is not None and stage in stream else None

        def read(typed: str) -> Sketch:
            return read_improvement(typed, at, stream, today(), arrow)

        def check(typed: str) -> str:
            try:
                read(typed)
            except EntryError as error:
                return str(error)
            return ""

        def echo(typed: str) -> str:
            return f"{read(typed).echo}{self._promise(read(typed), stage)}" if typed.strip() else EXAMPLE

        def pin(typed: str | None) -> None:
            if typed is not None:
                self._pin(read(typed), stage)

        title = f"Improvement on {at.name}" if at is not None else "Improvement"
        self.app.push_screen(doors.prompt(title, line, EXAMPLE, check, echo), pin)

    def _promise(self, sketch: Sketch, stage: str | None) -> str:
        """Say what an improvement would do to the lead time of the future state."""
        from vsmap.analysis.promise import promise_of  # noqa: PLC0415 - loaded when first asked

        if not sketch.changes:
            return ""
        improvement = sketch.improvement(self._free_id(sketch.title), stage or "")
        return f" · {promise_of(self.document.stream, improvement)}"

    def _free_id(self, title: str) -> str:
        return identifier_for(title, self.document.stream.improvements, "improvement")

    def _pin(self, sketch: Sketch, stage: str | None) -> None:
        from vsmap.model.edits import AddRecord  # noqa: PLC0415 - loaded when first asked

        pinned = stage if stage is not None and stage in self.document.stream else ""
        improvement = sketch.improvement(self._free_id(sketch.title), pinned)
        promise = self._promise(sketch, pinned)
        place = len(self.document.stream.improvements)
        if self.edit(f"improvement {sketch.title}", (AddRecord("improvement", improvement, place),)):
            seen = "" if self.is_ahead else "; f shows the future, P the plan"
            self.message = f"pinned: {sketch.title}{promise}{seen}"
            self.show_scene()

    # Looking at plans and states.

    def action_plan(self) -> None:
        """Open the plan: every improvement, what it brings, and the order of the best next steps."""
        if not self.document.stream.improvements:
            self.tell("no improvement yet: B pins one on the selected stage, or against a highlight of waste")
            return
        stages = self.work.stream.ids()

        def back(picked: str | None) -> None:
            self.analyse()
            self.before = self.analysis
            self.keep_selection(stages)
            if picked and picked in self.work.stream:
                self.select(picked)
            self.show_scene()

        self.app.push_screen(doors.plan(self.document, self.refusal), back)

    def action_compare(self) -> None:
        """Compare the map with its future state, the last save, a commit or another file."""
        choices = [Choice("future", "its future state", "current → future")]
        if self.document.saved is not None and self.document.is_edited:
            choices.append(Choice("saved", "the last save", "what is not saved yet"))
        if self.file is not None:
            choices += [
                Choice("commit", "a commit …", "the file in git"),
                Choice("trend", "its trend", "the totals at every commit"),
            ]
        choices.append(Choice("file", "another file …"))

        def take(picked: str | None) -> None:
            if picked is not None:
                getattr(self, f"_compare_{picked}")()

        self.app.push_screen(doors.pick("Compare the map with …", choices), take)

    def _compare_future(self) -> None:
        from vsmap.model.future import future_of  # noqa: PLC0415 - loaded when first asked

        stream = self.document.stream
        self.app.push_screen(doors.comparison(stream, future_of(stream).stream, ("current", "future")))

    def _compare_saved(self) -> None:
        if self.document.saved is not None:
            self.app.push_screen(
                doors.comparison(self.document.saved, self.document.stream, ("saved", "now"))
            )

    def _compare_commit(self) -> None:
        from vsmap.storage.faults import FileFaults  # noqa: PLC0415 - loaded when first asked
        from vsmap.storage.history import versions_of  # noqa: PLC0415 - as above

        try:
            versions = versions_of(self.file.path if self.file else Path())
        except FileFaults as faults:
            self.tell(str(faults), is_error=True)
            return
        readable = {each.commit: each for each in reversed(versions) if each.stream is not None}
        choices = [
            Choice(each.commit, f"{each.commit[:8]} {each.subject}", f"{each.when:%Y-%m-%d} {each.author}")
            for each in list(readable.values())[:_RECENT]
        ]

        def take(picked: str | None) -> None:
            was = readable[picked].stream if picked is not None else None
            if picked is not None and was is not None:
                self.app.push_screen(doors.comparison(was, self.document.stream, (picked[:8], "now")))

        self.app.push_screen(doors.pick("Compare with the commit …", choices), take)

    def _compare_trend(self) -> None:
        if self.file is not None:
            self.app.push_screen(doors.trend(self.file.path))

    def _compare_file(self) -> None:
        from vsmap.storage.faults import FileFaults  # noqa: PLC0415 - loaded when first asked
        from vsmap.storage.reader import read_map  # noqa: PLC0415 - as above

        def take(path: Path | None) -> None:
            if path is None:
                return
            try:
                other = read_map(path)
            except FileFaults as faults:
                self.tell(str(faults), is_error=True)
                return
            self.app.push_screen(doors.comparison(self.document.stream, other, ("this map", path.name)))

        start = f"{self.file.path.parent}{os.sep}" if self.file is not None else ""
        self.app.push_screen(doors.file("Compare with", start, to_save=False), take)
