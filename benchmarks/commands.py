"""What headless commands take from start to end, beside Python itself and the import of networkx."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.maps import map_text

STAGES = 12


def measured(rounds: int, folder: Path, *, real_time: bool) -> dict[str, float]:
    """Run every command once a round, at real time's priority if asked; give medians in milliseconds."""
    before = ("chrt", "-f", "5") if real_time else ()
    path = folder / "commands.vsm.toml"
    path.write_text(map_text(STAGES), encoding="utf-8")
    vsmap = (sys.executable, "-m", "vsmap")
    commands = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "python -c 'import networkx'": (sys.executable, "-c", "import networkx"),
        "vsmap --version": (*vsmap, "--version"),
        "vsmap --help": (*vsmap, "--help"),
        f"vsmap check, {STAGES} stages": (*vsmap, "check", str(path)),
        f"vsmap metrics, {STAGES} stages": (*vsmap, "metrics", str(path)),
        f"vsmap draw, {STAGES} stages": (*vsmap, "draw", str(path)),
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run((*before, *command), stdout=subprocess.DEVNULL, check=True)
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: median(taken) for name, taken in times.items()}
