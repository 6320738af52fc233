"""`vsmap simulate --queues`: what people and queues alone explain of the lead time, as text or JSON."""

from textwrap import wrap
from typing import Final

from vsmap.analysis.distribution.queues import ITEMS, NoQueuesError, QueueRun, StageQueue, run_queues
from vsmap.analysis.distribution.sampled import Watch
from vsmap.cli.answer import Answer, as_json, lines
from vsmap.drawing.tables import TEXT_WIDTH, Column, table
from vsmap.exit_codes import ExitCode
from vsmap.model.calendar import Calendar, format_hours, rounded
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible

VERSION: Final = 1
_COLUMNS: Final = (
    Column("Stage", most=34),
    *(Column(heading, right=True) for heading in ("Used", "Queue", "Waits", "Measured")),
)


def answer(stream: ValueStream, items: int | None, seed: int, watch: Watch, *, in_json: bool) -> Answer:
    """Run the map; where its queues say nothing the answer is no, and why."""
    try:
        found = run_queues(stream, items or ITEMS, seed, watch)
    except NoQueuesError as missing:
        if in_json:
            return Answer(as_json({"version": VERSION, "refused": str(missing)}), code=ExitCode.ANSWER_IS_NO)
        return Answer(complaints=(f"vsmap simulate: {missing}",), code=ExitCode.ANSWER_IS_NO)
    return Answer(as_json(_json(found)) if in_json else lines(_text(stream, found)))


def _json(found: QueueRun) -> dict[str, object]:
    stages = [stage._asdict() for stage in found.stages]
    return {"version": VERSION, **found._asdict(), "stages": stages, "measured": list(found.measured)}


def _text(stream: ValueStream, found: QueueRun) -> list[str]:
    calendar = stream.calendar
    mean, within = format_hours(found.mean_h, calendar), format_hours(found.within_h, calendar)
    percentiles = [
        f"{name}  {format_hours(hours, calendar)}"
        for name, hours in (("P50", found.p50_h), ("P85", found.p85_h), ("P95", found.p95_h))
    ]
    rows = [_row(stream, stage, calendar) for stage in found.stages]
    return [
        f"{visible(stream.map.title) or 'A map without a title'} · run with its queues",
        *wrap(
            "Discrete-event simulation: items are asked for at random, each stage with people serves one "
            "item a person, first come first served. Longer waits are a rule and no lack of people.",
            TEXT_WIDTH,
        ),
        "",
        f"Lead time  {mean} ± {within} (95 % confidence)",
        *percentiles,
        "",
        *table(_COLUMNS, rows),
        *_measured(stream, found),
        "",
        f"{found.items:,} items, seed {found.seed}",
    ]


def _row(stream: ValueStream, stage: StageQueue, calendar: Calendar) -> list[str]:
    measured = "–" if stage.measured_wait_h is None else format_hours(stage.measured_wait_h, calendar)
    return [
        stream.stage(stage.stage).name,
        f"{rounded(stage.utilisation_pct)} %",
        rounded(stage.in_front),
        format_hours(stage.wait_h, calendar),
        measured,
    ]


def _measured(stream: ValueStream, found: QueueRun) -> list[str]:
    """Say which stages were taken as they were measured."""
    if not found.measured:
        return []
    names = ", ".join(visible(stream.stage(stage).name) for stage in found.measured)
    return wrap(f"As measured, for want of people or process time: {names}", TEXT_WIDTH)
