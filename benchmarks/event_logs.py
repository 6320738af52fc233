"""What importing an event log costs, by its events: `python -m benchmarks.event_logs`.

Each log is read by a program of its own, so that its memory is its own; time is that of its processor.
"""

import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.report import table

EVENTS = (25_000, 250_000)
_STAGES = ("Idea", "Design", "Develop", "Review", "Test", "Approve", "Deploy")
_SEED = 7
_RETURNS = 0.2

Event = tuple[int, str, datetime]


def events(count: int) -> Iterator[Event]:
    """Yield so many events: cases of seven stages, a fifth of the tests send work back."""
    draw = random.Random(_SEED)  # noqa: S311 - a reproducible log, nothing secret
    made = case = 0
    while made < count:
        case += 1
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=7 * case)
        stage = 0
        while stage < len(_STAGES) and made < count:
            now += timedelta(hours=draw.expovariate(0.05))
            yield case, _STAGES[stage], now
            made += 1
            back = _STAGES[stage] == "Test" and draw.random() < _RETURNS
            stage += -2 if back else 1


def write_csv(path: Path, count: int) -> None:
    """Write a log as CSV."""
    with path.open("w", encoding="utf-8") as log:
        log.write("case,activity,timestamp\n")
        log.writelines(f"{case},{name},{moment.isoformat()}\n" for case, name, moment in events(count))


def write_xes(path: Path, count: int) -> None:
    """Write a log as XES."""
    with path.open("w", encoding="utf-8") as log:
        log.write('<?xml version="1.0"?><log xes.version="1.0"><trace>')
        before = 1
        for case, name, moment in events(count):
            if case != before:
                log.write("</trace>\n<trace>")
                before = case
            log.write(
                f'<event><string key="concept:name" value="{name}"/><date key="time:timestamp" '
                f'value="{moment.isoformat()}"/><string key="org:resource" value="r"/></event>\n'
            )
        log.write("</trace></log>\n")


def measure(path: Path) -> tuple[float, float]:
    """Import a log in a program of its own; return its processor seconds and its most memory in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "vsmap", "import", str(path)], check=True, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


def main() -> int:
    """Measure both forms, the small logs first: the most memory of all children is what the system keeps."""
    writers: dict[str, Callable[[Path, int], None]] = {"CSV": write_csv, "XES": write_xes}
    rows = []
    with tempfile.TemporaryDirectory(prefix="vsmap-bench-") as folder:
        for count in EVENTS:
            for form, write in writers.items():
                path = Path(folder) / f"log.{form.lower()}"
                write(path, count)
                seconds, memory = measure(path)
                rows.append((f"{form}, {count:,} events", f"{seconds:.1f}", f"{memory:.0f}"))
    print(table(("log", "processor s", "memory at most MB"), rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
