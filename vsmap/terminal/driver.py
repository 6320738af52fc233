"""A driver that goes on with a terminal which was held, and perhaps painted, before the toolkit was there."""

from typing import TYPE_CHECKING, cast

from textual import events
from textual.driver import Driver
from textual.message import Message

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver

    from vsmap.startup import HeldTerminal

_LINUX = "textual.drivers.linux_driver"
_LINE_END = "ctrl+j"
_ALTERNATE_SCREEN = "\x1b[?1049h"


def continuing(driver: type[Driver], held: "HeldTerminal") -> type[Driver]:
    """Make a driver class go on with a held terminal: it gives back the modes from before it was held.

    A terminal that shows a frame already is not sent to the alternate screen again, which would clear it.
    A driver that is not built on Linux's is returned as it is.
    """
    if all(cls.__module__ != _LINUX for cls in driver.__mro__):
        return driver
    base = cast("type[LinuxDriver]", driver)

    class ContinuingDriver(base):  # type: ignore[misc,valid-type] # which class it is depends on the platform
        """The driver from the moment on at which the toolkit is there."""

        is_entered = held.is_painted

        def start_application_mode(self) -> None:
            """Start, and remember the modes that the terminal had before it was held."""
            super().start_application_mode()
            held.hand_over()
            self.attrs_before = held.modes

        def process_message(self, message: Message) -> None:
            """Take Enter for Enter also where it was typed before the terminal was held, as a line's end."""
            if isinstance(message, events.Key) and message.key == _LINE_END:
                message = events.Key("enter", "\r")
            super().process_message(message)

        def write(self, data: str) -> None:
            """Write, but enter no screen that was entered before."""
            if data == _ALTERNATE_SCREEN and self.is_entered:
                self.is_entered = False
                return
            super().write(data)

    return ContinuingDriver
