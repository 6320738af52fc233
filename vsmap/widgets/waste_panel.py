"""The Waste panel: the highlights, those first that concern most lead time."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message

from vsmap.analysis.report import Highlight
from vsmap.drawing.scene import WORST
from vsmap.model.rules import RULES
from vsmap.widgets.ink import MUTED, SELECTED, STRONG, TEXT, WASTE, Ink, InkLine
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene

_WHEEL: Final = 3


class WastePanel(LinePane, can_focus=True):
    """One line a highlight; Enter explains it and jumps to its stage."""

    @dataclass
    class Chosen(Message):
        """A highlight was chosen to be explained."""

        highlight: Highlight

    def __init__(self) -> None:
        super().__init__(id="waste", classes="panel")
        self.entitle("Waste")
        self._scene: Scene | None = None
        self._chosen = 0
        self._top = 0

    def show(self, scene: Scene) -> list[Region]:
        """Show the highlights of a scene."""
        self._scene = scene
        self._keep_in_view(self._chosen)
        return self.changes()

    @property
    def highlights(self) -> list[Highlight]:
        """The highlights that nobody waived, then those that somebody did."""
        found = self._scene.analysis.highlights if self._scene else ()
        return sorted(found, key=lambda highlight: highlight.waived)

    def on_resize(self) -> None:
        """Keep the chosen highlight in view in the new room."""
        self._keep_in_view(self._chosen)
        super().on_resize()

    def step(self, lines: int) -> None:
        """Choose a highlight further down or up."""
        self._choose(self._chosen + lines)

    def _choose(self, at: int) -> None:
        self._keep_in_view(at)
        self.repaint()

    def _keep_in_view(self, at: int) -> None:
        found = self.highlights
        self._chosen = max(0, min(at, len(found) - 1))
        rows = self._rows
        self._top = min(max(self._top, self._chosen - rows + 1), self._chosen)
        self._top = max(0, min(self._top, len(found) - rows))

    @property
    def _rows(self) -> int:
        """How many highlights are shown: the last row counts those that have no room."""
        height = max(1, self.content_size.height)
        return height if len(self.highlights) <= height else max(1, height - 1)

    def explain(self) -> None:
        """Ask for the chosen highlight to be explained."""
        if self.highlights:
            self.post_message(self.Chosen(self.highlights[self._chosen]))

    def ink_line(self, row: int) -> InkLine:
        """Return one highlight."""
        found, at = self.highlights, self._top + row
        if not found:
            return (Ink("nothing stands out", MUTED),) if row == 0 else ()
        if row >= self._rows:
            return (Ink(f"  {len(found)} in all: ↓, or z for the whole list", MUTED),)
        if at >= len(found):
            return ()
        highlight = found[at]
        first = at < WORST and not highlight.waived
        chosen = self.has_focus and at == self._chosen
        text = SELECTED if chosen else MUTED if highlight.waived or self._is_stale else TEXT
        mark = Ink("! " if first else "  ", WASTE)
        word = Ink(
            RULES[highlight.rule].mark + "  ", WASTE if first else MUTED if highlight.waived else STRONG
        )
        return (mark, word, Ink(highlight.text, text))

    @property
    def _is_stale(self) -> bool:
        return self._scene is not None and self._scene.stale

    def on_focus(self) -> None:
        """Mark the chosen highlight."""
        self.repaint()

    def on_blur(self) -> None:
        """Unmark it."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Choose the highlight under the mouse; explain it on the second click."""
        at = event.get_content_offset(self)
        if at is not None and at.y < self._rows and self._top + at.y < len(self.highlights):
            self._choose(self._top + at.y)
            if event.chain > 1:
                self.explain()

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.step(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.step(-_WHEEL)
