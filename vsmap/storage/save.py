"""Saving: the old file or the new one, byte for byte, whatever fails (reliability.md, point 1)."""

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from vsmap.model.text import visible
from vsmap.storage.source import kind_of
from vsmap.storage.state import state_directory

_NEW_FILE: Final = 0o666
_PRIVATE: Final = 0o600
_NO_DIRECTORY_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}
_NO_ROOM_BESIDE: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
_REASONS: Final = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EIO: "the disk reports an error",
    errno.EACCES: "there is no permission to write here",
    errno.EPERM: "there is no permission to write here",
    errno.EROFS: "the file system is read-only",
    errno.ENOENT: "the directory does not exist",
    errno.ENOTDIR: "a part of its path is not a directory",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its symbolic links run in a circle",
}


class SaveError(Exception):
    """A file that could not be saved; `reason` is a sentence for people.

    Unless the reason says otherwise the file is as it was.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.reason = f"{visible(str(path))} was not saved: {reason}"
        super().__init__(self.reason)


class _RenameWouldBreakError(Exception):
    """The target's owner or place can't be kept by a rename."""


def save(path: str | os.PathLike[str], text: str | bytes) -> None:
    """Replace a file by a text, durably: after this returns it survives a power cut.

    Bytes are written as they are. Symbolic links, permissions, hard links and owners are kept.
    Raises SaveError.
    """
    asked = Path(path)
    try:
        _save(Path(os.path.realpath(path)), asked, text if isinstance(text, bytes) else text.encode("utf-8"))
    except UnicodeEncodeError:
        raise SaveError(asked, "a text in it can't be written as UTF-8") from None
    except ValueError:
        raise SaveError(asked, "this is no name for a file") from None
    except OSError as error:
        raise SaveError(asked, reason_of(error)) from error


def reason_of(error: OSError) -> str:
    """Say in words why the system refused."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def _save(real: Path, asked: Path, content: bytes) -> None:
    try:
        status: os.stat_result | None = real.stat()
    except FileNotFoundError:
        status = None
    if status is not None:
        kind = kind_of(status.st_mode)
        if kind:
            raise SaveError(asked, f"it is {kind}")
        if not os.access(real, os.W_OK):
            raise SaveError(asked, "it is read-only")
        if status.st_nlink > 1:
            _save_in_place(real, asked, content)
            return
    try:
        temporary = _written_beside(real, content, status)
    except _RenameWouldBreakError:
        _save_in_place(real, asked, content)
        return
    try:
        temporary.replace(real)
    except BaseException:
        _remove(temporary)
        raise
    _sync_directory(real.parent, asked)


def _written_beside(real: Path, content: bytes, status: os.stat_result | None) -> Path:
    """Write and sync a new file in the same directory, with the owner and mode of the old one."""
    temporary = real.with_name(f".vsmap-{os.urandom(8).hex()}.tmp")
    try:
        descriptor = _create(temporary, _PRIVATE if status else _NEW_FILE)
    except OSError as error:
        if status is not None and error.errno in _NO_ROOM_BESIDE:
            raise _RenameWouldBreakError from None
        raise
    try:
        try:
            if status is not None:
                _keep_attributes(descriptor, real, status)
            _write(descriptor, content)
        finally:
            os.close(descriptor)
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _create(path: Path, mode: int) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)


def _keep_attributes(descriptor: int, real: Path, status: os.stat_result) -> None:
    new = os.fstat(descriptor)
    if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
        try:
            os.fchown(descriptor, status.st_uid, status.st_gid)
        except PermissionError:
            raise _RenameWouldBreakError from None
    os.fchmod(descriptor, status.st_mode & 0o7777)
    if sys.platform == "linux":
        for name in os.listxattr(real):
            # Some attributes are the system's alone: they come back by themselves or were never ours.
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(real, name))


def _write(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
    os.fsync(descriptor)


def _sync_directory(directory: Path, asked: Path) -> None:
    try:
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            reason = f"the new file is there, but the disk did not confirm it: {reason_of(error)}"
            raise SaveError(asked, reason) from error


def _save_in_place(real: Path, asked: Path, content: bytes) -> None:
    """Overwrite a file that a rename would break, after a durable copy of the new text.

    An error brings the old bytes back; where even that fails, the copy stays and is named.
    """
    old = real.read_bytes()
    copy = _durable_copy(real, content)
    try:
        _overwrite(real, content)
    except OSError as error:
        try:
            _overwrite(real, old)
        except OSError:
            reason = (
                f"{reason_of(error)}, and the old text is damaged; the new text is in {visible(str(copy))}"
            )
            raise SaveError(asked, reason) from error
        _remove(copy)
        raise
    _remove(copy)


def _durable_copy(real: Path, content: bytes) -> Path:
    def written(directory: Path) -> Path:
        copy = _written_beside(directory / real.name, content, None)
        _sync_directory(directory, copy)
        return copy

    try:
        return written(real.parent)
    except OSError as error:
        if error.errno not in _NO_ROOM_BESIDE:
            raise
    return written(state_directory())


def _overwrite(real: Path, content: bytes) -> None:
    descriptor = os.open(real, os.O_WRONLY | os.O_CLOEXEC)
    try:
        _write(descriptor, content)
        os.ftruncate(descriptor, len(content))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    # The failure that led here is what is reported; a file left over is told by its name.
    with suppress(OSError):
        path.unlink()
