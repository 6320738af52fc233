"""What happens before the terminal toolkit is imported: the terminal is held, and a known frame is painted.

Most of a start is imports, and this comes before them: it imports nothing that Python has not loaded anyway,
not even `typing` or `pathlib`. So paths are text here.
"""

from vsmap.startup.frames import FirstFrame, first_frame
from vsmap.startup.places import state_path
from vsmap.startup.terminal import HeldTerminal, hold_terminal

__all__ = ["FirstFrame", "HeldTerminal", "Start"]


class Start:
    """A start of the editor, under way until the block is left: then the terminal is as it was.

    Attributes:
        terminal: the terminal that is held for the editor; None where there is none.
        frame: the first frame of the file that is opened; None where none can be kept for it.
    """

    def __init__(self, path: str | None) -> None:
        self.terminal: HeldTerminal | None = hold_terminal()
        self.frame: FirstFrame | None = None
        if self.terminal is not None and path is not None:
            self.frame = first_frame(path, *self.terminal.size(), state_path())

    def __enter__(self) -> "Start":  # noqa: PYI034 - typing is not imported here
        if self.terminal is not None and self.frame is not None and self.frame.text:
            self.terminal.paint(self.frame.text)
        if self.terminal is not None:
            self.terminal.end_on_signals()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.give_back()

    def give_back(self) -> None:
        """Put the terminal back as it was, as before something is said on it."""
        if self.terminal is not None:
            self.terminal.give_back()
