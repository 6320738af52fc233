"""The map screen and its journal: nothing that was done is lost, and nobody else's work is written over.

Only what the first frame needs is here; what is done to journals is in `vsmap.screens.recovery`, which is
loaded behind that frame, or before it where there is something to recover.
"""

from typing import TYPE_CHECKING

from textual.timer import Timer

from vsmap.model.document import Document
from vsmap.model.edits import EditError
from vsmap.screens.base import MapScreenBase
from vsmap.storage.opened import MapFile
from vsmap.storage.state import journal_path

if TYPE_CHECKING:
    from vsmap.storage.journal.journal import Journal
    from vsmap.storage.journal.presence import Presence
    from vsmap.storage.journal.shelf import Found


class Journaling(MapScreenBase):
    """Begins the journal, tells it what is typed and saved, and lets go of it when the map is left."""

    journal: "Journal | None" = None
    others: "Presence | None" = None
    """Who works on this map elsewhere, so that it is read-only here."""
    looking: Timer | None = None
    """Looks once a second for other editors and for changes of the file."""
    brings: "Found | None" = None
    """Work that was left, which this screen is to bring back."""
    told_trouble = ""
    """The trouble with the journal that was told last."""
    told_change: object = None
    """The change of the file that was told last."""
    _is_asked_for = False

    @property
    def is_typing(self) -> bool:
        """Whether anything is being typed."""
        return self.field is not None or self.capture.is_open

    @property
    def has_unsaved_work(self) -> bool:
        """Whether anything would be lost without the journal."""
        return self.others is None and (self.document.is_edited or self.is_typing)

    def on_mount(self) -> None:
        """Begin the journal behind the first frame; before it where one is there already: a look tells."""
        if self.refusal:
            return
        if self.brings is not None:
            from vsmap.screens.recovery import bring_back  # noqa: PLC0415 - only after a crash

            self._is_asked_for = True
            bring_back(self, self.brings)
        elif self.file is not None and journal_path(self.file.path).exists():
            self.begin_journal()
        else:
            self.call_after_refresh(self.begin_journal)

    def begin_journal(self) -> None:
        """Begin the journal, unless that was tried already: no edit may come before it."""
        if not self._is_asked_for and not self.refusal and self.is_attached:
            self._is_asked_for = True
            from vsmap.screens import recovery  # noqa: PLC0415 - the first frame waits for no journal

            recovery.begin(self)

    def begin_again(self) -> None:
        """Begin the journal of the map as it is now, such as of a copy in a file of its own."""
        self._is_asked_for = False
        self.begin_journal()

    def show_document(self, document: Document) -> None:
        """Work on a document, with nothing being typed and the same stage selected if it is there."""
        before = self.work.stream.ids()
        self.document, self.field = document, None
        self.keep_selection(before)
        self.analyse()
        self.before = self.analysis
        self.show_scene()

    def note_typed(self) -> None:
        """Write down what is typed and not entered yet."""
        if self.journal is not None:
            from vsmap.screens.attaching import typed_now  # noqa: PLC0415 - loaded with the journal

            try:
                self.journal.typed(typed_now(self))
            except EditError:
                self.look_for_takers()

    def look_for_takers(self) -> bool:
        """Tell whether somebody took the map over; then nothing can be changed here any more."""
        taker = self.journal.check() if self.journal is not None else None
        if taker is not None:
            from vsmap.screens.colleagues import hand_over  # noqa: PLC0415 - as above

            hand_over(self, taker)
        return taker is not None

    def saved_into(self, file: MapFile, before: MapFile | None) -> None:
        """Write down that the map is in a file, with its journal there if it is another one."""
        if self.journal is None:
            self.begin_again()
        elif before is not None and before.path == file.path:
            self.journal.saved(file.text or "")
        else:
            from vsmap.screens.recovery import move_journal  # noqa: PLC0415 - as above

            move_journal(self, file, before)

    def who_else_has(self, file: MapFile) -> str:
        """Say who else works on a file that the map is to be saved into; nothing where nobody does."""
        is_own = self.file is not None and self.file.path == file.path
        if is_own or not journal_path(file.path).exists():
            return ""
        from vsmap.storage.journal.shelf import find_of  # noqa: PLC0415 - few files are worked on by two

        found = find_of(file.path)
        return str(found.story.presence or "somebody") if found is not None and found.is_live else ""

    def let_go(self) -> None:
        """Close the journal: the map is left, and what is not saved is let go of."""
        journal, self.journal = self.journal, None
        self.document.recorder = None
        if self.looking is not None:
            self.looking.stop()
        if journal is not None:
            self.document.cancel_preview()
            journal.close(self.file.text if self.file else None, discards=self.document.is_edited)

    def on_unmount(self) -> None:
        """Leave a journal that nobody let go of as it is: what is in it is offered at the next start."""
        if self.journal is not None:
            self.journal.leave()
            self.journal = None
