"""What helps who leads a workshop: the passes, jumps to what is missing, the parking lot, the timer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vsmap.screens import doors
from vsmap.screens.typed_lines import TypedLines
from vsmap.widgets.state import FIGURES

if TYPE_CHECKING:
    from textual.timer import Timer

    from vsmap.analysis.passes import Missing
    from vsmap.model.edits import Edits
    from vsmap.screens.countdown import Countdown

_NUMBERS = 2
"""The pass whose gaps are jumped to before another was looked at."""


class Workshop(TypedLines):
    """The commands of a workshop."""

    _pass = _NUMBERS
    _timer: Timer | None = None
    _countdown: Countdown | None = None
    minute = 60.0
    """Seconds between two steps of the timer."""

    def action_passes(self) -> None:
        """Go through the passes of a workshop: what to ask, and what the map still lacks."""
        dialog = doors.passes(self.work.stream, self._pass)

        def go(missing: Missing | None) -> None:
            self._pass = dialog.number
            if missing is not None:
                self._supply(missing)

        self.app.push_screen(dialog, go)

    def _supply(self, missing: Missing) -> None:
        """Go where something is missing, and open what it is typed into."""
        if missing.stage is not None:
            self.marked = frozenset()
            self.select(missing.stage, missing.figure or None)
        if missing.figure:
            self.run_command("edit")
        elif missing.command:
            self.run_command(missing.command)

    def action_missing_next(self) -> None:
        """Select the next figure that the pass looked at last still lacks."""
        self._go_to_missing(1)

    def action_missing_before(self) -> None:
        """Select the one before."""
        self._go_to_missing(-1)

    def _go_to_missing(self, step: int) -> None:
        from vsmap.analysis.passes import passes_of  # noqa: PLC0415 - only a workshop asks for it

        looked_at = passes_of(self.work.stream)[self._pass]
        found = [each for each in looked_at.missing if each.stage is not None]
        if not found:
            left = f"; {len(looked_at.missing)} of the map itself: & lists them" if looked_at.missing else ""
            self.tell(f"{looked_at.name}: nothing is missing on any stage{left}")
            return
        places = [self._place(each.stage, each.figure) for each in found]
        here = self._place(self.selection.stage, self.selection.figure)
        ahead = [at for at, place in enumerate(places) if (place > here if step > 0 else place < here)]
        at = (ahead[0] if step > 0 else ahead[-1]) if ahead else 0 if step > 0 else len(found) - 1
        self.select(found[at].stage, found[at].figure or None)
        self.message = f"{looked_at.name}: {at + 1} of {len(found)} missing · {found[at].text}"
        self.show_scene()

    def _place(self, stage: str | None, figure: str) -> tuple[int, int]:
        ids = self.work.stream.ids()
        row = ids.index(stage) if stage in ids else -1
        return row, FIGURES.index(figure) if figure in FIGURES else len(FIGURES)

    # The parking lot.

    def action_park(self) -> None:
        """Write down what belongs to no stage, and look at what was written down."""

        def change(label: str, edits: Edits) -> bool:
            return self.edit(label, edits)

        self.app.push_screen(doors.parking_lot(self.work.stream, change))

    # The timer.

    def action_timer(self) -> None:
        """Set a timer that the title counts down, minute by minute."""
        from vsmap.screens.countdown import countdown_fault, read_countdown  # noqa: PLC0415 - as above

        def start(typed: str | None) -> None:
            if typed is not None:
                self._start(read_countdown(typed))

        hint = "minutes, and what they are for: 25 walk the stages; nothing stops the timer"
        self.app.push_screen(doors.prompt("Workshop timer", "", hint, countdown_fault), start)

    def _start(self, countdown: Countdown) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_interval(self.minute, self._count) if countdown.minutes else None
        self._countdown = countdown
        self.title_bar.say_timer(countdown.said)

    def _count(self) -> None:
        """Count a minute: the only time at which the timer writes to the terminal."""
        countdown = self._countdown
        if countdown is None or self._timer is None:
            return
        self._countdown = countdown = countdown._replace(minutes=countdown.minutes - 1)
        self.title_bar.say_timer(countdown.said or "time is up")
        if not countdown.minutes:
            self._timer.stop()
            self.tell(f"time is up{f': {countdown.what}' if countdown.what else ''}")
