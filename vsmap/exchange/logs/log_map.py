"""A log as a map: its stages, arrows and times, and what it can't know."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from vsmap.analysis.report import analyse
from vsmap.exchange.intake.imported import Imported, checked
from vsmap.exchange.intake.wishes import Wishes
from vsmap.exchange.logs.events import EventLog
from vsmap.exchange.logs.ranges import range_of
from vsmap.exchange.logs.statuses import Classes, classes_of
from vsmap.exchange.logs.structure import END, START, Structure, structure_of
from vsmap.exchange.logs.visits import Visits, order_of, visits_of
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.durations import parse_duration
from vsmap.model.records import Demand, Flow, MapSettings, Rework, Stage
from vsmap.model.stream import ValueStream
from vsmap.model.text import MAXIMUM_NAME, excerpt, identifier_for, name_of
from vsmap.storage.source import whole_file_fault

MOST_STAGES: Final = 12
"""Stages of a map that people can read, unless they ask for more."""
_LEAST_CASES: Final = 0.05
"""Share of cases in which a stage must stand."""
_NOBODY: Final = frozenset(("empty", "none", "null", "n/a", "missing", "unknown", "-"))
"""What logs write where no group is."""
_MINORITY: Final = 0.05
_START_ID, _END_ID = "case-begins", "case-ends"
_PERCENT: Final = 100


class Log(NamedTuple):
    """A log that was read, and how it is to be understood."""

    events: EventLog
    name: str
    told: str
    """How it was read."""
    by_status: bool = False


def log_map(log: Log, wishes: Wishes) -> Imported:
    """Make a map of a log; raises FileFaults where there is nothing in it."""
    events = log.events
    if not len(events):
        raise whole_file_fault(log.name, "", "there is no event in it")
    traces = [*events.traces()]
    stages = _chosen(traces, events, wishes.stages or MOST_STAGES)
    visits = visits_of(traces, stages, by_status=log.by_status)
    structure = structure_of(visits, len(stages))
    names = [events.activities[activity] for activity in stages]
    classes = classes_of(names, wishes.active, wishes.waiting) if log.by_status else None
    build = _Build(log, visits, structure, names, [_lane(events, activity) for activity in stages])
    stream = build.stream(wishes.calendar, classes)
    understood = tuple(_understood(log, visits, stream))
    stream.settings["map"] = replace(
        stream.map, note=". ".join(each[:1].upper() + each[1:] for each in understood)
    )
    left_out = tuple(_left_out(log, visits, structure, names))
    return checked(
        Imported(stream, understood, left_out, tuple(_questions(visits, names, classes))), log.name
    )


def _chosen(traces: Sequence[Sequence[Any]], events: EventLog, most: int) -> list[int]:
    """Return the activities that become stages, in the order of the stream: those of most cases."""
    cases = [0] * len(events.activities)
    for trace in traces:
        for activity in {event.activity for event in trace}:
            cases[activity] += 1
    frequent = [number for number, count in enumerate(cases) if count >= _LEAST_CASES * len(traces)]
    kept = set(sorted(frequent, key=lambda number: -cases[number])[:most])
    return [activity for activity in order_of(traces, len(cases)) if activity in kept]


def _lane(events: EventLog, activity: int) -> str:
    """Return the group that does an activity, where one does more than half of it."""
    groups = {
        name: count for name, count in events.groups.get(activity, {}).items() if name.lower() not in _NOBODY
    }
    most = max(groups, key=lambda group: groups[group], default="")
    return most if most and groups[most] * 2 > sum(groups.values()) else ""


class _Build:
    """Builds the map of a log."""

    def __init__(
        self, log: Log, visits: Visits, structure: Structure, names: Sequence[str], lanes: Sequence[str]
    ) -> None:
        self._log, self._visits, self._structure = log, visits, structure
        self._names, self._lanes = names, lanes
        self._ids: dict[int, str] = {}
        for place, name in enumerate(names):
            self._ids[place] = identifier_for(name, [*self._ids.values(), _START_ID, _END_ID])
        self._ids |= {START: _START_ID, END: _END_ID}

    def stream(self, calendar: Calendar, classes: Classes | None) -> ValueStream:
        """Return the map: first its arrows, which say how often a stage is visited, then its times."""
        stream = ValueStream()
        stream.settings["calendar"] = calendar
        ends = {place for step in self._structure.flows for place in step}
        for place in (START, *range(len(self._names)), END):
            if place >= 0 or place in ends:
                stream.put_stage(self._stage(place))
        for (source, target), share in self._structure.flows.items():
            stream.put_flow(Flow(source=self._ids[source], target=self._ids[target], share=share))
        for (source, target), rate in self._structure.rework.items():
            rounded_rate = round(rate, 2)
            stream.put_rework(Rework(source=self._ids[source], target=self._ids[target], rate=rounded_rate))
        self._measure(stream, classes)
        self._about(stream)
        return stream

    def _stage(self, place: int) -> Stage:
        if place < 0:
            nothing = parse_duration("n/a")
            identifier = self._ids[place]
            return Stage(id=identifier, name=name_of(identifier), process_time=nothing, lead_time=nothing)
        name = self._names[place][:MAXIMUM_NAME]
        returned = sum(count for (_source, target), count in self._visits.back.items() if target == place)
        quality = round((1 - returned / self._visits.visited[place]) * _PERCENT, 1) if returned else None
        return Stage(id=self._ids[place], name=name, lane=self._lanes[place], complete_accurate=quality)

    def _measure(self, stream: ValueStream, classes: Classes | None) -> None:
        """Give every stage its times: all that cases spend there, shared among the visits of the map."""
        results = analyse(stream).stages
        span = self.span
        for place, name in enumerate(self._names):
            spent, worked = self._visits.lead[place], self._visits.process[place]
            visits = results[self._ids[place]].visits
            if not spent or not visits or not sum(spent):
                continue
            per_visit = self._visits.cases * visits
            values: dict[str, Any] = {"lead_time": range_of(spent, sum(spent) / per_visit, stream.calendar)}
            if classes is not None:
                values |= _status_times(name, classes, values["lead_time"])
            elif sum(worked):
                values["process_time"] = range_of(worked, sum(worked) / per_visit, stream.calendar)
            working = sum(spent) if classes is not None and name in classes.active else sum(worked)
            counted = {"queue": sum(spent) - working, "in_progress": working}
            values |= {
                key: round(hours / span, 1) for key, hours in counted.items() if round(hours / span, 1)
            }
            stream.put_stage(replace(stream.stage(self._ids[place]), **values))

    @property
    def span(self) -> float:
        """Working hours from the first case's beginning to the last one's end."""
        begun, totals = self._visits.begun, self._visits.totals
        return max(map(sum, zip(begun, totals, strict=True))) - min(begun) or 1.0

    def _about(self, stream: ValueStream) -> None:
        title = PurePath(self._log.name).name.partition(".")[0]
        stream.settings["map"] = MapSettings(title=name_of(title) if title.strip("-") else "Imported log")
        weeks = self.span / stream.calendar.hours_per_week
        if weeks >= 1:
            per_week = float(f"{self._visits.cases / weeks:.3g}")
            stream.settings["demand"] = Demand(items=per_week, per=parse_duration("1w"))


def _status_times(name: str, classes: Classes, lead_time: Any) -> dict[str, Any]:  # noqa: ANN401 - a duration
    """Return what a status says of work: all its time where people work, none where work waits."""
    if name in classes.active:
        return {"process_time": lead_time, "estimated": ("process_time",)}
    if name in classes.waiting or name in classes.done:
        return {"process_time": parse_duration("0")}
    return {}


def mean_lead_time(visits: Visits) -> float:
    """Return the mean lead time of the cases, in working hours."""
    return sum(visits.totals) / len(visits.totals)


def _understood(log: Log, visits: Visits, stream: ValueStream) -> Iterator[str]:
    calendar = stream.calendar
    mean = mean_lead_time(visits)
    week = f"{rounded(calendar.hours_per_day, 2)} h a day, {rounded(calendar.days_per_week, 2)} days a week"
    counts = f"{visits.cases:,} cases, {len(log.events):,} events, {len(log.events.activities)} activities"
    yield f"{log.told}: {counts}"
    yield f"the mean lead time of a case is {format_hours(mean, calendar)} of working time ({week})"
    yield (
        "times are best / most likely / worst: the tenth percentile, the median, and the worst with which "
        "the mean is the log's own"
    )
    if stream.demand.items:
        hours = calendar.hours_per_week
        expected = stream.demand.items / hours * mean
        yield (
            f"demand: {rounded(stream.demand.items, 2)} cases a week; WIP check: {rounded(expected)} cases "
            "open at a time, on average"
        )


def _left_out(log: Log, visits: Visits, structure: Structure, names: Sequence[str]) -> Iterator[str]:
    rare = [name for name in log.events.activities if name not in names]
    if rare:
        shown = ", ".join(excerpt(name, 40) for name in rare[:6])
        more = f" and {len(rare) - 6} more" if len(rare) > len(rare[:6]) else ""
        yield (
            f"{len(rare)} rare activities with {visits.left_out:,} events, whose time the next stage has: "
            f"{shown}{more} (--stages N keeps more)"
        )
    if structure.rare_flows:
        yield f"rare ways on: {structure.rare_flows:,} steps of cases"
    if structure.rare_returns:
        yield f"rare ways back: {structure.rare_returns:,} returns; they count in %C&A all the same"
    if visits.overlapping:
        yield f"{visits.overlapping:,} events overlap others of their case: time that is shared counts once"
    if log.events.unfinished:
        yield f"{log.events.unfinished:,} events were begun and never done: they take no time"


def _questions(visits: Visits, names: Sequence[str], classes: Classes | None) -> Iterator[str]:
    for place, name in enumerate(names):
        first = visits.first[place]
        if classes is None and first > _MINORITY * visits.cases:
            yield (
                f"{first:,} cases begin with {excerpt(name, 40)}, and the log does not say when that began: "
                "how long does it take?"
            )
    if classes is None and not any(sum(worked) for worked in visits.process):
        yield "the log says when something was done, not when it was begun: process times are unknown"
    if classes is not None and classes.guessed:
        active = [name for name in classes.guessed if name in classes.active]
        waiting = [name for name in classes.guessed if name in classes.waiting]
        yield (
            f"taken as work: {', '.join(active) or 'none'}; as waiting: {', '.join(waiting) or 'none'}. "
            "Is that right? Else --active STATUS or --waiting STATUS"
        )
    if classes is not None and classes.unclear:
        yield f"work or waiting: {', '.join(classes.unclear)}? Say --active STATUS or --waiting STATUS"
