"""The gestures that shape a map: connect, send back, delete, move, undo; on all stages that are marked."""

from collections.abc import Sequence
from functools import partial

from vsmap.model.arrows import arrow_edits, arrow_text
from vsmap.model.edits import EditError, Edits
from vsmap.model.plans import connect, connect_rework, disconnect, move
from vsmap.model.records import Rework
from vsmap.model.removal import delete_stage
from vsmap.model.schema import specs_of
from vsmap.model.several import Plan, as_many_as_can, together
from vsmap.model.stream import ValueStream
from vsmap.model.values import FieldError, read_value
from vsmap.screens import doors
from vsmap.screens.filling import Filling
from vsmap.screens.jumping import Jumping
from vsmap.widgets.state import Selection


class Shaping(Filling, Jumping):
    """The actions on stages and arrows."""

    def action_connect(self) -> None:
        """Draw a flow from each chosen stage to one that is pointed at."""
        ids = self.chosen_ids

        def draw(target: str) -> None:
            plans = [partial(_connected, source=source, target=target) for source in ids if source != target]
            self._draw(f"connect {self.named(ids)} to {self.named([target])}", plans)

        without = ids[0] if len(ids) == 1 else ""
        self.point(f"Flow from {self.named(ids)} to", draw, without=without)

    def action_rework(self) -> None:
        """Draw a rework arrow from each chosen stage back to one that is pointed at."""
        ids = self.chosen_ids
        self.point(f"Work comes back from {self.named(ids)} to", partial(self._ask_rate, ids))

    def _ask_rate(self, ids: list[str], target: str) -> None:
        spec = specs_of(Rework)["rate"]
        name = self.named([target])
        quality = self.work.stream.stage(target).complete_accurate
        offered = "" if quality is None or not quality else f"{100 - quality:g}"

        def draw(typed: str | None) -> None:
            if typed is not None:
                rate = read_value(spec, typed, self.work.stream.calendar)
                edits = [connect_rework(each, target, rate) for each in ids]  # type: ignore[arg-type] # the spec is of a percentage
                self._draw(
                    f"rework {self.named(ids)} to {name}", [partial(_given, edits=each) for each in edits]
                )

        hint = "percent of items that come back; empty is unknown"
        hint += f" (offered: 100 − %C&A of {name})" if offered else ""
        self.prompt(f"Rework {self.named(ids)} → {name}", offered, hint, spec, draw)

    def _draw(self, label: str, plans: Sequence[Plan]) -> None:
        """Draw the arrows that can be drawn, as one edit, and say why others can't."""
        edits, wrong = as_many_as_can(self.work.stream, plans)
        if edits:
            self.edit(label, edits)
        if wrong:
            self.tell("; ".join(dict.fromkeys(wrong)), is_error=True)

    def edit_arrow(self) -> None:
        """Edit the selected arrow in one line: its wait, and its share or rate as a percentage."""
        arrow = self.selection.arrow
        if arrow is None:
            return
        table, source, target = arrow
        stream = self.work.stream
        ends = f"{stream.stage(source).name} → {stream.stage(target).name}"
        share = "rate of items that come back" if table == "rework" else "share of items that go this way"

        def change(typed: str | None) -> None:
            if typed is not None:
                self.edit(f"arrow {ends}", arrow_edits(stream, arrow, typed))

        def check(typed: str) -> str:
            try:
                arrow_edits(stream, arrow, typed)
            except (FieldError, EditError) as error:
                return str(error)
            return ""

        hint = f"the wait, and the {share} in percent: 1d 30%"
        self.app.push_screen(doors.prompt(ends, arrow_text(stream, arrow), hint, check), change)

    def action_delete(self) -> None:
        """Delete the selected arrow, or the chosen stages; a toast says what went."""
        arrow, ids = self.selection.arrow, self.chosen_ids
        if arrow is not None:
            stream = self.work.stream
            ends = f"{stream.stage(arrow[1]).name} → {stream.stage(arrow[2]).name}"
            let_go = self.selection._replace(arrow=None)
            if self.edit(f"disconnect {ends}", disconnect(stream, *arrow), selects=let_go):
                self.tell(f"{ends} is gone; u brings it back")
        elif ids:
            name = self.named(ids)
            if self.remove_stages(f"delete {name}", ids):
                is_gone = "is gone; u brings it back" if len(ids) == 1 else "are gone; u brings them back"
                self.tell(f"{name} {is_gone}")

    def remove_stages(self, label: str, ids: list[str]) -> bool:
        """Remove stages as one edit and select the next one that is left; say so where that can't be."""
        try:
            edits = together(self.work.stream, [partial(delete_stage, identifier=each) for each in ids])
        except EditError as error:
            self.tell(str(error), is_error=True)
            return False
        left = Selection(self._neighbour(ids), self.selection.figure)
        return self.edit(label, edits, selects=left)

    def _neighbour(self, going: list[str]) -> str | None:
        ids, gone = self.work.stream.ids(), set(going)
        at = ids.index(going[0])
        behind = (each for each in ids[at:] if each not in gone)
        return next(behind, None) or next((each for each in reversed(ids[:at]) if each not in gone), None)

    def action_move_up(self) -> None:
        """Move the selected stage towards the start."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move it towards the end."""
        self._move(1)

    def _move(self, step: int) -> None:
        """Move the chosen stages as one; at the end of the map none of them moves."""
        ids = self.chosen_ids
        order = self.work.stream.ids()
        at = order.index(ids[0] if step < 0 else ids[-1]) + step
        if not 0 <= at < len(order):
            return
        plans = [partial(move, identifier=each, step=step) for each in (ids if step < 0 else ids[::-1])]
        try:
            edits = together(self.work.stream, plans)
        except EditError as error:
            self.tell(str(error), is_error=True)
        else:
            self.edit(f"move {self.named(ids)}", edits, f"move {' '.join(ids)}")

    def action_undo(self) -> None:
        """Take the last change back and say which."""
        before = self.work.stream.ids()
        self._after_history("Undo", self.document.undo(), before)

    def action_redo(self) -> None:
        """Make the undone change again."""
        before = self.work.stream.ids()
        self._after_history("Redo", self.document.redo(), before)

    def _after_history(self, said: str, label: str | None, ids: list[str]) -> None:
        if label is None:
            self.tell("nothing to undo" if said == "Undo" else "nothing to redo")
            return
        self.before = self.analysis
        self.analyse()
        came = [identifier for identifier in self.work.stream.ids() if identifier not in ids]
        if came:
            self.selection = self.selection._replace(stage=came[0], arrow=None)
        self.keep_selection(ids)
        self.message = f"{said}: {label}"
        self.show_scene()


def _connected(stream: ValueStream, source: str, target: str) -> Edits:
    return connect(stream, source, target)


def _given(_stream: ValueStream, edits: Edits) -> Edits:
    return edits
