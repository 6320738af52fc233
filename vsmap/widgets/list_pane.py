"""A pane whose lines can be chosen one at a time while it has the focus; the others follow beneath."""

from typing import Final

from textual import events
from textual.geometry import Region

from vsmap.widgets.ink import MUTED, Ink, InkLine
from vsmap.widgets.pane import LinePane
from vsmap.widgets.state import Scene

_WHEEL: Final = 3


class ListPane(LinePane, can_focus=True):
    """A list over remarks that always stay in view.

    A subclass says how many items there are, what each looks like, and what is remarked beneath them.
    """

    def __init__(self, name: str, title: str) -> None:
        super().__init__(id=name, classes="panel")
        self.entitle(title)
        self.scene: Scene | None = None
        self._chosen = 0
        self._top = 0

    def show(self, scene: Scene) -> list[Region]:
        """Show a scene."""
        self.scene = scene
        self.prepare()
        self._keep_in_view(self._chosen)
        return self.changes()

    def prepare(self) -> None:
        """Work out what is listed, once for each scene."""

    @property
    def count(self) -> int:
        """How many items there are."""
        return 0

    def item_line(self, at: int, *, chosen: bool) -> InkLine:
        """Return what an item looks like."""
        del at, chosen
        return ()

    @property
    def remarks(self) -> list[InkLine]:
        """What stands beneath the items, always."""
        return []

    @property
    def hidden_remark(self) -> str:
        """What is said where not all items have room."""
        return f"{self.count} in all: ↓, or z for the whole list"

    def activate(self) -> None:
        """Do what Enter does to the chosen item."""

    @property
    def chosen(self) -> int:
        """The chosen item's place."""
        return self._chosen

    @property
    def chosen_text(self) -> str:
        """The chosen item in words, for the status line."""
        return ""

    def step(self, lines: int) -> None:
        """Choose an item further down or up."""
        self.choose(self._chosen + lines)

    def choose(self, at: int) -> None:
        """Choose an item, and bring it into view."""
        self._keep_in_view(at)
        self.repaint()

    @property
    def rows(self) -> int:
        """How many rows the items have: remarks stay, and one row tells how many are hidden."""
        height = max(1, self.content_size.height - len(self.remarks))
        return height if self.count <= height else max(1, height - 1)

    def _keep_in_view(self, at: int) -> None:
        self._chosen = max(0, min(at, self.count - 1))
        self._top = min(max(self._top, self._chosen - self.rows + 1), self._chosen)
        self._top = max(0, min(self._top, self.count - self.rows))

    def ink_line(self, row: int) -> InkLine:
        """Return an item, then how many have no room, then the remarks."""
        if self.scene is None:
            return ()
        rows, count = self.rows, self.count
        if row < min(rows, count):
            # Lines may be asked for in a new size before it is told.
            at = max(0, min(self._top, count - rows)) + row
            return self.item_line(at, chosen=self.has_focus and at == self._chosen)
        beneath = [(Ink(self.hidden_remark, MUTED),)] if count > rows else []
        lines = [*beneath, *self.remarks]
        at = row - min(rows, count)
        return lines[at] if at < len(lines) else ()

    @property
    def is_stale(self) -> bool:
        """Whether the numbers are the last good ones while what is typed can't be read."""
        return self.scene is not None and self.scene.stale

    def on_resize(self) -> None:
        """Keep the chosen item in view in the new room."""
        self.prepare()
        self._keep_in_view(self._chosen)
        super().on_resize()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Mark the chosen item while the pane has the focus."""
        super().watch_has_focus(has_focus)
        self.prepare()
        self._keep_in_view(self._chosen)
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Choose the item under the mouse; the second click does what Enter does."""
        at = event.get_content_offset(self)
        if at is not None and at.y < self.rows and self._top + at.y < self.count:
            self.choose(self._top + at.y)
            if event.chain > 1:
                self.activate()

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self.step(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self.step(-_WHEEL)
