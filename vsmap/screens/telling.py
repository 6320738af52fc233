"""Information flows in the editor: who tells whom, and by what."""

from typing import Final

from vsmap.model.records import Information
from vsmap.model.schema import specs_of
from vsmap.model.stream import ArrowRef
from vsmap.model.telling import INFORMATION, tell, tell_no_more, via_of
from vsmap.screens.shaping import Shaping

_HINT: Final = "by what: a system, a meeting, a mail; empty where that does not matter"


class Telling(Shaping):
    """The actions on information flows, and what those on arrows do for them."""

    def action_inform(self) -> None:
        """Let the selected stage tell one that is pointed at."""
        source = self.selection.stage
        if source is not None:

            def ask(target: str) -> None:
                self._ask((INFORMATION, source, target))

            name = self.work.stream.stage(source).name
            self.point(f"Information from {name} to", ask, without=source)

    @property
    def _selected_information(self) -> ArrowRef | None:
        arrow = self.selection.arrow
        return arrow if arrow is not None and arrow[0] == INFORMATION else None

    def edit_arrow(self) -> None:
        """Edit the selected arrow in one line."""
        arrow = self._selected_information
        if arrow is None:
            super().edit_arrow()
        else:
            self._ask(arrow)

    def action_edit_stage(self) -> None:
        """Edit every field of the selected arrow, else of the stage; information has but one."""
        arrow = self._selected_information
        if arrow is None:
            super().action_edit_stage()
        else:
            self._ask(arrow)

    def _ask(self, arrow: ArrowRef) -> None:
        """Ask by what one stage tells another, and draw it."""
        _table, source, target = arrow
        stream, ends = self.work.stream, self._ends_of(arrow)

        def draw(typed: str | None) -> None:
            if typed is not None and self.edit(f"information {ends}", tell(stream, source, target, typed)):
                self._show_information(shown=True)

        spec = specs_of(Information)["via"]
        self.prompt(f"Information {ends}", via_of(stream, source, target), _HINT, spec, draw)

    def _ends_of(self, arrow: ArrowRef) -> str:
        return " → ".join(self.work.stream.stage(each).name for each in arrow[1:])

    def action_delete(self) -> None:
        """Delete the selected arrow, or the chosen stages; a toast says what went."""
        arrow = self._selected_information
        if arrow is None:
            super().action_delete()
            return
        ends = self._ends_of(arrow)
        let_go = self.selection._replace(arrow=None)
        if self.edit(f"no information {ends}", tell_no_more(self.work.stream, *arrow[1:]), selects=let_go):
            self.tell(f"Information {ends} is gone; u brings it back")

    def action_information(self) -> None:
        """Show who tells whom above the map, or hide it."""
        if self.work.stream.lists[INFORMATION]:
            self._show_information(shown=not self.map_view.pictures.shows_information)
        else:
            self.tell("no stage tells another one yet: I draws information")

    def _show_information(self, *, shown: bool) -> None:
        pictures = self.map_view.pictures
        self.map_view.look(lambda: pictures.show_information(shown=shown))
        if shown:
            self.map_view.pan(0, -pictures.rows_of_information)
