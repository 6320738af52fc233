"""The gestures that shape a map: connect, send back, delete, duplicate, move, undo, and fill in fields."""

from collections.abc import Callable

from vsmap.model.arrows import arrow_edits, arrow_text
from vsmap.model.edits import EditError, SetField
from vsmap.model.plans import connect, connect_rework, disconnect, duplicate, move
from vsmap.model.records import KINDS, VALUES, Rework, Stage
from vsmap.model.removal import delete_stage
from vsmap.model.schema import Spec, specs_of
from vsmap.model.values import FieldError, read_value
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.jumping import Jumping

Taker = Callable[[str | None], None]
"""Takes the line that was typed, or None."""


class Shaping(Jumping):
    """The actions on stages and arrows."""

    @property
    def chosen(self) -> Stage | None:
        """The selected stage."""
        identifier = self.selection.stage
        return self.work.stream.stage(identifier) if identifier else None

    def action_connect(self) -> None:
        """Draw a flow from the selected stage to one that is pointed at."""
        stage = self.chosen
        if stage is None:
            return

        def draw(target: str) -> None:
            name = self.work.stream.stage(target).name
            edits = connect(self.work.stream, stage.id, target)
            self.edit(f"connect {stage.name} to {name}", edits)

        self.point(f"Flow from {stage.name} to", draw, without=stage.id)

    def action_rework(self) -> None:
        """Draw a rework arrow from the selected stage back to one that is pointed at."""
        stage = self.chosen
        if stage is None:
            return

        def ask_rate(target: str) -> None:
            self._ask_rate(stage, target)

        self.point(f"Work comes back from {stage.name} to", ask_rate)

    def _ask_rate(self, stage: Stage, target: str) -> None:
        spec = specs_of(Rework)["rate"]
        name = self.work.stream.stage(target).name
        quality = self.work.stream.stage(target).complete_accurate
        offered = "" if quality is None or not quality else f"{100 - quality:g}"

        def draw(typed: str | None) -> None:
            if typed is not None:
                rate = read_value(spec, typed, self.work.stream.calendar)
                edits = connect_rework(stage.id, target, rate)  # type: ignore[arg-type] # the spec is of a percentage
                self.edit(f"rework {stage.name} to {name}", edits)

        hint = "percent of items that come back; empty is unknown"
        hint += f" (offered: 100 − %C&A of {name})" if offered else ""
        self._prompt(f"Rework {stage.name} → {name}", offered, hint, spec, draw)

    def _prompt(self, title: str, text: str, hint: str, spec: Spec, done: Taker) -> None:
        def check(typed: str) -> str:
            try:
                read_value(spec, typed, self.work.stream.calendar)
            except FieldError as error:
                return str(error)
            return ""

        self.app.push_screen(doors.prompt(title, text, hint, check), done)

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
        """Delete the selected arrow or stage; a toast says what went."""
        arrow, stage = self.selection.arrow, self.chosen
        stream = self.work.stream
        if arrow is not None:
            ends = f"{stream.stage(arrow[1]).name} → {stream.stage(arrow[2]).name}"
            edits = disconnect(stream, *arrow)
            self.selection = self.selection._replace(arrow=None)
            if self.edit(f"disconnect {ends}", edits):
                self.tell(f"{ends} is gone; u brings it back")
        elif stage is not None:
            position = stream.ids().index(stage.id)
            edits = delete_stage(stream, stage.id)
            self.selection = self.selection._replace(stage=self._neighbour(position))
            if self.edit(f"delete {stage.name}", edits):
                self.tell(f"{stage.name} is gone; u brings it back")
            else:
                self.select(stage.id)

    def _neighbour(self, position: int) -> str | None:
        ids = self.work.stream.ids()
        rest = ids[:position] + ids[position + 1 :]
        return rest[min(position, len(rest) - 1)] if rest else None

    def action_duplicate(self) -> None:
        """Copy the selected stage behind itself."""
        stage = self.chosen
        if stage is not None:
            copy, edits = duplicate(self.work.stream, stage.id)
            self.edit(f"duplicate {stage.name}", edits, selects=copy.id)

    def action_move_up(self) -> None:
        """Move the selected stage towards the start."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move it towards the end."""
        self._move(1)

    def _move(self, step: int) -> None:
        stage = self.chosen
        if stage is not None:
            edits = move(self.work.stream, stage.id, step)
            self.edit(f"move {stage.name}", edits, f"move {stage.id}")

    def action_undo(self) -> None:
        """Take the last change back and say which."""
        before = self.work.stream.ids()
        self._after_history("Undone", self.document.undo(), before)

    def action_redo(self) -> None:
        """Make the undone change again."""
        before = self.work.stream.ids()
        self._after_history("Made again", self.document.redo(), before)

    def _after_history(self, said: str, label: str | None, ids: list[str]) -> None:
        if label is None:
            self.tell("nothing to undo" if said == "Undone" else "nothing to redo")
            return
        self.before = self.analysis
        self.analyse()
        came = [identifier for identifier in self.work.stream.ids() if identifier not in ids]
        if came:
            self.selection = self.selection._replace(stage=came[0], arrow=None)
        self.keep_selection(ids)
        self.message = f"{said}: {label}"
        self.show_scene()

    def action_set_kind(self) -> None:
        """Choose what is done in the stage."""
        stage = self.chosen
        if stage is not None:
            choices = [Choice(kind, kind) for kind in KINDS]
            self._pick_field(stage, "kind", choices)

    def action_set_value(self) -> None:
        """Choose whether the stage adds value."""
        stage = self.chosen
        if stage is not None:
            self._pick_field(
                stage, "value", [*(Choice(value, value) for value in VALUES), Choice("", "not classified")]
            )

    def _pick_field(self, stage: Stage, field: str, choices: list[Choice]) -> None:
        def change(picked: str | None) -> None:
            if picked is not None:
                value = picked or specs_of(Stage)[field].default
                self.edit(f"{field} of {stage.name}", (SetField(("stage", stage.id), field, value),))

        self.app.push_screen(doors.pick(f"{specs_of(Stage)[field].label} of {stage.name}", choices), change)

    def action_edit_note(self) -> None:
        """Write a note on the stage."""
        stage = self.chosen
        if stage is None:
            return

        def change(typed: str | None) -> None:
            if typed is not None:
                self.edit(f"note on {stage.name}", (SetField(("stage", stage.id), "note", typed),))

        spec = specs_of(Stage)["note"]
        self._prompt(f"Note on {stage.name}", stage.note, spec.help, spec, change)

    def action_edit_stage(self) -> None:
        """Edit every field of the stage in a form."""
        stage = self.chosen
        if stage is not None:
            self.change_by_form(doors.stage_form(self.work.stream, stage.id), f"fields of {stage.name}")

    def action_edit_map(self) -> None:
        """Edit the map's own settings in a form."""
        self.change_by_form(doors.map_form(self.work.stream), "the map's settings")
