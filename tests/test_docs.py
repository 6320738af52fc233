"""The pages of docs/ that are made out of the code."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from vsmap.model.records import Stage
from vsmap.model.schema import specs_of
from vsmap.storage.samples import Sample, samples

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


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
@pytest.mark.parametrize("size", ["80x24", "120x40", "200x60"])
def test_every_sample_has_a_picture_of_what_it_says_now(sample: Sample, size: str) -> None:
    """Whoever changes a sample runs `make docs`; the pictures stay small and are shown on the page."""
    name = f"screens/{sample.name}-{size}.svg"
    picture = (ROOT / "docs" / name).read_text(encoding="utf-8")
    digest = hashlib.sha256(sample.path.read_bytes()).hexdigest()[:16]
    assert f"<!-- made of {sample.path.name}, {digest} -->" in picture
    assert len(picture) < 120_000
    assert f"({name})" in (ROOT / "docs" / "screens.md").read_text(encoding="utf-8")
