"""Going on with a map as a journal tells it: its edits, its history, and what was typed."""

from collections.abc import Callable

from vsmap.model.document import Document
from vsmap.screens.attaching import attach, text_now
from vsmap.screens.journaling import Journaling
from vsmap.screens.map import MapScreen
from vsmap.storage.journal.journal import Journal
from vsmap.storage.journal.shelf import OccupiedError
from vsmap.storage.journal.story import History, JournalError, Story, Typed
from vsmap.storage.opened import MapFile
from vsmap.widgets.line_edit import LineEdit
from vsmap.widgets.state import FIGURES, Selection

Opening = Callable[[Callable[[], str]], tuple[Journal, Story]]
"""Opens a journal for a document whose text it can ask for, and gives what it tells."""


def go_on(screen: Journaling, opening: Opening, said: str) -> bool:
    """Go on with the map of a journal; return whether it could be had."""
    try:
        journal, story = opening(lambda: text_now(screen.document))
    except (OccupiedError, OSError):
        screen.begin_again()
        return False
    document = screen.document
    try:
        if story.has_base:
            document = Document.resumed(*story.maps(), History(lambda: story))
            _take_file(screen, story)
    except JournalError as error:
        journal.leave()
        screen.refuse(f"read-only: {error}")
        screen.show_scene()
        return False
    screen.show_document(document)
    attach(screen, journal)
    screen.message = said
    if story.typed is not None and isinstance(screen, MapScreen):
        _type_again(screen, story.typed)
    screen.show_scene()
    return True


def _take_file(screen: Journaling, story: Story) -> None:
    """Know of the file what the journal's editor knew, so that a change since is noticed."""
    if screen.file is not None and screen.file.text != story.saved_text:
        screen.file = MapFile(screen.file.path, story.saved_text)


def _type_again(screen: MapScreen, typed: Typed) -> None:
    """Open what was typed into, with the text and the cursor in it."""
    if typed.stage in screen.document.stream:
        screen.selection = Selection(typed.stage, screen.selection.figure)
    if typed.place != "field":
        screen.capture.edit = _edit_of(typed)
        screen.run_command("add_after")
    elif typed.stage in screen.document.stream and typed.figure in FIGURES:
        screen.open_typed(typed.figure, _edit_of(typed))


def _edit_of(typed: Typed) -> LineEdit:
    edit = LineEdit(typed.text)
    edit.cursor = max(0, min(typed.cursor, len(typed.text)))
    return edit
