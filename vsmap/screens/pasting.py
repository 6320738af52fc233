"""Pasting: a line goes where keys go, a list or a table becomes stages once its preview was seen."""

from vsmap.model.entry import EntryError
from vsmap.model.several import graft
from vsmap.screens import doors
from vsmap.screens.capturing import Capturing
from vsmap.storage.faults import FileFaults
from vsmap.widgets.line_edit import LineEdit


class Pasting(Capturing):
    """Takes what the terminal pastes."""

    def paste(self, text: str) -> None:
        """Take a paste while no field is open: into the capture line, or as many stages."""
        if not text.strip():
            return
        if "[stage." in text:
            self.paste_map(text)
            return
        if self.refusal:
            self.tell(self.refusal, is_error=True)
            return
        lines = [line for line in text.splitlines() if line.strip()]
        is_table = any("\t" in line.strip() for line in lines)
        if len(lines) > 1 or is_table:
            self._preview_stages(text if is_table else self.capture.edit.text + text)
            return
        if not self.capture.is_open:
            self.action_add_after()
        self.capture_text(text)

    def _preview_stages(self, text: str) -> None:
        """Show what a paste was understood as; Enter adds it as one edit, Esc keeps nothing."""
        from vsmap.exchange.intake.pasted import read_pasted  # noqa: PLC0415 - only a paste asks for it

        try:
            pasted = read_pasted(text, self.lanes, self.work.stream.calendar)
        except EntryError as error:
            self.tell(str(error), is_error=True)
            return

        def add(is_taken: bool | None) -> None:  # noqa: FBT001 - what the preview answers
            read = [stage.captured for stage in pasted.stages]
            if is_taken and self.add_all(read, f"paste {len(read)} stages"):
                self.marked = frozenset()
                if not pasted.columns:
                    self.capture.edit = LineEdit()
                if self.capture.is_open:
                    self.echo()

        self.app.push_screen(doors.paste_preview(pasted, self.where), add)

    def paste_map(self, text: str) -> bool:
        """Put the stages of a map's text behind the selected stage; return whether it was such a text."""
        if "[stage." not in text:
            return False
        from vsmap.storage.reader import read_text  # noqa: PLC0415 - only pasting asks for it

        try:
            part = read_text(text, "what was copied")
        except FileFaults as faults:
            self.tell(f"nothing was pasted: {faults}", is_error=True)
            return True
        stream = self.work.stream
        ids, edits = graft(stream, part, self.selection.stage)
        named = part.stages()[0].name if len(ids) == 1 else f"{len(ids)} stages"
        self.marked = frozenset()
        if ids and self.edit(f"paste {named}", edits, selects=ids[-1]) and part.calendar != stream.calendar:
            hours, days = part.calendar.hours_per_day, part.calendar.days_per_week
            self.tell(f"times are as they were written, where a day has {hours:g} h and a week {days:g} d")
        return True
