"""Presenter mode: the totals and the map, and nothing else, for those who watch."""

from vsmap.screens.base import MapScreenBase


class Presenting(MapScreenBase):
    """Shows and leaves presenter mode; everything can be edited there as elsewhere."""

    def action_present(self) -> None:
        """Show the totals and the map without anything around them, and back."""
        if self.is_presenting:
            self.leave_presenting()
            return
        if self.presented is None:
            from vsmap.widgets.presented import PresentedTotals  # noqa: PLC0415 - loaded when first shown

            self.presented = PresentedTotals()
            self.mount(self.presented, before="#body")
        self.add_class("-presenting")
        self.set_focus(self.map_view)
        self.call_after_refresh(self.show_scene)

    def leave_presenting(self) -> None:
        """Show the panes again as they were."""
        self.remove_class("-presenting")
        self.set_focus(self.map_view if self.has_class("-map") else self.table)
        self.call_after_refresh(self.show_scene)
