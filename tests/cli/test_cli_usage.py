"""What arguments mean: the editor or a command, help, version, mistakes."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from headless import ROOT, SECONDS, Headless, clean_environment

from vsmap.cli import EditorRequest, editor_request
from vsmap.cli.catalogue import COMMANDS


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], EditorRequest()),
        (["a.vsm.toml"], EditorRequest(Path("a.vsm.toml"))),
        (["--", "a.vsm.toml"], EditorRequest(Path("a.vsm.toml"))),
        (["./check"], EditorRequest(Path("check"))),
        (["--sample", "blank"], EditorRequest(None, "blank")),
        (["--sample=blank"], EditorRequest(None, "blank")),
    ],
)
def test_the_editor_is_asked_for(arguments: list[str], asked: EditorRequest) -> None:
    """Without a command the editor opens: on its welcome screen, a file, or a copy of a sample."""
    assert editor_request(arguments) == asked


@pytest.mark.parametrize(
    "arguments",
    [
        ["metrics", "a.vsm.toml"],
        ["check"],
        ["--help"],
        ["-h"],
        ["a.vsm.toml", "--help"],
        ["--version"],
        ["a.vsm.toml", "b.vsm.toml"],
        ["--sample"],
        ["--sample", "blank", "a.vsm.toml"],
        ["--colour", "a.vsm.toml"],
        ["-"],
    ],
)
def test_the_editor_is_not_asked_for(arguments: list[str]) -> None:
    """A command, a plea for help and a mistake open no editor."""
    assert editor_request(arguments) is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mertics", "a.vsm.toml"], "did you mean metrics?"),
        (["serve", "a.vsm.toml"], "there is no command serve"),
        (["a.vsm.toml", "b.vsm.toml"], "unrecognized arguments: b.vsm.toml"),
        (["--sample", "blank", "a.vsm.toml"], "leave FILE out"),
        (["-"], "the editor needs a file"),
        (["--colour"], "--colour"),
        (["metrics"], "FILE"),
        (["metrics", "a", "--json", "--why", "labour"], "not allowed with"),
        (["draw", "a", "--width", "many"], "write a number from 20 to 10000"),
        (["draw", "a", "--width", "19"], "write a number from 20 to 10000"),
        (["draw", "a", "--detail", "huge"], "huge"),
        (["check", "a", "--js"], "--js"),
        (["completion", "cmd"], "cmd"),
        (["new", "a", "--sample", "nothing"], "lean-enterprise"),
    ],
)
def test_wrong_usage_says_why(vsmap: Headless, arguments: list[str], told: str) -> None:
    """A mistake in the arguments is exit code 2, with the reason on standard error alone."""
    code, out, err = vsmap(*arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_the_version_is_that_of_the_package(vsmap: Headless) -> None:
    """`vsmap --version` prints one line."""
    assert vsmap("--version") == (0, f"vsmap {version('vsmap')}\n", "")


def test_help_lists_every_command(vsmap: Headless) -> None:
    """`vsmap --help` names the editor's forms, every command with its help line, and the exit codes."""
    code, out, err = vsmap("--help")
    assert (code, err) == (0, "")
    assert out == vsmap("-h").out == vsmap("a.vsm.toml", "--help").out
    words = " ".join(out.split())
    for command in COMMANDS.values():
        assert f"{command.name} {command.help}" in words
    assert "130 interrupted" in words


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_commands_help_runs(vsmap: Headless, name: str, tmp_path: Path) -> None:
    """`vsmap COMMAND --help` ends with an example, which does as it stands what the command is for."""
    code, out, _err = vsmap(name, "--help")
    example = re.search(r"Example:\n  (.+)\n", out)
    assert code == 0
    assert example is not None
    assert name in example[1]
    commands = tmp_path / "bin"
    commands.mkdir()
    launcher = commands / "vsmap"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vsmap "$@"\n')
    launcher.chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", f'PATH="{commands}:$PATH"; set -e; {example[1]}'],
        cwd=tmp_path,
        env=clean_environment(tmp_path, {"PYTHONPATH": str(ROOT)}),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    differs = int(name == "compare")  # the two states that it shows are not the same
    assert done.returncode == differs
    assert not done.stderr or name == "import", "only an import has to tell what it understood"
    assert done.stdout or (tmp_path / "first-map.vsm.toml").stat().st_size
