"""The sample maps: shipped inside the package, or beside it in a checkout."""

import re
from pathlib import Path
from typing import Final, NamedTuple

SUFFIX: Final = ".vsm.toml"
_PACKAGE: Final = Path(__file__).resolve().parent.parent
_TITLE = re.compile(r'^title = "(.*)"$', re.MULTILINE)
_NOTE = re.compile(r'^note = "(.*)"$', re.MULTILINE)


class Sample(NamedTuple):
    """A sample map: its name on the command line, its title and what it teaches."""

    name: str
    title: str
    lesson: str
    path: Path


def samples() -> list[Sample]:
    """Return the sample maps by name."""
    inside = _PACKAGE / "samples"
    folder = inside if inside.is_dir() else _PACKAGE.parent / "samples"
    return [_sample(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]


def sample_named(name: str) -> Sample | None:
    """Return the sample of a name, or None."""
    return next((sample for sample in samples() if sample.name == name), None)


def _sample(path: Path) -> Sample:
    """Read only title and note, which the canonical form keeps on one line each."""
    text = path.read_text(encoding="utf-8")
    title, note = _TITLE.search(text), _NOTE.search(text)
    lesson = note[1].partition("Try: ")[0].strip() if note else ""
    name = path.name.removesuffix(SUFFIX)
    return Sample(name, title[1] if title else name, lesson, path)
