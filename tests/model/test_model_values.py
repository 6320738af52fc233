"""A field's value survives being shown and read again, and a wrong one is refused with what is allowed."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vsmap.model.calendar import Calendar
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Improvement, MapSettings, Rework, Stage, Waiver
from vsmap.model.schema import FieldType, Spec, specs_of
from vsmap.model.stream import LISTS, SETTINGS
from vsmap.model.values import (
    FieldError,
    allowed_values,
    check_value,
    plain_value,
    read_value,
    show_value,
)

WEEK = Calendar()
RECORDS = (*SETTINGS.values(), *LISTS.values(), Stage, Flow, Rework, Improvement)
SPECS = [
    spec for record in RECORDS for spec in specs_of(record).values() if spec.type is not FieldType.CHANGES
]
DURATIONS = ("0", "30m", "1,5h", "~3d", "2-5d", "1/2/5d", "?", "n/a", " 2d ")

lines = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() == text)


def numbers(spec: Spec) -> st.SearchStrategy[float]:
    """Return the numbers within a spec's limits."""
    low = spec.minimum if spec.above is None else spec.above
    high = spec.maximum if spec.below is None else spec.below
    inside = st.floats(low, high, exclude_min=spec.above is not None, exclude_max=spec.below is not None)
    return inside.map(lambda number: round(number, 3)).filter(
        lambda number: (
            (spec.above is None or number > spec.above) and (spec.below is None or number < spec.below)
        )
    )


def values(spec: Spec) -> st.SearchStrategy[object]:
    """Return the values that a field may hold, its default among them."""
    words = st.sampled_from(spec.choices) if spec.choices else lines
    by_type: dict[FieldType, st.SearchStrategy[object]] = {
        FieldType.TEXT: lines,
        FieldType.WORD: words,
        FieldType.NUMBER: numbers(spec),
        FieldType.PERCENT: numbers(spec),
        FieldType.DURATION: st.sampled_from(DURATIONS).map(parse_duration),
        FieldType.FLAG: st.booleans(),
        FieldType.WORDS: st.lists(words).map(tuple),
        FieldType.DATE: st.dates(),
        FieldType.PERCENTS: st.dictionaries(lines, numbers(spec)).map(lambda judged: tuple(judged.items())),
        FieldType.STAGE: st.text("abcXYZ019-_", min_size=1),
    }
    return by_type[spec.type] if spec.required else by_type[spec.type] | st.just(spec.default)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@settings(max_examples=25)
@given(st.data())
def test_a_value_survives_being_shown_and_read(spec: Spec, data: st.DataObject) -> None:
    """What a form shows reads back as the same value, for every field of the schema."""
    value = data.draw(values(spec))
    shown = show_value(value)
    read = read_value(spec, shown, WEEK)
    if spec.type is FieldType.DURATION and value is not None:
        assert show_value(read) == shown.strip()
    else:
        assert read == value


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@settings(max_examples=25)
@given(st.data())
def test_a_value_survives_the_file(spec: Spec, data: st.DataObject) -> None:
    """The plain value that a file holds is checked back into the same value."""
    value = data.draw(values(spec))
    if value in (None, "", ()):
        return
    assert check_value(spec, plain_value(value), WEEK) == value


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.name)
@settings(max_examples=25)
@given(typed=st.text())
def test_any_text_is_a_value_or_an_error_that_says_what_is_allowed(spec: Spec, typed: str) -> None:
    """Nothing else is raised, whatever is typed, and what is accepted passes its own check."""
    try:
        value = read_value(spec, typed, WEEK)
    except FieldError as error:
        assert error.allowed  # noqa: PT017 - either outcome is right, and each has its promise
        return
    if value not in (None, "", ()):
        assert check_value(spec, plain_value(value), WEEK) == value


