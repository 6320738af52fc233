"""What all dialogs share: Esc and a click beside them lead back, Ctrl+Z to the shell."""

from typing import ClassVar, Generic, TypeVar

from textual import events, getters
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from vsmap.screens.application import EditorApplication

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """Gives an answer, or None where it is left without one."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]
    app = getters.app(EditorApplication)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Go back when something beside the dialog is clicked."""
        if event.widget is self:
            self.action_leave()
