"""The capture line at work: each Enter adds a stage, and the line stays open for the next."""

from collections.abc import Callable

from textual import events

from vsmap.model.edits import Edit, Edits, apply_edits
from vsmap.model.entry import Captured, EntryError, captured_stage, read_capture
from vsmap.model.plans import add_after, add_before, add_branch
from vsmap.model.records import Stage
from vsmap.model.stream import ValueStream
from vsmap.model.text import identifier_for, visible
from vsmap.screens.base import MapScreenBase
from vsmap.widgets.line_edit import LineEdit

Plan = Callable[[ValueStream, Stage, str], Edits]
_PLANS: dict[str, Plan] = {"after": add_after, "before": add_before, "beside": add_branch}


class Capturing(MapScreenBase):
    """Opens the capture line and makes stages of what is typed there."""

    _place = "after"

    def action_add_after(self) -> None:
        """Open the capture line behind the selected stage."""
        self._open_capture("after")

    def action_add_before(self) -> None:
        """Open it in front of the selected stage."""
        self._open_capture("before")

    def action_add_branch(self) -> None:
        """Open it beside the selected stage."""
        self._open_capture("beside")

    def _open_capture(self, place: str) -> None:
        self._place = place
        self.capture.open(self._where())
        self._echo()
        self.show_keys()

    def _close_capture(self) -> None:
        self.capture.close()
        self.show_keys()

    def capture_key(self, event: events.Key) -> None:
        """Take a key while the capture line is open."""
        match event.key:
            case "escape":
                self._close_capture()
            case "enter":
                self._add()
            case "tab" | "shift+tab":
                self._place = "beside" if self._place == "after" else "after"
                self._echo()
            case _ if self.capture.edit.key(event.key, event.character):
                self._echo()

    def capture_paste(self, text: str) -> None:
        """Take pasted text while the capture line is open; each of several lines is a stage."""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1:
            self._add_lines([self.capture.edit.text + lines[0], *lines[1:]])
            return
        self.capture.edit.insert(text)
        self._echo()

    def _add_lines(self, lines: list[str]) -> None:
        """Add a stage for each line, as one step of the history; none where one can't be read."""
        try:
            read = [self._read_line(LineEdit.typed(line)) for line in lines]
        except EntryError as error:
            self.capture.tell(self._where(), visible(f"nothing was added: {error}"), is_error=True)
            return
        if self._add_all(read, f"paste {len(read)} stages"):
            self.capture.edit = LineEdit()
            self._echo()

    def _read(self) -> Captured:
        return self._read_line(self.capture.edit.text)

    def _read_line(self, line: str) -> Captured:
        stream = self.work.stream
        lanes = tuple(dict.fromkeys(stage.lane for stage in stream.stages() if stage.lane))
        return read_capture(line, lanes, stream.calendar)

    def _where(self) -> str:
        chosen = self.selection.stage
        return f"{self._place} {self.work.stream.stage(chosen).name}" if chosen else "first stage"

    def _echo(self) -> None:
        """Say what was understood, or which word was not."""
        if not self.capture.edit.text.strip():
            self.capture.tell(self._where(), "")
            return
        try:
            self.capture.tell(self._where(), visible(self._read().echo))
        except EntryError as error:
            self.capture.tell(self._where(), visible(str(error)), is_error=True)

    def _add(self) -> None:
        if not self.capture.edit.text.strip():
            self._close_capture()
            return
        try:
            captured = self._read()
        except EntryError as error:
            self.capture.tell(self._where(), visible(str(error)), is_error=True)
            return
        if self._add_all([captured], f"add {captured.name}"):
            self.capture.edit = LineEdit()
            self._echo()

    def _add_all(self, read: list[Captured], label: str) -> bool:
        """Make a stage of each that was read, one behind the other, as one edit; select the last one."""
        planned, chosen, place = self.work.stream.copy(), self.selection.stage, self._place
        edits: list[Edit] = []
        for captured in read:
            stage = captured_stage(captured, identifier_for(captured.name, planned.ids()))
            steps = _PLANS[place](planned, stage, chosen) if chosen else add_after(planned, stage, None)
            apply_edits(planned, steps)
            edits += steps
            chosen, place = stage.id, "after"
        if not self.edit(label, edits, selects=chosen):
            return False
        self._place = place
        return True
