"""Stepping a figure up or down by a sensible amount: about a tenth, in tidy numbers."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, parse_duration
from vsmap.model.edits import Edits
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.figure import figure_text, read_figure
from vsmap.model.records import Stage
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.stream import ValueStream
from vsmap.model.text import excerpt
from vsmap.model.values import show_value

_NUMBER = re.compile(r"([0-9]+(?:[.,][0-9]+)?|\.[0-9]+)( *)([A-Za-z]*)")
_POINT = re.compile(r"[0-9.][^/\N{EN DASH}\N{MINUS SIGN}-]*")
_ONE: Final = Decimal(1)
_TIDY: Final = (_ONE, Decimal(2), Decimal(5))
_TENTH: Final = Decimal("0.1")
_FINEST: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)


def stepped(value: object, *, up: bool, spec: Spec | None = None, calendar: Calendar | None = None) -> str:
    """Return a figure one step up or down, as text: a duration keeps its unit and form, counts stay whole.

    A spec keeps the number within its limits, and makes percentages step finer towards 0 and 100. The
    calendar serves a duration of several units, which is written in the smallest of them.
    Raises EntryError for what is no number, or is not known.

    >>> [stepped(parse_duration(text), up=True) for text in ("2d", "~3d", "2-5d", "30m", "1h30")]
    ['2.2d', '~3.2d', '2.2-5.5d', '32m', '95m']
    >>> stepped(12, up=False)
    '11'
    """
    if isinstance(value, Duration):
        return _stepped_duration(value, calendar or Calendar(), up=up)
    if value is None:
        raise EntryError("there is nothing to step yet: type a figure first")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise EntryError(f"{excerpt(show_value(value))} is no number to step")
    number = Decimal(repr(value))
    after = _stepped_count(number, up=up, is_percent=spec is not None and spec.type is FieldType.PERCENT)
    return _plain(after if spec is None or _is_allowed(after, spec) else number)


def _stepped_count(number: Decimal, *, up: bool, is_percent: bool) -> Decimal:
    half = _HUNDRED / 2
    if is_percent and (number > half or (up and number == half)):
        return _HUNDRED - _step(_HUNDRED - number, up=not up, least=_ONE)
    return _step(number, up=up, least=_ONE)


def step_figure(stream: ValueStream, stage_id: str, field: str, *, up: bool) -> Edits:
    """Return the edits that step a figure of a stage; a derived time is stored, a guess stays one.

    Raises EntryError as `stepped` and `read_figure` do.
    """
    stage, spec = stream.stage(stage_id), specs_of(Stage)[field]
    text = figure_text(stage, field, stream.calendar)
    value: object = getattr(stage, field)
    if spec.type is FieldType.DURATION and text:
        value = parse_duration(text.strip("()"), stream.calendar)
    elif field == "complete_accurate" and stage.judged_by:
        value = float(text)
    after = stepped(value, up=up, spec=spec, calendar=stream.calendar)
    if isinstance(value, Duration):
        after = f"({after})"
    elif field in stage.estimated:
        after = f"~{after}"
    return read_figure(stream, stage_id, field, after)


def _stepped_duration(duration: Duration, calendar: Calendar, *, up: bool) -> str:
    """Step each number of a duration; where one has no unit of its own it has the last one's."""
    text = duration.text.strip()
    if not duration.points:
        raise EntryError(f"{text} is no number to step")
    units = [found[2] for found in _NUMBER.findall(text)]
    last = units[-1] or ("m" if len(units) > 1 else "h")

    def step_point(found: re.Match[str]) -> str:
        parts = _NUMBER.findall(found[0])
        if len(parts) > 1:
            unit = parts[-1][2] or "m"
            hours = parse_duration(found[0].strip()).hours(calendar) or 0
            whole = Decimal(repr(round(hours / _hours_in(unit, calendar), 6)))
            return f"{_plain(_step(whole, up=up, least=_ONE))}{unit}"
        digits, space, unit = parts[0]
        number = Decimal(digits.replace(",", "."))
        after = _step(number, up=up, least=_ONE if _is_whole(unit or last) else _FINEST)
        return f"{_plain(after)}{space}{unit or ('' if number else last)}"

    return _POINT.sub(step_point, text)


def _step(number: Decimal, *, up: bool, least: Decimal) -> Decimal:
    """Return the next multiple of the tidy number just under a tenth, in one direction; never below 0.

    Where that is less than half a step away it is the one after, so that an untidy number moves too.
    """
    if number <= 0:
        return max(least, _TENTH) if up else Decimal(0)
    step = _step_size(number, up=up, least=least)
    way, rounding = (step, ROUND_FLOOR) if up else (-step, ROUND_CEILING)
    near = (number / step).to_integral_value(rounding) * step + way
    is_close = near > 0 and abs(near - number) < step / 2
    goes_on = is_close and _step_size(near, up=up, least=least) == step
    return max(Decimal(0), near + way if goes_on else near)


def _step_size(number: Decimal, *, up: bool, least: Decimal) -> Decimal:
    """Return the largest of 1, 2, 5, 10, … that is in a tenth of a number; on the way down below it."""
    tenth = number * _TENTH
    size = _ONE.scaleb(tenth.adjusted())
    fits = [tidy * size for tidy in _TIDY if (tidy * size <= tenth if up else tidy * size < tenth)]
    return max(least, fits[-1] if fits else size / 2)


def _hours_in(unit: str, calendar: Calendar) -> float:
    return parse_duration(f"1{unit}").hours(calendar) or 1.0


def _is_whole(unit: str) -> bool:
    """Tell whether a unit is so small (seconds, minutes) that it has no fractions."""
    return unit[:1] in "sSmM" and not unit.lower().startswith("mo")


def _is_allowed(number: Decimal, spec: Spec) -> bool:
    return (
        (spec.minimum is None or number >= Decimal(repr(spec.minimum)))
        and (spec.above is None or number > Decimal(repr(spec.above)))
        and (spec.maximum is None or number <= Decimal(repr(spec.maximum)))
        and (spec.below is None or number < Decimal(repr(spec.below)))
    )


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
