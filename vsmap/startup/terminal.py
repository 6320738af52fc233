"""The terminal while the editor starts: nothing is echoed, what is typed is kept, and it is given back."""

import os
import termios

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
"""To the alternate screen, without a cursor and without wrapping lines."""
_LEAVE = b"\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_KEYS, _SCREEN = 0, 1
"""The standard streams of a program that runs in a terminal."""
_INPUT, _LOCAL, _CHARACTERS = 0, 3, 6


class HeldTerminal:
    """A terminal in the mode that the editor reads keys in, with what was painted on it.

    Attributes:
        modes: its modes before (termios), as they are to be given back.
    """

    def __init__(self, keys: int, screen: int) -> None:
        self._keys = keys
        self._screen = screen
        self.modes = termios.tcgetattr(keys)
        self._painted = ""
        self._is_ours = True

    def hold(self) -> None:
        """Stop echoing, and take each key as it is typed; what was typed before is kept.

        Signals stay on: until the editor is there Ctrl+C ends the program.
        """
        modes = termios.tcgetattr(self._keys)
        modes[_INPUT] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        modes[_LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        modes[_CHARACTERS][termios.VMIN] = 1
        termios.tcsetattr(self._keys, termios.TCSANOW, modes)

    def size(self) -> tuple[int, int]:
        """Return its columns and rows."""
        columns, rows = os.get_terminal_size(self._screen)
        return columns, rows

    def paint(self, frame: str) -> None:
        """Show a whole frame on the alternate screen, in one write."""
        self._painted = frame
        rest = (_ENTER + frame).encode()
        while rest:
            rest = rest[os.write(self._screen, rest) :]

    def end_on_signals(self) -> None:
        """Let signals that end the program end it in order, so that the terminal is given back."""
        import signal  # noqa: PLC0415 - it takes a third of Python's own start, and the frame comes first

        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, _end)

    @property
    def is_painted(self) -> bool:
        """Whether a frame stands on the alternate screen."""
        return bool(self._painted)

    def shows(self, frame: str) -> bool:
        """Whether exactly this frame was painted."""
        return self._painted == frame

    def hand_over(self) -> None:
        """Let the editor have the terminal: from now on it leaves the alternate screen itself."""
        import signal  # noqa: PLC0415 - as above

        self._is_ours = False
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is _end:
                signal.signal(number, signal.SIG_DFL)

    def give_back(self) -> None:
        """Put everything back as it was before, unless it is gone; more than once does no harm."""
        try:
            if self._is_ours and self._painted:
                os.write(self._screen, _LEAVE)
                self._painted = ""
            termios.tcsetattr(self._keys, termios.TCSANOW, self.modes)
        except (termios.error, OSError):
            return


def _end(number: int, _frame: object) -> None:
    """End as the shell reports a program that a signal ended."""
    raise SystemExit(128 + number)


def hold_terminal() -> HeldTerminal | None:
    """Hold the terminal of the standard streams; None where they are none, or it is gone."""
    if not (os.isatty(_KEYS) and os.isatty(_SCREEN)):
        return None
    try:
        held = HeldTerminal(_KEYS, _SCREEN)
        held.hold()
    except (termios.error, OSError):
        return None
    return held
