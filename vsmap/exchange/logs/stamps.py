"""Timestamps as logs write them, read as seconds of the clock on the wall and of the world."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_FORMATS: Final = (
    *(
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y/%m/%d %H:%M",
        "%Y/%m/%d %H:%M:%S.%f",
        "%Y.%m.%d %H:%M:%S",
    ),
    *(
        "%d.%m.%Y %H:%M:%S",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y",
        "%d/%b/%y %I:%M %p",
        "%d/%b/%Y %H:%M",
        "%d %b %Y %H:%M",
    ),
    *("%b %d, %Y %H:%M", "%b %d, %Y, %I:%M:%S %p", "%d-%b-%Y %H:%M:%S", "%d-%b-%y"),
)
_DAY_FIRST: Final = tuple(
    f"%d{mark}%m{mark}%Y{time}" for mark in "/-" for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p")
)
_MONTH_FIRST: Final = tuple(
    f"%m{mark}%d{mark}%Y{time}" for mark in "/-" for time in ("", " %H:%M", " %H:%M:%S", " %I:%M %p")
)
_EITHER: Final = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}")
_MONTHS: Final = 12
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - the zero of a clock on a wall has no zone
_YEARS: Final = range(1900, 2200)


class StampError(ValueError):
    """A text that is no timestamp of its log; the message says what would be."""


class Stamp(NamedTuple):
    """A point in time, in seconds since 1970."""

    world: float
    """UTC; for a stamp without a zone that of the wall clock."""
    wall: float
    """What the clock on the wall showed there."""


Reader = Callable[[str], Stamp]


def reader_of(samples: Sequence[str], order: str = "", zone: str = "") -> Reader:
    """Return what reads the timestamps of a log.

    Args:
        samples: Some of them; where they are all numbers and dashes, day and month are told apart by them.
        order: `day-first` or `month-first`, where a person said so.
        zone: The time zone to count in, by its IANA name; empty for the clock of each stamp.

    Raises:
        StampError: None of the formats that are known fits, or day and month can't be told apart.
    """
    given = [sample for sample in samples if sample]
    to_zone = ZoneInfo(zone) if zone else None
    formats = _formats(given, order)

    def read(text: str) -> Stamp:
        return _stamp(_moment(text, formats), to_zone)

    for sample in given[:1]:
        read(sample)
    return read


def _formats(samples: Sequence[str], order: str) -> tuple[str, ...]:
    """Return the formats to try beyond ISO 8601."""
    pairs = [(int(match[1]), int(match[2])) for sample in samples if (match := _EITHER.match(sample))]
    if not pairs:
        return _FORMATS
    if order:
        return _DAY_FIRST if order == "day-first" else _MONTH_FIRST
    if any(first > _MONTHS for first, _second in pairs):
        return _DAY_FIRST
    if any(second > _MONTHS for _first, second in pairs):
        return _MONTH_FIRST
    raise StampError(
        f"{samples[0]} may be day/month or month/day: say --dates day-first, or --dates month-first"
    )


def _moment(text: str, formats: Sequence[str]) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in formats:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - a stamp without a zone is wall time
        except ValueError:
            continue
    raise StampError("this is no timestamp: write it as 2026-11-23 14:05, or 2026-11-23T14:05:00+01:00")


def _stamp(moment: datetime, zone: ZoneInfo | None) -> Stamp:
    if moment.year not in _YEARS:
        raise StampError(f"the year {moment.year} is out of range")
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    wall = (moment.replace(tzinfo=None) - _EPOCH).total_seconds()
    if moment.tzinfo is None:
        return Stamp(wall, wall)
    return Stamp(moment.astimezone(UTC).timestamp(), wall)
