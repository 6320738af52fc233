"""What lies nearest for a field with totals in Textual: an `Input` and a panel that follows it."""

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

LINES = ("Lead time", "Process time", "Waiting", "Flow efficiency", "Rolled %C&A", "Critical path")


class FieldApp(App[None]):
    """Shows a field and six lines that change with every keystroke in it."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the field and the panel."""
        with Horizontal():
            yield Input("2d")
            yield Static(id="panel")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Let the panel follow the field."""
        self.query_one("#panel", Static).update("\n".join(f"{line:<16} {message.value}" for line in LINES))


if __name__ == "__main__":
    FieldApp().run()
