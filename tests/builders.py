"""Maps for tests, written as text: `stream("A 2h/10h -> B 1h/20h; B -> C 1h/2h")`.

The language, smallest first:

- A **stage** is a word, its id and its name, then figures as the capture line reads them: `2h/10h` (PT and
  LT), `2h` (PT), `/1w` (LT), `2h+1d` (PT and wait), `80%` or `~80%` (%C&A), `@QA` (lane), `x3` (people),
  `q12` (queue), `#test` (kind), and `!` for a stage that delivers.
- A **chain** is stages joined by arrows: `A -> B -> C` draws the flows A to B and B to C. Chains are
  separated by `;` or a new line. A stage is made where its name is first met, so the order of the map is
  the order of the text; met again it is the same stage, and figures given then are added to it.
- **Branches** stand in brackets and share what is before and after them: `A -> (B, C 1h/2h) -> D`.
- A **flow** carries figures within its arrow: `A -30%-> B` (share), `A -2d-> B` (waiting), `A -30% 2d-> B`.
- A **rework** arrow is `B ~> A`; `B ~25%~> A` gives its rate, `B ~25% 1d~> A` its waiting too.

Only the grammar is checked: a test may build a map that breaks a rule. What the language does not say is
given with `with_stage`, or put on the stream's own attributes.
"""

import re
from dataclasses import replace
from itertools import product
from typing import Any

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, parse_duration
from vsmap.model.entry import read_timing
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.model.text import identifier_for

_ARROW = re.compile(r"\s+(->|-[^>]*[^>-]->|~>|~[^>]*~>)\s+")
_CALENDAR = Calendar()


def stream(text: str) -> ValueStream:
    """Build a map from its text; raises ValueError where the text does not follow the grammar."""
    built = ValueStream()
    for chain in re.split(r"[;\n]", text):
        if not chain.strip():
            continue
        first, *rest = _ARROW.split(chain.strip())
        sources = _put_stages(built, first)
        for arrow, element in zip(rest[::2], rest[1::2], strict=True):
            targets = _put_stages(built, element)
            for source, target in product(sources, targets):
                _put_arrow(built, arrow, source, target)
            sources = targets
    return built


def stage(text: str) -> Stage:
    """Build a stage from its text, such as `Test 1d/3d 80% @QA x2`."""
    word, *figures = text.split()
    values: dict[str, Any] = {}
    for figure in figures:
        values |= _figure(figure)
    return Stage(id=word, **({"name": word} | values))


def with_stage(built: ValueStream, identifier: str, **values: Any) -> ValueStream:  # noqa: ANN401 - any field
    """Give a stage of a map further values and return the map; times may be texts."""
    times = {"process_time", "lead_time", "wait_time"}
    read: dict[str, Any] = {
        name: parse_duration(value) if name in times and isinstance(value, str) else value
        for name, value in values.items()
    }
    built.put_stage(replace(built.stage(identifier), **read))
    return built


def time(text: str) -> Duration:
    """Read a duration under the default calendar."""
    return parse_duration(text)


def _figure(word: str) -> dict[str, Any]:
    sign, rest = word[0], word[1:]
    if word == "!":
        return {"delivers": True}
    if word.endswith("%"):
        guess = {"estimated": ("complete_accurate",)} if sign == "~" else {}
        return {"complete_accurate": float(word.strip("~%")), **guess}
    if sign in "xq" and rest.replace(".", "").isdigit():
        return {{"x": "people", "q": "queue"}[sign]: float(rest)}
    if sign in "@#":
        return {{"@": "lane", "#": "kind"}[sign]: rest}
    return {**read_timing(word, _CALENDAR)}


def _put_stages(built: ValueStream, element: str) -> list[str]:
    inside = element[1:-1].split(",") if element.startswith("(") and element.endswith(")") else [element]
    ids = []
    for text in inside:
        made = stage(text)
        if made.id in built:
            word, *figures = text.split()
            values = {name: value for figure in figures for name, value in _figure(figure).items()}
            made = replace(built.stage(word), **values)
        built.put_stage(made)
        ids.append(made.id)
    return ids


def _put_arrow(built: ValueStream, arrow: str, source: str, target: str) -> None:
    percent, wait = None, None
    for figure in arrow[:-1].strip("-~").split():
        if figure.endswith("%"):
            percent = float(figure.removesuffix("%"))
        else:
            wait = parse_duration(figure)
    if arrow.startswith("~"):
        built.put_rework(Rework(source=source, target=target, rate=percent, wait_time=wait))
    else:
        built.put_flow(Flow(source=source, target=target, share=percent, wait_time=wait))


def new_stage(built: ValueStream, name: str) -> Stage:
    """Make a stage of a name for a map, with an id that is free."""
    return Stage(id=identifier_for(name, built.ids()), name=name)
