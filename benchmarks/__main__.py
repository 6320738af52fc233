"""Measures vsmap beside other programs and prints what it found, as ratios of one run."""

import argparse
import datetime as dt
import gc
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import commands, headless, programs
from benchmarks.maps import map_text
from benchmarks.report import milliseconds, ratio, table

TUI_BENCH = Path(__file__).parents[2] / "shared" / "tools" / "tui_bench.py"
IN_A_TERMINAL = (12, 100, 1_000, 10_000)
WITHOUT_ONE = (10, 100, 1_000, 10_000)


def main() -> int:
    """Measure what can be measured here."""
    asked = _arguments()
    print(_machine())
    with tempfile.TemporaryDirectory(prefix="vsmap-bench-") as folder:
        if asked.part in {"all", "terminal"}:
            options = ["--rt"] if asked.real_time else []
            _in_a_terminal(programs.Bench(asked.tui_bench, Path(folder), options), asked)
        if asked.part in {"all", "commands"}:
            _commands(asked.rounds, Path(folder), real_time=asked.real_time)
        if asked.part in {"all", "headless"}:
            _without_a_terminal(asked.rounds, Path(folder))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--tui-bench", type=Path, default=TUI_BENCH, help="where tui_bench.py is")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is run (5)")
    parser.add_argument("--real-time", action="store_true", help="root: measure even on a busy machine")
    parser.add_argument("--stages", type=int, nargs="+", default=IN_A_TERMINAL, help="sizes of maps")
    parser.add_argument("--others", type=Path, default=Path(), help="a folder of programs to compare with")
    parser.add_argument("--part", choices=("all", "terminal", "commands", "headless"), default="all")
    return parser.parse_args()


def _machine() -> str:
    today = dt.datetime.now(tz=dt.UTC).date()
    software = [f"Python {platform.python_version()}"]
    software += [f"{name} {version(name)}" for name in ("textual", "rich", "networkx")]
    return f"{today}, {platform.machine()} with {os.cpu_count()} cores, {', '.join(software)}"


def _in_a_terminal(bench: programs.Bench, asked: argparse.Namespace) -> None:
    if not bench.path.exists():
        print(f"\n{bench.path} is not there (see --tui-bench): what needs a terminal is left out")
        return
    maps = {stages: bench.home / f"{stages}-stages.vsm.toml" for stages in asked.stages}
    for stages, path in maps.items():
        path.write_text(map_text(stages), encoding="utf-8")
    references, editors = programs.references(), programs.editors(maps)
    measured = [*references, *editors, *programs.capturing(maps)]
    measured += programs.others(next(iter(maps.values())), str(asked.others))
    programs.measure(measured, asked.rounds, bench)
    empty, one_cell = references[1:3]
    print("\nFirst frame and rest, 120 × 40, against the empty program\n")
    head = ("", "first frame ms", "ratio", "start kB", "MB", "ratio", "idle bytes/s", "idle CPU %")
    print(table(head, [_start(each, empty) for each in measured]))
    print("\nA digit typed, against the program that changes one cell\n")
    head = ("", "key to paint ms", "ratio", "p95 ms", "CPU ms", "bytes", "p95", "writes")
    print(table(head, [_key(each, one_cell) for each in measured if each.keys]))


def _start(program: programs.Program, empty: programs.Program) -> Sequence[str]:
    first, memory = program.median("first_paint_ms"), program.median("peak_pss_mb")
    return (
        program.name,
        milliseconds(first),
        ratio(first, empty.median("first_paint_ms")),
        f"{program.median('startup_bytes') / 1000:.1f}",
        f"{memory:.1f}",
        ratio(memory, empty.median("peak_pss_mb")),
        f"{program.median('idle_bytes_per_s'):.0f}",
        f"{program.median('idle_cpu_pct'):.2f}",
    )


def _key(program: programs.Program, one_cell: programs.Program) -> Sequence[str]:
    paint = program.median("key_to_paint_ms", "median")
    return (
        program.name,
        milliseconds(paint),
        ratio(paint, one_cell.median("key_to_paint_ms", "median")),
        milliseconds(program.median("key_to_paint_ms", "p95")),
        milliseconds(program.median("cpu_per_key_ms", "median")),
        f"{program.median('bytes_per_key', 'median'):.0f}",
        f"{program.median('bytes_per_key', 'p95'):.0f}",
        f"{program.median('writes_per_key', 'median'):.0f}",
    )


def _commands(rounds: int, folder: Path, *, real_time: bool) -> None:
    found = commands.measured(rounds, folder, real_time=real_time)
    least = found["python -c 'import networkx'"]
    print("\nCommands, from start to end, against the import of networkx\n")
    rows = [(name, milliseconds(took), ratio(took, least)) for name, took in found.items()]
    print(table(("", "ms", "ratio"), rows))


def _without_a_terminal(rounds: int, folder: Path) -> None:
    works = [work for stages in WITHOUT_ONE for work in headless.works(stages, folder)]
    gc.freeze()
    headless.measure(works, rounds)
    names = list(dict.fromkeys(work.name for work in works))
    found = {(work.name, work.stages): milliseconds(work.median) for work in works}
    print("\nProcessor time without a terminal, ms\n")
    head = ("stages", *(f"{stages:,}" for stages in WITHOUT_ONE))
    print(table(head, [(name, *(found[name, stages] for stages in WITHOUT_ONE)) for name in names]))


if __name__ == "__main__":
    sys.exit(main())