@pytest.mark.parametrize(
    ("record", "key", "raw", "words"),
    [
        (Stage, "people", True, "found true; allowed: a number above 0, at most 1,000,000,000"),
        (Stage, "people", 0, "found 0; allowed: a number above 0"),
        (Stage, "people", float("nan"), "found nan"),
        (Stage, "people", float("inf"), "found inf"),
        (Stage, "people", 10**10, "found 10000000000"),
        (Stage, "people", 1 << 5000, "a number of 5001 bits"),
        (Stage, "people", "3", 'found "3"'),
        (Stage, "complete_accurate", 100.5, "a percentage from 0 to 100"),
        (Stage, "complete_accurate", -1, "a percentage from 0 to 100"),
        (Flow, "share", 0, "above 0 to 100"),
        (Rework, "rate", 100, "from 0 to below 100"),
        (Stage, "process_time", 5, 'found 5; a number needs a unit in quotes: "5h"'),
        (Stage, "process_time", ["5h"], "a duration in quotes"),
        (Stage, "process_time", "5-2d", "runs backwards"),
        (Stage, "kind", "reviw", "did you mean review"),
        (Stage, "kind", 5, "allowed: idea, plan"),
        (Stage, "automated", "yes", "true or false"),
        (Stage, "automated", 1, "true or false"),
        (Stage, "name", "", "1 to 200 characters"),
        (Stage, "name", "x" * 201, "1 to 200 characters"),
        (Stage, "lane", 5, "a text in quotes"),
        (Stage, "systems", "Jira", "a list of texts"),
        (Stage, "systems", ["Jira", ""], "not empty"),
        (Stage, "systems", [5], "found 5"),
        (Stage, "wastes", ["wating"], "did you mean waiting"),
        (Stage, "estimated", ["name"], "allowed: process_time"),
        (Stage, "judged_by", {}, "{ judge = percent"),
        (Stage, "judged_by", {"": 5}, "a judge needs a name"),
        (Stage, "judged_by", {"QA": 500}, "from 0 to 100"),
        (MapSettings, "date", "2026-11-23", "a date such as"),
        (MapSettings, "date", datetime(2026, 11, 23), "a date such as"),  # noqa: DTZ001 - a TOML date-time
        (Calendar, "hours_per_day", 25, "above 0 to 24"),
        (Waiver, "rule", "wait-dominatd", "did you mean wait-dominated"),
        (Waiver, "stage", "a b", "the id of a stage"),
    ],
)
def test_a_wrong_value_of_a_file_is_refused(record: type, key: str, raw: object, words: str) -> None:
    """The message has what was found and what is allowed, with the nearest word."""
    with pytest.raises(FieldError) as caught:
        check_value(specs_of(record)[key], raw, WEEK)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("record", "key", "typed", "value"),
    [
        (Stage, "people", "1,5", 1.5),
        (Stage, "queue", " 12 ", 12),
        (Stage, "complete_accurate", "80 %", 80),
        (Stage, "automated", "No", False),
        (Stage, "automated", "", None),
        (Stage, "batch", "", 1),
        (Stage, "wastes", "waiting, motion", ("waiting", "motion")),
        (Stage, "judged_by", "QA=75%, a=b = 50", (("QA", 75), ("a=b", 50))),
        (MapSettings, "date", "2026-11-23", date(2026, 11, 23)),
    ],
)
def test_a_typed_value_is_read_as_a_person_writes_it(
    record: type, key: str, typed: str, value: object
) -> None:
    """Decimal commas, percent signs, yes and no, and nothing for the default."""
    assert read_value(specs_of(record)[key], typed, WEEK) == value


@pytest.mark.parametrize(
    ("record", "key", "typed", "words"),
    [
        (Stage, "queue", "1,000", "is 1,000 1000 or 1?"),
        (Stage, "queue", "1_000", 'found "1_000"'),
        (Stage, "queue", "0x10", 'found "0x10"'),
        (Stage, "queue", "nan", 'found "nan"'),
        (Stage, "queue", "5%", 'found "5%"'),
        (Stage, "queue", "9" * 30, "at most 1,000,000,000"),
        (Stage, "complete_accurate", "%", "a percentage"),
        (Stage, "automated", "maybe", "yes or no"),
        (Stage, "judged_by", "QA", "name = percent"),
        (Stage, "judged_by", "QA=1, QA=2", "each judge has one figure"),
        (MapSettings, "date", "23.11.2026", "2026-11-23"),
        (Flow, "from", "", "the id of a stage"),
    ],
)
def test_a_wrong_typed_value_is_refused(record: type, key: str, typed: str, words: str) -> None:
    """Nothing is guessed from what a person types."""
    with pytest.raises(FieldError) as caught:
        read_value(specs_of(record)[key], typed, WEEK)
    assert words in str(caught.value)


def test_every_field_says_what_it_may_hold() -> None:
    """Each spec has a help line, a label and words for its values."""
    for spec in SPECS:
        assert spec.help
        assert spec.label
        assert allowed_values(spec).startswith("allowed: ")
