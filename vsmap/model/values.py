"""One field's value: checked against its spec, read from what a person typed, shown as text."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, DurationError, parse_duration
from vsmap.model.schema import MAXIMUM_NUMBER, FieldType, Spec
from vsmap.model.text import MAXIMUM_NAME, excerpt, is_id, join_list, nearest, read_decimal, split_list

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
_YES: Final = ("yes", "y", "true", "on", "1")
_NO: Final = ("no", "n", "false", "off", "0")


class FieldError(ValueError):
    """A value that a field cannot hold; `found` and `allowed` are for people."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"found {found}; {allowed}" if found else allowed)
        self.found = found
        self.allowed = allowed


def check_value(spec: Spec, raw: object, calendar: Calendar) -> object:
    """Turn a plain value, as a TOML file holds it, into the value of a field.

    Raises FieldError where the type is wrong or the value out of range.
    """
    return _CHECKS[spec.type](spec, raw, calendar)


def plain_value(value: object) -> object:
    """Turn a field's value back into what a TOML file holds."""
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        pairs = bool(value) and isinstance(value[0], tuple)
        return {key: plain_value(item) for key, item in value} if pairs else list(value)
    return value


def read_value(spec: Spec, typed: str, calendar: Calendar) -> object:
    """Read what a person typed into a field; nothing typed is the default.

    Raises FieldError with what is allowed.
    """
    stripped = typed.strip()
    if not stripped and not spec.required:
        return spec.default
    return check_value(spec, _plain_of(spec, stripped), calendar)


def fault_of(spec: Spec, typed: str, calendar: Calendar) -> str:
    """Say what is wrong with what was typed into a field; nothing where it can be taken."""
    try:
        read_value(spec, typed, calendar)
    except FieldError as error:
        return str(error)
    return ""


def _plain_of(spec: Spec, typed: str) -> object:
    match spec.type:
        case FieldType.NUMBER | FieldType.PERCENT:
            return _number_of(spec, typed)
        case FieldType.FLAG:
            return _flag_of(typed)
        case FieldType.WORDS:
            return split_list(typed)
        case FieldType.DATE:
            return _date_of(typed)
        case FieldType.PERCENTS:
            return _percents_of(spec, typed)
        case _:
            return typed


def _number_of(spec: Spec, typed: str) -> float:
    is_percent = spec.type is not FieldType.NUMBER
    digits = typed.removesuffix("%").rstrip() if is_percent else typed
    if not _NUMBER.fullmatch(digits):
        raise FieldError(excerpt(typed), allowed_values(spec))
    try:
        value = read_decimal(digits)
    except ValueError as error:
        raise FieldError("", str(error)) from None
    return int(value) if value.is_integer() else value


def _flag_of(typed: str) -> bool:
    if typed.lower() in _YES or typed.lower() in _NO:
        return typed.lower() in _YES
    raise FieldError(excerpt(typed), "write yes or no")


