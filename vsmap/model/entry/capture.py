"""The capture line: a stage's name and figures in one breath (interface.md, Typing is capture)."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.entry.echo import echo_of
from vsmap.model.entry.errors import EntryError
from vsmap.model.entry.reading import Figure, UnreadableWord, read_words
from vsmap.model.entry.timing import check_lead_time
from vsmap.model.entry.words import Word, split_words
from vsmap.model.records import ESTIMABLE, Stage
from vsmap.model.schema import specs_of
from vsmap.model.text import excerpt
from vsmap.model.values import FieldError, check_value

_FIELDS = tuple(specs_of(Stage))


class Captured(NamedTuple):
    """A line as understood: the name, the values of a stage's fields in their order, and both in words."""

    name: str
    values: dict[str, Any]
    echo: str


def read_capture(text: str, known_lanes: Sequence[str], calendar: Calendar) -> Captured:
    """Read a capture line: a name, then the trailing run of words that all read as figures.

    The first word is always name. Raises EntryError, in one sentence that names the word, where a word
    of that run can't be read.

    >>> read_capture("Code review 30m/5d 80% @QA", (), Calendar()).echo
    'Code review · PT 30m · LT 5d · %C&A 80 · lane QA'
    """
    words = split_words(text)
    if not words:
        raise EntryError("type a name, then its figures")
    start, figures = _trailing_figures(words, known_lanes, calendar)
    name = _name(words[:start], has_figures=bool(figures))
    values = _values(figures, calendar)
    notes = _notes(words[:start], known_lanes, calendar)
    return Captured(name, values, " · ".join([*notes, echo_of(name, values, known_lanes, calendar)]))


def _trailing_figures(
    words: list[Word], lanes: Sequence[str], calendar: Calendar
) -> tuple[int, list[Figure]]:
    """Return where the figures start, and the figures; raises what is wrong with the first broken one."""
    figures: list[Figure] = []
    broken: UnreadableWord | None = None
    position, start = 1, len(words)
    while position < len(words):
        at = position
        try:
            figure = read_words(words, position, lanes, calendar)
        except UnreadableWord as error:
            figure, broken = Figure(1, words[position].text, {}), broken or error
        if figure is None:
            figures, broken = [], None
            position, start = position + 1, len(words)
            continue
        figures.append(figure)
        start = min(start, at)
        position += figure.words
    if broken is not None:
        raise broken
    return start, figures


def _name(words: Sequence[Word], *, has_figures: bool) -> str:
    texts = [word.text for word in words]
    if has_figures and not words[-1].is_literal:
        texts[-1] = texts[-1].rstrip(",")
    name = " ".join(texts).strip()
    if not name:
        raise EntryError("a stage needs a name before its figures")
    try:
        check_value(specs_of(Stage)["name"], name, Calendar())
    except FieldError as error:
        raise EntryError(f"the name: {error}") from None
    return name


def _values(figures: Sequence[Figure], calendar: Calendar) -> dict[str, Any]:
    said: dict[str, Figure] = {}
    values: dict[str, Any] = {}
    for figure in figures:
        for field, value in figure.values.items():
            if field in said:
                label = specs_of(Stage)[field].label
                raise EntryError(f"{label} is given twice: {said[field].text} and {figure.text}")
            said[field], values[field] = figure, value
    if "lead_time" in said and "wait_time" in said:
        lead, wait = said["lead_time"].text, said["wait_time"].text
        raise EntryError(f"give the lead time or the waiting, not both: {lead} and {wait}")
    check_lead_time(Stage(id="", **values), calendar)
    guessed = {field for figure in figures for field in figure.guessed}
    if guessed:
        values["estimated"] = tuple(field for field in ESTIMABLE if field in guessed)
    return {field: values[field] for field in _FIELDS if field in values}


def _notes(words: Sequence[Word], lanes: Sequence[str], calendar: Calendar) -> list[str]:
    """Say which words of the name would be figures elsewhere, and why they are not."""
    if len(words) == 1:
        return ["the first word is always the name"] if _is_figure(words, 0, lanes, calendar) else []
    inside = range(1, len(words) - 1)
    taken = [words[position].text for position in inside if _is_figure(words, position, lanes, calendar)]
    last = excerpt(words[-1].text)
    return [f"{', '.join(taken)} before {last}, which is no figure, so part of the name"] if taken else []


def _is_figure(words: Sequence[Word], position: int, lanes: Sequence[str], calendar: Calendar) -> bool:
    try:
        figure = read_words(words, position, lanes, calendar)
    except UnreadableWord:
        return False
    return figure is not None and bool(figure.values)
