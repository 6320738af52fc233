"""What a person types into one figure of a stage, as the edits that it means (interface.md, In place)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from vsmap.model.arithmetic import hours_text
from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration
from vsmap.model.edits import Edits, SetField
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.timing import TIMES, check_lead_time, read_timing, time_text
from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.records import ESTIMABLE, Stage
from vsmap.model.schema import specs_of
from vsmap.model.stream import ValueStream
from vsmap.model.values import FieldError, read_value, show_value

_GUESS: Final = "~"
_UNKNOWN: Final = "?"


def read_figure(
    stream: ValueStream,
    stage_id: str,
    field: str,
    text: str,
    pending: Mapping[str, Duration] | None = None,
) -> Edits:
    """Read what was typed into a figure of a stage; nothing typed makes the figure unknown.

    `pending` holds times that were typed before and wait for this one, as after LeadTimeTooShort.
    Returns no edit where nothing changes. Raises EntryError with one sentence, and LeadTimeTooShort
    where the process time would be above the lead time.
    """
    stage, calendar = stream.stage(stage_id), stream.calendar
    if not pending and text.strip() == figure_text(stage, field, calendar):
        return ()
    if field in TIMES:
        return _timing_edits(stage, {**(pending or {}), **_times(text, field, calendar)}, calendar)
    value, guessed = _value(field, text.strip(), calendar)
    return edits_between(stage, with_values(stage, {field: value}, (field,) if guessed else ()))


def figure_text(stage: Stage, field: str, calendar: Calendar) -> str:
    """Return what a figure holds as a person would type it: the text with which editing it starts.

    A lead time or wait that follows from the other is written out; unknown is empty.
    """
    value = getattr(stage, field)
    if isinstance(value, Duration):
        mark = _GUESS if field in stage.estimated and value.points and not value.is_uncertain else ""
        return mark + time_text(value)
    if field in TIMES:
        hours: float | None = getattr(times_of(stage, calendar), field)
        return "" if hours is None else hours_text(hours, calendar)
    if field == "complete_accurate" and stage.judged_by:
        product = complete_accurate_of(stage)
        return "" if product is None else show_value(round(product, 4))
    shown = show_value(value)
    return _GUESS + shown if shown and field in stage.estimated else shown


def with_values(stage: Stage, values: Mapping[str, object], guessed: tuple[str, ...] = ()) -> Stage:
    """Return a stage with new values: each loses its mark of a guess, unless it is among those `guessed`.

    Of lead time and wait the new one replaces the other; where both are stored and neither is new the wait
    goes with a new process time. %C&A and its judges replace each other too.
    """
    full = dict(values)
    if "process_time" in full and not full.keys() & {"lead_time", "wait_time"}:
        lead, wait = stage.lead_time, stage.wait_time
        if lead is not None and wait is not None:
            full["wait_time" if lead.points else "lead_time"] = None
    for one, other in (("lead_time", "wait_time"), ("wait_time", "lead_time")):
        if full.get(one) is not None:
            full.setdefault(other, None)
    if "complete_accurate" in values:
        full.setdefault("judged_by", ())
    elif full.get("judged_by"):
        full.setdefault("complete_accurate", None)
    marks = {figure for figure in stage.estimated if figure not in full} | set(guessed)
    if marks != set(stage.estimated):
        full["estimated"] = tuple(figure for figure in ESTIMABLE if figure in marks)
    return replace(stage, **full)  # type: ignore[arg-type] # the schema has checked each value


def edits_between(stage: Stage, changed: Stage) -> Edits:
    """Return the edits that turn a stage into a changed one of the same id."""
    names = [spec.name for spec in specs_of(Stage).values()]
    pairs = [(name, getattr(stage, name), getattr(changed, name)) for name in names]
    return tuple(SetField(("stage", stage.id), name, new) for name, old, new in pairs if old != new)


def _times(text: str, field: str, calendar: Calendar) -> Mapping[str, Duration | None]:
    if text.strip():
        return read_timing(text, calendar, alone=field)
    return {"process_time": None} if field == "process_time" else {"lead_time": None, "wait_time": None}


def _timing_edits(stage: Stage, given: Mapping[str, Duration | None], calendar: Calendar) -> Edits:
    """Keep what was entered: a stored lead time, or a stored wait."""
    changed = with_values(stage, given)
    check_lead_time(changed, calendar)
    return edits_between(stage, changed)


def _value(field: str, typed: str, calendar: Calendar) -> tuple[object, bool]:
    """Read a figure that is no time; `~` marks a guess, `?` is unknown where nothing is known by default."""
    spec = specs_of(Stage)[field]
    guessed = field in ESTIMABLE and typed.startswith(_GUESS)
    number = typed.removeprefix(_GUESS).strip() if guessed else typed
    if field == "name" and not number:
        raise EntryError("a stage needs a name")
    if guessed and not number:
        raise EntryError("write a number after the ~")
    if number == _UNKNOWN and field in ESTIMABLE and spec.default is None:
        return None, False
    try:
        return read_value(spec, number, calendar), guessed
    except FieldError as error:
        raise EntryError(f"{spec.label}: {error}") from None
