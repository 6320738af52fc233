"""Programs in a terminal: when their first frame is there, and what a key costs them.

The measuring itself is done by `tui_bench.py`, which plays the terminal; see its own description of what it
measures and how far its numbers can be trusted.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
DIGITS = "[7 ~bs]*30"
"""A digit goes in and is measured, a backspace takes it out and is not."""


@dataclass
class Program:
    """A program to measure, and how.

    Attributes:
        name: what the report calls it.
        command: the program and its arguments.
        first: keys that bring it to where the measured keys go.
        keys: the measured keys; none where a key does nothing.
        runs: what `tui_bench.py` found, run by run.
    """

    name: str
    command: Sequence[str]
    first: str = ""
    keys: str = DIGITS
    runs: list[dict[str, Any]] = field(default_factory=list)

    def median(self, *path: str) -> float:
        """Give the median over all runs of a number that `tui_bench.py` reports under a path of keys."""
        return median(self._number(run, path) for run in self.runs)

    @staticmethod
    def _number(run: dict[str, Any], path: Sequence[str]) -> float:
        found: Any = run
        for key in path:
            found = found[key]
        return float(found)


def references() -> list[Program]:
    """Give the programs that vsmap is compared with; the first is empty, the second changes one cell."""
    python = sys.executable
    return [
        Program("empty", [python, str(HERE / "empty_app.py")], keys=""),
        Program("one cell", [python, str(HERE / "one_cell_app.py")]),
        *(
            Program(f"DataTable, {rows} rows", [python, str(HERE / "table_app.py"), str(rows)])
            for rows in (12, 1000)
        ),
        Program("Input and panel", [python, str(HERE / "field_app.py")], first="home"),
    ]


def editors(maps: dict[int, Path]) -> list[Program]:
    """Give the editor on a map of each size: the keys go before the process time of the first stage."""
    return [
        Program(f"vsmap, {stages} stages", [sys.executable, "-m", "vsmap", str(path)], first="enter home")
        for stages, path in maps.items()
    ]


def capturing(maps: dict[int, Path]) -> list[Program]:
    """Give the editor on a map of each size, with letters that go into the open capture line."""
    return [
        Program(
            f"capture line, {stages} stages",
            [sys.executable, "-m", "vsmap", str(path)],
            first="a t:Review",
            keys="[x ~bs]*30",
        )
        for stages, path in maps.items()
    ]


@dataclass
class Bench:
    """The measuring program, and how it is used.

    Attributes:
        path: where `tui_bench.py` is.
        home: a folder that is the programs' home and holds their state.
        options: what it is told in addition, as `--rt`.
    """

    path: Path
    home: Path
    options: Sequence[str] = ()


def measure(programs: Sequence[Program], rounds: int, bench: Bench) -> None:
    """Run every program once a round, one after the other, so that the machine's moods hit all alike.

    Raises:
        RuntimeError: a program ended, or did not answer its keys.
    """
    for _ in range(rounds):
        for program in programs:
            program.runs.append(_run(program, bench))


def _run(program: Program, bench: Bench) -> dict[str, Any]:
    steps = ["--do", program.first] if program.first else []
    keys = ["--keys", program.keys, "--quiet", "50"] if program.keys else []
    homes = [
        item
        for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
        for item in ("--env", f"{name}={bench.home}")
    ]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    finished = subprocess.run(
        [sys.executable, str(bench.path), *bench.options, *steps, *keys, *homes, "--", *program.command],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(finished.stdout)
    if found.get("ended_by_itself") or (program.keys and found["silent_keys"] == found["keys"]):
        raise RuntimeError(
            f"{program.name} ended, or showed nothing for its keys: {' '.join(program.command)}"
        )
    return found
