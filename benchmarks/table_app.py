"""What lies nearest for a table of figures in Textual: a `DataTable` of which a cell is updated.

python table_app.py STAGES
"""

import sys

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import DataTable

COLUMNS = ("Stage", "Lane", "PT", "LT", "Wait", "%C&A", "Queue", "marks")


class TableApp(App[None]):
    """Shows as many stages as it is told to; a digit goes into the third column of the first."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield DataTable()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns(*COLUMNS)
        for number in range(int(sys.argv[1])):
            table.add_row(f"Stage {number + 1}", "Business", "2d", "2w", "8d", "70", "–", "◆ !")

    def on_key(self, event: events.Key) -> None:
        """Show a digit before the figure; a backspace takes it away."""
        digit = event.key if event.key.isdigit() else ""
        self.query_one(DataTable).update_cell_at((0, 2), f"{digit}2d")  # type: ignore[arg-type]


if __name__ == "__main__":
    TableApp().run()
