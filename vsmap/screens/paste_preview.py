"""What a pasted list or table was understood as, before anything of it is added."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from vsmap.exchange.intake.pasted import Pasted
from vsmap.model.text import visible
from vsmap.screens.dialog import Dialog
from vsmap.widgets.titles import entitle

_SHOWN = 300
"""Stages that are listed; beyond them only those with something that could not be read are."""


class PastePreview(Dialog[bool]):
    """Dismissed with whether the stages are to be added."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", show=False, priority=True),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, pasted: Pasted, where: str) -> None:
        super().__init__()
        self._pasted, self._where = pasted, where

    def compose(self) -> ComposeResult:
        """Show the sum of it above what each stage is made of."""
        with Vertical(classes="dialog paste") as dialog:
            entitle(
                dialog, f"Paste {_count(len(self._pasted.stages), 'stage')}", "⏎ add all · Esc add nothing"
            )
            yield Static(Content(visible(self._sum())), classes="hint")
            with VerticalScroll():
                yield Static(self._page())

    def on_mount(self) -> None:
        """Let the keys scroll the list."""
        self.query_one(VerticalScroll).focus()

    def _sum(self) -> str:
        said = [f"They go {self._where}."]
        if self._pasted.columns:
            said.append(f"Columns: {', '.join(self._pasted.columns)}.")
        if self._pasted.unread:
            said.append(f"! could not be read in whole: {_count(self._pasted.unread, 'stage')}.")
        return " ".join(said)

    def _page(self) -> Content:
        parts: list[str | tuple[str, str]] = []
        for number, stage in enumerate(self._pasted.stages, 1):
            if number <= _SHOWN or stage.unread:
                parts.append(f"{number:>3} {visible(stage.captured.echo)}\n")
                parts += [(f"    ! {visible(why)}\n", "bold $error") for why in stage.unread]
        left = len(self._pasted.stages) - _SHOWN
        return Content.assemble(*parts, f"    … and {left} more" if left > 0 else "")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
