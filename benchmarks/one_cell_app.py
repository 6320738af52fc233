"""The least that a key can do in a Textual program: change one cell."""

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class OneCell(Widget, can_focus=True):
    """Shows the last digit that was pressed."""

    digit = "0"

    def render_line(self, y: int) -> Strip:
        """Render the digit in the first row."""
        return Strip(
            [Segment(self.digit if y == 0 else " ", self.visual_style.rich_style)]
        ).adjust_cell_length(self.size.width, self.visual_style.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Show a digit; a backspace brings back the first."""
        self.digit = event.key if event.key.isdigit() else "0"
        self.refresh(Region(0, 0, 1, 1))


class OneCellApp(App[None]):
    """Shows one cell."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the cell."""
        yield OneCell()

    def on_mount(self) -> None:
        """Let keys reach the cell."""
        self.query_one(OneCell).focus()


if __name__ == "__main__":
    OneCellApp().run()
