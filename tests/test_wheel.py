"""The wheel: built from the project, installed into an environment of its own, used from elsewhere."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from terminal_session import TerminalSession

ROOT: Final = Path(__file__).resolve().parents[1]
SAMPLES: Final = sorted(path.name for path in (ROOT / "samples").glob("*.vsm.toml"))
_SECONDS: Final = 180


def _done(command: Sequence[str | Path], folder: Path, given: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=given, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _copy_of_the_project(folder: Path) -> Path:
    """Copy what git knows, or would take in: what lies about ignored in the checkout must not be needed."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout: what belongs to the project is not known")
    known = _done(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT)
    for name in filter(None, known.split("\0")):
        source, copy = ROOT / name, folder / name
        if source.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands of an environment that has the wheel.

    The libraries that vsmap needs are those of the running environment; vsmap itself is not taken from there.
    """
    folder = tmp_path_factory.mktemp("wheel")
    project = _copy_of_the_project(folder / "project")
    _done([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, project], folder)
    [wheel] = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    _done(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "install",
            "--no-deps",
            "--no-index",
            "--quiet",
            wheel,
        ],
        folder,
    )
    [packages] = (environment / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    shutil.rmtree(project)
    return environment / "bin"


def test_the_package_is_the_installed_one(installed: Path, tmp_path: Path) -> None:
    """What runs is the wheel, not the checkout: with samples, types and style sheet."""
    where = "import vsmap, pathlib; print(pathlib.Path(vsmap.__file__).parent)"
    package = Path(_done([installed / "python", "-c", where], tmp_path).strip())
    assert package.is_relative_to(installed.parent)
    assert sorted(path.name for path in (package / "samples").glob("*.vsm.toml")) == SAMPLES
    assert (package / "py.typed").is_file()
    assert (package / "vsmap.tcss").is_file()


def test_every_command_runs_from_another_directory(installed: Path, tmp_path: Path) -> None:
    """Each command of the help does its work with nothing but the wheel."""
    vsmap = installed / "vsmap"

    def told(*arguments: str) -> str:
        return _done([vsmap, *arguments], tmp_path)

    assert told("--version").startswith("vsmap ")
    assert "completion" in told("--help")
    assert told("new", "map.vsm.toml", "--sample", "lean-enterprise") == ""
    assert told("check", "map.vsm.toml", "--targets") == "map.vsm.toml: no faults, 8 stages\n"
    assert told("fmt", "--check", "map.vsm.toml") == ""
    assert json.loads(told("metrics", "map.vsm.toml", "--json"))["totals"]["lead_time_h"] == 384.0
    assert "Change approv" in told("draw", "map.vsm.toml", "--width", "200")
    assert "`quit`" in told("keys")
    assert "_shtab_vsmap" in told("completion", "bash")


def test_every_sample_is_inside(installed: Path, tmp_path: Path) -> None:
    """`vsmap samples` lists them all, and each makes a map without a fault."""
    vsmap = installed / "vsmap"
    listed = _done([vsmap, "samples"], tmp_path)
    for name in SAMPLES:
        sample = name.removesuffix(".vsm.toml")
        assert f"{sample}: " in listed
        _done([vsmap, "new", name, "--sample", sample], tmp_path)
    assert len(_done([vsmap, "check", *SAMPLES], tmp_path).splitlines()) == len(SAMPLES)


def test_the_editor_opens_a_sample(installed: Path, tmp_path: Path) -> None:
    """In a terminal the installed program shows a sample map, and leaves without a word."""
    command = [str(installed / "vsmap"), "--sample", "lean-enterprise"]
    with TerminalSession(command, columns=120, rows=40, directory=tmp_path) as terminal:
        terminal.wait_for("Release planning", seconds=30)
        terminal.send("q")
        assert terminal.ended(10)
        assert terminal.exit_code == 0
