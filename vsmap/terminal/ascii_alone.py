"""The last thing done to every line for a terminal that can't show Unicode."""

from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from vsmap.drawing.ascii import in_ascii


class AsciiAlone(LineFilter):
    """Shows every character by its ASCII twin; each cell stays where it is."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line in ASCII."""
        del background
        return [Segment(in_ascii(text), style, control) for text, style, control in segments]


ASCII_ALONE: Final = AsciiAlone()
