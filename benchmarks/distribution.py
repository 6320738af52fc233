"""What a spread of lead times costs: exact percentiles once warm, a million items sampled; at twelve stages.

Run as `python -m benchmarks.distribution`; processor time, medians of a few rounds.
"""

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Final

from benchmarks.report import table
from vsmap.analysis.distribution.course import journey_of
from vsmap.analysis.distribution.sampled import sampled
from vsmap.analysis.distribution.structured import folded
from vsmap.analysis.report import analyse, work_out
from vsmap.model.durations import parse_duration
from vsmap.model.records import Flow, Rework, Stage
from vsmap.model.stream import ValueStream

STAGES: Final = 12
MILLION: Final = 1_000_000
ROUNDS: Final = 5


def main() -> None:
    """Measure and print."""
    rows = []
    for name, stream in maps().items():
        journey = journey_of(stream, work_out(stream))
        folded(journey)
        exact = seconds(partial(folded, journey)) * 1000
        drawn = seconds(partial(sampled, journey, MILLION, 1, workers=2))
        key = seconds(partial(_first_analysis, stream)) * 1000
        rows.append((name, f"{key:.2f}", f"{exact:.2f}", f"{drawn:.3f}"))
    head = (f"{STAGES} stages", "first analysis ms", "exact percentiles, warm, ms", "a million items, s")
    print(table(head, rows))


def _first_analysis(stream: ValueStream) -> object:
    return analyse(stream.copy())


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a piece of work, all threads together."""
    times = []
    for _ in range(ROUNDS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return median(times)


def maps() -> dict[str, ValueStream]:
    """Give a line of uncertain stages, and one with parallel ways, a fork by shares and rework."""
    line, whole = _line(), _line()
    whole.drop_flow("s3", "s4")
    whole.drop_flow("s8", "s9")
    for source, target, share in (
        ("s2", "s4", None),
        ("s3", "s5", None),
        ("s7", "s9", 40),
        ("s8", "s9", None),
    ):
        whole.put_flow(Flow(source=source, target=target, share=share))
    whole.put_flow(Flow(source="s7", target="s8", share=60))
    whole.put_rework(Rework(source="s6", target="s5", rate=20))
    whole.put_rework(Rework(source="s10", target="s9", rate=10))
    return {"a line": line, "joins, shares, rework": whole}


def _line() -> ValueStream:
    texts = ("2-5d", "~3d", "1d/2d/5d")
    stages = [
        Stage(id=f"s{at}", name=f"Stage {at}", lead_time=parse_duration(texts[at % len(texts)]))
        for at in range(STAGES)
    ]
    return ValueStream(stages, [Flow(source=f"s{at}", target=f"s{at + 1}") for at in range(STAGES - 1)])


if __name__ == "__main__":
    main()
