"""What all dialogs share: Esc and a click beside them lead back, Ctrl+Z to the shell."""

from typing import ClassVar, Generic, TypeVar

from textual import events, getters, on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button

from vsmap.screens.application import EditorApplication

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None], Generic[Answer]):
    """Gives an answer, or None where it is left without one."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+z", "app.suspend_process", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (50, "-broad")]  # noqa: RUF012 - Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-short"), (16, "-tall")]  # noqa: RUF012 - as above
    app = getters.app(EditorApplication)

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)

    @on(Button.Pressed, ".answer")
    async def _answered(self, event: Button.Pressed) -> None:
        await self.run_action(event.button.id or "leave")

    def on_click(self, event: events.Click) -> None:
        """Go back when something beside the dialog is clicked."""
        if not any(box.region.contains_point(event.screen_offset) for box in self.query(".dialog")):
            self.action_leave()


class _AnswerButton(Button, can_focus=False):
    """A button for the mouse alone: the keyboard has its key."""


def answers(*named: tuple[str, str]) -> Horizontal:
    """Return the line of buttons beneath a dialog: for each the action that it runs, and its name."""
    buttons = (
        _AnswerButton(Content(name), id=action, compact=True, classes="answer") for action, name in named
    )
    return Horizontal(*buttons, classes="answers")
