"""The capture line: a stage with its figures in one breath, with what was understood beneath it."""

from vsmap.widgets.field_ink import field_inks
from vsmap.widgets.ink import ERROR, KEY, LABEL, Ink, InkLine
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.pane import LinePane


class CaptureLine(LinePane):
    """One line to type a stage into and one line that echoes it; hidden until it is opened."""

    def __init__(self) -> None:
        super().__init__(id="capture")
        self.edit = LineEdit()
        """What is typed; half-typed text waits here for the next time."""
        self._place = ""
        self._echo = ""
        self._is_error = False

    @property
    def is_open(self) -> bool:
        """Whether keys go here."""
        return bool(self.display)

    def open(self, place: str) -> None:
        """Show the line, for a stage that goes to a place such as `after Design`."""
        self.display = True
        self.tell(place, "")

    def close(self) -> None:
        """Hide the line; half-typed text is kept."""
        self.display = False

    def tell(self, place: str, echo: str, *, is_error: bool = False) -> None:
        """Say where the stage goes and what was understood."""
        self._place, self._echo, self._is_error = place, echo, is_error
        self.repaint()

    def ink_line(self, row: int) -> InkLine:
        """Return the typed line, or its echo."""
        if row == 0:
            width = max(1, self.content_size.width - 3)
            return (Ink(" + ", KEY), *field_inks(self.edit, width))
        if self._is_error:
            return (Ink("   "), Ink(self._echo, ERROR))
        echo = self._echo or "a name, then figures: Code review 30m/5d 80% @QA x3 q12 #review"
        return (Ink(f"   {self._place}", KEY), Ink(f" · {echo}", LABEL))
