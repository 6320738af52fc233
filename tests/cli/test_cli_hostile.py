"""No text of a map, and no name of a file, reaches a terminal as a command."""

import json
import os
from pathlib import Path

import pytest
from headless import Headless, program

ESCAPE, CONTROL, OVERRIDE = "\x1b", "\x9b", "\u202e"
_NASTY = "\\u001b]0;owned\\u0007\\u009b31m\\u202egnp.exe\\u0000\\r\\nred"
_MAP = f"""
[map]
title = "title{_NASTY}"
goal = "{_NASTY}"

[stage.design]
name = "design{_NASTY}"
kind = "approve"
lane = "lane{_NASTY}"
process_time = "1h"
lead_time = "2w"
complete_accurate = 50
systems = ["{_NASTY}"]
note = "{_NASTY}"

[stage.test]
name = "test{_NASTY}"
kind = "approve"
lane = "other{_NASTY}"
lead_time = "1w"
judged_by = {{ "judge{_NASTY}" = 50 }}

[[flow]]
from = "design"
to = "test"
note = "{_NASTY}"

[[waiver]]
rule = "stacked-approvals"
reason = "{_NASTY}"
"""
_FAULTY = f"""
[map]
state = "{_NASTY}"
"odd{_NASTY}" = 1
[stage.design]
lead_time = "soon{_NASTY}"
"""


def _is_harmless(text: str) -> bool:
    """Tell whether a text holds no control character but the line's end, and nothing that reorders it."""
    allowed = text.replace("\n", "")
    return not any(
        ord(each) < 0x20 or 0x7F <= ord(each) < 0xA0 or 0x202A <= ord(each) < 0x202F for each in allowed
    )


@pytest.mark.parametrize(
    "command",
    [
        ["metrics"],
        ["metrics", "--json"],
        ["metrics", "--why", "lead-time"],
        ["metrics", "--why", "handoffs"],
        ["draw"],
        ["draw", "--detail", "chip"],
        ["draw", "--detail", "data"],
        ["draw", "--ascii"],
        ["check", "--targets"],
        ["check", "--json"],
        ["fmt", "--check"],
    ],
    ids=" ".join,
)
def test_a_hostile_map_is_shown_and_does_nothing(vsmap: Headless, tmp_path: Path, command: list[str]) -> None:
    """Escape sequences of names are made visible wherever they are shown."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(_MAP)
    code, out, err = vsmap(*command, path)
    assert code in {0, 1}
    assert out
    assert _is_harmless(out + err)


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["metrics"], ["fmt"]], ids=" ".join)
def test_hostile_faults_are_shown_and_do_nothing(vsmap: Headless, tmp_path: Path, command: list[str]) -> None:
    """What was found is quoted in faults, visibly."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(_FAULTY)
    code, out, err = vsmap(*command, path)
    assert code == 3
    assert "owned" in out + err
    assert _is_harmless(out + err)


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--json"], ["fmt", "--check"], ["fmt"], ["metrics"]]
)
def test_a_hostile_file_name_is_shown_and_does_nothing(tmp_path: Path, command: list[str]) -> None:
    """A file's name may hold any byte: escape sequences, and bytes that are no text."""
    folder = os.fsencode(tmp_path)
    for name, text in (
        (b"a\x1b[31m\xff.toml", "[stage.a]\n"),
        (b"b\xc2\x9b\xe2\x80\xae.toml", "[stage.a]\nlead=1\n"),
    ):
        Path(os.fsdecode(folder + b"/" + name)).write_text(text)
        done = program(tmp_path, *command, os.fsdecode(name))
        assert done.returncode in {0, 1, 3}
        assert _is_harmless((done.stdout + done.stderr).decode())


def test_hostile_arguments_are_shown_and_do_nothing(vsmap: Headless) -> None:
    """What is wrong with arguments is quoted visibly too."""
    for arguments in (
        [f"no{ESCAPE}[31m"],
        ["draw", "a", "--detail", f"{CONTROL}31m"],
        ["new", "a", "--sample", f"{OVERRIDE}x"],
        ["metrics", f"{ESCAPE}c"],
        ["metrics", f"a@{ESCAPE}c"],
    ):
        code, out, err = vsmap(*arguments)
        assert code in {2, 3}
        assert _is_harmless(out + err)


def test_names_stay_in_the_json(vsmap: Headless, tmp_path: Path) -> None:
    """JSON carries every text whole, in ASCII: a program gets what the file says."""
    path = tmp_path / "map.vsm.toml"
    path.write_text(_MAP)
    out = vsmap("metrics", path, "--json").out
    assert out.isascii()
    name = json.loads(out)["stages"][0]["name"]
    assert name.startswith(f"design{ESCAPE}]0;owned\x07{CONTROL}31m{OVERRIDE}")
