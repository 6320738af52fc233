"""Processor time of a key on the map, from ten stages to ten thousand: it must not grow with the map.

Run with `python -m benchmarks.map_keys`. The editor runs without a terminal at 120x40 with the map in view; a
key selects the next stage and back, each painted before the next. Compare medians within one run only.
"""

import asyncio
import gc
import time
from collections.abc import Sequence
from statistics import median
from typing import Final

from benchmarks.maps import map_text
from benchmarks.report import milliseconds, ratio, table
from vsmap.app import VsmapApp
from vsmap.model.document import Document
from vsmap.screens.map import MapScreen
from vsmap.storage.reader import read_map

SIZES: Final = (10, 100, 1_000, 10_000)
WINDOW: Final = (120, 40)
_ROUNDS: Final = 60


async def moves(stages: int) -> list[float]:
    """Return the processor time of each move of the selection, in milliseconds."""
    screen = MapScreen(Document(read_map(map_text(stages).encode(), "benchmark")), None)
    times = []
    async with VsmapApp(screen).run_test(size=WINDOW) as pilot:
        screen.show_view("map")
        await pilot.pause()
        screen.select(f"s{stages // 2}")
        await pilot.pause()
        gc.collect()
        gc.freeze()
        for at in range(_ROUNDS):
            start = time.process_time()
            screen.run_command("go_left" if at % 2 else "go_right")
            times.append((time.process_time() - start) * 1_000)
            await pilot.pause()
    return times


def row(stages: int, found: Sequence[float], least: float) -> tuple[str, ...]:
    """Return a row of the report."""
    return f"{stages:,} stages", milliseconds(median(found)), ratio(median(found), least)


def main() -> None:
    """Print a table: the median of a key, and how it grows from the smallest map."""
    found = {stages: asyncio.run(moves(stages)) for stages in SIZES}
    least = median(found[SIZES[0]])
    rows = [row(stages, times, least) for stages, times in found.items()]
    print(table(("", "selection moved, CPU ms", "ratio"), rows))


if __name__ == "__main__":
    main()
