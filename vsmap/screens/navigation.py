"""Moving about: stages, figures, arrows, panes, and what each pane shows."""

from typing import Final

from textual.widget import Widget

from vsmap.drawing.shape import Direction
from vsmap.model.telling import told_by
from vsmap.screens.marking import Marking
from vsmap.screens.searching import Searching
from vsmap.widgets.list_pane import ListPane
from vsmap.widgets.state import FIGURES

_VIEWS: Final = ("both", "map", "table")


class Navigation(Marking, Searching):
    """The actions that change what is selected and seen, and nothing else."""

    def go(self, direction: Direction) -> None:
        """Select the next stage in a direction, in the table a figure, in a panel a line."""
        if isinstance(self.focused, ListPane):
            self.choose_line(self.focused, self.focused.chosen + {"up": -1, "down": 1}.get(direction, 0))
        elif self.map_view.has_focus or not self.table.display:
            found = self.map_view.nearest(direction)
            if found is not None:
                self.select(found)
        elif direction in {"up", "down"}:
            self._go_to(self._position() + (1 if direction == "down" else -1))
        else:
            self._figure(1 if direction == "right" else -1)

    def choose_line(self, pane: ListPane, at: int) -> None:
        """Choose a line of a panel, and say all of it in the status line."""
        pane.choose(at)
        self.message = pane.chosen_text
        self.show_scene()

    def action_go_up(self) -> None:
        """Select the stage above."""
        self.go("up")

    def action_go_down(self) -> None:
        """Select the stage below."""
        self.go("down")

    def action_go_left(self) -> None:
        """Select the stage, or in the table the figure, to the left."""
        self.go("left")

    def action_go_right(self) -> None:
        """Select the stage, or the figure, to the right."""
        self.go("right")

    def action_go_first(self) -> None:
        """Select the first stage, or the first line of a panel."""
        if isinstance(self.focused, ListPane):
            self.choose_line(self.focused, 0)
        else:
            self._go_to(0)

    def action_go_last(self) -> None:
        """Select the last stage, or the last line of a panel."""
        if isinstance(self.focused, ListPane):
            self.choose_line(self.focused, self.focused.count - 1)
        else:
            self._go_to(len(self.work.stream) - 1)

    def _position(self) -> int:
        ids = self.work.stream.ids()
        return ids.index(self.selection.stage) if self.selection.stage in ids else 0

    def _go_to(self, position: int) -> None:
        ids = self.work.stream.ids()
        if ids:
            self.select(ids[max(0, min(position, len(ids) - 1))])

    def _figure(self, step: int) -> None:
        at = FIGURES.index(self.selection.figure) + step
        if 0 <= at < len(FIGURES):
            self.select(self.selection.stage, FIGURES[at])

    def action_figure_before(self) -> None:
        """Select the figure before."""
        self._figure(-1)

    def action_figure_after(self) -> None:
        """Select the next figure."""
        self._figure(1)

    def action_arrow_in(self) -> None:
        """Select the next arrow into the stage."""
        self._next_arrow(at_target=True)

    def action_arrow_out(self) -> None:
        """Select the next arrow out of the stage."""
        self._next_arrow(at_target=False)

    def _next_arrow(self, *, at_target: bool) -> None:
        stream, end = self.work.stream, 2 if at_target else 1
        arrows = [("flow", flow.source, flow.target) for flow in stream.flows()]
        arrows += [("rework", way.source, way.target) for way in stream.reworks()]
        arrows += told_by(stream) if self.map_view.pictures.shows_information else ()
        here = [arrow for arrow in arrows if arrow[end] == self.selection.stage]
        if not here:
            self.tell("no arrow there")
            return
        at = here.index(self.selection.arrow) + 1 if self.selection.arrow in here else 0
        self.select_arrow(here[at % len(here)])

    # Panes.

    @property
    def has_room_for_panels(self) -> bool:
        """Whether panels stand beside the map rather than open over it."""
        return self.has_class("-roomy")

    def action_switch_view(self) -> None:
        """Show map and table, the map, or the table; in a small window the map or the table."""
        at = next(view for view in _VIEWS if self.has_class(f"-{view}"))
        views = _VIEWS if self.has_room_for_panels else _VIEWS[1:]
        following = views[(views.index(at) + 1) % len(views)] if at in views else "map"
        self.show_view(following)

    def show_view(self, view: str) -> None:
        """Show "both", "map" or "table"."""
        for each in _VIEWS:
            self.set_class(each == view, f"-{each}")
        self.remove_class("-zoomed", "-presenting")
        self.focus_main()

    def focus_main(self) -> None:
        """Let keys go to the table where it is shown, else to the map."""
        self.set_focus(self.map_view if self.has_class("-map") else self.table)
        self.call_after_refresh(self.show_scene)

    def action_zoom(self) -> None:
        """Let the pane with the focus fill the screen, and back."""
        pane = self.focused
        zoomed = self.has_class("-zoomed")
        for each in self.query(".-alone"):
            each.remove_class("-alone")
        self.set_class(not zoomed and pane is not None, "-zoomed")
        if not zoomed and pane is not None:
            pane.add_class("-alone")
            is_panel = pane.has_class("panel")
            self.query_one("#left").set_class(is_panel, "-empty")
            self.query_one("#right").set_class(is_panel, "-holding")
        self.call_after_refresh(self.show_scene)

    def action_more_detail(self) -> None:
        """Show more in each box."""
        self.map_view.look(lambda: self.map_view.pictures.change_detail(1))

    def action_less_detail(self) -> None:
        """Show less in each box."""
        self.map_view.look(lambda: self.map_view.pictures.change_detail(-1))

    def action_fit(self) -> None:
        """Take the largest detail at which the whole map is seen."""
        self.map_view.look(self.map_view.pictures.fit)

    def action_wrap(self) -> None:
        """Break the map into lines that fit, or show it in one piece."""
        self.map_view.look(self.map_view.pictures.wrap)

    def action_swimlanes(self) -> None:
        """Group the stages in rows by lane, or not."""
        self.map_view.look(lambda: self.map_view.pictures.switch("lanes"))

    def action_outline(self) -> None:
        """Show one line a stage, or boxes."""
        self.map_view.look(lambda: self.map_view.pictures.switch("outline"))

    def action_panel_flow(self) -> None:
        """Go to the totals."""
        self._panel(self.flow_panel)

    def action_panel_path(self) -> None:
        """Go to the critical path."""
        self._panel(self.path_panel)

    def action_panel_waste(self) -> None:
        """Go to the highlights."""
        self._panel(self.waste_panel)

    def _panel(self, panel: Widget) -> None:
        """Go to a panel; where there is no room for panels it opens over the right half."""
        if panel.has_class("-open"):
            self.close_panels()
            return
        self.close_panels()
        self.remove_class("-presenting")
        panel.remove_class("-off")
        self.remove_class("-bare")
        if not self.has_room_for_panels:
            panel.add_class("-open")
            self.query_one("#right").add_class("-open")
        self.set_focus(panel)
        self.call_after_refresh(self.show_scene)

    def close_panels(self) -> bool:
        """Close the panel that lies over the right half; return whether one did."""
        opened = list(self.query(".panel.-open"))
        for panel in opened:
            panel.remove_class("-open")
        self.query_one("#right").remove_class("-open")
        if opened or isinstance(self.focused, ListPane):
            self.focus_main()
        return bool(opened)

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self.focus_previous()
