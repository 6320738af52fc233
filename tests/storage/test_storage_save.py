"""A save leaves the old file or the new one, byte for byte, whatever fails or dies."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from failing_system import CALLS, DiedError, FailingSystem

from vsmap.storage.save import SaveError, save

OLD, NEW = "old text\n" * 100, "new text, which is longer\n" * 100
ROOT = os.geteuid() == 0


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a file with the old text in it, alone in its directory."""
    path = tmp_path / "maps" / "map.vsm.toml"
    path.parent.mkdir()
    path.write_text(OLD)
    return path


def copies(target: Path) -> list[str]:
    """Return the texts of the files that a save left beside its target, links to it apart."""
    return [path.read_text() for path in target.parent.iterdir() if not path.samefile(target)]


def attempt(target: Path, system: FailingSystem) -> str:
    """Save the new text on a failing system; return why it failed, empty for success."""
    with pytest.MonkeyPatch.context() as patch:
        system.install(patch)
        try:
            save(target, NEW)
        except SaveError as refused:
            return refused.reason
        except DiedError:
            return "died"
    return ""


def sweep(target: Path, failure: int, *, for_good: bool) -> Iterator[tuple[FailingSystem, str, str]]:
    """Save again and again, each time with one more call that works, until none fails.

    Yields the system, why the save failed, and the text in the file then.
    """
    for nth in range(1, 100):
        target.write_text(OLD)
        system = FailingSystem(nth, failure, for_good)
        reason = attempt(target, system)
        yield system, reason, target.read_text()
        for path in target.parent.iterdir():
            if not path.samefile(target):
                path.unlink()
        if not system.failed:
            return
    pytest.fail("the sweep never ran through")


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("failure", [errno.EIO, errno.ENOSPC])
def test_an_error_leaves_the_old_file_or_the_new_one(target: Path, failure: int, *, for_good: bool) -> None:
    """Whichever call fails, the file is whole, the error says what happened, and nothing is left over."""
    calls = set()
    for system, reason, text in sweep(target, failure, for_good=for_good):
        assert bool(reason) == system.failed
        assert text == (NEW if not reason or "the new file is there" in reason else OLD), system.made
        assert for_good or copies(target) == [], system.made
        calls.update(system.made)
    assert calls == set(CALLS) - {"ftruncate"}


def test_death_leaves_the_old_file_or_the_new_one(target: Path) -> None:
    """Killed at any call, even with half of the bytes written, the file is whole."""
    texts = {text for _, _, text in sweep(target, 0, for_good=True)}
    assert texts == {OLD, NEW}


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("failure", [errno.EIO, errno.ENOSPC, 0])
def test_a_file_with_two_names_is_never_lost(target: Path, failure: int, *, for_good: bool) -> None:
    """A hard link is written in place: the file is whole, or a whole copy of the new text lies beside it."""
    other = target.parent.parent / "other name"
    other.hardlink_to(target)
    calls = set()
    for system, reason, text in sweep(target, failure, for_good=for_good):
        assert text in {OLD, NEW} or NEW in copies(target), system.made
        assert "damaged" in reason or reason == "died" or text == (OLD if reason else NEW)
        calls.update(system.made)
    assert "ftruncate" in calls
    assert other.samefile(target)
    assert other.read_text() == NEW


def test_what_is_said_to_be_saved_survives_a_power_cut(target: Path) -> None:
    """The bytes are synced before the rename, the directory after it: nothing unsynced can vanish."""
    system = FailingSystem(1000)
    attempt(target, system)
    order = [name for name in system.made if name in {"write", "fsync", "replace"}]
    assert order == ["write", "fsync", "replace", "fsync"]


def test_a_symbolic_link_stays_one(target: Path, tmp_path: Path) -> None:
    """Saving through a link, or a link to a link, changes the file that it leads to."""
    link, second = tmp_path / "link", tmp_path / "second"
    link.symlink_to(target)
    second.symlink_to(link)
    save(second, NEW)
    assert link.is_symlink()
    assert second.is_symlink()
    assert target.read_text() == NEW


def test_permissions_stay(target: Path) -> None:
    """The new file has the mode of the old one; a file that was not there gets the usual one."""
    target.chmod(0o640)
    save(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    old_mask = os.umask(0o027)
    try:
        save(target.with_name("new"), NEW)
    finally:
        os.umask(old_mask)
    assert stat.S_IMODE(target.with_name("new").stat().st_mode) == 0o640


@pytest.mark.skipif(not ROOT, reason="only the superuser may give files away")
def test_a_foreign_owner_stays(target: Path) -> None:
    """A file of somebody else is still theirs after a save."""
    os.chown(target, 12345, 23456)
    save(target, NEW)
    assert (target.stat().st_uid, target.stat().st_gid) == (12345, 23456)
    assert target.read_text() == NEW


def test_an_owner_who_can_not_be_kept_is_kept_in_place(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a new file can't be given to the old one's owner, the old one is overwritten."""

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    inode = target.stat().st_ino
    monkeypatch.setattr(os, "fchown", refused)
    monkeypatch.setattr(os, "fstat", lambda _: os.stat_result((0o100600, 0, 0, 1, 1, 1, 0, 0, 0, 0)))
    save(target, NEW)
    assert target.stat().st_ino == inode
    assert target.read_text() == NEW
    assert copies(target) == []


def test_a_directory_that_takes_no_files(
    target: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where no file may be made beside it, the copy is made in the state directory."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    real = os.open

    def refusing(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and Path(path).parent == target.parent:
            raise PermissionError(errno.EACCES, "no")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    save(target, NEW)
    assert target.read_text() == NEW
    assert list((tmp_path / "state" / "vsmap").iterdir()) == []


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """Directories, pipes and devices are not written to, and nobody waits for a pipe's reader."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    refusals = {
        tmp_path: "it is a directory",
        pipe: "it is a pipe",
        Path("/dev/null"): "it is a device",
        loop: "its symbolic links run in a circle",
        tmp_path / "nowhere" / "map": "the directory does not exist",
        tmp_path / ("x" * 300): "its name is too long",
        tmp_path / "a\0b": "this is no name for a file",
    }
    for path, reason in refusals.items():
        with pytest.raises(SaveError) as refused:
            save(path, NEW)
        assert refused.value.reason.endswith(f"was not saved: {reason}")


def test_a_read_only_file_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was made read-only is not replaced, although its directory would allow it."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SaveError, match="it is read-only"):
        save(target, NEW)
    assert target.read_text() == OLD


def test_a_text_that_is_none(target: Path) -> None:
    """A lone surrogate can't be written as UTF-8: the old file stays."""
    with pytest.raises(SaveError, match="UTF-8"):
        save(target, "\ud800")
    assert target.read_text() == OLD
