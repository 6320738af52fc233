"""Terminals that are not of Rich's opinion on how many cells a character takes."""

from terminal_emulator import EmulatedScreen


class JoinsNothing(EmulatedScreen):
    """A terminal of the nineties: emoji are wide, and every part of a joined one is drawn."""

    def joins(self, *_characters: str) -> bool:
        """Whether a character becomes part of the one before it: none does."""
        return False

    def width(self, grapheme: str) -> int:
        """Give the width of the first part."""
        return 2 if grapheme[0] >= "\U0001f000" else super().width(grapheme[0])


class DrawsNarrow(EmulatedScreen):
    """A terminal older than emoji: what is not an East Asian script takes one cell."""

    def width(self, grapheme: str) -> int:
        """Give one cell to all but East Asian scripts."""
        return super().width(grapheme[0]) if "\u2e80" <= grapheme[0] < "\U0001f000" else 1
