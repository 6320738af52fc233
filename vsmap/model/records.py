"""The records that a map is made of, each declared once with its schema (format.md)."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - `date` is a field's name
from typing import Final

from vsmap.model.durations import Duration
from vsmap.model.rules import RULES
from vsmap.model.schema import (
    changes,
    day,
    duration,
    flag,
    number,
    percent,
    percents,
    stage_id,
    text,
    word,
    words,
)

KINDS: Final = (
    *("idea", "plan", "design", "develop", "build", "review", "test"),
    *("approve", "provision", "release", "deploy", "operate", "other"),
)
VALUES: Final = ("adding", "necessary", "waste")
STATES: Final = ("current", "future", "ideal")
STATUSES: Final = ("proposed", "planned", "doing", "done", "dropped")
MODES: Final = ("push", "pull", "fifo")
WASTES: Final = (
    *("partially-done-work", "extra-processes", "extra-features", "task-switching", "waiting"),
    *("motion", "defects", "manual-work", "heroics"),
    *("transport", "inventory", "overproduction", "over-processing", "skills"),
)
ESTIMABLE: Final = (
    *("process_time", "lead_time", "wait_time", "complete_accurate"),
    *("people", "queue", "in_progress", "batch", "uptime"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSettings:
    """What the map is about."""

    title: str = text("What the value stream is called")
    state: str = word("Which state of the stream is drawn", STATES, "current")
    trigger: str = text("Where the clock starts")
    customer: str = text("Who receives the value")
    goal: str = text("What is to be reached")
    date: Date | None = day("When it was mapped")
    facilitator: str = text("Who led the mapping")
    team: str = text("Whose stream it is")
    note: str = text("Anything worth knowing about the map")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What customers ask for: so many items per length of time."""

    items: float | None = number("Items asked for", above=0)
    per: Duration | None = duration("In how much time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The KPIs that this stream is steered by."""

    lead_time: Duration | None = duration("Lead time at most")
    process_time: Duration | None = duration("Process time at most")
    flow_efficiency: float | None = percent("Flow efficiency at least")
    rolled_complete_accurate: float | None = percent("Rolled %C&A at least", label="Rolled %C&A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Which school the totals follow."""

    lead_time: str = word(
        "Lead time with process time in it, or the waits alone (Rother & Shook's ladder)",
        ("includes-process", "waits-only"),
        "includes-process",
    )
    rolled: str = word("Rolled %C&A over all stages or the critical path", ("all", "critical-path"), "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the stream. Times are working time of one item; None is unknown.

    Of lead time and wait at most one is stored by an edit; a file may give both where they agree.
    """

    id: str
    name: str = text("What the stage is called, 1 to 200 characters", label="Stage")
    kind: str = word("What is done here", KINDS, "other")
    lane: str = text("The function or team that does it")
    process_time: Duration | None = duration("Time one item is actively worked on", label="PT")
    lead_time: Duration | None = duration("From available to handed on, process time included", label="LT")
    wait_time: Duration | None = duration("The waiting alone", label="Wait")
    complete_accurate: float | None = percent("Share of the output usable as is by the next", label="%C&A")
    judged_by: tuple[tuple[str, float], ...] = percents("%C&A by downstream judge; they multiply")
    people: float | None = number("People who do the work", above=0)
    queue: float | None = number("Items waiting in front", minimum=0)
    in_progress: float | None = number("Items being worked on", minimum=0)
    batch: float = number("Items handed on together", default=1, minimum=1)
    automated: bool | None = flag("Whether it runs without hands", default=None)
    uptime: float = percent("Share of the calendar in which it can work", default=100, above=0)
    delivers: bool = flag("Whether the customer has the value when it ends", default=False)
    value: str | None = word("Whether it adds value", VALUES, None)
    systems: tuple[str, ...] = words("The systems it works in")
    wastes: tuple[str, ...] = words("Wastes seen here", WASTES)
    estimated: tuple[str, ...] = words("Figures that are guesses", ESTIMABLE)
    note: str = text("Anything worth knowing about the stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """An arrow along which work moves from one stage to the next."""

    source: str = stage_id("Where work comes from", key="from", required=True)
    target: str = stage_id("Where it goes", key="to", required=True)
    wait_time: Duration | None = duration("Waiting between the two that belongs to neither", label="Wait")
    share: float | None = percent("Share of items that go this way; absent on all ways: every way", above=0)
    mode: str = word("How work is handed on", MODES, "push")
    note: str = text("Anything worth knowing about the hand-over")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """An arrow along which work comes back; never part of the forward graph."""

    source: str = stage_id("Where work is found wanting", key="from", required=True)
    target: str = stage_id("Where it goes back to", key="to", required=True)
    rate: float | None = percent("Share of items that come back; absent is unknown", below=100)
    wait_time: Duration | None = duration("Waiting before it is taken up again", label="Wait")


@dataclass(frozen=True, slots=True, kw_only=True)
class Information:
    """Who tells whom; drawn, never counted."""

    source: str = stage_id("Who tells", key="from", required=True)
    target: str = stage_id("Who is told", key="to", required=True)
    via: str = text("By what system or meeting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """A kaizen burst: what to change, who does it, and what it should do to the numbers."""

    id: str
    title: str = text("What to change")
    stage: str = stage_id("Where the burst is pinned")
    owner: str = text("Who sees to it")
    due: Date | None = day("By when")
    status: str = word("How far it is; dropped is never applied", STATUSES, "proposed")
    effort: Duration | None = duration("How much work it is")
    in_future: bool = flag("Whether the computed future state contains it", default=True)
    note: str = text("Anything worth knowing about it")
    changes: tuple["Change", ...] = changes("What it does, applied in order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A highlight that the team looked at and accepted: of a stage, an arrow, or the whole map."""

    rule: str = word("Which highlight", tuple(RULES), None)
    stage: str = stage_id("Of which stage")
    source: str = stage_id("Of the arrow from here", key="from")
    target: str = stage_id("to here", key="to")
    reason: str = text("Why it is accepted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parking:
    """A remark that belongs to no stage yet."""

    text: str = text("The remark", required=True)


Values = tuple[tuple[str, object], ...]
"""New values of a record's fields, as pairs in the order of the schema."""


@dataclass(frozen=True, slots=True)
class ChangeStage:
    """Set figures of a stage."""

    stage: str
    values: Values


@dataclass(frozen=True, slots=True)
class DropStage:
    """Remove a stage; its predecessors then flow to its successors."""

    stage: str


@dataclass(frozen=True, slots=True)
class NewStage:
    """Add a stage between others; flows from `after` to `before` are replaced."""

    id: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class MergeStages:
    """Merge stages into one of them: the others are removed."""

    stages: tuple[str, ...]
    into: str
    values: Values


@dataclass(frozen=True, slots=True)
class ChangeArrow:
    """Set figures of a flow or a rework, add it, or remove it."""

    table: str
    source: str
    target: str
    action: str
    values: Values


Change = ChangeStage | DropStage | NewStage | MergeStages | ChangeArrow
