"""The inks that panes write with: each is a component class whose colours stand in vsmap.tcss."""

from typing import Final, NamedTuple

from vsmap.drawing.card import Role
from vsmap.drawing.cells import fit
from vsmap.drawing.cells import width as width_of

TEXT: Final = "text"
MUTED: Final = "muted"
STRONG: Final = "strong"
LABEL: Final = "label"
CRITICAL: Final = "critical"
WASTE: Final = "waste"
GOOD: Final = "good"
BAD: Final = "bad"
SELECTED: Final = "selected"
CURSOR: Final = "cursor"
FIELD: Final = "field"
LINE: Final = "line"
REWORK: Final = "rework"
KEY: Final = "key"
ERROR: Final = "error"

INKS: Final = (
    *(TEXT, MUTED, STRONG, LABEL, CRITICAL, WASTE, GOOD, BAD),
    *(SELECTED, CURSOR, FIELD, LINE, REWORK, KEY, ERROR),
)

INK_OF_ROLE: Final = {
    Role.BLANK: TEXT,
    Role.INFORMATION: LABEL,
    Role.LINE: LINE,
    Role.REWORK: REWORK,
    Role.CRITICAL_LINE: CRITICAL,
    Role.SELECTED_LINE: SELECTED,
    Role.BORDER: LINE,
    Role.CRITICAL_BORDER: CRITICAL,
    Role.SELECTED_BORDER: FIELD,
    Role.NAME: STRONG,
    Role.SELECTED_NAME: STRONG,
    Role.FIGURE: TEXT,
    Role.SELECTED_FIGURE: FIELD,
    Role.MISSING: MUTED,
    Role.LABEL: LABEL,
    Role.MARK: LABEL,
    Role.CRITICAL_MARK: CRITICAL,
    Role.WASTE: WASTE,
    Role.STUB: MUTED,
    Role.WAIT_RUNG: MUTED,
    Role.PROCESS_RUNG: STRONG,
    Role.WRAP: MUTED,
    Role.END: LABEL,
    Role.CHANGED: GOOD,
}
"""The ink of each role of a drawing."""


class Ink(NamedTuple):
    """Some text in one ink."""

    text: str
    ink: str = TEXT


InkLine = tuple[Ink, ...]


def padded(line: InkLine, width: int, ink: str = TEXT) -> InkLine:
    """Fit a line to a width: cut with … where it is longer, filled where it is shorter."""
    room = width - sum(width_of(piece.text) for piece in line)
    if room < 0:
        return _cut(line, width)
    return (*line, Ink(" " * room, ink)) if room else line


def _cut(line: InkLine, width: int) -> InkLine:
    """Cut a line that is too long; where only blanks are lost nothing is marked as cut."""
    text = "".join(piece.text for piece in line).rstrip()
    is_longer, room = width_of(text) > width, width
    pieces: list[Ink] = []
    for piece in line:
        size = width_of(piece.text)
        if size >= room:
            shown = fit(f"{piece.text}{' ' * (room + 1 - size)}", room) if is_longer else piece.text.rstrip()
            pieces.append(Ink(shown + " " * (room - width_of(shown)), piece.ink))
            break
        pieces.append(piece)
        room -= size
    return tuple(pieces)


def apart(left: InkLine, right: InkLine, width: int, ink: str = TEXT) -> InkLine:
    """Set one line to the left and another to the right of a width; the right one is never cut first."""
    taken = sum(width_of(piece.text) for piece in right)
    if taken >= width:
        return padded(right, width, ink)
    return (*padded(left, width - taken, ink), *right)
