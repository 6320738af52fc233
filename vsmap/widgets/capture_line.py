"""The capture line: a stage with its figures in one breath, with what was understood beneath it."""

from vsmap.drawing.cells import width as width_of
from vsmap.widgets.field_ink import field_inks
from vsmap.widgets.ink import ERROR, FIELD, KEY, LABEL, MUTED, Ink, InkLine
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.pane import LinePane


class CaptureLine(LinePane):
    """One line to type a stage into and one line that echoes it; hidden until it is opened."""

    def __init__(self) -> None:
        super().__init__(id="capture")
        self.edit = LineEdit()
        """What is typed; half-typed text waits here for the next time."""
        self.draft: LineEdit | None = None
        """The half-typed next line, while one before it is typed again."""
        self._place = ""
        self._echo = ""
        self._completion = ""
        self._is_error = False

    @property
    def half_typed(self) -> LineEdit:
        """What would be lost with the line: the next line where there is something of it."""
        return self.draft if self.draft is not None and self.draft.text.strip() else self.edit

    @property
    def is_open(self) -> bool:
        """Whether keys go here."""
        return bool(self.display)

    def open(self) -> None:
        """Show the line."""
        self.display = True

    def close(self) -> None:
        """Hide the line; half-typed text is kept."""
        self.display = False

    def tell(self, place: str, echo: str, *, is_error: bool = False, completion: str = "") -> None:
        """Say where the stage goes, what was understood, and what the line could be completed to."""
        self._place, self._echo, self._is_error = place, echo, is_error
        self._completion = completion

    def ink_line(self, row: int) -> InkLine:
        """Return the typed line, or its echo."""
        if row == 0:
            return self._typed()
        if self._is_error:
            return (Ink("   "), Ink(self._echo, ERROR))
        echo = self._echo or "a name, then figures: Code review 30m/5d 80% @QA x3 q12 #review"
        return (Ink(f"   {self._place}", KEY), Ink(f" · {echo}", LABEL))

    def _typed(self) -> InkLine:
        """Return the line with its cursor, and behind it in a faint ink what → would make of it."""
        offered = self._offered()
        width = max(1, self.content_size.width - 3)
        room = width_of(offered) if width_of(self.edit.text) + 1 + width_of(offered) <= width else 0
        if not room:
            return (Ink(" + ", KEY), *field_inks(self.edit, width))
        used = width_of(self.edit.text) + 1
        blanks = " " * (width - room - used)
        return (Ink(" + ", KEY), *field_inks(self.edit, used), Ink(offered, MUTED), Ink(blanks, FIELD))

    def _offered(self) -> str:
        if not self._completion:
            return ""
        typed = len(self.edit.text)
        goes_on = self._completion[:typed].casefold() == self.edit.text.casefold()
        return f"{self._completion[typed:] if goes_on else self._completion} →"
