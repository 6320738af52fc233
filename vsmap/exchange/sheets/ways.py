"""Where work goes on from a stage, or back to, in one cell: `develop 30% 1d; test 70%`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from vsmap.model.calendar import Calendar
from vsmap.model.durations import Duration, DurationError, parse_duration
from vsmap.model.records import Flow, Rework
from vsmap.model.values import show_value

_WAY: Final = re.compile(
    r"(?P<to>.+?)(?:\s+(?P<percent>[0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?)\s*%)?(?:\s+wait\s+(?P<wait>\S.*))?\s*"
)


class Way(NamedTuple):
    """One way that a cell names."""

    to: str
    """A stage by its id, its name or its number, as written."""
    percent: float | None
    wait_time: Duration | None


def ways_text(arrows: Sequence[Flow | Rework]) -> str:
    """Write the arrows out of one stage into one cell; `read_ways` reads it.

    >>> ways_text([Flow(source="a", target="b", share=30), Flow(source="a", target="c", share=70)])
    'b 30%; c 70%'
    """
    return "; ".join(map(_way_text, arrows))


def _way_text(arrow: Flow | Rework) -> str:
    percent = arrow.rate if isinstance(arrow, Rework) else arrow.share
    parts = [arrow.target, *([f"{show_value(percent)}%"] if percent is not None else [])]
    return " ".join([*parts, *([f"wait {arrow.wait_time.text}"] if arrow.wait_time else [])])


def read_ways(cell: str, calendar: Calendar) -> list[Way]:
    """Read the ways that a cell names; raises ValueError with what is wrong.

    >>> [way.to for way in read_ways("Review; Test 30% wait 1d", Calendar())]
    ['Review', 'Test']
    """
    found = []
    for part in re.split(r"[;|\n]", cell):
        if not part.strip():
            continue
        match = _WAY.fullmatch(part.strip())
        if match is None:  # a text that is not blank always has a name
            raise ValueError(f"{part.strip()} is no way")
        wait = match["wait"]
        try:
            waiting = parse_duration(wait, calendar) if wait else None
        except DurationError as error:
            raise ValueError(str(error)) from None
        percent = float(match["percent"].replace(",", ".")) if match["percent"] else None
        found.append(Way(match["to"], percent, waiting))
    return found
