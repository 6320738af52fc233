"""The terminal's side of the editor: what it shows is remembered, and only what changed is sent."""

from vsmap.terminal.driver import continuing
from vsmap.terminal.failure import QuietFailure
from vsmap.terminal.internals import supported
from vsmap.terminal.output import DifferenceOutput
from vsmap.terminal.steady import SteadyTerminal

__all__ = ["DifferenceOutput", "QuietFailure", "SteadyTerminal", "continuing", "supported"]