def _date_of(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise FieldError(excerpt(typed), "write a date as 2026-11-23") from None


def _percents_of(spec: Spec, typed: str) -> dict[str, float]:
    judged: dict[str, float] = {}
    for piece in split_list(typed):
        name, separator, value = piece.rpartition("=")
        if not separator or name.strip() in judged:
            twice = "each judge has one figure" if separator else "write name = percent, name = percent"
            raise FieldError(excerpt(piece), twice)
        judged[name.strip()] = _number_of(spec, value.strip())
    return judged


def show_value(value: object) -> str:
    """Show a field's value as a person would type it; absent is empty."""
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    plain = plain_value(value)
    if isinstance(plain, dict):
        return join_list(f"{name} = {share}" for name, share in plain.items())
    return join_list(plain) if isinstance(plain, list) else str(plain)


def allowed_values(spec: Spec) -> str:
    """Say in words what a field may hold."""
    if spec.choices:
        return f"allowed: {', '.join(spec.choices)}"
    if spec.type in {FieldType.NUMBER, FieldType.PERCENT, FieldType.PERCENTS}:
        kind = "a percentage" if spec.unit == "%" or spec.type is FieldType.PERCENTS else "a number"
        return f"allowed: {kind} {_limits(spec)}"
    return f"allowed: {_IN_WORDS[spec.type]}"


_IN_WORDS: Final = {
    FieldType.TEXT: "a text in quotes",
    FieldType.DURATION: 'a duration in quotes, such as "2d", "4h", "~3d", "2-5d", "1d/2d/5d", "?" or "n/a"',
    FieldType.FLAG: "true or false",
    FieldType.WORDS: "a list of texts",
    FieldType.DATE: "a date such as 2026-11-23",
    FieldType.STAGE: "the id of a stage",
    FieldType.CHANGES: "a list of changes",
}


def _limits(spec: Spec) -> str:
    low = f"above {spec.above:g}" if spec.above is not None else f"from {spec.minimum or 0:g}"
    if spec.below is not None:
        return f"{low} to below {spec.below:g}"
    top = spec.maximum
    return f"{low}, at most {top:,.0f}" if top == MAXIMUM_NUMBER else f"{low} to {top:g}"


def _check_characters(text: str) -> None:
    """Refuse lone surrogates: they come from bytes that are no text, and no file could hold them."""
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise FieldError(excerpt(text), "allowed: text that can be written as UTF-8")


def _check_text(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if not isinstance(raw, str):
        raise FieldError(excerpt(raw), allowed_values(spec))
    _check_characters(raw)
    if spec.name == "name" and not 1 <= len(raw) <= MAXIMUM_NAME:
        raise FieldError(excerpt(raw), f"allowed: 1 to {MAXIMUM_NAME} characters")
    if spec.required and not raw:
        raise FieldError('""', "a text is needed here")
    return raw


def _check_word(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if isinstance(raw, str) and raw in spec.choices:
        return raw
    near = nearest(raw, spec.choices) if isinstance(raw, str) else None
    hint = f"did you mean {near}? " if near else ""
    raise FieldError(excerpt(raw), hint + allowed_values(spec))


def _check_number(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise FieldError(excerpt(raw), allowed_values(spec))
    inside = (
        (spec.minimum is None or raw >= spec.minimum)
        and (spec.above is None or raw > spec.above)
        and (spec.maximum is None or raw <= spec.maximum)
        and (spec.below is None or raw < spec.below)
        and abs(raw) <= MAXIMUM_NUMBER
    )
    if not inside:
        raise FieldError(excerpt(raw), allowed_values(spec))
    return raw


def _check_duration(spec: Spec, raw: object, calendar: Calendar) -> object:
    if isinstance(raw, str):
        try:
            return parse_duration(raw, calendar)
        except DurationError as error:
            raise FieldError("", str(error)) from None
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        shown = excerpt(raw)
        raise FieldError(shown, f'a number needs a unit in quotes: "{shown[:20]}h", or m, d, w, mo, y')
    raise FieldError(excerpt(raw), allowed_values(spec))


def _check_flag(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if not isinstance(raw, bool):
        raise FieldError(excerpt(raw), allowed_values(spec))
    return raw


def _check_words(spec: Spec, raw: object, calendar: Calendar) -> object:
    if not isinstance(raw, list):
        raise FieldError(excerpt(raw), allowed_values(spec))
    for item in raw:
        if spec.choices:
            _check_word(spec, item, calendar)
        elif not isinstance(item, str) or not item:
            raise FieldError(excerpt(item), "allowed: a list of texts that are not empty")
        else:
            _check_characters(item)
    return tuple(raw)


def _check_date(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if isinstance(raw, datetime) or not isinstance(raw, date):
        raise FieldError(excerpt(raw), allowed_values(spec))
    return raw


def _check_percents(spec: Spec, raw: object, calendar: Calendar) -> object:
    if not isinstance(raw, Mapping) or not raw:
        raise FieldError(excerpt(raw), "allowed: { judge = percent, … }")
    for name, value in raw.items():
        if not name:
            raise FieldError('""', "a judge needs a name")
        _check_characters(name)
        _check_number(spec, value, calendar)
    return tuple(raw.items())


def _check_stage(spec: Spec, raw: object, _calendar: Calendar) -> object:
    if not isinstance(raw, str) or not is_id(raw):
        raise FieldError(excerpt(raw), allowed_values(spec))
    return raw


_CHECKS: Final[dict[FieldType, Callable[[Spec, object, Calendar], object]]] = {
    FieldType.TEXT: _check_text,
    FieldType.WORD: _check_word,
    FieldType.NUMBER: _check_number,
    FieldType.PERCENT: _check_number,
    FieldType.DURATION: _check_duration,
    FieldType.FLAG: _check_flag,
    FieldType.WORDS: _check_words,
    FieldType.DATE: _check_date,
    FieldType.PERCENTS: _check_percents,
    FieldType.STAGE: _check_stage,
}
