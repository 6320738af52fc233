"""A screen's document and its journal: everything that is done is written, and looked after."""

from functools import partial

from vsmap.model.document import Document
from vsmap.screens.journaling import Journaling
from vsmap.storage.journal.journal import Journal, Start
from vsmap.storage.journal.story import Typed
from vsmap.storage.writer import canonical_text

_LOOKS_APART = 1.0
"""Seconds between two looks at the file and at the journal."""


def attach(screen: Journaling, journal: Journal) -> None:
    """Have everything that is done to a screen's document written into a journal."""
    screen.journal = screen.document.recorder = journal
    screen.others, screen.refusal = None, ""
    start_watching(screen)


def start_watching(screen: Journaling) -> None:
    """Look once a second for other editors and for changes of the file."""
    from vsmap.screens.watching import look_around  # noqa: PLC0415 - that module attaches journals too

    if screen.looking is None:
        screen.looking = screen.set_interval(_LOOKS_APART, partial(look_around, screen))


def start_of(screen: Journaling) -> Start:
    """Return what the journal of a screen's map begins with."""
    text = screen.file.text if screen.file else None
    return Start(text, text if text is not None else text_now(screen.document))


def text_now(document: Document) -> str:
    """Return the text of a map as it was made, without what is only previewed."""
    return canonical_text(document.without_preview())


def typed_now(screen: Journaling) -> Typed | None:
    """Return what is typed and not entered: into a figure, else into the capture line, open or not."""
    if screen.field is not None:
        edit = screen.field.edit
        return Typed("field", screen.field.stage, screen.field.figure, edit.text, edit.cursor)
    edit = screen.capture.half_typed
    if not edit.text.strip():
        return None
    return Typed("capture", screen.selection.stage or "", "", edit.text, edit.cursor)
