"""`vsmap simulate`: how long items take, from the lucky to the unlucky."""

import os
import sys
from argparse import Namespace
from typing import Final

from vsmap.analysis.distribution.forecast import SEED, Forecast, forecast
from vsmap.analysis.report import analyse
from vsmap.cli.answer import Answer, as_json, lines
from vsmap.cli.inputs import read_stream
from vsmap.drawing.spread import PERCENTILES, spread_lines
from vsmap.drawing.spread import Answer as Spread
from vsmap.drawing.tables import TEXT_WIDTH
from vsmap.model.stream import ValueStream
from vsmap.model.text import visible

VERSION: Final = 1
_BARS: Final = 20


def run(arguments: Namespace) -> Answer:
    """Compute the spread of a map's lead time and return it as text or as JSON."""
    stream = read_stream(arguments.file)
    seed = SEED if arguments.seed is None else arguments.seed
    if arguments.queues:
        from vsmap.cli.queues import answer  # noqa: PLC0415 - only where it is asked for

        return answer(stream, arguments.samples, seed, _watch, in_json=arguments.json)
    states = {"current": stream}
    if arguments.future:
        from vsmap.model.future import future_of  # noqa: PLC0415 - only where it is asked for

        states["future"] = future_of(stream).stream
    found = {name: _spread(state, arguments.samples, seed) for name, state in states.items()}
    if arguments.json:
        return Answer(as_json(_json(stream, found)))
    return Answer(lines(_text(stream, {name: each for name, each in found.items() if each is not None})))


def _spread(stream: ValueStream, samples: int | None, seed: int) -> Forecast | None:
    return forecast(stream, samples=samples, seed=seed, workers=os.cpu_count() or 1, watch=_watch)


def _watch(done: int, whole: int) -> bool:
    """Show on a terminal how far a long sample is."""
    if sys.stderr is not None and sys.stderr.isatty() and whole > 2_000_000:  # noqa: PLR2004 - over half a second
        end = "\r\x1b[K" if done == whole else ""
        sys.stderr.write(f"\r{done * 100 // whole} % of the items{end}")
        sys.stderr.flush()
    return True


def _text(stream: ValueStream, found: dict[str, Forecast]) -> list[str]:
    title = f"{visible(stream.map.title) or 'A map without a title'} · {stream.map.state} state"
    if not found:
        return [title, "", "No stages yet: nothing takes any time"]
    target = stream.targets.lead_time
    target_h = target.hours(stream.calendar) if target is not None else None
    answers = [Spread(name, each) for name, each in found.items()]
    shown = spread_lines(answers, stream.calendar, width=TEXT_WIDTH, target_h=target_h)
    return [title, "Lead time of an item, from the lucky to the unlucky", "", *shown, *_remarks(stream)]


def _remarks(stream: ValueStream) -> list[str]:
    totals = analyse(stream).totals
    return [] if totals.expected_complete else ["At least: figures are missing"]


def _json(stream: ValueStream, found: dict[str, Forecast | None]) -> dict[str, object]:
    calendar = stream.calendar
    return {
        "version": VERSION,
        "title": stream.map.title,
        "calendar": {"hours_per_day": calendar.hours_per_day, "days_per_week": calendar.days_per_week},
        **{name: None if each is None else _spread_json(each) for name, each in found.items()},
    }


def _spread_json(found: Forecast) -> dict[str, object]:
    low, high = found.percentile(0.1), found.percentile(99.9)
    width = (high - low) / _BARS or 1.0
    return {
        **{f"p{percent}_h": found.percentile(percent) for percent in PERCENTILES},
        "mean_h": found.mean_h,
        "exact": found.is_exact,
        "step_h": found.step_h,
        "samples": found.samples,
        "seed": found.seed,
        "histogram": [bar._asdict() for bar in found.histogram(low, width, _BARS)],
    }
