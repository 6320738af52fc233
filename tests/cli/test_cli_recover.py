"""`vsmap recover` lists what a crash left unsaved and brings it back, over nothing that somebody else did."""

from pathlib import Path

import pytest
from builders import stream
from headless import Headless

from vsmap.model.document import Document
from vsmap.model.edits import SetField
from vsmap.model.stream import ValueStream
from vsmap.storage.journal import shelf
from vsmap.storage.journal.journal import Journal, Start
from vsmap.storage.journal.shelf import left_work
from vsmap.storage.journal.story import Typed
from vsmap.storage.reader import read_map
from vsmap.storage.writer import canonical_text

TEXT = canonical_text(stream("A 1d/1w -> B")).replace("[stage.A]", "# mine\n[stage.A]")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a map that was being edited when its editor died: one edit, and something half-typed."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(TEXT, encoding="utf-8")
    work_on(path, TEXT).leave()
    return path


def work_on(path: Path | None, text: str | None) -> Journal:
    """Edit a map."""
    document = Document(stream("A 1d/1w -> B"))
    start = Start(text, text or canonical_text(document.stream))
    journal = shelf.begin(path, text, start, lambda: canonical_text(document.stream))
    document.recorder = journal
    document.do("note", (SetField(("stage", "A"), "note", "\x1b[31mnew"),))
    journal.typed(Typed("field", "B", "lead_time", "4", 1))
    return journal


def test_what_was_left_is_listed(vsmap: Headless, file: Path) -> None:
    """Each map with when it was worked on and what changed; no text of it commands the terminal."""
    told = vsmap("recover")
    assert told.code == 0
    assert str(file) in told.out
    assert "Note of A: nothing → ␛[31mnew" in told.out
    assert "half-typed: LT of B: 4" in told.out
    assert "\x1b" not in told.out


def test_it_is_brought_back_and_gone(vsmap: Headless, file: Path) -> None:
    """The file has the edit and its comments; what was half-typed is told; nothing is left to recover."""
    told = vsmap("recover", file)
    assert told.code == 0
    assert read_map(file).stage("A").note == "\x1b[31mnew"
    assert "# mine" in file.read_text(encoding="utf-8")
    assert "half-typed, and not in it: LT of B: 4" in told.err
    assert vsmap("recover").out == "Nothing was left unsaved.\n"


def test_a_file_that_changed_since_is_merged(vsmap: Headless, file: Path) -> None:
    """What somebody else did to the file stays."""
    file.write_text(TEXT.replace("1d", "2d"), encoding="utf-8")
    assert vsmap("recover", file).code == 0
    merged = read_map(file)
    assert merged.stage("A").note == "\x1b[31mnew"
    assert merged.stage("A").process_time.text == "2d"  # type: ignore[union-attr] # it is there


def test_a_conflict_is_left_to_a_person(vsmap: Headless, file: Path) -> None:
    """Where both changed the same field nothing is written, and both values are named."""
    theirs = TEXT.replace("[stage.A]\n", '[stage.A]\nnote = "theirs"\n')
    file.write_text(theirs, encoding="utf-8")
    told = vsmap("recover", file)
    assert told.code == 1
    assert "Note of A: ␛[31mnew here, theirs there" in told.err
    assert file.read_text(encoding="utf-8") == theirs
    assert len(left_work()) == 1


def test_it_goes_to_another_file(vsmap: Headless, file: Path, tmp_path: Path) -> None:
    """With -o the map itself stays as it is; an existing file is not written over."""
    told = vsmap("recover", file, "-o", file.with_name("other.vsm.toml"))
    assert told.code == 0
    assert file.read_text(encoding="utf-8") == TEXT
    assert read_map(tmp_path / "other.vsm.toml").stage("A").note
    work_on(file, TEXT).leave()
    assert vsmap("recover", file, "-o", tmp_path / "other.vsm.toml").code == 4
    assert len(left_work()) == 1


def test_a_map_that_was_never_saved(vsmap: Headless, tmp_path: Path) -> None:
    """It is known by the name of its journal, and needs to be told where it goes."""
    work_on(None, None).leave()
    told = vsmap("recover")
    name = told.out.split(" ", 1)[0]
    assert "never saved" in told.out
    assert vsmap("recover", name).code == 2
    assert vsmap("recover", name, "-o", tmp_path / "saved.vsm.toml").code == 0
    assert isinstance(read_map(tmp_path / "saved.vsm.toml"), ValueStream)


def test_an_open_map_is_left_alone(vsmap: Headless, tmp_path: Path) -> None:
    """What somebody works on now is not recovered under their hands; they are named."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(TEXT, encoding="utf-8")
    journal = work_on(path, TEXT)
    told = vsmap("recover", path)
    assert told.code == 1
    assert "is open: " in told.err
    journal.leave()
    assert vsmap("recover", tmp_path / "unknown").code == 1
