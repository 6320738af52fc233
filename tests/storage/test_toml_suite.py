"""The TOML community's own files: each gives a map or faults with lines, never anything else."""

import tarfile
from pathlib import Path

import pytest

from vsmap.storage.faults import FileFaults
from vsmap.storage.fmt import formatted
from vsmap.storage.reader import read_map, read_text
from vsmap.storage.source import decode, without_mark

_SUITE = Path(__file__).parents[3] / "shared" / "data" / "toml-test" / "toml-test-1.0.0.tar.gz"

pytestmark = pytest.mark.skipif(not _SUITE.exists(), reason="the suite is not here")


def _files(kind: str) -> list[tuple[str, bytes]]:
    with tarfile.open(_SUITE) as suite:
        members = [member for member in suite if f"/{kind}/" in member.name and member.name.endswith(".toml")]
        opened = [(member.name, suite.extractfile(member)) for member in members]
        return [(name, content.read()) for name, content in opened if content is not None]


def test_each_invalid_file_is_one_fault_with_a_line() -> None:
    """What is not TOML is refused with the line where it goes wrong."""
    files = _files("invalid")
    assert len(files) > 400
    for name, content in files:
        with pytest.raises(FileFaults) as refused:
            read_map(content, name)
        lines = content.count(b"\n") + 1
        assert refused.value.faults, name
        assert all(1 <= fault.line <= lines and fault.message for fault in refused.value.faults), name


def test_each_valid_file_is_a_map_or_faults_of_the_schema() -> None:
    """What is TOML, but no map, is refused for its tables and keys, not for being no TOML."""
    files = _files("valid")
    assert len(files) > 150
    for name, content in files:
        try:
            read_map(content, name)
        except FileFaults as refused:
            lines = content.count(b"\n") + 1
            for fault in refused.faults:
                assert 1 <= fault.line <= lines, name
                assert "not TOML" not in fault.message, name


def test_each_valid_file_is_kept_whole_as_the_users_own() -> None:
    """Under `[x]` every TOML file survives being read and written."""
    kept = 0
    for name, content in _files("valid"):
        text = "[x]\n" + "\n".join(_under_x(line) for line in without_mark(decode(content, name)).split("\n"))
        try:
            stream = read_text(text, name)
        except FileFaults:
            continue
        kept += 1
        written = formatted(text)
        assert read_text(written, name) == stream, name
        assert formatted(written) == written, name
    assert kept > 150


def _under_x(line: str) -> str:
    """Move a table under `[x]`; a list that looks like a header makes the file no TOML: it is passed over."""
    bare = line.lstrip(" \t")
    brackets = "[[" if bare.startswith("[[") else "["
    return f"{brackets}x.{bare[len(brackets) :]}" if bare.startswith("[") else line
