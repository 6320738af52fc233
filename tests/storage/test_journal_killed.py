"""No acknowledged edit is lost, at whatever moment the program is killed, and long work costs no memory."""

import gc
import os
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from killed_editors import begun, work

from vsmap.model.edits import SetField
from vsmap.storage.journal import journal as journal_module
from vsmap.storage.journal import shelf
from vsmap.storage.journal.journal import Start
from vsmap.storage.journal.story import read_story
from vsmap.storage.state import journals_path
from vsmap.storage.writer import canonical_text

KILLS = int(os.environ.get("VSMAP_KILLS", "50"))
"""Editors that are killed; VSMAP_KILLS=200 kills as many as the promise says."""
SOAK = int(os.environ.get("VSMAP_SOAK", "1000"))
"""Random edits, undos and redos of the soak; VSMAP_SOAK=100000 runs all of it."""


def test_killed_editors_lose_no_edit(tmp_path: Path) -> None:
    """Each editor that is killed at a random moment has left every edit that it acknowledged.

    Seen to fail with each line written together with the next one instead of when it is made.
    """
    script = Path(__file__).with_name("killed_editors.py")
    more = {"VSMAP_STATE": str(tmp_path / "state"), "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(
        [sys.executable, str(script), str(KILLS), "1"],
        cwd=tmp_path,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    rounds = [[int(number) for number in line.split()] for line in told.stdout.splitlines()]
    assert len(rounds) == KILLS
    assert all(kept in {acknowledged, acknowledged + 1} for acknowledged, kept in rounds)
    assert len({acknowledged for acknowledged, _ in rounds}) > KILLS / 8


def test_a_soak_leaves_memory_flat_and_the_journal_true() -> None:
    """After a warm-up nothing grows with the edits but the history, and the journal's replay is the map."""
    document, chance = begun(), random.Random(7)  # noqa: S311 - no secret
    text = canonical_text(document.stream)
    file, start = Path("map.vsm.toml"), Start(text, text)
    journal = shelf.begin(file, text, start, lambda: canonical_text(document.stream))
    document.recorder = journal
    steps, sizes = work(document, chance, journal), []
    for _ in range(200):  # what is imported and cached once
        next(steps)
    tracemalloc.start()
    for number in range(SOAK):
        next(steps)
        if number % (SOAK // 4) == SOAK // 4 - 1:
            assert read_story(journal.content()).maps()[1] == document.stream
            while document.undo() is not None:
                continue
            document.do("end", (SetField(("stage", "a"), "note", str(number)),))
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    journal.close(None, discards=True)
    assert max(sizes) < sizes[0] + 300_000


def test_only_so_many_histories_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The histories of maps that were left longest ago go; unsaved work never does."""
    monkeypatch.setattr(journal_module, "HISTORIES", 3)
    for number in range(6):
        document = begun()
        text = canonical_text(document.stream)
        kept = shelf.begin(tmp_path / f"{number}.vsm.toml", text, Start(text, text), lambda: "")
        document.recorder = kept
        document.do("note", (SetField(("stage", "a"), "note", "x"),))
        if number:
            kept.close(text, discards=True)
        else:
            kept.leave()
    left = sorted(path.suffix for path in journals_path().iterdir())
    assert left == [".history"] * 3 + [".journal"]
    assert any("-5.vsm.toml" in path.name for path in journals_path().iterdir())
