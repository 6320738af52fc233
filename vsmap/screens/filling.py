"""Filling in the fields of stages and of the map: kind, value class, wastes, note, and whole forms."""

from collections.abc import Callable

from vsmap.model.edits import SetField
from vsmap.model.records import KINDS, VALUES, WASTES, Stage
from vsmap.model.schema import Spec, specs_of
from vsmap.model.values import fault_of
from vsmap.screens import doors
from vsmap.screens.base import MapScreenBase
from vsmap.screens.doors import Choice

Taker = Callable[[str | None], None]
"""Takes the line that was typed, or None."""


class Filling(MapScreenBase):
    """The actions on fields; one that has a single value sets it for all stages that are marked."""

    def prompt(self, title: str, text: str, hint: str, spec: Spec, done: Taker) -> None:
        """Let a line be typed that is a value of a field."""

        def check(typed: str) -> str:
            return fault_of(spec, typed, self.work.stream.calendar)

        self.app.push_screen(doors.prompt(title, text, hint, check), done)

    def action_set_kind(self) -> None:
        """Choose what is done in the stages."""
        self._pick_field("kind", [Choice(kind, kind) for kind in KINDS])

    def action_set_value(self) -> None:
        """Choose whether the stages add value."""
        choices = [*(Choice(value, value) for value in VALUES), Choice("", "not classified")]
        self._pick_field("value", choices)

    def _pick_field(self, field: str, choices: list[Choice]) -> None:
        ids = self.chosen_ids
        spec = specs_of(Stage)[field]

        def change(picked: str | None) -> None:
            if picked is not None:
                self._set(field, ids, picked or spec.default)

        self.app.push_screen(doors.pick(f"{spec.label} of {self.named(ids)}", choices), change)

    def _set(self, field: str, ids: list[str], value: object) -> None:
        """Give a field of stages a value, as one edit."""
        edits = [SetField(("stage", each), field, value) for each in ids if each in self.work.stream]
        label = "wastes" if field == "wastes" else field
        self.edit(f"{label} of {self.named(ids)}", edits)

    def action_set_wastes(self) -> None:
        """Tick the wastes that were seen in the stages; of several those that all have are ticked."""
        ids = self.chosen_ids
        stages = [self.work.stream.stage(each) for each in ids]
        common = [waste for waste in WASTES if all(waste in stage.wastes for stage in stages)]

        def change(ticked: tuple[str, ...] | None) -> None:
            if ticked is None:
                return
            if len(ids) == 1:
                self._set("wastes", ids, ticked)
                return
            edits = [
                SetField(("stage", stage.id), "wastes", _with_changes(stage.wastes, common, ticked))
                for stage in stages
            ]
            self.edit(f"wastes of {self.named(ids)}", edits)

        self.app.push_screen(doors.tick(f"Wastes seen in {self.named(ids)}", WASTES, common), change)

    def action_edit_note(self) -> None:
        """Write a note on the stages."""
        ids = self.chosen_ids
        first = self.work.stream.stage(ids[0])
        spec = specs_of(Stage)["note"]

        def change(typed: str | None) -> None:
            if typed is not None:
                self._set("note", ids, typed)

        start = first.note if len(ids) == 1 else ""
        self.prompt(f"Note on {self.named(ids)}", start, spec.help, spec, change)

    def action_edit_stage(self) -> None:
        """Edit every field of the selected arrow, else of the stage, in a form."""
        chosen, stream = self.selection, self.work.stream
        if chosen.arrow is not None:
            ends = " → ".join(stream.stage(each).name for each in chosen.arrow[1:])
            self.change_by_form(doors.arrow_form(stream, chosen.arrow), f"fields of {ends}")
        elif chosen.stage is not None:
            name = stream.stage(chosen.stage).name
            self.change_by_form(doors.stage_form(stream, chosen.stage), f"fields of {name}")

    def action_edit_map(self) -> None:
        """Edit the map's own settings in a form."""
        self.change_by_form(doors.map_form(self.work.stream), "the map's settings")


def _with_changes(wastes: tuple[str, ...], before: list[str], ticked: tuple[str, ...]) -> tuple[str, ...]:
    """Return a stage's wastes with what was ticked, and without what was ticked before and is not now."""
    gone = set(before) - set(ticked)
    return tuple(waste for waste in WASTES if waste in ticked or (waste in wastes and waste not in gone))
