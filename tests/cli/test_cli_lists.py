"""`vsmap keys` and `vsmap completion`: what is made out of the lists of commands."""

import subprocess
from pathlib import Path
from shutil import which

import pytest
from headless import SECONDS, Headless

from vsmap.cli.catalogue import COMMANDS
from vsmap.commands import keys_page


def test_the_page_of_keys_is_printed(vsmap: Headless) -> None:
    """`vsmap keys` is the page of docs/keys.md, made from the editor's commands."""
    assert vsmap("keys") == (0, keys_page(), "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_every_command_is_completed(vsmap: Headless, shell: str) -> None:
    """The script for each shell knows every command."""
    code, out, err = vsmap("completion", shell)
    assert (code, err) == (0, "")
    for name in COMMANDS:
        assert name in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "tcsh"])
def test_a_shell_accepts_its_script(vsmap: Headless, tmp_path: Path, shell: str) -> None:
    """The shell itself finds no mistake in its script."""
    if which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(vsmap("completion", shell).out)
    done = subprocess.run([shell, "-n", script], capture_output=True, text=True, timeout=SECONDS, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["vsmap", "met"], {"metrics"}),
        (["vsmap", "draw", "--detail", ""], {"chip", "box", "data"}),
        (["vsmap", "check", "ma"], {"map.vsm.toml"}),
        (["vsmap", "metrics", "map.vsm.toml", "--j"], {"--json"}),
    ],
)
def test_bash_completes_commands_options_and_files(
    vsmap: Headless, tmp_path: Path, typed: list[str], offered: set[str]
) -> None:
    """In a real bash, a tab offers what may follow."""
    (tmp_path / "script").write_text(vsmap("completion", "bash").out)
    (tmp_path / "map.vsm.toml").touch()
    words = " ".join(f"'{word}'" for word in typed)
    program = (
        f"source ./script; COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1};"
        " _shtab_vsmap vsmap; printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(
        ["bash", "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert offered <= set(done.stdout.split()), done.stderr
