"""The application: its theme, its style sheet, and the screen it starts with."""

import gc

from textual.screen import Screen
from textual.theme import Theme

from vsmap.screens.base import MapScreenBase
from vsmap.storage.reports import rescue
from vsmap.storage.save import SaveError
from vsmap.storage.writer import canonical_text
from vsmap.terminal import DifferenceOutput, QuietFailure

THEMES = (
    Theme(
        name="vsmap-dark",
        primary="#7aa2f7",
        secondary="#8fb3d9",
        accent="#e0af68",
        warning="#ff9e64",
        error="#f7768e",
        success="#73c9a9",
        foreground="#d5d9e4",
        background="#12141a",
        surface="#12141a",
        panel="#1d2029",
        dark=True,
    ),
    Theme(
        name="vsmap-light",
        primary="#1f5fbf",
        secondary="#3f6690",
        accent="#8a5a00",
        warning="#b34700",
        error="#b3261e",
        success="#00695c",
        foreground="#1b1e26",
        background="#fbfbf8",
        surface="#fbfbf8",
        panel="#ecece6",
        dark=False,
    ),
)


class VsmapApp(QuietFailure[None], DifferenceOutput[None], inherit_bindings=False):
    """The editor. It shows one screen, which owns all that is being worked on.

    It has no keys of its own: Textual's Ctrl+Q would leave without asking about unsaved work.
    """

    CSS_PATH = "vsmap.tcss"
    TITLE = "vsmap"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, first: Screen[None]) -> None:
        super().__init__()
        self._first = first
        self.rescued: list[str] = []
        """What became of unsaved work when an unforeseen error ended the editor, a sentence for each map."""
        for theme in THEMES:
            self.register_theme(theme)
        self._start_with("vsmap-dark")

    def on_mount(self) -> None:
        """Collect garbage again once the first frame is out, but never walk what was loaded before it."""
        self.call_after_refresh(self._collect_garbage)

    @staticmethod
    def _collect_garbage() -> None:
        gc.freeze()
        gc.enable()

    def _start_with(self, theme: str) -> None:
        """Take a theme before anything is styled: assigning it would have the style sheets read twice."""
        self.set_reactive(VsmapApp.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Start with the screen that was asked for."""
        return self._first

    def rescue(self) -> None:
        """Keep the unsaved maps of all screens as files of their own."""
        for screen in self.screen_stack:
            if isinstance(screen, MapScreenBase) and screen.document.is_edited:
                screen.document.cancel_preview()
                try:
                    kept = rescue(canonical_text(screen.document.stream))
                    self.rescued.append(f"your unsaved work is in {kept}")
                except SaveError as error:
                    self.rescued.append(f"your unsaved work could not be kept: {error}")
