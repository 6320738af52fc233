"""An open field as inks: the typed text with the cursor in it, scrolled so that the cursor is seen."""

from vsmap.drawing.cells import cells
from vsmap.widgets.ink import CURSOR, FIELD, Ink, InkLine
from vsmap.widgets.line_edit import LineEdit


def field_inks(edit: LineEdit, width: int, *, to_the_right: bool = False) -> InkLine:
    """Show a line edit in exactly `width` cells, to the left or to the right as the figure stands there."""
    before, at = edit.text[: edit.cursor], edit.text[edit.cursor : edit.cursor + 1] or " "
    head, under, tail = cells(before), cells(at), cells(edit.text[edit.cursor + 1 :])
    room = max(0, width - len(under))
    head = head[max(0, len(head) - room) :]
    if head and not head[0]:
        head = (" ", *head[1:])
    rest = "".join(tail[: max(0, room - len(head))])
    blanks = " " * (room - len(head) - len(cells(rest)))
    start, end = (blanks, "") if to_the_right else ("", blanks)
    return Ink(start + "".join(head), FIELD), Ink("".join(under), CURSOR), Ink(rest + end, FIELD)


def field_text(edit: LineEdit, width: int) -> str:
    """Show a line edit in exactly `width` cells, without its cursor."""
    return "".join(ink.text for ink in field_inks(edit, width))
