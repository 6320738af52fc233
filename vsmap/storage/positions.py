"""Where the tables and keys of a file stand."""

from vsmap.storage.faults import Path


class Positions:
    """The line of every table and key."""

    def __init__(self, text: str) -> None:
        self._text = text

    def line_of(self, path: Path) -> int:
        """Return the line, from 1, of a value, or of the nearest table around it."""
        return min(1, 1 + len(path))
