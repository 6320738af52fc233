"""The limits of the waste rules as they are typed, and as edits."""

from typing import Final

from vsmap.model.edits import Edits, SetField
from vsmap.model.rules import RULES, Rule, Thresholds
from vsmap.model.schema import MAXIMUM_NUMBER
from vsmap.model.stream import ValueStream
from vsmap.model.text import excerpt, read_decimal

_DEFAULT: Final = ("", "default")
"""What is typed to go back to the limit of the rule itself."""


def limit_text(stream: ValueStream, rule: Rule, key: str) -> str:
    """Show a limit in force with its unit, and whether it is the map's own.

    >>> limit_text(ValueStream(), RULES["wait-dominated"], "")
    '50 %'
    """
    value, default = stream.thresholds.limit(rule.id, key), dict(rule.limits)[key]
    shown = f"{value:g} {rule.unit}".strip()
    return shown if value == default else f"{shown}, in place of {default:g}"


def read_limit(rule: Rule, key: str, typed: str) -> float:
    """Read a limit; nothing is the default. Raises ValueError that says what would be one."""
    text = typed.strip().removesuffix("%").strip()
    if text.lower() in _DEFAULT:
        return dict(rule.limits)[key]
    try:
        value = read_decimal(text)
    except ValueError as error:
        grouped = "comma" in str(error)
        raise ValueError(str(error) if grouped else f"{excerpt(typed)} is no number") from None
    if not 0 <= value <= MAXIMUM_NUMBER:
        raise ValueError(f"a limit is a number from 0 to {MAXIMUM_NUMBER:g}")
    return value


def set_limit(stream: ValueStream, rule: Rule, key: str, value: float) -> Edits:
    """Give a rule of the map another limit; its default is no limit of the map's own."""
    own = {name: dict(limits) for name, limits in stream.thresholds.limits}
    mine = own.setdefault(rule.id, {})
    mine[key] = value
    if mine[key] == dict(rule.limits)[key]:
        del mine[key]
    kept = ((name, own[name]) for name in RULES if own.get(name))
    ordered = tuple(
        (name, tuple((each, limits[each]) for each, _ in RULES[name].limits if each in limits))
        for name, limits in kept
    )
    return (SetField(("thresholds",), "limits", Thresholds(ordered).limits),)
