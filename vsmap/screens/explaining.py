"""Asking the numbers: why a total is what it is, how long items take, what a highlight means."""

from vsmap.screens import doors
from vsmap.screens.base import MapScreenBase
from vsmap.screens.doors import Choice
from vsmap.widgets.waste_panel import WastePanel


class Explaining(MapScreenBase):
    """The actions that take the numbers apart."""

    def action_why(self) -> None:
        """Take a total apart into its terms."""
        from vsmap.analysis.terms import explanations  # noqa: PLC0415 - loaded when first asked

        numbers = explanations(self.work.stream, self.analysis)
        choices = [Choice(key, number.label, number.shown) for key, number in numbers.items()]

        def tell(picked: str | None) -> None:
            if picked is not None:
                self.app.push_screen(doors.number_page(numbers[picked]))

        self.app.push_screen(doors.pick("Why is …", choices), tell)

    def action_simulate(self) -> None:
        """Show how long items take, now and in the future state."""
        self.app.push_screen(doors.simulation(self.work.stream))

    def on_waste_panel_chosen(self, message: WastePanel.Chosen) -> None:
        """Jump to the highlight's stage and explain it."""
        highlight = message.highlight
        stage = highlight.stage or (highlight.flow[0] if highlight.flow else None)
        if stage is not None:
            self.selection = self.selection._replace(stage=stage, arrow=None)
            self.show_scene()
        self.app.push_screen(doors.highlight_page(highlight))
