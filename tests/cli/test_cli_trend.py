"""`vsmap trend`: a git repository of ten versions of a map, with a rename and one broken version."""

import json
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from headless import Headless

_AUTHOR: Final = ("-c", "user.name=Tester", "-c", "user.email=tester@localhost", "-c", "commit.gpgsign=false")
BROKEN: Final = 6
"""The version, counted from 1, that is no map."""
RENAMED: Final = 4
"""The version that only got another name."""
HOURS: Final = (80, 72, 64, 64, 56, None, 48, 40, 24, 16)
"""The lead time of each version."""
OLD, NEW = "stream.vsm.toml", "karte ä.vsm.toml"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it says."""
    done = subprocess.run(
        ["git", *_AUTHOR, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def version(hours: float) -> str:
    """Return a map of two stages with a lead time in all."""
    title = '[map]\ntitle = "A map that is long enough to be known again under another name"\n'
    first = f'[stage.a]\nprocess_time = "2h"\nlead_time = "{hours - 8:g}h"\n'
    return f'{title}\n{first}\n[stage.b]\nlead_time = "8h"\n'


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a map with ten versions in a repository that holds other things too."""
    top = tmp_path_factory.mktemp("repository")
    folder = top / "maps"
    folder.mkdir()
    git(top, "init", "--quiet", "--initial-branch=main")
    for number, hours in enumerate(HOURS, 1):
        path = folder / (OLD if number < RENAMED else NEW)
        if number == RENAMED:
            git(folder, "mv", OLD, NEW)
        else:
            path.write_text(version(hours) if hours is not None else "[stage.a]\nlead_time = 12\n")
        (top / "other.txt").write_text(str(number))
        git(top, "add", ".")
        git(top, "commit", "--quiet", "--message", f"version {number}")
        (top / "other.txt").write_text(f"{number} again")
        git(top, "commit", "--quiet", "--all", "--message", "nothing about the map")
    return folder


def trend(vsmap: Headless, file: object) -> list[dict[str, Any]]:
    """Return the points of a trend."""
    told = vsmap("trend", file, "--json")
    assert (told.code, told.err) == (0, "")
    points: list[dict[str, Any]] = json.loads(told.out)["points"]
    return points


def test_the_totals_at_every_commit_that_changed_the_map(vsmap: Headless, repository: Path) -> None:
    """Oldest first, through the rename; commits that changed other files are left out."""
    points = trend(vsmap, repository / NEW)
    assert [point["subject"] for point in points] == [f"version {number}" for number in range(1, 11)]
    assert [point["totals"] and point["totals"]["lead_time_h"] for point in points] == list(HOURS)
    assert {point["path"] for point in points} == {f"maps/{OLD}", f"maps/{NEW}"}
    hashes = git(repository, "log", "--format=%H", "--reverse").split()[::2]
    assert [point["commit"] for point in points] == hashes
    assert {point["author"] for point in points} == {"Tester"}
    assert points[0]["totals"]["process_time_h"] == 2


def test_the_broken_version_is_named(vsmap: Headless, repository: Path) -> None:
    """It is a point without totals, and the page names its commit and its fault."""
    points = trend(vsmap, repository / NEW)
    assert [place for place, point in enumerate(points, 1) if point["error"]] == [BROKEN]
    broken = points[BROKEN - 1]
    assert "a number needs a unit" in broken["error"]
    page = vsmap("trend", repository / NEW).out
    assert "Versions that are no map" in page
    assert f"{broken['commit'][:8]}: maps/{NEW}@{broken['commit'][:8]}:2: stage.a.lead_time" in page


def test_the_page_shows_when_and_how_much(vsmap: Headless, repository: Path) -> None:
    """One line a version: date, commit, totals, a bar as long as the lead time, and the subject."""
    lines = vsmap("trend", repository / NEW).out.splitlines()
    assert lines[0].split() == ["When", "Commit", "LT", "PT", "Flow", "eff.", "%C&A", "What"]
    first, last = lines[1], lines[len(HOURS)]
    assert first.count("█") == 24
    assert last.count("█") == round(24 * 16 / 80)
    assert first.split()[3:7] == ["2", "w", "2", "h"]
    assert last.endswith("version 10")


def test_what_is_not_committed_comes_last(vsmap: Headless, repository: Path) -> None:
    """The file on disk is a point of its own where it differs; it has no commit and no date."""
    path = repository / NEW
    before = path.read_text()
    path.write_text(version(11))
    try:
        *_, last = trend(vsmap, path)
        assert (last["commit"], last["when"], last["totals"]["lead_time_h"]) == (None, None, 11)
        path.write_text("nothing")
        assert trend(vsmap, path)[-1]["error"]
    finally:
        path.write_text(before)


def test_the_history_until_a_revision(vsmap: Headless, repository: Path) -> None:
    """FILE@REV follows the file back from there, under the name that it had then."""
    first = git(repository, "log", "--format=%H", "--reverse").split()[4]
    points = trend(vsmap, f"{repository / OLD}@{first}")
    assert [point["totals"]["lead_time_h"] for point in points] == [80, 72, 64]


@pytest.mark.parametrize("give", ["untracked", "outside", "standard"])
def test_a_file_without_history_is_refused(
    vsmap: Headless, repository: Path, tmp_path: Path, give: str
) -> None:
    """It is said why, and nothing is printed."""
    stray = tmp_path / "stray.vsm.toml" if give == "outside" else repository / "stray.vsm.toml"
    stray.write_text(version(11))
    file = "-" if give == "standard" else stray
    told = vsmap("trend", file)
    reason = {"untracked": "no history in git", "outside": "git repository", "standard": "name one"}[give]
    stray.unlink()
    assert (told.code, told.out) == (2 if give == "standard" else 3, "")
    assert reason in told.err


@pytest.mark.parametrize(
    ("name", "reason"), [("nowhere.vsm.toml", "no such file"), ("folder", "a directory")]
)
def test_what_is_no_file_is_said_to_be_none(
    vsmap: Headless, repository: Path, name: str, reason: str
) -> None:
    """To commit it first would help nobody."""
    (repository / "folder").mkdir(exist_ok=True)
    told = vsmap("trend", repository / name)
    assert (told.code, told.out) == (3, "")
    assert reason in told.err
    assert "commit it first" not in told.err


def test_a_file_against_a_commit(vsmap: Headless, repository: Path) -> None:
    """`compare --rev` and FILE@REV read the same version of the file."""
    path = repository / NEW
    told = json.loads(vsmap("compare", path, "--rev", "HEAD~6", "--json").out)
    assert told["totals"]["lead_time_h"] == {
        "was": 48, "now": 16, "difference": -32, "change_pct": pytest.approx(-200 / 3),
    }  # fmt: skip
    other = json.loads(vsmap("compare", f"{path}@HEAD~6", path, "--json").out)
    assert other == told
