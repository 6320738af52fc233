"""The capture line at work: each Enter adds a stage, and the line stays open for the next."""

from collections.abc import Iterable

from textual import events

from vsmap.model.edits import Edit, EditError, apply_edits
from vsmap.model.entry import Captured, EntryError, capture_text, captured_stage, read_capture, recapture
from vsmap.model.entry.completing import completed
from vsmap.model.placing import Course
from vsmap.model.text import identifier_for, visible
from vsmap.screens.base import MapScreenBase
from vsmap.widgets.key_bar import RECAPTURE_KEYS, TypingKeys
from vsmap.widgets.line_edit import LineEdit


class Capturing(MapScreenBase):
    """Opens the capture line and makes stages of what is typed there."""

    _course = Course()
    _course_at: str | None = None
    """The stage that was selected when the course was set: selecting another begins a new one there."""
    _changing: str | None = None
    """The stage whose line is typed again."""

    def action_add_after(self) -> None:
        """Open the capture line behind the selected stage."""
        self._open_capture("after")

    def action_add_before(self) -> None:
        """Open it in front of the selected stage."""
        self._open_capture("before")

    def action_add_branch(self) -> None:
        """Open it beside the selected stage."""
        self._open_capture("beside")

    def _open_capture(self, how: str) -> None:
        if self._changing is not None:
            self._back_to_draft()
        self._begin_course(how)
        self.capture.open()
        self.echo()
        self.show_keys()

    def _typing_keys(self) -> TypingKeys:
        return (
            RECAPTURE_KEYS if self._changing is not None and self.capture.is_open else super()._typing_keys()
        )

    def _begin_course(self, how: str = "after") -> None:
        self._course_at = self.selection.stage
        self._course = Course.starting(how, self._course_at)

    @property
    def course(self) -> Course:
        """Where the next lines go: on from those before, or from a stage that was selected meanwhile."""
        gone = self._course.stages - set(self.work.stream.ids())
        if self._course_at != self.selection.stage or gone:
            self._begin_course()
        return self._course

    def _close_capture(self) -> None:
        self.capture.close()
        self._begin_course()
        self.show_keys()

    def capture_key(self, event: events.Key) -> None:
        """Take a key while the capture line is open."""
        match event.key:
            case "escape" if self._changing is not None:
                self._back_to_draft()
            case "escape":
                self._close_capture()
            case "enter":
                self._take()
            case "tab" | "shift+tab" if self._changing is None:
                self._course = self.course.turned(1 if event.key == "tab" else -1)
            case "up" | "down":
                self._go_to_line(-1 if event.key == "up" else 1)
            case "right" if self._completion is not None:
                self.capture.edit = LineEdit(self._completion)
            case _ if not self.capture.edit.key(event.key, event.character):
                return
        if self.capture.is_open:
            self.echo()

    def capture_text(self, text: str) -> None:
        """Take pasted text that is a part of a line."""
        self.capture.edit.insert(text)
        self.echo()

    # What is said of the line.

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes of the map, in the order in which they come."""
        return tuple(dict.fromkeys(stage.lane for stage in self.work.stream.stages() if stage.lane))

    @property
    def _completion(self) -> str | None:
        """What the line would be with its last word completed; None away from its end."""
        edit = self.capture.edit
        return completed(edit.text, self.lanes) if edit.cursor == len(edit.text) else None

    @property
    def where(self) -> str:
        """Where the line goes, in words."""
        stream = self.work.stream
        if self._changing is not None:
            return f"line of {stream.stage(self._changing).name}"
        return self.course.place.in_words(stream)

    def _read(self) -> Captured:
        return read_capture(self.capture.edit.text, self.lanes, self.work.stream.calendar)

    def echo(self, wrong: str = "") -> None:
        """Say what was understood, or which word was not."""
        echo = ""
        if self.capture.edit.text.strip() and not wrong:
            try:
                echo = self._read().echo
            except EntryError as error:
                wrong = str(error)
        said = visible(wrong or echo)
        self.capture.tell(visible(self.where), said, is_error=bool(wrong), completion=self._completion or "")
        self.show_capture()

    # What becomes of the line.

    def _take(self) -> None:
        if self._changing is not None:
            if self._change():
                self._back_to_draft()
        elif not self.capture.edit.text.strip():
            self._close_capture()
        else:
            self._add()

    def _add(self) -> None:
        try:
            captured = self._read()
        except EntryError:
            return
        if self.add_all([captured], f"add {captured.name}"):
            self.capture.edit = LineEdit()

    def add_all(self, read: Iterable[Captured], label: str) -> bool:
        """Make a stage of each that was read, one behind the other, as one edit; select the last one."""
        planned, course = self.work.stream.copy(), self.course
        edits: list[Edit] = []
        try:
            for captured in read:
                stage = captured_stage(captured, identifier_for(captured.name, planned.ids()))
                steps = course.place.edits(planned, stage)
                apply_edits(planned, steps)
                edits += steps
                course = course.added(stage.id)
        except EditError as error:
            self.tell(str(error), is_error=True)
            return False
        if not edits or not self.edit(label, edits, selects=course.ends[-1]):
            return False
        self._course, self._course_at = course, self.selection.stage
        return True

    # The lines before.

    def _lines_before(self) -> list[str]:
        """Return the stages whose lines come before this one, in the order of the map."""
        ids, course = self.work.stream.ids(), self.course
        if course.before is not None:
            return ids[: ids.index(course.before)]
        return ids[: max((ids.index(end) + 1 for end in course.ends), default=0)]

    def _go_to_line(self, step: int) -> None:
        """Type the line before again, or the one after it; beyond the last is the half-typed one."""
        lines = self._lines_before()
        at = lines.index(self._changing) if self._changing in lines else len(lines)
        following = max(0, at + step)
        if following == at or not lines or (self._changing is None and step > 0) or not self._change():
            return
        if following >= len(lines):
            self._back_to_draft()
            return
        if self.capture.draft is None:
            self.capture.draft = self.capture.edit
        self._changing = lines[following]
        self.capture.edit = LineEdit(capture_text(self.work.stream.stage(self._changing)))
        self.show_keys()

    def _change(self) -> bool:
        """Make of a line that was typed again what it says now; return whether it could be read."""
        changing = self._changing
        if changing is None:
            return True
        stream = self.work.stream
        if self.capture.edit.text == capture_text(stream.stage(changing)):
            return True
        try:
            edits = recapture(stream, changing, self._read())
        except EntryError:
            return False
        return self.edit(f"line of {stream.stage(changing).name}", edits)

    def _back_to_draft(self) -> None:
        self.capture.edit = self.capture.draft or LineEdit()
        self.capture.draft = self._changing = None
        self.show_keys()
