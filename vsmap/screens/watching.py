"""A look once a second: did somebody take the map over, leave it, or change its file."""

from vsmap.model.document import Document
from vsmap.screens.filing import Filing
from vsmap.screens.journaling import Journaling
from vsmap.storage.faults import FileFaults
from vsmap.storage.journal import shelf
from vsmap.storage.opened import MapFile
from vsmap.storage.state import journal_path


def look_around(screen: Journaling) -> None:
    """Look after the journal, other editors and the file: a few calls of the system."""
    if screen.journal is not None:
        if screen.look_for_takers():
            return
        _tell_trouble(screen, screen.journal.trouble)
    elif screen.others is not None:
        _look_for_end(screen)
    if isinstance(screen, Filing) and screen.file is not None and screen.file.looks_changed():
        _notice(screen, screen.file)


def _tell_trouble(screen: Journaling, trouble: str) -> None:
    if trouble != screen.told_trouble:
        screen.told_trouble = trouble
        what = f"what is done now would be lost in a crash: {trouble}; save it elsewhere"
        screen.tell(what if trouble else "the journal is written again", is_error=bool(trouble))


def _look_for_end(screen: Journaling) -> None:
    """Let the map be edited here, as it is in the file, once nobody else works on it."""
    if screen.file is not None and not shelf.is_live(journal_path(screen.file.path)):
        _look_again(screen, screen.file)
        screen.others, screen.refusal = None, ""
        screen.message = "the other editor is gone: the map can be edited here"
        screen.begin_again()
        screen.show_scene()


def _notice(screen: Filing, file: MapFile) -> None:
    """Show what came from elsewhere where nothing of one's own is in its way; else say it, once."""
    from vsmap.screens import outside  # noqa: PLC0415 - few files are changed by others

    if screen.others is not None:
        _look_again(screen, file)
    elif screen.journal is None:
        return
    elif not screen.document.is_edited and not screen.is_typing and screen.app.screen is screen:
        outside.reload(screen, file)
    elif screen.told_change != file.seen:
        screen.told_change = file.seen
        screen.tell(
            f"{file.path.name} was changed by another program: s asks what becomes of it", is_error=True
        )


def _look_again(screen: Journaling, file: MapFile) -> None:
    """Show what a file holds now in a window that has nothing of its own to keep."""
    try:
        screen.file, theirs = MapFile.open(file.path)
    except FileFaults as faults:
        screen.tell(str(faults.faults[0]), is_error=True)
        return
    screen.show_document(Document(theirs))
