"""Beginning a map's journal, and dealing with one that is there already."""

from functools import partial

from vsmap.screens import doors
from vsmap.screens.attaching import attach, start_of, text_now
from vsmap.screens.colleagues import ask_about_other
from vsmap.screens.doors import Choice
from vsmap.screens.journaling import Journaling
from vsmap.screens.resuming import go_on
from vsmap.storage.journal import shelf
from vsmap.storage.journal.shelf import Found, OccupiedError
from vsmap.storage.journal.story import History, JournalError
from vsmap.storage.journal.words import left_words
from vsmap.storage.opened import MapFile
from vsmap.storage.save import reason_of


def begin(screen: Journaling) -> None:
    """Begin the journal of a screen's map, or deal with one that is there."""
    file = screen.file
    path, text = (file.path, file.text) if file else (None, None)
    try:
        journal = shelf.begin(path, text, start_of(screen), partial(_text_of, screen))
    except OccupiedError:
        _deal_with(screen)
    except OSError as error:
        reason = reason_of(error)
        screen.tell(f"no journal can be kept, so a crash loses what is not saved: {reason}", is_error=True)
    else:
        screen.document.earlier = History(journal.earlier)
        attach(screen, journal)


def _text_of(screen: Journaling) -> str:
    return text_now(screen.document)


def _deal_with(screen: Journaling) -> None:
    """Deal with a journal that is there: of somebody who works on the map, or of work that was left."""
    found = shelf.find_of(screen.file.path) if screen.file else None
    if found is None:
        screen.begin_again()
    elif found.is_live:
        ask_about_other(screen, found)
    elif shelf.has_unsaved_work(found.story):
        ask_about_left(screen, found)
    elif screen.file is not None and found.story.has_base and found.story.saved_text == screen.file.text:
        go_on(screen, partial(shelf.resume, found), screen.message)
    else:
        found.path.unlink(missing_ok=True)
        screen.begin_again()


def ask_about_left(screen: Journaling, found: Found) -> None:
    """Offer work back that a crash, a dropped line or a flat battery left unsaved."""
    choices = [
        Choice("back", "Bring it back"),
        Choice("later", "Not now", "it is kept: vsmap recover lists it"),
        Choice("discard", "Throw it away"),
    ]

    def decide(picked: str | None) -> None:
        if picked == "back":
            bring_back(screen, found)
            return
        if picked == "discard":
            found.path.unlink(missing_ok=True)
        elif found.path.suffix != shelf.KEPT:
            shelf.put_aside(found)
        screen.begin_again()

    try:
        lines = left_words(found)
    except JournalError as error:
        lines, choices = [f"It can't be brought back: {error}"], choices[1:]
    screen.app.push_screen(doors.ask("Work that was not saved", lines, choices), decide)


def bring_back(screen: Journaling, found: Found) -> None:
    """Show the map with the work that was left; where the file changed since, ask how they go together."""
    if go_on(screen, partial(shelf.resume, found), "Brought back what was not saved; s saves it"):
        from vsmap.screens.outside import ask_if_changed  # noqa: PLC0415 - only after a crash

        ask_if_changed(screen)


def move_journal(screen: Journaling, file: MapFile, before: MapFile | None) -> None:
    """Go on in the journal of another file, into which the map was saved."""
    journal = screen.journal
    if journal is None:
        return
    if not journal.has_begun:
        screen.let_go()
        screen.begin_again()
        return
    try:
        moved = shelf.moved(journal, file.path, partial(_text_of, screen))
        moved.saved(file.text or "")
    except (OccupiedError, OSError) as error:
        screen.tell(f"{file.path.name} is open elsewhere, or has no journal: {error}", is_error=True)
        return
    attach(screen, moved)
    journal.close(before.text if before else None, discards=True)
