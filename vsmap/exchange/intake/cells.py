"""One cell as people write it, read as the value of a field: units, decimal commas, guesses, gaps."""

import re
from typing import Final, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.records import KINDS
from vsmap.model.schema import FieldType, Spec
from vsmap.model.values import FieldError, check_value, read_value

_NOTHING: Final = frozenset(
    ("", "-", "–", "—", "tbd", "tba", "unknown", "none", "null", "?", "??", "x", "tbc")
)
_NOT_APPLICABLE: Final = frozenset(("n/a", "na", "n.a.", "not applicable"))
_ABOUT: Final = re.compile(
    r"^(?:~|≈|ca\.?|circa|approx\.?|approximately|about|around|est\.?)\s*", re.IGNORECASE
)
_BARE: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_BARE_RANGE: Final = re.compile(rf"{_BARE.pattern}(?:\s*(?:-|–|/|to)\s*{_BARE.pattern})+")
_CLOCK: Final = re.compile(r"([0-9]{1,5}):([0-5][0-9]):([0-5][0-9])")
_TO: Final = re.compile(r"\s+to\s+")
_YES_OR_NO: Final = {
    "manual": "no",
    "auto": "yes",
    "automatic": "yes",
    "x": "yes",
    "✓": "yes",
    "partly": "no",
}
_ADDING: Final = ("va", "value added", "value-added", "value adding", "yes")
_WASTE: Final = ("nva", "non-value-added", "non value added", "no")
_NECESSARY: Final = ("bnva", "nnva", "rnva", "business value added", "business-value-added")
_STEMS: Final = {
    stem: kind
    for kind, stems in {
        "develop": ("dev", "cod", "implement", "program"),
        "test": ("test", "qa", "verif"),
        "deploy": ("deploy",),
        "release": ("release",),
        "build": ("build", "compile", "integrat"),
        "review": ("review",),
        "approve": ("approv", "sign"),
        "design": ("design", "architect", "analys"),
        "plan": ("plan",),
        "idea": ("idea", "request"),
        "operate": ("operat", "monitor"),
        "provision": ("provision", "environment"),
    }.items()
    for stem in stems
}
"""How a kind begins, as other tools and people call it."""
_SYNONYMS: Final = {
    "value": {
        **dict.fromkeys(_ADDING, "adding"),
        **dict.fromkeys(_WASTE, "waste"),
        **dict.fromkeys(_NECESSARY, "necessary"),
    },
    "automated": _YES_OR_NO,
}
_WHOLE: Final = 100


class Read(NamedTuple):
    """A cell's value; `is_guess` where the cell says so and the value itself can't."""

    value: object
    is_guess: bool = False


def read_cell(spec: Spec, text: str, unit: str, calendar: Calendar) -> Read:
    """Read a cell into a field.

    Args:
        spec: What the field holds.
        text: What stands in the cell, without blanks around it.
        unit: The unit of a bare number, from the heading or from the person; empty for none.
        calendar: The working calendar.

    Raises:
        FieldError: The cell holds no value of the field; it says what would be one.
    """
    lowered = text.lower()
    if spec.type in {FieldType.TEXT, FieldType.WORDS, FieldType.PERCENTS}:
        return Read(read_value(spec, text, calendar))
    if spec.type in {FieldType.WORD, FieldType.FLAG}:
        return Read(read_value(spec, _word(spec, lowered), calendar))
    if lowered in _NOTHING:
        return Read(spec.default)
    if lowered in _NOT_APPLICABLE:
        return Read(read_value(spec, "n/a", calendar) if spec.type is FieldType.DURATION else spec.default)
    about = _ABOUT.match(text)
    figure = text[about.end() :].strip() if about else text
    if spec.type is FieldType.DURATION:
        return _duration(spec, figure, unit, calendar, guess=about is not None)
    figure = figure.replace(" ", "") if spec.type is FieldType.NUMBER else figure
    return Read(read_value(spec, figure, calendar), about is not None)


def read_exactly(spec: Spec, text: str, calendar: Calendar) -> object:
    """Read a cell that vsmap wrote: a text is that very text. Raises FieldError."""
    if spec.type is FieldType.TEXT and text:
        return check_value(spec, text, calendar)
    return read_value(spec, text, calendar)


def _word(spec: Spec, lowered: str) -> str:
    """Return the word of a vocabulary that another word stands for; nothing for a gap."""
    known = _SYNONYMS.get(spec.name, {}).get(lowered)
    if known or lowered in _NOTHING | _NOT_APPLICABLE or lowered in spec.choices:
        return known or (lowered if lowered in spec.choices else "")
    return kind_named(lowered) or lowered if spec.name == "kind" else lowered


def kind_named(word: str) -> str:
    """Return the kind of stage that a word of other tools and people means, or nothing.

    >>> kind_named("Development"), kind_named("QA"), kind_named("custom")
    ('develop', 'test', '')
    """
    lowered = word.strip().lower()
    if lowered in KINDS:
        return lowered
    return next((kind for stem, kind in _STEMS.items() if lowered.startswith(stem)), "")


def _duration(spec: Spec, figure: str, unit: str, calendar: Calendar, *, guess: bool) -> Read:
    clock = _CLOCK.fullmatch(figure)
    written = _TO.sub("-", figure)
    if clock:
        written = f"{int(clock[1])}h {int(clock[2])}m {int(clock[3])}s"
    elif _BARE.fullmatch(written) or _BARE_RANGE.fullmatch(written):
        zero = not written.strip("0.,")
        if not unit and not zero:
            raise FieldError(
                f'"{figure}"',
                f"it has no unit: write {figure} h or {figure} d, or the unit in the heading, (h)",
            )
        written = "0" if zero else f"{written}{unit}"
    is_single = not re.search(r"[-–/]", written)
    value = read_value(spec, f"~{written}" if guess and is_single else written, calendar)
    return Read(value, guess and not is_single)


def fractions_of(cells: list[str]) -> bool:
    """Tell whether percentages are written as fractions: none above 1, and one between 0 and 1.

    >>> fractions_of(["0.85", "1"]), fractions_of(["85", "100"]), fractions_of(["1", "0"])
    (True, False, False)
    """
    figures = [float(cell.replace(",", ".")) for cell in cells if _BARE.fullmatch(cell)]
    plain = [cell for cell in cells if cell and cell.lower() not in _NOTHING | _NOT_APPLICABLE]
    return (
        len(figures) == len(plain) and max(figures, default=2) <= 1 and any(0 < each < 1 for each in figures)
    )


def as_percent(cell: str) -> str:
    """Write a fraction as a percentage.

    >>> as_percent("0.85"), as_percent("0,9")
    ('85', '90')
    """
    if not _BARE.fullmatch(cell):
        return cell
    return f"{round(float(cell.replace(',', '.')) * _WHOLE, 6):g}"
