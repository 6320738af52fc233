"""Asking the numbers: why a total is what it is, how long items take, what a highlight means."""

from collections.abc import Callable
from functools import partial
from typing import Final

from textual import on
from textual.worker import get_current_worker

from vsmap.analysis.explanation import PERCENTILES
from vsmap.analysis.report import Analysis, Highlight
from vsmap.analysis.waste.questions import Question
from vsmap.model.rules import RULES
from vsmap.model.stream import ValueStream
from vsmap.model.waiving import unwaive, waive
from vsmap.screens import doors
from vsmap.screens.rules import Ruling
from vsmap.widgets.flow_panel import FlowPanel
from vsmap.widgets.path_panel import PathPanel
from vsmap.widgets.waste_panel import WastePanel

_MOMENT: Final = 0.3
"""Seconds without an edit after which percentiles follow."""
_MOST_STAGES: Final = 300
"""In a larger map they stay away until they are asked for: they would take the processor from the keys."""


class Explaining(Ruling):
    """The actions that take the numbers apart."""

    def action_why(self) -> None:
        """Take the selected figure, or the lead time, apart into its terms; then every other total."""
        if self.flow_panel.has_focus:
            self._why(self.flow_panel.why)
        elif self.path_panel.has_focus or self.selection.stage is None:
            self._why("lead-time")
        else:
            self._why(self.selection.figure)

    def _why(self, start: str) -> None:
        from vsmap.analysis.stage_terms import arrow_explanation, stage_explanations  # noqa: PLC0415 - loaded when first asked
        from vsmap.analysis.terms import explanations  # noqa: PLC0415 - as above

        stream, stage = self.work.stream, self.selection.stage
        figures = stage_explanations(stream, self.analysis, stage) if stage is not None else {}
        if self.selection.arrow is not None:
            arrow = arrow_explanation(stream, self.selection.arrow)
            figures = {**({arrow.key: arrow} if arrow is not None else {}), **figures}
            start = next(iter(figures), start)
        totals = explanations(stream, self.analysis)
        known = {**figures, **totals}

        def go(picked: str | None) -> None:
            if picked is not None:
                self.select(picked)

        wanted = start if start in known else "lead-time"
        self.app.push_screen(doors.why([*known.values()], wanted), go)

    def action_simulate(self) -> None:
        """Show how long items take, now and in the future state."""

        def follow(_left: None) -> None:
            self._follows_spread = True
            self._spread_later()

        self.app.push_screen(doors.simulation(self.work.stream), follow)

    _follows_spread = False
    """Whether percentiles are worked out anew after each edit: from when somebody asked for them."""
    _unspread: Analysis | None = None
    """The numbers for which percentiles are awaited."""

    def show_scene(self) -> None:
        """Show the scene; its percentiles follow as soon as nothing is typed for a moment."""
        super().show_scene()
        self._spread_later()

    def _spread_later(self) -> None:
        totals = self.analysis.totals
        is_due = totals.expected_lead_time_h is not None and totals.p85_h is None
        small = totals.stages <= _MOST_STAGES
        if self._follows_spread and is_due and small and self._unspread is not self.analysis:
            self._unspread = self.analysis
            self.set_timer(_MOMENT, partial(self._spread, self.analysis))

    def _spread(self, analysis: Analysis) -> None:
        """Begin to work percentiles out, unless the numbers moved on while it was waited."""
        if self.analysis is analysis:
            stream = self.work.stream.copy()
            self.run_worker(
                partial(self._work_out, stream, analysis), thread=True, exclusive=True, group="spread"
            )

    def _work_out(self, stream: ValueStream, analysis: Analysis) -> None:
        """Work percentiles out, in a thread of its own."""
        from vsmap.analysis.distribution.forecast import with_percentiles  # noqa: PLC0415 - numpy is slow to load

        found = with_percentiles(stream, analysis)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take_percentiles, analysis, found)

    def _take_percentiles(self, analysis: Analysis, found: Analysis) -> None:
        """Show the percentiles, unless the numbers moved on meanwhile."""
        if self.analysis is analysis and self.is_attached:
            self.analysis = found
            if self.before is analysis:
                self.before = found
            self.show_scene()

    def action_waive(self) -> None:
        """Accept the chosen highlight, with a reason; again: take that back."""
        item = self.waste_panel.chosen_item if self.waste_panel.has_focus else None
        if not isinstance(item, Highlight):
            self.tell("choose a highlight first: F5, then ↓", is_error=True)
            return
        self._waive(item)

    def _waive(self, highlight: Highlight) -> None:
        stream, place = self.work.stream, highlight.stage or highlight.flow
        if highlight.waived:
            self.edit(f"take the waiver of {highlight.rule} back", unwaive(stream, highlight.rule, place))
            return

        def give(reason: str | None) -> None:
            if reason is not None:
                edits = waive(stream, highlight.rule, place, reason.strip())
                self.edit(f"waive {highlight.rule}", edits)

        scope = "" if place else " It is accepted on the whole map."
        hint = f"{highlight.text}. Why is that accepted?{scope}"
        self.app.push_screen(doors.prompt("Waive", "", hint, _is_said), give)

    @on(FlowPanel.Chosen)
    def _total_chosen(self, message: FlowPanel.Chosen) -> None:
        if message.row == "rules":
            self._unless_refused(self.action_edit_rules)
        elif message.row == "bottleneck":
            self._jump(self.analysis.totals.bottleneck)
            self._why("utilisation")
        elif message.row in PERCENTILES and self.analysis.totals.p85_h is None:
            self.action_simulate()
        else:
            self._why(message.row)

    @on(PathPanel.Chosen)
    def _part_chosen(self, message: PathPanel.Chosen) -> None:
        self.select(message.stage)

    @on(WastePanel.Chosen)
    def _waste_chosen(self, message: WastePanel.Chosen) -> None:
        """Jump to the place of a highlight or a question and explain it."""
        item = message.item
        if isinstance(item, Highlight):
            stage = item.stage or (item.flow[0] if item.flow else None)
            self._jump(stage)
            self.app.push_screen(doors.highlight_page(item, self.work.stream), self._after_page)
        elif isinstance(item, Question):
            self._jump(item.stage)
            self.app.push_screen(doors.question_page(item))
        else:
            self.app.push_screen(doors.pathologies_page(item, self.work.stream))

    def _after_page(self, asked: str | None) -> None:
        """Do what was asked for on a highlight's page."""
        item = self.waste_panel.chosen_item
        if isinstance(item, Highlight) and asked == "waive":
            self._unless_refused(lambda: self._waive(item))
        elif isinstance(item, Highlight) and asked == "limit":
            rule = RULES[item.rule]
            self._unless_refused(lambda: self.ask_limit(rule, rule.limits[0][0]))

    def _unless_refused(self, change: Callable[[], None]) -> None:
        """Begin a change, unless the map may only be looked at."""
        if self.refusal:
            self.tell(self.refusal, is_error=True)
        else:
            change()

    def _jump(self, stage: str | None) -> None:
        if stage is not None:
            self.selection = self.selection._replace(stage=stage, arrow=None)
            self.show_scene()


def _is_said(typed: str) -> str:
    """Say what a reason lacks."""
    return "" if typed.strip() else "say why, in a few words"
