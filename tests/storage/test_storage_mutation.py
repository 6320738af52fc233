"""A damaged file gives a map or faults, in bounded time, never anything else."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vsmap.storage.faults import FileFaults
from vsmap.storage.fmt import formatted
from vsmap.storage.reader import read_map

SAMPLE = Path(__file__).parents[2] / "samples" / "acme-stamping.vsm.toml"


def outcome(content: bytes) -> str:
    """Read bytes as a map; return "map", or the first fault after checking that it can be shown."""
    try:
        read_map(content, "map")
    except FileFaults as refused:
        first = refused.faults[0]
        assert 1 <= first.line <= content.count(b"\n") + 1
        assert first.message
        assert len(first.found) <= 60
        assert str(first).isprintable()
        return str(first)
    return "map"


def test_a_file_cut_off_anywhere() -> None:
    """A sample truncated at every byte is a map or faults."""
    content = SAMPLE.read_bytes()
    outcomes = {outcome(content[:length]) == "map" for length in range(len(content))}
    assert outcomes == {True, False}


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_a_file_with_any_byte_flipped(flip: int) -> None:
    """A sample with bits of any one byte flipped is a map or faults."""
    content = bytearray(SAMPLE.read_bytes())
    outcomes = set()
    for index in range(len(content)):
        content[index] ^= flip
        outcomes.add(outcome(bytes(content)) == "map")
        content[index] ^= flip
    assert False in outcomes


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    """Any bytes at all are a map or faults."""
    assert outcome(content)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(sorted({*SAMPLE.read_text().split("\n"), "[", "]]", '"""', "'''", "{", "#"})))
)
def test_any_lines_of_a_map(lines: list[str]) -> None:
    """The lines of a map in any order and number are a map or faults; a map can be laid out."""
    text = "\n".join(lines)
    if outcome(text.encode()) == "map":
        assert formatted(formatted(text)) == formatted(text)


HOSTILE = {
    "arrays 500 deep": "x.a = " + "[" * 500 + "]" * 500,
    "arrays 50000 deep": "x.a = " + "[" * 50_000,
    "tables 100 deep": "x.a = " + "{a = " * 100 + "1" + "}" * 100,
    "a key of 100,000 parts": ".".join("a" * 100_000) + " = 1",
    "dotted keys within 32 tables": "x.a = " + ("{" + ".".join("a" * 50) + " = ") * 20 + "1" + "}" * 20,
    "an integer of 5,000 digits": "format = " + "9" * 5000,
    "a hexadecimal of 100,000 digits": "format = 0x" + "f" * 100_000,
    "a hexadecimal of one's own": "[x]\na = 0x" + "f" * 100_000,
    "a list of them": "[stage.a]\nsystems = [0x" + "f" * 100_000 + "]",
    "a float beyond all": "[stage.a]\npeople = 1e999",
    "not a number": "[stage.a]\npeople = nan",
    "infinity": "[stage.a]\npeople = inf",
    "a hundred thousand quotes": "a = " + '"' * 100_001,
    "unclosed escapes": 'a = "' + '\\"' * 100_000,
    "brackets without end": "[" * 100_000,
    "a long number": "a = " + "1_" * 100_000,
    "a control character in a key": 'a"\x1b[31m" = 1',
    "a quoted escape in a key": '"\\u001b[31m" = 1',
    "an override in an id": '[stage."\\u202eabc"]',
    "30,000 unknown keys": "".join(f"a{index} = 1\n" for index in range(30_000)),
    "30,000 wrong kinds": "".join(f'[stage.a{index}]\nkind = "tset{index}"\n' for index in range(3_000)),
    "a circle of 5,000": "".join(f"[stage.a{index}]\n" for index in range(5_000))
    + "".join(f'[[flow]]\nfrom = "a{index}"\nto = "a{(index + 1) % 5_000}"\n' for index in range(5_000)),
    "rework everywhere": "".join(f"[stage.a{index}]\n" for index in range(3_000))
    + "".join(f'[[rework]]\nfrom = "a{index}"\nto = "a0"\nrate = 1\n' for index in range(3_000)),
    "a tiny calendar": "calendar = { hours_per_day = 5e-324 }\n[stage.a]\nlead_time = '1w'",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gives_an_answer(text: str) -> None:
    """What `tomllib` fails on, hangs on or cannot print is a map or a fault that can be shown."""
    is_map = outcome(text.encode()) == "map"
    assert is_map == text.endswith("rate = 1\n")


@pytest.mark.parametrize("limit", [32, 33])
def test_nesting_is_limited_to_32(limit: int) -> None:
    """Brackets may nest 32 deep and no deeper."""
    read = outcome(("[x]\na = " + "[" * limit + "]" * limit).encode())
    assert (read == "map") == (limit <= 32)
    assert read == "map" or "nested deeper than 32" in read


@pytest.mark.parametrize("parts", [50, 51])
def test_a_key_has_at_most_50_parts(parts: int) -> None:
    """A dotted key may have 50 parts and no more."""
    read = outcome(("x." + ".".join(["a"] * (parts - 1)) + " = 1").encode())
    assert (read == "map") == (parts <= 50)


def test_a_file_is_at_most_16_mib(tmp_path: Path) -> None:
    """A file over 16 MiB is refused without being read to its end."""
    large = tmp_path / "large.vsm.toml"
    with large.open("wb") as opened:
        opened.truncate(1024**4)
    with pytest.raises(FileFaults, match="16 MiB"):
        read_map(large)
    assert stat.S_ISREG(large.stat().st_mode)
