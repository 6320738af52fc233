"""Labels of a few letters that are laid over stages, so that typing one points at its stage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from vsmap.drawing.cells import cells, width
from vsmap.widgets.ink import TEXT, Ink, InkLine

LETTERS: Final = "asdfghjklqwertyuiopzxcvbnm"
"""What labels are made of: the letters under the fingers first."""


@dataclass(slots=True)
class Pointing:
    """A stage is being pointed at: what for, the labels to choose from, and what is typed so far."""

    title: str
    take: Callable[[str], None]
    labels: dict[str, str]
    without: frozenset[str] = field(default_factory=frozenset)
    typed: str = ""

    @property
    def left(self) -> dict[str, str]:
        """What is still to be typed of each label that begins as typed."""
        begun = len(self.typed)
        return {stage: label[begun:] for stage, label in self.labels.items() if label.startswith(self.typed)}


def labels_for(stages: Iterable[str]) -> dict[str, str]:
    """Return a label for each stage: one letter where there are enough, else as many as it takes."""
    named = list(stages)
    length = 1
    while len(LETTERS) ** length < len(named):
        length += 1
    return {stage: _label(number, length) for number, stage in enumerate(named)}


def _label(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, at = divmod(number, len(LETTERS))
        letters = LETTERS[at] + letters
    return letters


_Cells = list[tuple[str, str]]
"""The text of each cell with its ink; the second cell of a wide character has none."""


def overlaid(line: InkLine, column: int, over: Ink) -> InkLine:
    """Lay some text over a line at a column; what is left of half a wide character becomes a blank."""
    under: _Cells = [(cell, piece.ink) for piece in line for cell in cells(piece.text)]
    under += [(" ", TEXT)] * (column - len(under))
    end = column + width(over.text)
    before, after = under[:column], under[end:]
    if before and under[column : column + 1] and not under[column][0]:
        before[-1] = (" ", before[-1][1])
    if after and not after[0][0]:
        after[0] = (" ", after[0][1])
    return (*_joined(before), over, *_joined(after))


def _joined(split: _Cells) -> InkLine:
    grouped = groupby(split, key=lambda cell: cell[1])
    return tuple(Ink("".join(cell for cell, _ in run), ink) for ink, run in grouped)
