"""Editing a figure where it stands: every key that parses moves the numbers, nothing is made before Enter."""

from functools import partial

from textual import events

from vsmap.model.durations import Duration
from vsmap.model.edits import EditError, Edits
from vsmap.model.entry import EntryError, LeadTimeTooShort, figure_text, read_figure, step_figure
from vsmap.model.several import as_many_as_can
from vsmap.screens.base import MapScreenBase
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.state import FIGURES, Field, figure_label


class FieldEditing(MapScreenBase):
    """Opens, previews, commits and restores the field on a figure."""

    _pending: dict[str, Duration] | None = None
    """A process time that waits for a lead time long enough."""
    _least = ""
    """The shortest lead time that is long enough."""

    def open_field(
        self, text: str | None = None, figure: str | None = None, *, is_fresh: bool = False
    ) -> None:
        """Open a field on the selected figure, with its text or with what was just typed.

        Into a fresh one, which a person only passes through, the first character typed replaces the text.
        """
        chosen = self.selection
        if self.refusal:
            self.tell(self.refusal, is_error=True)
            return
        if chosen.stage is None:
            return
        if figure is not None:
            self.select(chosen.stage, figure)
        stage, figure = self.work.stream.stage(chosen.stage), self.selection.figure
        start = figure_text(stage, figure, self.work.stream.calendar) if text is None else text
        self.field = Field(chosen.stage, figure, LineEdit(start, is_fresh=is_fresh))
        self.before = self.analysis
        self.message = ""
        if text is not None:
            self._preview(self.field)
        self.show_scene()

    def open_typed(self, figure: str, edit: LineEdit) -> None:
        """Open the field on a figure of the selected stage with what was typed into it before."""
        self.open_field(edit.text, figure)
        if self.field is not None:
            self.field.edit = edit

    def field_key(self, event: events.Key) -> None:
        """Take a key while a field is open."""
        field = self.field
        if field is None:
            return
        match event.key:
            case "enter":
                self._commit(field)
            case "escape":
                self._restore()
            case "tab" | "shift+tab":
                if self._commit(field):
                    self._open_beside(1 if event.key == "tab" else -1)
            case "up" | "down":
                if self._commit(field):
                    self._open_other_stage(1 if event.key == "down" else -1)
            case _ if field.edit.key(event.key, event.character):
                self._preview(field)
                self.show_scene()

    def field_paste(self, text: str) -> None:
        """Take pasted text while a field is open."""
        if self.field is not None:
            self.field.edit.insert(text)
            self._preview(self.field)
            self.show_scene()

    def _edits(self, field: Field) -> Edits:
        """Return the edits that the typed text means, with what waited for it."""
        self.work.cancel_preview()
        if self._pending and not field.edit.text.strip():
            raise EntryError(f"LT must be at least {self._least}; Esc restores both")
        return read_figure(self.work.stream, field.stage, field.figure, field.edit.text, self._pending)

    def _preview(self, field: Field) -> None:
        """Show what the typed text would do, or what is wrong with it."""
        try:
            self.work.preview(self._edits(field))
        except (EntryError, EditError) as error:
            field.error, self.is_stale = str(error), True
            return
        field.error = ""
        self.analyse()
        self.message = self.explained()

    def _commit(self, field: Field) -> bool:
        """Make the edit; return whether the field closed."""
        label = f"{figure_label(field.figure)} of {self.work.stream.stage(field.stage).name}"
        try:
            self.work.do(label, self._edits(field))
        except LeadTimeTooShort as error:
            self._move_on_to_lead_time(field, error)
            return False
        except (EntryError, EditError) as error:
            field.error, self.is_stale = str(error), True
            self.show_scene()
            return False
        self._close()
        return True

    def _move_on_to_lead_time(self, field: Field, error: LeadTimeTooShort) -> None:
        """Let the lead time be raised with the process time: both are one step of the history."""
        self._least = error.least
        if error.process_time is not None:
            self._pending = {"process_time": error.process_time}
        self.selection = self.selection._replace(figure="lead_time")
        self.field = Field(field.stage, "lead_time", LineEdit(""), error=str(error))
        self.show_scene()

    def _restore(self) -> None:
        self.work.cancel_preview()
        self.analyse()
        self.message = ""
        self.before = self.analysis
        self._close()

    def _close(self) -> None:
        self.field, self._pending = None, None
        self.analyse()
        self.message = self.explained() if self.analysis != self.before else ""
        self.show_scene()

    def _open_beside(self, step: int) -> None:
        at = FIGURES.index(self.selection.figure) + step
        if 0 <= at < len(FIGURES):
            self.open_field(figure=FIGURES[at], is_fresh=True)

    def _open_other_stage(self, step: int) -> None:
        ids = self.work.stream.ids()
        at = ids.index(self.selection.stage) + step if self.selection.stage else -1
        if 0 <= at < len(ids):
            self.select(ids[at])
            self.open_field(is_fresh=True)

    # Actions.

    def action_edit(self) -> None:
        """Edit the selected figure, with its text as it was entered."""
        self.open_field()

    def action_rename(self) -> None:
        """Edit the name of the selected stage."""
        self.open_field(figure="name")

    def action_step_up(self) -> None:
        """Raise the selected figure."""
        self._step(up=True)

    def action_step_down(self) -> None:
        """Lower the selected figure."""
        self._step(up=False)

    def _step(self, *, up: bool) -> None:
        """Step the selected figure of each chosen stage that has it."""
        ids, figure = self.chosen_ids, self.selection.figure
        plans = [partial(step_figure, stage_id=each, field=figure, up=up) for each in ids]
        edits, wrong = as_many_as_can(self.work.stream, plans)
        if wrong:
            self.tell("; ".join(dict.fromkeys(wrong)), is_error=True)
        if edits:
            self.edit(f"step {figure_label(figure)}", edits, f"step {' '.join(ids)} {figure} {up}")
