"""`vsmap import`: a stage table, another mapper's file or an event log becomes a map."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vsmap.cli.answer import Answer, complain
from vsmap.cli.inputs import STANDARD
from vsmap.cli.new import save_new
from vsmap.cli.progress import Progress
from vsmap.cli.usage import WrongUsageError
from vsmap.exchange.intake.imported import Imported, preview_lines
from vsmap.exchange.intake.origin import Origin
from vsmap.exchange.intake.sources import read_source
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.calendar import Calendar
from vsmap.model.schema import specs_of
from vsmap.model.values import FieldError, read_value
from vsmap.storage.source import whole_file_fault
from vsmap.storage.writer import canonical_text


def run(arguments: Namespace) -> Answer:
    """Read a source and tell what it comes to; write the map where one is asked for."""
    target = arguments.output
    with Progress(f"reading {arguments.source}") as progress:
        imported = read_source(_origin(arguments.source), _wishes(arguments, progress))
    told = preview_lines(imported)
    if target is None:
        return Answer(complaints=(*told, "Nothing is written: -o MAP makes the map"))
    text = canonical_text(imported.stream)
    if target == STANDARD:
        return Answer(text, tuple(told))
    for line in told:
        complain(line)
    save_new(Path(target), text)
    return Answer(complaints=(f"{target}: {_size(imported)}",))


def _origin(given: str) -> Origin:
    if given != STANDARD:
        return Origin(given)
    if sys.stdin is None:
        raise whole_file_fault(STANDARD, "", "standard input is closed")
    return Origin(STANDARD, sys.stdin.buffer.read())


def _wishes(arguments: Namespace, progress: Progress) -> Wishes:
    given = {"hours_per_day": arguments.hours_per_day, "days_per_week": arguments.days_per_week}
    values: dict[str, Any] = {}
    for key, typed in given.items():
        if typed is not None:
            try:
                values[key] = read_value(specs_of(Calendar)[key], typed, Calendar())
            except FieldError as error:
                raise _wrong(key, str(error)) from None
    return Wishes(
        kind=arguments.kind or "",
        unit=arguments.unit or "",
        calendar=replace(Calendar(), **values),
        day_starts=_number("day_starts", arguments.day_starts, 0, 23),
        zone=_zone(arguments.zone),
        dates=arguments.dates or "",
        active=tuple(arguments.active or ()),
        waiting=tuple(arguments.waiting or ()),
        stages=int(_number("stages", arguments.stages, 1, 200) or 0),
        progress=progress.step,
    )


def _number(key: str, typed: str | None, least: int, most: int) -> float | None:
    if typed is None:
        return None
    try:
        number = float(typed)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        raise _wrong(key, f"write a number from {least} to {most}")
    return number


def _zone(name: str | None) -> str:
    if name is None:
        return ""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _wrong("zone", f"{name} is no time zone: write one as Europe/Berlin") from None
    return name


def _wrong(key: str, message: str) -> WrongUsageError:
    return WrongUsageError(f"vsmap import: --{key.replace('_', '-')}: {message}")


def _size(imported: Imported) -> str:
    stages = len(imported.stream)
    return "1 stage" if stages == 1 else f"{stages} stages"
