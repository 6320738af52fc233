"""The passes of a mapping workshop: what each asks of the people, and what the map still lacks."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from vsmap.model.figures import complete_accurate_of, times_of
from vsmap.model.records import Improvement, Stage
from vsmap.model.stream import ValueStream


class Missing(NamedTuple):
    """Something that a pass wants and the map has not: in words, where, and the command that supplies it."""

    text: str
    stage: str | None = None
    figure: str = ""
    """The figure to be filled in; empty where it is none that is edited in place."""
    command: str = ""
    """The id of the command that asks for it; empty where a field on the figure does."""


class Pass(NamedTuple):
    """One round through the map with everybody."""

    name: str
    asks: tuple[str, ...]
    missing: tuple[Missing, ...]


_ASKS: Final = {
    "Walk the stages": (
        "What sets the work off, and who has the value at the end?",
        "What happens next, who does it, and to whom do they hand it on?",
        "What is done at the same time, and where does it come together again?",
        "Walk from the customer back: what did we forget?",
    ),
    "Information flow": (
        "How does each stage know what to do next, and in what order?",
        "In which systems does it stand, and what is typed twice?",
        "Who tells whom that something went wrong?",
    ),
    "Numbers": (
        "How long is one item worked on, and how long is it there in all?",
        "Of ten items that come in, how many can be used without asking back?",
        "How many wait in front, and how many people do it? A guess with ~ is better than a blank.",
    ),
    "Value and waste": (
        "Would the customer pay for this stage? If not, who needs it?",
        "What do people wait for here, and what is done twice?",
        "Where does work come back, and how often?",
    ),
    "Future state": (
        "How short should the lead time be, and for whom?",
        "Which wait could be gone in three months?",
        "What would have to be true for this approval not to be needed?",
    ),
    "Plan": (
        "Who sees to each improvement, and by when?",
        "What is the first thing to be tried next week?",
        "When do we look at this map again?",
    ),
}
"""What is asked in each pass, in the order of the workshop."""

PASS_NAMES: Final = tuple(_ASKS)


def passes_of(stream: ValueStream) -> tuple[Pass, ...]:
    """Return the passes in their order, each with what is missing on the map now."""
    return tuple(Pass(name, _ASKS[name], tuple(_MISSING[name](stream))) for name in PASS_NAMES)


def _of_map(stream: ValueStream, fields: Iterable[tuple[str, str, str]]) -> Iterator[Missing]:
    """Yield the fields of the map's own records that hold nothing: table, field, what is said of it."""
    for table, field, text in fields:
        if not getattr(stream.settings[table], field):
            yield Missing(text, command="edit_map")


def _of_stages(
    stream: ValueStream, text: str, lacks: Callable[[Stage], bool], figure: str = "", command: str = ""
) -> Iterator[Missing]:
    for stage in stream.stages():
        if lacks(stage):
            yield Missing(f"{stage.name}: {text}", stage.id, figure, command)


def _walk(stream: ValueStream) -> Iterator[Missing]:
    wanted = (
        ("map", "title", "what the stream is called"),
        ("map", "trigger", "what sets the work off"),
        ("map", "customer", "who receives the value"),
    )
    yield from _of_map(stream, wanted)
    if len(stream) < 2:  # noqa: PLR2004 - one stage is no stream
        yield Missing("the stages: type one a line", command="add_after")
        return
    yield from _of_stages(
        stream,
        "no flow leads to it or on from it",
        lambda stage: not stream.successors(stage.id) and not stream.predecessors(stage.id),
        command="connect",
    )
    yield from _of_stages(stream, "who does it (lane)", lambda stage: not stage.lane, "lane")
    yield from _of_stages(stream, "what is done (kind)", lambda stage: stage.kind == "other", "", "set_kind")


def _information(stream: ValueStream) -> Iterator[Missing]:
    yield from _of_stages(stream, "its systems", lambda stage: not stage.systems, command="edit_stage")


def _numbers(stream: ValueStream) -> Iterator[Missing]:
    calendar = stream.calendar
    for stage in stream.stages():
        times = times_of(stage, calendar)
        applies = stage.lead_time is None or stage.lead_time.applies
        if times.process_time is None and (stage.process_time is None or stage.process_time.applies):
            yield Missing(f"{stage.name}: PT", stage.id, "process_time")
        if times.lead_time is None and applies:
            yield Missing(f"{stage.name}: LT", stage.id, "lead_time")
        if complete_accurate_of(stage) is None and applies:
            yield Missing(f"{stage.name}: %C&A", stage.id, "complete_accurate")
    for way in stream.reworks():
        if way.rate is None:
            ends = f"{stream.stage(way.source).name} → {stream.stage(way.target).name}"
            yield Missing(f"rework {ends}: how often", way.source)
    if stream.demand.items is None:
        yield Missing("how many items customers ask for", command="edit_map")


def _value(stream: ValueStream) -> Iterator[Missing]:
    yield from _of_stages(
        stream, "whether it adds value", lambda stage: stage.value is None, command="set_value"
    )
    if len(stream) and not any(stage.wastes for stage in stream.stages()):
        yield Missing("no waste is tagged on any stage yet", command="set_wastes")


def _future(stream: ValueStream) -> Iterator[Missing]:
    if stream.targets.lead_time is None:
        yield Missing("a target for the lead time", command="edit_map")
    if not stream.improvements:
        yield Missing("an improvement: what is to change, and where", command="improve")
    for improvement in stream.improvements.values():
        if not improvement.changes:
            yield Missing(f"{_titled(improvement)}: what it changes", improvement.stage or None, "", "plan")


def _plan(stream: ValueStream) -> Iterator[Missing]:
    if not stream.improvements:
        yield Missing("an improvement to plan", command="improve")
    for improvement in stream.improvements.values():
        wanted = (("owner", "who sees to it"), ("due", "by when"), ("effort", "how much work it is"))
        for field, text in wanted:
            if not getattr(improvement, field):
                yield Missing(f"{_titled(improvement)}: {text}", improvement.stage or None, "", "plan")


def _titled(improvement: Improvement) -> str:
    return improvement.title or improvement.id


_MISSING: Final[dict[str, Callable[[ValueStream], Iterator[Missing]]]] = {
    "Walk the stages": _walk,
    "Information flow": _information,
    "Numbers": _numbers,
    "Value and waste": _value,
    "Future state": _future,
    "Plan": _plan,
}
