"""The sheets of paper that pictures are wrapped and parted to."""

from typing import Final, NamedTuple


class Page(NamedTuple):
    """A sheet of paper in points of 1/72 inch."""

    width: float
    height: float

    @property
    def columns(self) -> int:
        """Cells that stand side by side in letters of at least 7.5 points."""
        return int((self.width - 2 * MARGIN) // _LEAST_CELL)


MARGIN: Final = 36.0
_LEAST_CELL: Final = 4.5
_A4, _A3, _LETTER = (595.28, 841.89), (841.89, 1190.55), (612.0, 792.0)
PAGES: Final = {
    "a4": Page(*_A4),
    "a4-landscape": Page(*reversed(_A4)),
    "a3": Page(*_A3),
    "a3-landscape": Page(*reversed(_A3)),
    "letter": Page(*_LETTER),
    "letter-landscape": Page(*reversed(_LETTER)),
}
