"""The plan: every improvement with what it brings, edited in place, and the best next steps as a curve."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical

from vsmap.analysis.plan import Plan, plan_in_steps, today
from vsmap.model.edits import EditError, Edits, RemoveRecord, SetField
from vsmap.model.entry.days import read_day
from vsmap.model.records import STATUSES, Improvement
from vsmap.model.schema import specs_of
from vsmap.model.text import visible
from vsmap.model.values import FieldError, read_value, show_value
from vsmap.screens.dialog import Dialog
from vsmap.widgets.ink import ERROR, INKS, KEY, LABEL, Ink, InkLine
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.plan_lines import PlanLine, curve_lines, summary_lines
from vsmap.widgets.plan_table import EDITED, PlanScene, PlanTable

if TYPE_CHECKING:
    from collections.abc import Generator

    from textual import events
    from textual.app import ComposeResult

    from vsmap.model.document import Document

_SLICE: Final = 0.03
"""Seconds of work between two looks at the keyboard."""
_SORTS: Final = ("order", "gain", "gain per day", "due", "owner", "status")
_KEYS: Final = (
    *(("⏎", "Edit"), ("Space", "On/off"), ("] [", "Status"), ("s", "Sort")),
    *(("d", "Delete"), ("u", "Undo"), ("g", "Its stage"), ("Esc", "Back")),
)
_STEPS: Final = {"up": -1, "k": -1, "down": 1, "j": 1}
_STEPS_BESIDE: Final = {
    **dict.fromkeys(("left", "h", "shift+tab", "comma"), -1),
    **dict.fromkeys(("right", "l", "tab", "full_stop"), 1),
}
_COMMANDS: Final = {
    **dict.fromkeys(("escape", "q", "P", "f6"), "_close"),
    **dict.fromkeys(("enter", "e", "f2"), "_open"),
    "space": "_switch",
    "right_square_bracket": "_next_status",
    "left_square_bracket": "_status_before",
    "s": "_sort_next",
    "d": "_delete",
    "delete": "_delete",
    "u": "_undo",
    "U": "_redo",
    "g": "_go_to_stage",
}
"""What keys do while no field is open: the methods of the screen."""
_LAST: Final = "9999"


class PlanScreen(Dialog[str]):
    """Shows and edits the improvements of a document; gives the stage to go to, or None."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{ink}" for ink in INKS}
    """The inks of its panes."""
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "#plan"

    def __init__(self, document: Document, refusal: str) -> None:
        super().__init__()
        self._document, self._refusal = document, refusal
        self._chosen: str | None = next(iter(document.stream.improvements), None)
        self._is_used = False
        """Whether a key was pressed: until then the first improvement is chosen, whatever the order is."""
        self._field = EDITED[0]
        self._edit: LineEdit | None = None
        self._error = ""
        self._sort = _SORTS[0]
        self._plan: Plan | None = None
        self._working: Generator[float, None, Plan] | None = None
        self._table, self._summary = PlanTable(), PlanLine("summary")
        self._curve, self._keys = PlanLine("curve"), PlanLine("keys")

    def compose(self) -> ComposeResult:
        """Put the summary above the table and the curve beneath it."""
        with Vertical(id="plan-box"):
            yield self._summary
            yield self._table
            yield self._curve
            yield self._keys

    def on_mount(self) -> None:
        """Begin to work the plan out."""
        self._begin()

    def on_resize(self) -> None:
        """Show what there is room for."""
        self.call_after_refresh(self._show)

    # Working out.

    def _begin(self) -> None:
        """Work the plan out anew, a slice at a time, so that keys are answered meanwhile."""
        self._working = plan_in_steps(self._document.stream)
        self._advance()

    def _advance(self) -> None:
        working, until = self._working, monotonic() + _SLICE
        share = 0.0
        while working is not None and monotonic() < until:
            try:
                share = next(working)
            except StopIteration as done:
                self._plan, self._working = done.value, None
                break
        if self._working is not None:
            self._table.entitle("Plan", f"working out the order: {share * 100:.0f} %")
            self.set_timer(0.001, self._advance)
        self._show()

    # Showing.

    def _improvements(self) -> tuple[Improvement, ...]:
        """Return the improvements as they are sorted now."""
        every = list(self._document.stream.improvements.values())
        plan = self._plan
        order = {step.improvement: at for at, step in enumerate(plan.steps)} if plan is not None else {}
        gains = plan.gains if plan is not None else {}

        def key(each: Improvement) -> tuple[float, str]:
            gain = gains.get(each.id)
            match self._sort:
                case "gain":
                    return (-gain.alone_h if gain else 0.0, "")
                case "gain per day":
                    return (-(gain.per_day_h or 0.0) if gain else 0.0, "")
                case "due":
                    return (0.0, each.due.isoformat() if each.due else _LAST)
                case "owner":
                    return (float(not each.owner), each.owner.casefold())
                case "status":
                    return (float(STATUSES.index(each.status)), "")
                case _:
                    return (float(order.get(each.id, len(every))), "")

        return tuple(sorted(every, key=key))

    def _show(self) -> None:
        """Paint what differs."""
        if not self.is_mounted:
            return
        shown = self._improvements()
        ids = [each.id for each in shown]
        if self._chosen not in ids or not self._is_used:
            self._chosen = ids[0] if ids else None
        at = ids.index(self._chosen) if self._chosen in ids else 0
        calendar = self._document.stream.calendar
        scene = PlanScene(shown, self._plan, calendar, at, self._field, self._edit, today())
        if self._working is None:
            self._table.entitle("Plan", f"sorted by {self._sort}: s")
        self._summary.lines = summary_lines(self._document.stream, self._summary.content_size.width)
        self._curve.lines = curve_lines(self._plan, self._curve.content_size.width)
        self._keys.lines = [self._key_line()]
        regions = self._table.show(scene)
        for region in regions:
            self._table.refresh(region)
        for pane in (self._summary, self._curve, self._keys):
            pane.repaint()

    def _key_line(self) -> InkLine:
        if self._error:
            return (Ink(f" {self._error}", ERROR),)
        if self._edit is not None:
            keys: tuple[tuple[str, str], ...] = (("⏎", "Commit"), ("Tab", "Next field"), ("Esc", "Restore"))
        else:
            keys = _KEYS
        return tuple(ink for key, label in keys for ink in (Ink(f" {key} ", KEY), Ink(f"{label} ", LABEL)))

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Let the open field have the keys, else run what they mean here."""
        if event.key == "ctrl+z":
            return
        event.stop()
        event.prevent_default()
        self._is_used = True
        if self._edit is not None:
            self._field_key(event)
        else:
            self._error = ""
            self._command_key(event)
        self._show()

    def _command_key(self, event: events.Key) -> None:
        if event.key in _STEPS:
            self._go(_STEPS[event.key])
        elif event.key in _STEPS_BESIDE:
            self._go_beside(_STEPS_BESIDE[event.key])
        elif event.key in _COMMANDS:
            getattr(self, _COMMANDS[event.key])()
        elif event.character is not None and event.character.isdigit():
            self._open(event.character)

    def _close(self) -> None:
        self.dismiss(None)

    def _go_to_stage(self) -> None:
        if self._chosen is not None:
            self.dismiss(self._improvement().stage or None)

    def _sort_next(self) -> None:
        self._sort = _SORTS[(_SORTS.index(self._sort) + 1) % len(_SORTS)]

    def _next_status(self) -> None:
        self._step_status(1)

    def _status_before(self) -> None:
        self._step_status(-1)

    def _undo(self) -> None:
        self._history(redo=False)

    def _redo(self) -> None:
        self._history(redo=True)

    def _improvement(self) -> Improvement:
        return self._document.stream.improvements[self._chosen or ""]

    def _go(self, step: int) -> None:
        ids = [each.id for each in self._improvements()]
        at = ids.index(self._chosen) if self._chosen in ids else 0
        self._chosen = ids[max(0, min(at + step, len(ids) - 1))] if ids else None

    def _go_beside(self, step: int) -> None:
        fields = [column for column in self._table.columns() if column in EDITED]
        at = fields.index(self._field) if self._field in fields else 0
        self._field = fields[max(0, min(at + step, len(fields) - 1))]

    def _open(self, text: str | None = None) -> None:
        if self._refusal:
            self._error = self._refusal
        elif self._chosen is not None:
            self._edit = LineEdit(
                show_value(getattr(self._improvement(), self._field)) if text is None else text
            )

    def _field_key(self, event: events.Key) -> None:
        edit = self._edit
        if edit is None:
            return
        match event.key:
            case "escape":
                self._edit, self._error = None, ""
            case "enter":
                self._commit(edit)
            case "tab" | "shift+tab" | "up" | "down":
                if self._commit(edit):
                    if event.key in {"up", "down"}:
                        self._go(1 if event.key == "down" else -1)
                    else:
                        self._go_beside(1 if event.key == "tab" else -1)
                    self._open()
            case _ if edit.key(event.key, event.character):
                self._error = self._wrong(edit.text)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text while a field is open."""
        if self._edit is not None:
            self._edit.insert(event.text)
            self._error = self._wrong(self._edit.text)
            self._show()

    def _read(self, typed: str) -> object:
        """Read what was typed into the selected field; raises FieldError with what is allowed."""
        if self._field == "title" and not typed.strip():
            raise FieldError("", "an improvement needs a title")
        found = read_day(typed, today()) if self._field == "due" and typed.strip() else None
        if found is not None:
            return found
        return read_value(specs_of(Improvement)[self._field], typed, self._document.stream.calendar)

    def _wrong(self, typed: str) -> str:
        try:
            self._read(typed)
        except FieldError as error:
            return str(error)
        return ""

    def _commit(self, edit: LineEdit) -> bool:
        """Make the edit; return whether the field closed."""
        try:
            value = self._read(edit.text)
        except FieldError as error:
            self._error = str(error)
            return False
        self._edit, self._error = None, ""
        return self._do(f"{self._field} of an improvement", (self._set(self._field, value),))

    def _set(self, field: str, value: object) -> SetField:
        return SetField(("improvement", self._chosen or ""), field, value)

    def _switch(self) -> None:
        """Switch the chosen improvement on or off; the future state follows at once."""
        if self._chosen is None:
            return
        each = self._improvement()
        if each.status == "dropped":
            self._error = "it is dropped, which is never part of the future: ] gives it another status"
            return
        self._do(f"switch {each.title}", (self._set("in_future", value=not each.in_future),))

    def _step_status(self, step: int) -> None:
        if self._chosen is not None:
            at = STATUSES.index(self._improvement().status) + step
            if 0 <= at < len(STATUSES):
                self._do("status of an improvement", (self._set("status", STATUSES[at]),))

    def _delete(self) -> None:
        if self._chosen is not None:
            title, place = (
                self._improvement().title,
                list(self._document.stream.improvements).index(self._chosen),
            )
            if self._do(f"delete {title}", (RemoveRecord("improvement", place),)):
                self._error = f"{visible(title)} is gone; u brings it back"

    def _do(self, label: str, edits: Edits) -> bool:
        if self._refusal:
            self._error = self._refusal
            return False
        try:
            self._document.do(label, edits)
        except EditError as error:
            self._error = visible(str(error))
            return False
        self._begin()
        return True

    def _history(self, *, redo: bool) -> None:
        label = self._document.redo() if redo else self._document.undo()
        self._error = f"{'made again' if redo else 'undone'}: {visible(label)}" if label else "nothing there"
        self._begin()
