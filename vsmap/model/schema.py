"""The one schema: what each field of a map may hold, declared where the field is.

A record is a frozen dataclass; each of its fields is made by one of the functions below and carries a
`Spec`. Reading, writing, faults, forms and docs all follow from the specs, in the order of declaration.
"""

from dataclasses import field, fields
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from vsmap.model.text import name_of

MAXIMUM_NUMBER: Final = 10**9


class FieldType(Enum):
    """The types of value that a field can hold."""

    TEXT = "text"
    WORD = "word"
    NUMBER = "number"
    PERCENT = "percent"
    DURATION = "duration"
    FLAG = "flag"
    WORDS = "words"
    DATE = "date"
    PERCENTS = "percents by name"
    STAGE = "stage"
    CHANGES = "changes"


class Spec(NamedTuple):
    """What one field may hold, and how it is called and explained."""

    type: FieldType
    help: str
    name: str = ""
    key: str = ""
    label: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    below: float | None = None
    required: bool = False
    default: Any = None


def _declare(spec_type: FieldType, help_text: str, default: object, **more: Any) -> Any:
    spec = Spec(type=spec_type, help=help_text, default=default, **more)
    if spec.required:
        return field(metadata={"spec": spec})
    return field(default=default, metadata={"spec": spec})


def text(help_text: str, *, key: str = "", label: str = "", required: bool = False) -> Any:
    """Declare a text; empty is absent."""
    return _declare(FieldType.TEXT, help_text, "", key=key, label=label, required=required)


def word(help_text: str, choices: tuple[str, ...], default: str | None, *, label: str = "") -> Any:
    """Declare one word out of a vocabulary."""
    return _declare(FieldType.WORD, help_text, default, choices=choices, label=label)


def words(
    help_text: str, choices: tuple[str, ...] = (), default: tuple[str, ...] = (), *, label: str = ""
) -> Any:
    """Declare a list of words, free or out of a vocabulary."""
    return _declare(FieldType.WORDS, help_text, default, choices=choices, label=label)


def number(
    help_text: str,
    *,
    default: float | None = None,
    minimum: float | None = None,
    above: float | None = None,
    maximum: float = MAXIMUM_NUMBER,
    unit: str = "",
    label: str = "",
) -> Any:
    """Declare a number within limits."""
    limits = {"minimum": minimum, "above": above, "maximum": maximum}
    return _declare(FieldType.NUMBER, help_text, default, unit=unit, label=label, **limits)


def percent(
    help_text: str,
    *,
    default: float | None = None,
    above: float | None = None,
    below: float | None = None,
    label: str = "",
) -> Any:
    """Declare a percentage, 0 to 100 unless its limits are narrower."""
    minimum = 0 if above is None else None
    maximum = 100 if below is None else None
    limits = {"minimum": minimum, "above": above, "maximum": maximum, "below": below}
    return _declare(FieldType.PERCENT, help_text, default, unit="%", label=label, **limits)


def duration(help_text: str, *, label: str = "") -> Any:
    """Declare a duration; absent is unknown."""
    return _declare(FieldType.DURATION, help_text, None, label=label)


def flag(help_text: str, *, default: bool | None, label: str = "") -> Any:
    """Declare a yes or no; a default of None knows "not said" too."""
    return _declare(FieldType.FLAG, help_text, default, label=label)


def day(help_text: str, *, label: str = "") -> Any:
    """Declare a date."""
    return _declare(FieldType.DATE, help_text, None, label=label)


def percents(help_text: str, *, label: str = "") -> Any:
    """Declare a table of percentages by free names, kept as pairs in order."""
    return _declare(FieldType.PERCENTS, help_text, (), label=label, minimum=0, maximum=100)


def stage_id(help_text: str, *, key: str = "", required: bool = False) -> Any:
    """Declare the id of a stage that must exist."""
    return _declare(FieldType.STAGE, help_text, "", key=key, required=required)


def changes(help_text: str) -> Any:
    """Declare an improvement's list of changes."""
    return _declare(FieldType.CHANGES, help_text, (), key="change")


def specs_of(record: type) -> dict[str, Spec]:
    """Return the specs of a record's fields by their key in the file, in the order of the file."""
    return _specs_of(record)


@cache
def _specs_of(record: type) -> dict[str, Spec]:
    found: dict[str, Spec] = {}
    for declared in fields(record):
        spec: Spec | None = declared.metadata.get("spec")
        if spec is not None:
            key = spec.key or declared.name
            label = spec.label or name_of(declared.name)
            found[key] = spec._replace(name=declared.name, key=key, label=label)
    return found
