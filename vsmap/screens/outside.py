"""A file that another program changed: merged field by field, taken as it is, or left; undo takes it back."""

from collections.abc import Callable
from typing import Final

from vsmap.model.differences import differences, in_words
from vsmap.model.document import Document
from vsmap.model.merge import Merged, MergeError, conflict_words, merge
from vsmap.model.stream import ValueStream
from vsmap.model.transform import edits_between
from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.filing import Filing
from vsmap.screens.journaling import Journaling
from vsmap.storage.faults import FileFaults
from vsmap.storage.opened import MapFile

_TOLD: Final = 5
_SAVE_AS: Final = Choice("save_as", "Save as …", "keep both")


def ask_if_changed(screen: Journaling) -> None:
    """Ask what becomes of a file that was changed, if it was."""
    if isinstance(screen, Filing) and screen.file is not None and screen.file.changed_on_disk():
        ask(screen, screen.file, None)


def ask(screen: Filing, file: MapFile, then: Callable[[], None] | None, *, saves: bool = False) -> None:
    """Ask what becomes of a file that was changed, and go on; `saves` writes a merged map at once."""
    try:
        opened, theirs = MapFile.open(file.path)
    except FileFaults as faults:
        _ask_about_no_map(screen, file, faults, then)
        return
    lines, choices, merges = _possible(screen.document, theirs)

    def decide(picked: str | None) -> None:
        if picked in merges:
            _take(screen, opened, theirs, merges[picked].stream, "merge with the file")
            if saves:
                screen.save(then)
        elif picked == "reload":
            _take(screen, opened, theirs, theirs, "take the file's map")
        elif picked == "save_as":
            screen.save_as(then)
        elif picked == "overwrite":
            screen.write(file, then)

    title = f"{file.path.name} was changed by another program"
    screen.app.push_screen(doors.ask(title, lines, choices), decide)


def _possible(document: Document, theirs: ValueStream) -> tuple[list[str], list[Choice], dict[str, Merged]]:
    """Say what changed in a file, and what can be done about it."""
    base, mine = document.saved or theirs, document.without_preview()
    lines = [f"· {in_words(each, base, theirs)}" for each in differences(base, theirs)]
    if len(lines) > _TOLD:
        lines = [*lines[:_TOLD], f"· and {len(lines) - _TOLD} more"]
    reload = Choice("reload", "Take the file's", "u brings yours back")
    rest = [_SAVE_AS, reload, Choice("overwrite", "Write over it", "what came from elsewhere is lost")]
    try:
        merges = {
            "mine": merge(base, mine, theirs),
            "theirs": merge(base, mine, theirs, prefer_mine=False),
        }
    except MergeError as error:
        return [*lines, f"The two can't be merged: {error}"], rest, {}
    conflicts = [conflict_words(each, mine, theirs) for each in merges["mine"].conflicts]
    if not conflicts:
        return lines, [Choice("mine", "Merge", "yours and theirs, field by field"), *rest], merges
    lines += ["Changed on both sides:", *(f"! {conflict}" for conflict in conflicts[:_TOLD])]
    both = [Choice("mine", "Merge, yours where both changed"), Choice("theirs", "Merge, theirs where both")]
    return lines, [*both, *rest], merges


def _ask_about_no_map(
    screen: Filing, file: MapFile, faults: FileFaults, then: Callable[[], None] | None
) -> None:
    lines = [f"{file.path.name} is no map any more:", str(faults.faults[0])]
    choices = [_SAVE_AS, Choice("overwrite", "Write it again", "what is there now is lost")]

    def decide(picked: str | None) -> None:
        if picked == "save_as":
            screen.save_as(then)
        elif picked == "overwrite":
            screen.write(file, then)

    screen.app.push_screen(doors.ask("The file is gone or damaged", lines, choices), decide)


def reload(screen: Filing, file: MapFile) -> None:
    """Show what a file holds now; where it is no map, say so."""
    try:
        opened, theirs = MapFile.open(file.path)
    except FileFaults as faults:
        screen.tell(f"changed by another program: {faults.faults[0]}", is_error=True)
        return
    changes = [
        in_words(each, screen.document.stream, theirs) for each in differences(screen.document.stream, theirs)
    ]
    _take(screen, opened, theirs, theirs, "take the file's map")
    more = f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    screen.message = f"{file.path.name} was changed elsewhere: {(changes or ['nothing'])[0]}{more}"
    screen.show_scene()


def _take(screen: Filing, opened: MapFile, theirs: ValueStream, wanted: ValueStream, label: str) -> None:
    """Make a map the one that is worked on, as a step that can be undone; the file holds theirs."""
    screen.leave_future()
    screen.document.cancel_preview()
    screen.field = None
    if not screen.edit(label, edits_between(screen.document.stream, wanted)):
        return
    screen.document.stream.extra = theirs.extra
    screen.document.mark_saved(theirs)
    screen.file = opened
    if screen.journal is not None:
        screen.journal.rebased(opened.text or "")
    screen.show_document(screen.document)
