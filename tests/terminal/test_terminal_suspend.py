"""To the shell and back: the terminal is given back as it was, and comes back painted whole."""

import signal

import pytest
from terminal_session import TerminalSession


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ((), "? Help"),
        (("4", "w"), "⏎ Commit"),
        (("?",), "search the commands"),
        (("a", "Design"), "after Design"),
    ],
)
def test_ctrl_z_gives_the_terminal_back_and_returns_to_the_same_screen(
    before: tuple[str, ...], wanted: str
) -> None:
    """From the map, an open field, a dialog and the capture line; what is typed meanwhile is not lost."""
    with TerminalSession(["vsmap", "--sample", "lean-enterprise"]) as terminal:
        terminal.wait_for("? Help")
        for key in before:
            terminal.send(key)
        terminal.wait_for(wanted)
        terminal.wait_quiet(0.5)
        shown = terminal.screen()
        terminal.send("ctrl+z")
        assert terminal.stopped()
        terminal.wait_quiet()
        assert terminal.screen() != shown, "the shell's screen is back"
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda lines: lines == shown)
        terminal.send("escape")
        terminal.wait_for("? Help")


def test_the_palette_goes_to_the_shell_without_ctrl() -> None:
    """In a terminal program that takes Ctrl+Z for itself `:suspend` does the same."""
    with TerminalSession(["vsmap", "--sample", "lean-enterprise"]) as terminal:
        terminal.wait_for("? Help")
        shown = terminal.screen()
        terminal.send(":")
        terminal.wait_for("Commands")
        terminal.send("suspend", "enter")
        assert terminal.stopped()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(lambda lines: lines == shown)
