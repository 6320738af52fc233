"""What another mapper's file says, in its own terms, and the map that it comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from vsmap.exchange.intake.cells import kind_named
from vsmap.exchange.intake.imported import Imported, checked
from vsmap.exchange.intake.wishes import Wishes
from vsmap.model.calendar import Calendar
from vsmap.model.checks import all_breaches
from vsmap.model.durations import Duration, parse_duration
from vsmap.model.records import Flow, MapSettings, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.model.text import MAXIMUM_NAME, excerpt, identifier_for

_DAY: Final = 24
_MOST_RATE: Final = 100


class ForeignStep(NamedTuple):
    """A step of another mapper; None is not said."""

    key: str
    name: str
    kind: str = ""
    lane: str = ""
    process_minutes: float | None = None
    lead_minutes: float | None = None
    complete_accurate: float | None = None
    people: float | None = None
    queue: float | None = None
    batch: float | None = None
    systems: tuple[str, ...] = ()
    note: str = ""
    is_estimate: bool = False


class ForeignWay(NamedTuple):
    """An arrow of another mapper."""

    source: str
    target: str
    is_rework: bool = False
    rate: float | None = None


class Foreign(NamedTuple):
    """A whole map of another mapper."""

    told: str
    name: str
    about: str
    steps: Sequence[ForeignStep]
    ways: Sequence[ForeignWay]
    hours_per_day: float | None = None
    trigger: str = ""
    left_out: tuple[str, ...] = ()


def from_foreign(foreign: Foreign, file: str, wishes: Wishes) -> Imported:
    """Return the map of another mapper's; raises FileFaults where it breaks a rule that can't be mended."""
    calendar = wishes.calendar
    if foreign.hours_per_day and calendar == Calendar() and foreign.hours_per_day <= _DAY:
        calendar = replace(calendar, hours_per_day=foreign.hours_per_day)
    left_out = list(foreign.left_out)
    stream = ValueStream()
    stream.settings |= {
        "calendar": calendar,
        "map": MapSettings(title=foreign.name, note=foreign.about, trigger=foreign.trigger),
    }
    ids: dict[str, str] = {}
    for place, step in enumerate(foreign.steps, 1):
        identifier = identifier_for(step.name or f"step-{place}", stream.ids())
        ids.setdefault(step.key, identifier)
        stream.put_stage(_stage(step, identifier, place, left_out))
    left_out += _arrows(foreign, ids, stream)
    understood = (
        f"{foreign.told}: {len(stream)} stages, {len(stream.flows())} flows, {len(stream.rework)} for rework",
        "times are minutes of working time",
    )
    return checked(Imported(stream, understood, tuple(left_out)), file)


def _stage(step: ForeignStep, identifier: str, place: int, left_out: list[str]) -> Stage:
    process, lead = step.process_minutes, step.lead_minutes
    name = (step.name or f"Step {place}")[:MAXIMUM_NAME]
    if process is not None and lead is not None and lead < process:
        left_out.append(f"lead time of {excerpt(name)}: it is shorter than its process time")
        lead = None
    quality = step.complete_accurate
    optional: dict[str, Any] = {
        "people": step.people or None,
        "queue": step.queue or None,
        "batch": max(1.0, step.batch or 1.0),
        "complete_accurate": quality if quality is None or quality <= _MOST_RATE else None,
    }
    return Stage(
        id=identifier,
        name=name,
        kind=kind_named(step.kind) or kind_named(name) or "other",
        lane=step.lane,
        process_time=_minutes(process, guess=step.is_estimate),
        lead_time=_minutes(lead, guess=step.is_estimate),
        systems=step.systems,
        note=step.note,
        **optional,
    )


def _minutes(minutes: float | None, *, guess: bool) -> Duration | None:
    """Write minutes as people do: a time of whole hours in hours."""
    if minutes is None:
        return None
    number, unit = (minutes / 60, "h") if not minutes % 60 else (minutes, "m")
    text = f"{number:.4f}".rstrip("0").rstrip(".") + unit
    return parse_duration(f"~{text}" if guess else text)


def _arrows(foreign: Foreign, ids: dict[str, str], stream: ValueStream) -> Iterator[str]:
    """Draw the arrows; what breaks a rule of the map is left out, and named."""
    for way in foreign.ways:
        source, target = ids.get(way.source), ids.get(way.target)
        if source is None or target is None:
            yield f"an arrow to a step that is not there: {excerpt(way.source)} to {excerpt(way.target)}"
            continue
        ends = f"{stream.stage(source).name} → {stream.stage(target).name}"
        before = stream.copy()
        if way.is_rework:
            rate = way.rate if way.rate and way.rate < _MOST_RATE else None
            stream.put_rework(Rework(source=source, target=target, rate=rate))
        else:
            stream.put_flow(Flow(source=source, target=target))
        broken = next(
            (breach for breach in all_breaches(stream) if breach.record[0] in {"flow", "rework"}), None
        )
        if broken is not None:
            if way.is_rework:
                if (source, target) not in before.rework:
                    stream.drop_rework(source, target)
            else:
                stream.drop_flow(source, target)
            yield f"the arrow {excerpt(ends)}: {broken.message}"
