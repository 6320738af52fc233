"""The application: its theme, its style sheet, and the screen it starts with."""

import gc
from collections.abc import Sequence

from textual.screen import Screen

from vsmap.model.settings import Settings
from vsmap.model.text import visible
from vsmap.screens.application import EditorApplication
from vsmap.screens.journaling import Journaling
from vsmap.storage.reports import rescue
from vsmap.storage.save import SaveError
from vsmap.storage.writer import canonical_text
from vsmap.terminal import QuietFailure
from vsmap.widgets.themes import OWN_THEMES


class VsmapApp(QuietFailure[None], EditorApplication, inherit_bindings=False):
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
        *,
        ascii_alone: bool = False,
        complaints: Sequence[str] = (),
    ) -> None:
        super().__init__(settings or Settings(), ascii_alone=ascii_alone)
        self._first, self._complaints = first, complaints
        self.rescued: list[str] = []
        """What became of unsaved work when an unforeseen error ended the editor, a sentence for each map."""
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

    def get_default_screen(self) -> Screen[None]:
        """Start with the screen that was asked for."""
        return self._first

    def rescue(self) -> None:
        """See to it that the unsaved work of all screens can be brought back."""
        for screen in self.screen_stack:
            if isinstance(screen, Journaling) and screen.document.is_edited:
                screen.document.cancel_preview()
                self.rescued.append(_rescued(screen))


def _rescued(screen: Journaling) -> str:
    """Say where unsaved work is: in its journal, or in a file of its own where there is none."""
    if screen.journal is not None and not screen.journal.trouble:
        screen.journal.sync()
        return f"your unsaved work is kept: vsmap {screen.file.path if screen.file else ''} brings it back"
    try:
        return f"your unsaved work is in {rescue(canonical_text(screen.document.stream))}"
    except SaveError as error:
        return f"your unsaved work could not be kept: {error}"
