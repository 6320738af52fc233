"""Reading a file's bytes and text, never waiting and never more than a map can be."""

import os
import stat
from pathlib import Path
from typing import Final

from vsmap.storage.faults import Fault, FileFaults

MAXIMUM_BYTES: Final = 16 * 1024 * 1024
"""The largest file that is read."""
_BYTE_ORDER_MARK: Final = "\ufeff"
_KINDS: Final = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def kind_of(mode: int) -> str:
    """Name what is not a file, by its mode; a regular file is ''."""
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "")


def whole_file_fault(file: str, found: str, message: str, line: int = 1) -> FileFaults:
    """Make the fault of a file that is no text to be read at all."""
    return FileFaults([Fault(file, line, "", found, message)])


def read_bytes(path: str | os.PathLike[str], file: str) -> bytes:
    """Read a regular file of at most 16 MiB; `file` is its name in faults.

    Raises FileFaults for anything else, without ever waiting for a pipe.
    """
    try:
        kind = kind_of(Path(path).stat().st_mode)
        if kind:
            raise whole_file_fault(file, kind, "a map is a regular file")
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as opened:
            if kind := kind_of(os.fstat(descriptor).st_mode):
                raise whole_file_fault(file, kind, "a map is a regular file")
            content = opened.read(MAXIMUM_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise whole_file_fault(file, "", f"it can't be read: {reason[:1].lower()}{reason[1:]}") from None
    check_size(content, file)
    return content


def check_size(content: bytes, file: str) -> None:
    """Raise FileFaults for more than 16 MiB."""
    if len(content) > MAXIMUM_BYTES:
        raise whole_file_fault(file, "more than 16 MiB", "a map is at most 16 MiB")


def decode(content: bytes, file: str) -> str:
    """Decode UTF-8, with or without a byte order mark; the mark and CRLF stay in the text.

    Raises FileFaults with the line of the first byte that is not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise whole_file_fault(file, found, "this is not UTF-8: save it as UTF-8", line) from None


def without_mark(text: str) -> str:
    """Return a text without the byte order mark in front."""
    return text.removeprefix(_BYTE_ORDER_MARK)
