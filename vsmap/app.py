"""The application: its theme, its style sheet, and the screen it starts with."""

import gc
from collections.abc import Sequence
from contextlib import suppress

from textual import work
from textual.driver import Driver
from textual.screen import Screen

from vsmap.model.settings import Settings
from vsmap.model.text import visible
from vsmap.screens.application import EditorApplication
from vsmap.screens.journaling import Journaling
from vsmap.startup import FirstFrame, Start
from vsmap.startup.program import files_of_program
from vsmap.storage.reports import report, rescue
from vsmap.storage.save import SaveError
from vsmap.storage.state import settings_path
from vsmap.storage.writer import canonical_text
from vsmap.terminal import QuietFailure, SteadyTerminal, continuing
from vsmap.widgets.themes import OWN_THEMES


class VsmapApp(QuietFailure[None], SteadyTerminal[None], EditorApplication, inherit_bindings=False):
    """The editor. It shows one screen, which owns all that is being worked on.

    It has no keys of its own: Textual's Ctrl+Q would leave without asking about unsaved work.
    """

    CSS_PATH = "vsmap.tcss"
    TITLE = "vsmap"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        first: Screen[None],
        settings: Settings | None = None,
        start: Start | None = None,
        *,
        ascii_alone: bool = False,
        complaints: Sequence[str] = (),
    ) -> None:
        self._start = start
        super().__init__(settings or Settings(), ascii_alone=ascii_alone)
        self._first, self._complaints = first, complaints
        self.rescued: list[str] = []
        """What became of unsaved work when a signal or an error ended the editor, a sentence for each map."""
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self._start_with(self.settings.look.theme)

    def on_mount(self) -> None:
        """Collect garbage again once the first frame is out, but never walk what was loaded before it."""
        self.call_after_refresh(self._collect_garbage)
        for complaint in self._complaints:
            self.notify(visible(complaint), severity="error", timeout=12, markup=False)

    @staticmethod
    def _collect_garbage() -> None:
        gc.freeze()
        gc.enable()

    def _start_with(self, theme: str) -> None:
        """Take a theme before anything is styled: assigning it would have the style sheets read twice."""
        self.set_reactive(VsmapApp.theme, theme)
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Go on with the terminal that was held since the start."""
        driver = super().get_driver_class()
        held = self._start.terminal if self._start is not None else None
        return driver if held is None else continuing(driver, held)

    def shows(self, frame: str) -> bool:
        """Whether the first frame is shown already; one that is not is kept for the next start."""
        start, self._start = self._start, None
        if start is None or start.terminal is None:
            return False
        shown = start.terminal.shows(frame)
        if start.frame is not None and not shown and _shows_its_file(self.screen):
            self._keep(start.frame, frame)
        return shown

    @work(thread=True, group="first frame")
    def _keep(self, known: FirstFrame, frame: str) -> None:
        """Keep a first frame, beside the interface; where that fails the next start is slower, no more."""
        with suppress(OSError):
            known.keep(frame, [*files_of_program(), str(settings_path())])

    def get_default_screen(self) -> Screen[None]:
        """Start with the screen that was asked for."""
        return self._first

    def keep_safe(self) -> None:
        """See to it that unsaved work can be brought back, now that the program may end at any moment."""
        for screen in self.screen_stack:
            if isinstance(screen, Journaling) and screen.has_unsaved_work:
                self.rescued.append(_rescued(screen))

    def tell_failed_worker(self, error: BaseException) -> None:
        """Say where the report of something that failed beside the interface is; the editor goes on."""
        for line in report(error):
            self.notify(visible(line), severity="error", timeout=12, markup=False)

    def rescue(self) -> None:
        """Do the same after an unforeseen error."""
        self.keep_safe()


def _shows_its_file(screen: Screen[object]) -> bool:
    """Whether a screen shows a map just as its file has it: no work brought back, nothing read-only."""
    return isinstance(screen, Journaling) and not (screen.document.is_edited or screen.refusal)


def _rescued(screen: Journaling) -> str:
    """Say where unsaved work is: in its journal, or in a file of its own where there is none."""
    if screen.journal is not None and not screen.journal.trouble:
        screen.journal.sync()
        return f"your unsaved work is kept: vsmap {screen.file.path if screen.file else ''} brings it back"
    try:
        return f"your unsaved work is in {rescue(canonical_text(screen.document.without_preview()))}"
    except SaveError as error:
        return f"your unsaved work could not be kept: {error}"
