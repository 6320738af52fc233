"""Pasting: a line goes where keys go, a list or a table becomes stages once its preview was seen."""

from vsmap.model.entry import EntryError
from vsmap.screens import doors
from vsmap.screens.capturing import Capturing
from vsmap.widgets.line_edit import LineEdit


class Pasting(Capturing):
    """Takes what the terminal pastes."""

    def paste(self, text: str) -> None:
        """Take a paste while no field is open: into the capture line, or as many stages."""
        if not text.strip():
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
        from vsmap.model.entry.pasted import read_pasted  # noqa: PLC0415 - only a paste asks for it

        try:
            pasted = read_pasted(text, self.lanes, self.document.stream.calendar)
        except EntryError as error:
            self.tell(str(error), is_error=True)
            return

        def add(is_taken: bool | None) -> None:  # noqa: FBT001 - what the preview answers
            read = [stage.captured for stage in pasted.stages]
            if is_taken and self.add_all(read, f"paste {len(read)} stages"):
                if not pasted.columns:
                    self.capture.edit = LineEdit()
                if self.capture.is_open:
                    self.echo()

        self.app.push_screen(doors.paste_preview(pasted, self.where), add)
