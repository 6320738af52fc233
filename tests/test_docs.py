"""The pages of docs/ that are made out of the code."""

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from vsmap.model.records import Stage
from vsmap.model.schema import specs_of

ROOT: Final = Path(__file__).resolve().parents[1]


def _generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "docs" / "generate.py"
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_made_pages_are_current() -> None:
    """Whoever changes a key of the editor or of the map file runs `make docs`."""
    done = _generate("--check")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("key", specs_of(Stage))
def test_every_key_of_a_stage_is_documented(key: str) -> None:
    """The page on the format has a row for it."""
    assert f"| `{key}` |" in (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
