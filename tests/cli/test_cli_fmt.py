"""`vsmap fmt`: the canonical form of files."""

from pathlib import Path

import pytest
from headless import Headless, sample

UNTIDY = '# A note\n[stage.a] # first\nlead_time="1d"   # measured\nprocess_time = "2h"\n'
TIDY = 'format = 1\n\n# A note\n[stage.a] # first\nprocess_time = "2h"\nlead_time = "1d" # measured\n'


def _words(text: str) -> list[str]:
    return sorted(text.replace("=", " = ").split())


def test_files_are_written_in_canonical_form(vsmap: Headless, tmp_path: Path) -> None:
    """Every file is put in order with its comments, and a second run changes nothing."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(UNTIDY)
    assert vsmap("fmt", path) == (0, "", f"{path} formatted\n")
    assert _words(path.read_text()) == _words(TIDY)
    kept = path.stat()
    assert vsmap("fmt", path) == (0, "", "")
    assert path.stat() == kept


def test_a_check_writes_nothing(vsmap: Headless, tmp_path: Path) -> None:
    """--check exits with 1 and names what would change; 0 where all is canonical."""
    untidy = tmp_path / "map.vsm.toml"
    untidy.write_text(UNTIDY)
    assert vsmap("fmt", "--check", sample("blank"), untidy) == (1, f"{untidy} would be formatted\n", "")
    assert untidy.read_text() == UNTIDY
    assert vsmap("fmt", "--check", sample("blank")) == (0, "", "")


def test_the_samples_are_canonical(vsmap: Headless) -> None:
    """What vsmap ships is laid out as vsmap lays out."""
    assert vsmap("fmt", "--check", *sample("blank").parent.glob("*.toml")) == (0, "", "")


def test_a_faulty_file_is_left_alone_and_the_others_are_formatted(vsmap: Headless, tmp_path: Path) -> None:
    """The worst outcome gives the exit code; every file gets what it can."""
    bad, good = tmp_path / "bad.vsm.toml", tmp_path / "good.vsm.toml"
    bad.write_text("[stage.a]\nlead = 1\n")
    good.write_text(UNTIDY)
    code, out, err = vsmap("fmt", bad, good)
    assert (code, out) == (3, "")
    assert err.splitlines()[0].startswith(f"{bad}:2: stage.a.lead: ")
    assert err.splitlines()[-1] == f"{good} formatted"
    assert bad.read_text() == "[stage.a]\nlead = 1\n"


def test_a_file_that_cannot_be_written_is_untouched(
    vsmap: Headless, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full is exit code 4, the reason, and the old file."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(UNTIDY)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    code, out, err = vsmap("fmt", path)
    assert (code, out) == (4, "")
    assert "the disk is full" in err
    assert path.read_text() == UNTIDY
    assert list(tmp_path.glob("*.toml")) == [path]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_a_byte_order_mark_is_no_canonical_form(vsmap: Headless, tmp_path: Path, ending: str) -> None:
    """A mark in front of a canonical text would be formatted away, whatever its line ends."""
    path = tmp_path / "map.vsm.toml"
    canonical = sample("blank").read_text(encoding="utf-8").replace("\n", ending)
    path.write_bytes(b"\xef\xbb\xbf" + canonical.encode())
    assert vsmap("fmt", "--check", path).code == 1
    assert vsmap("fmt", path).code == 0
    assert path.read_bytes() == sample("blank").read_bytes()
