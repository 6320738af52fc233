"""Saving, opening and leaving: nothing unsaved is lost without a question."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from vsmap.screens import doors
from vsmap.screens.doors import Choice
from vsmap.screens.journaling import Journaling
from vsmap.storage.opened import MapFile
from vsmap.storage.recent import remember
from vsmap.storage.save import SaveError

if TYPE_CHECKING:
    from vsmap.model.stream import ValueStream
    from vsmap.storage.keeping import Updated


class Filing(Journaling):
    """The actions on files."""

    def action_save(self) -> None:
        """Save the map where it came from, or ask where."""
        self.save()

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save, and go on with `then` once the map is safe."""
        if self.look_for_takers() or self.others is not None:
            self._take_over()
        elif self.refusal and self.file is not None:
            self.tell(self.refusal, is_error=True)
        elif self.file is None:
            self.save_as(then)
        elif self.file.changed_on_disk():
            from vsmap.screens.outside import ask  # noqa: PLC0415 - few files are changed by others

            ask(self, self.file, then, saves=True)
        else:
            self.write(self.file, then)

    def _take_over(self) -> None:
        from vsmap.screens.colleagues import take_over  # noqa: PLC0415 - few maps are worked on by two

        take_over(self)

    def write(self, file: MapFile, then: Callable[[], None] | None) -> None:
        """Save into a file, once it is agreed what of its own layout can't be kept."""

        def take(updated: "Updated | SaveError | None") -> None:
            if isinstance(updated, SaveError):
                self._tell_unsaved(updated)
            elif updated is not None and updated.lost:
                self._ask_about_layout(file, updated, then)
            elif updated is not None:
                self._put(file, updated, then)

        other = self.who_else_has(file)
        if other:
            self.tell(f"{file.path.name} is being edited: {other}; nothing was written", is_error=True)
            return
        make = partial(_updated, file, self.document.stream)
        if file.would_be_large(self.document.stream):
            self.app.push_screen(doors.saving(file.path.name, make), take)
        else:
            take(make())

    def _ask_about_layout(self, file: MapFile, updated: "Updated", then: Callable[[], None] | None) -> None:
        choices = [Choice("put", "Save all the same"), Choice("save_as", "Save as …", "keep the old file")]

        def decide(picked: str | None) -> None:
            if picked == "put":
                self._put(file, updated, then)
            elif picked == "save_as":
                self.save_as(then)

        self.app.push_screen(doors.pick(updated.lost, choices), decide)

    def _put(self, file: MapFile, updated: "Updated", then: Callable[[], None] | None) -> None:
        try:
            file.put(updated)
        except SaveError as error:
            self._tell_unsaved(error)
            return
        before, self.file, self.refusal = self.file, file, ""
        self.document.mark_saved()
        self.message = f"Saved {file.path.name}"
        self.saved_into(file, before)
        self.remember(file.path)
        self.show_scene()
        if then is not None:
            then()

    def _tell_unsaved(self, error: SaveError) -> None:
        self.tell(f"{error} · the map stays edited; S saves it elsewhere", is_error=True)

    @work(thread=True, group="remember")
    def remember(self, path: Path) -> None:
        """Put a map first among the recent ones, beside the interface: a disk can take its time."""
        try:
            remember(path)
        except SaveError as error:
            self.app.call_from_thread(self.tell, f"not kept among the recent maps: {error}", is_error=True)

    def action_save_as(self) -> None:
        """Save the map under another name."""
        if self.refusal and self.file is not None:
            self.tell(self.refusal, is_error=True)
        else:
            self.save_as()

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Ask where to save, save there, and go on."""

        def write(path: Path | None) -> None:
            if path is not None:
                self.save_into(path, then)

        start = str(self.file.path) if self.file else ""
        title = "Save as" if self.file else "Save your copy as"
        self.app.push_screen(doors.file(title, start, to_save=True), write)

    def save_into(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Save into a file, which is the map's from then on, and go on."""
        if self.refusal and self.file is not None:
            self.tell(self.refusal, is_error=True)
        else:
            self.write(MapFile(path), then)

    def action_open(self) -> None:
        """Open another map."""

        def take(path: Path | None) -> None:
            if path is not None:
                self.guarded(lambda: self.open_path(path))

        folder = f"{self.file.path.parent}/" if self.file else ""
        self.app.push_screen(doors.file("Open", folder, to_save=False), take)

    def open_path(self, path: Path) -> None:
        """Show the map of a file in place of this one; say what is wrong where it can't be read."""
        from vsmap.screens.opening import open_instead  # noqa: PLC0415 - that module makes screens of this class

        open_instead(self.app, path, lambda told: self.tell(told, is_error=True))

    def action_new(self) -> None:
        """Start a new map."""
        from vsmap.screens.opening import start_anew  # noqa: PLC0415 - as above

        self.guarded(partial(start_anew, self.app, self.app.settings))

    def action_quit(self) -> None:
        """Leave; unsaved work is asked about first."""

        def leave() -> None:
            self.let_go()
            self.app.exit()

        self.guarded(leave)

    def guarded(self, then: Callable[[], None]) -> None:
        """Go on at once where nothing is unsaved; else ask what becomes of it."""
        if not self.document.is_edited:
            then()
            return

        def decide(answer: str | None) -> None:
            if answer == "save":
                self.save(then)
            elif answer == "discard":
                then()

        self.app.push_screen(doors.unsaved(self.file_name), decide)


def _updated(file: MapFile, stream: "ValueStream") -> "Updated | SaveError":
    """Make the text that a file would get, or say why it gets none."""
    try:
        return file.updated(stream)
    except SaveError as error:
        return error
