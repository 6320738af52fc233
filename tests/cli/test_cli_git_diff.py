"""The lines in docs/git.md let `git diff` show two drawings."""

import os
import re
import subprocess
import sys
from pathlib import Path

from headless import ROOT, clean_environment

_AUTHOR = ("-c", "user.name=Tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false")


def test_git_diff_shows_drawings(tmp_path: Path) -> None:
    """With the attribute and the setting as the page has them, a changed figure is a changed box."""
    page = (ROOT / "docs" / "git.md").read_text(encoding="utf-8")
    attribute = re.search(r"^(\*\S+ diff=\w+)$", page, re.MULTILINE)
    setting = re.search(r'git config --global (\S+) "(.+)"', page)
    assert attribute is not None
    assert setting is not None
    commands = tmp_path / "bin"
    commands.mkdir()
    launcher = commands / "vsmap"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m vsmap "$@"\n')
    launcher.chmod(0o755)
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    environment = clean_environment(tmp_path, {"PYTHONPATH": str(ROOT), "PATH": path})

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *_AUTHOR, *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True
        )
        return done.stdout.decode()

    git("init", "--quiet")
    git("config", "--global", setting[1], setting[2])
    (tmp_path / ".gitattributes").write_text(f"{attribute[1]}\n")
    map_file = tmp_path / "map.vsm.toml"
    map_file.write_text('[stage.design]\nlead_time = "2w"\n\n[stage.deploy]\nlead_time = "3d"\n')
    git("add", ".")
    git("commit", "--quiet", "--message", "first")
    map_file.write_text(map_file.read_text().replace("2w", "1w"))
    shown = git("diff").splitlines()
    (was,) = [line for line in shown if line.startswith("-") and "LT 2w" in line]
    (now,) = [line for line in shown if line.startswith("+") and "LT 1w" in line]
    assert was[1:].replace("2w", "1w") == now[1:]
    assert any("Design" in line and "Deploy" in line and "┏" not in line for line in shown)
    assert any("┏" in line for line in shown)
