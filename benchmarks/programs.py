"""Programs in a terminal: when their first frame is there, and what a key costs them.

The measuring itself is done by `tui_bench.py`, which plays the terminal; see its own description of what it
measures and how far its numbers can be trusted.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
DIGITS = "[7 ~bs]*30"
"""A digit goes in and is measured, a backspace takes it out and is not."""
_IDLE = "1500"
"""Milliseconds during which a program is watched doing nothing."""


@dataclass
class Program:
    """A program to measure, and how.

    Attributes:
        name: what the report calls it.
        command: the program and its arguments.
        first: keys that bring it to where the measured keys go.
        keys: the measured keys; none where a key does nothing.
        is_new: whether it is to start as if for the first time; others were started once before.
        runs: what `tui_bench.py` found, run by run.
    """

    name: str
    command: Sequence[str]
    first: str = ""
    keys: str = DIGITS
    is_new: bool = False
    runs: list[dict[str, Any]] = field(default_factory=list)

    def is_found(self, search: str) -> bool:
        """Look the program up in a search path; tell whether it is there."""
        found = shutil.which(self.command[0], path=search)
        if found is not None:
            self.command = [found, *self.command[1:]]
        return found is not None

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
    """Give the programs that vsmap is compared with: Python alone, an empty one, a changing cell, more."""
    python = sys.executable
    return [
        Program("bare Python", [python, "-c", "input('ready')"], keys=""),
        Program("empty", [python, str(HERE / "empty_app.py")], keys=""),
        Program("one cell", [python, str(HERE / "one_cell_app.py")]),
        *(
            Program(f"DataTable, {rows} rows", [python, str(HERE / "table_app.py"), str(rows)])
            for rows in (12, 1000)
        ),
        Program("Input and panel", [python, str(HERE / "field_app.py")], first="home"),
    ]


def editors(maps: dict[int, Path]) -> list[Program]:
    """Give the editor on a map of each size: the keys go before the process time of the first stage.

    Of each map there are two starts: as if it was never open before, and once its first frame is known.
    """
    started = [sys.executable, "-m", "vsmap"]
    return [
        program
        for stages, path in maps.items()
        for program in (
            Program(
                f"vsmap, {stages:,} stages, never open before", [*started, str(path)], keys="", is_new=True
            ),
            Program(f"vsmap, {stages:,} stages", [*started, str(path)], first="enter home"),
        )
    ]


def others(map_file: Path, folder: str) -> list[Program]:
    """Give other people's programs, those of them that are in the search path or in a folder.

    Args:
        map_file: a map for the editors of text and of tables, beside which a table is written.
        folder: where programs are looked for first.
    """
    sheet = map_file.with_suffix(".csv")
    rows = (f"Stage {number},{number % 7 + 1},{number % 9 + 12}\n" for number in range(1_000))
    sheet.write_text("stage,process_time,lead_time\n" + "".join(rows), encoding="utf-8")
    known = (
        Program("vim", ["vim", "-n", str(map_file)], first="i"),
        Program("VisiData, 1,000 rows", ["vd", str(sheet)], first="e"),
        Program("sc-im, 1,000 rows", ["sc-im", str(sheet)], first="= "),
        Program("Posting", ["posting"], keys=""),
        Program("Harlequin", ["harlequin"], keys=""),
    )
    search = os.pathsep.join((folder, os.environ.get("PATH", os.defpath)))
    return [program for program in known if program.is_found(search)]


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
    for turn in range(rounds):
        for program in programs:
            program.runs.append(_run(program, bench, turn))


def _run(program: Program, bench: Bench, turn: int) -> dict[str, Any]:
    """Run a program once, with a state of its own; one that is not new was started once before."""
    state = Path(tempfile.mkdtemp(prefix=f"state-{turn}-", dir=bench.home))
    if not program.is_new:
        _measured(program, bench, state, [])
    steps = ["--do", program.first] if program.first else []
    keys = ["--keys", program.keys, "--quiet", "50"] if program.keys else []
    found = _measured(program, bench, state, ["--idle", _IDLE, *steps, *keys])
    if found.get("ended_by_itself"):
        raise RuntimeError(f"{program.name} ended: {' '.join(program.command)}")
    if program.keys and found["silent_keys"] == found["keys"]:
        raise RuntimeError(f"{program.name} showed nothing for its keys: {' '.join(program.command)}")
    return found


def _measured(program: Program, bench: Bench, state: Path, steps: Sequence[str]) -> dict[str, Any]:
    names = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "VSMAP_STATE")
    homes = [item for name in names for item in ("--env", f"{name}={state}")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    options = ["--warmup", "0", "--runs", "1", *bench.options, *steps, *homes]
    finished = subprocess.run(
        [sys.executable, str(bench.path), *options, "--", *program.command],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        timeout=300,
    )
    found: dict[str, Any] = json.loads(finished.stdout)
    return found
