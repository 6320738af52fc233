"""The first frames of maps, kept from when they were opened before.

A kept frame is only ever shown where all that it was made from is as it was: each byte of the map, its path,
the size of the window, what the environment says of the terminal, and every file that the program rests on.
All this is kept beside the frame and compared in full, not as a digest, so that no frame can show the numbers
of another map. A file that is damaged, or that others can write, is as good as none.
"""

import os
import sys
import zlib

_MAGIC = b"vsmap frame 1"
_PARTS = 4
_LARGEST = 4 * 2**20
"""Bytes of a map or of a kept file from which reading it would take longer than it saves."""
_KEPT = 50
"""How many frames are kept."""
_PRIVATE_DIRECTORY, _PRIVATE_FILE = 0o700, 0o600
_FOR_OTHERS = 0o077
_SPEAKS_OF_LOOKS = (
    *("TERM", "COLOR", "NO_COLOR", "FORCE_COLOR", "TEXTUAL", "VSMAP", "LC_", "LANG", "XDG_CONFIG"),
    *("COLUMNS", "LINES"),
)
"""How the names of variables begin that a frame can depend on."""


class FirstFrame:
    """The first frame of a map in a window, if it is known.

    Attributes:
        text: what is to be written to a terminal to show it; empty where it is not known.
    """

    def __init__(self, made_from: bytes, content: bytes, file: str) -> None:
        self._made_from = made_from
        self._content = content
        self._file = file
        self.text = self._known()

    def _known(self) -> str:
        kept = _read_privately(self._file)
        if kept is None:
            return ""
        parts = _parts(kept)
        if parts is None:
            os.unlink(self._file)
            return ""
        made_from, stamps, content, text = parts
        same = made_from == self._made_from and content == self._content
        return text.decode() if same and _as_stamped(stamps) else ""

    def keep(self, text: str, rests_on: list[str]) -> None:
        """Keep what showed the frame for the next start, with the files that it rests on; raises OSError."""
        stamps = b"\n".join(map(_stamp, sorted(rests_on)))
        parts = (self._made_from, stamps, self._content, text.encode())
        body = b"".join(parts)
        sizes = b" ".join(b"%d" % len(part) for part in parts)
        directory = os.path.dirname(self._file)
        for private in (os.path.dirname(directory), directory):
            os.makedirs(private, _PRIVATE_DIRECTORY, exist_ok=True)
            os.chmod(private, _PRIVATE_DIRECTORY)
        _write_privately(self._file, b"%s %d %s\n%s" % (_MAGIC, zlib.crc32(body), sizes, body))
        _forget_oldest(directory)


def first_frame(path: str, columns: int, rows: int, state: str) -> FirstFrame | None:
    """Find the first frame of a map's file; None where it is no plain file that can be read quickly."""
    if not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as map_file:
            if os.fstat(map_file.fileno()).st_size > _LARGEST:
                return None
            content = map_file.read()
    except OSError:
        return None  # whoever opens it in earnest says why
    place = f"{os.path.abspath(path)}\0{path}\0{columns}\0{rows}"
    made_from = os.fsencode("\0".join((place, sys.version, *_environment())))
    name = f"{zlib.crc32(os.fsencode(place)):08x}.frame"
    return FirstFrame(made_from, content, os.path.join(state, "frames", name))


def _environment() -> list[str]:
    return sorted(
        f"{name}={value}" for name, value in os.environ.items() if name.startswith(_SPEAKS_OF_LOOKS)
    )


def _stamp(path: str) -> bytes:
    """Say which version of a file there is, or that there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return os.fsencode(f"{path}\0absent")
    return os.fsencode(f"{path}\0{found.st_ino}\0{found.st_size}\0{found.st_mtime_ns}")


def _as_stamped(stamps: bytes) -> bool:
    """Tell whether each file is as it was stamped."""
    each = stamps.split(b"\n") if stamps else ()
    return all(_stamp(os.fsdecode(stamp.partition(b"\0")[0])) == stamp for stamp in each)


def _parts(kept: bytes) -> list[bytes] | None:
    """Take a kept frame apart; None where it is damaged."""
    head, _, body = kept.partition(b"\n")
    if not head.startswith(_MAGIC):
        return None
    try:
        checksum, *sizes = map(int, head[len(_MAGIC) :].split())
    except ValueError:
        return None
    if sum(sizes) != len(body) or zlib.crc32(body) != checksum or len(sizes) != _PARTS:
        return None
    parts, at = [], 0
    for size in sizes:
        parts.append(body[at : at + size])
        at += size
    return parts


def _read_privately(file: str) -> bytes | None:
    """Read a file that nobody else could have written; None where there is none."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    with open(descriptor, "rb") as kept:
        found = os.fstat(descriptor)
        if found.st_uid != os.geteuid() or found.st_mode & _FOR_OTHERS or found.st_size > 2 * _LARGEST:
            return None
        return kept.read()


def _write_privately(file: str, kept: bytes) -> None:
    """Write a file that is there whole or not at all; the disk is not waited for."""
    unfinished = f"{file}.{os.getpid()}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _PRIVATE_FILE)
    try:
        with open(descriptor, "wb") as written:
            written.write(kept)
        os.replace(unfinished, file)
    except BaseException:
        os.unlink(unfinished)
        raise


def _forget_oldest(directory: str) -> None:
    """Delete the frames that were kept longest ago, beyond as many as are kept."""
    frames = sorted(os.scandir(directory), key=lambda entry: entry.stat().st_mtime_ns, reverse=True)
    for entry in frames[_KEPT:]:
        os.unlink(entry.path)
