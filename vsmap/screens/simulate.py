"""How long items take: percentiles and histogram of the map, beside those of its future state."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from vsmap.analysis.distribution.forecast import SEED, Forecast, forecast
from vsmap.analysis.distribution.sampled import StoppedError
from vsmap.drawing.spread import Answer, spread_lines
from vsmap.model.future import future_of
from vsmap.model.stream import ValueStream
from vsmap.screens.dialog import Dialog
from vsmap.widgets.titles import entitle

_ITEMS = 200_000
_MARGIN = 4
"""Cells of the dialog beside its text."""
_LEAST, _WIDEST = 40, 110


class SimulateScreen(Dialog[None]):
    """The answer is worked out beside the interface; leaving the screen stops it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,q", "leave", show=False),
        Binding("r", "draw_again", show=False),
    ]

    def __init__(self, stream: ValueStream) -> None:
        super().__init__()
        self._stream = stream.copy()
        self._answers: list[Answer] = []
        self._seed: int | None = None
        """None is the exact answer where there is one."""

    def compose(self) -> ComposeResult:
        """Show a page that fills when the answer is there."""
        with VerticalScroll(classes="dialog page spread") as dialog:
            entitle(dialog, "How long items take", "r another sample · Esc to go back")
            yield Static(Content("working it out …"))

    def on_mount(self) -> None:
        """Begin."""
        self._begin()

    def on_resize(self) -> None:
        """Fit the bars to the room there is now."""
        self._show()

    def action_draw_again(self) -> None:
        """Send other items through the map: how much the answer moves is how much luck is in it."""
        self._seed = SEED if self._seed is None else self._seed + 1
        self._begin()

    def _begin(self) -> None:
        self.run_worker(self._work, thread=True, exclusive=True)

    def _work(self) -> None:
        """Work the answer out, in a thread of its own."""
        try:
            found = [Answer("now", each) for each in [self._spread(self._stream)] if each is not None]
            future = future_of(self._stream)
            then = self._spread(future.stream) if future.applied else None
        except StoppedError:
            return
        if then is not None:
            found.append(Answer("future", then))
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, found)

    def _spread(self, stream: ValueStream) -> Forecast | None:
        worker = get_current_worker()

        def watch(done: int, whole: int) -> bool:
            if not worker.is_cancelled and done < whole:
                self.app.call_from_thread(self._say, f"sending items through: {done * 100 // whole} %")
            return not worker.is_cancelled

        if self._seed is None:
            return forecast(stream, watch=watch)
        return forecast(stream, samples=_ITEMS, seed=self._seed, watch=watch)

    def _say(self, text: str) -> None:
        if self.is_attached and not self._answers:
            self.query_one(Static).update(Content(text))

    def _take(self, found: list[Answer]) -> None:
        if not self.is_attached:
            return
        self._answers = found
        if not found:
            self.query_one(Static).update(Content("No stages yet: nothing takes any time"))
        self._show()

    def _show(self) -> None:
        if not self._answers:
            return
        width = min(_WIDEST, max(_LEAST, self.query_one(VerticalScroll).size.width - _MARGIN))
        target = self._stream.targets.lead_time
        target_h = None if target is None else target.hours(self._stream.calendar)
        lines = spread_lines(self._answers, self._stream.calendar, width=width, target_h=target_h)
        self.query_one(Static).update(Content("\n".join(lines)))
