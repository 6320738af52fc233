"""Other editors of the same map: they are named, read beside, taken over from, and handed over to."""

from functools import partial

from vsmap.screens import doors
from vsmap.screens.attaching import start_of, start_watching
from vsmap.screens.doors import Choice
from vsmap.screens.journaling import Journaling
from vsmap.screens.resuming import go_on
from vsmap.storage.journal import shelf
from vsmap.storage.journal.presence import Presence
from vsmap.storage.journal.shelf import Found
from vsmap.storage.journal.words import last_change
from vsmap.widgets.line_edit import LineEdit


def ask_about_other(screen: Journaling, found: Found) -> None:
    """Say who works on the map: read it here, or take it over."""
    other = found.story.presence
    read = Choice("read", "Open read-only", "the other goes on")
    take = Choice("take", "Take over", "with all that was done and typed there")
    is_gone = other is not None and other.has_lost_terminal
    lines = [
        f"{other or 'Somebody'}, has this map open.",
        "That terminal is gone, or reads nothing any more."
        if is_gone
        else f"The last change there was {last_change(found)}.",
        "Taking over loses nothing: the other editor becomes read-only and says so.",
    ]

    def decide(picked: str | None) -> None:
        if picked == "take":
            take_over(screen)
        else:
            read_beside(screen, other)

    choices = [take, read] if is_gone else [read, take]
    screen.app.push_screen(doors.ask(f"{screen.file_name} is being edited", lines, choices), decide)


def take_over(screen: Journaling) -> None:
    """Take the map over from whoever has it now."""
    found = shelf.find_of(screen.file.path) if screen.file else None
    if found is not None and found.is_live:
        opening = partial(shelf.take_over, found, start_of(screen))
        go_on(screen, opening, f"Taken over from {found.story.presence}")
    else:
        screen.begin_again()


def read_beside(screen: Journaling, other: Presence | None) -> None:
    """Show the map as it is in the file, while somebody else works on it."""
    screen.others = other
    screen.refuse(f"read-only (s takes it over): {other or 'somebody'} works on it")
    screen.show_scene()
    start_watching(screen)


def hand_over(screen: Journaling, taker: Presence) -> None:
    """Let the map be read-only here, since somebody took it over with all that was done and typed."""
    screen.document.cancel_preview()
    screen.document.mark_saved()
    if screen.journal is not None:
        screen.journal.leave()
    screen.journal, screen.document.recorder, screen.others = None, None, taker
    screen.field = None
    screen.capture.edit = LineEdit()
    screen.capture.close()
    screen.analyse()
    screen.refuse(f"read-only (s takes it back): taken over by {taker}")
    screen.show_scene()
    screen.tell(f"Taken over by {taker}. Nothing is lost: your work is there.", is_error=True)
