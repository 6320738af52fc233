"""The map as a drawing: boxes and arrows, of which only what is seen is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region
from textual.message import Message

from vsmap.drawing.card import Card, Role, Row
from vsmap.drawing.outline import Outline
from vsmap.drawing.picture import Picture
from vsmap.drawing.scene import Chosen, MapScene, Numbering
from vsmap.drawing.shape import Box, Direction, Viewport
from vsmap.model.stream import ArrowRef
from vsmap.widgets.field_ink import field_text
from vsmap.widgets.ink import CURSOR, INK_OF_ROLE, KEY, STRONG, Ink, InkLine
from vsmap.widgets.map_pictures import MapPictures
from vsmap.widgets.marks import MARK
from vsmap.widgets.overview_bar import overview_of
from vsmap.widgets.pane import LinePane
from vsmap.widgets.pointing import overlaid
from vsmap.widgets.state import Scene

_WHEEL: Final = 3


class MapView(LinePane, can_focus=True):
    """The drawn map. It shows a scene and posts what was pointed at."""

    @dataclass
    class Pointed(Message):
        """A stage or an arrow was clicked; `twice` to edit it."""

        stage: str | None
        arrow: ArrowRef | None
        twice: bool

    def __init__(self) -> None:
        super().__init__(id="map")
        self.entitle("Map")
        self._scene: Scene | None = None
        self.pictures = MapPictures()
        self._made_of: tuple[object, ...] = (None, None, None, None)
        self._map_shown: MapScene
        self._left, self._top = 0, 0
        self._rows: list[InkLine] = []
        self._dragged_from: tuple[int, int] | None = None

    # What is shown.

    def show(self, scene: Scene) -> list[Region]:
        """Show a scene, with the selected stage in view."""
        moved = self._scene is None or self._scene.selection.stage != scene.selection.stage
        self._scene = scene
        self.entitle(scene.heading or "Map")
        if self.pictures.take(scene) or moved:
            self._follow()
        return self.changes()

    @property
    def _numbering(self) -> Numbering:
        return self.pictures.numbering

    @property
    def picture(self) -> Picture | Outline:
        """The map as it is looked at."""
        return self.pictures.picture(self.content_size)

    def look(self, change: Callable[[], None]) -> None:
        """Look at the map in another way; the selected stage stays where it is on the screen."""
        before = self._selected_box()
        change()
        if self._scene is not None:
            self.pictures.take(self._scene)
        after = self._selected_box()
        if before is not None and after is not None:
            self._left += after.x - before.x
            self._top += after.y - before.y
        self._follow()
        self.repaint()

    def _selected_box(self) -> Box | None:
        chosen = self._scene.selection.stage if self._scene else None
        number = self._numbering.number_of.get(chosen or "")
        return None if number is None else self.picture.box(number)

    def _follow(self) -> None:
        """Scroll just so far that the selected box is seen, with a little of what is around it."""
        width, height = self._room()
        box = self._selected_box()
        if box is not None and width > 0:
            self._left = min(max(self._left, box.x + box.width + 4 - width), max(0, box.x - 4))
            self._top = min(max(self._top, box.y + box.height + 1 - height), max(0, box.y - 1))
        self._keep_within()

    def _room(self) -> tuple[int, int]:
        """Return the columns and rows for the map, without what is docked beneath it."""
        picture, (width, height) = self.picture, self.content_size
        rows = height - picture.docked
        has_bar = isinstance(picture, Picture) and (picture.width > width or picture.height > rows)
        return width, rows - has_bar

    def _keep_within(self) -> None:
        width, height = self._room()
        self._left = max(0, min(self._left, self.picture.width - width))
        self._top = max(0, min(self._top, self.picture.height - height))

    def on_resize(self) -> None:
        """Keep the selected box in view in the new room."""
        self._follow()
        super().on_resize()

    # Drawing.

    def _written(self) -> list[InkLine]:
        self._rows = self._frame()
        return super()._written()

    def _frame(self) -> list[InkLine]:
        width, height = self._room()
        if self._scene is None or width <= 0 or height <= 0 or not self._numbering.ids:
            return []
        rows = self._drawn(self._scene, Viewport(self._left, self._top, width, height))
        inks = [tuple(Ink(run.text, INK_OF_ROLE[run.role]) for run in row) for row in rows]
        over = {identifier: Ink(MARK, KEY) for identifier in self._scene.marks}
        over |= {identifier: Ink(label, CURSOR) for identifier, label in self._scene.labels.items()}
        for identifier, ink in over.items():
            column, row = self._corner(identifier)
            if row in range(height) and 0 <= column <= width - len(ink.text):
                inks[row] = overlaid(inks[row], column, ink)
        return inks

    def _map_scene(self, scene: Scene) -> MapScene:
        """Return what is drawn of the map: the same as long as no number of it changes."""
        made_of = scene.stream, scene.analysis, self._numbering, scene.current
        if any(now is not before for now, before in zip(made_of, self._made_of, strict=True)):
            self._made_of = made_of
            self._map_shown = MapScene(*made_of[:3], was=scene.current)
        return self._map_shown

    def _drawn(self, scene: Scene, view: Viewport) -> list[Row]:
        """Draw what is in view, and beneath it what is docked there."""
        drawn = self._map_scene(scene)
        picture, chosen = self.picture, _chosen(scene)

        def chosen_in(number: int) -> Chosen | None:
            is_here = scene.selection.stage == self._numbering.ids[number]
            return chosen if is_here and scene.selection.arrow is None else None

        if isinstance(picture, Outline):

            def mark(number: int) -> Role:
                is_critical = scene.analysis.stages[self._numbering.ids[number]].critical
                return Role.CRITICAL_MARK if is_critical else Role.LINE

            return picture.rows(
                lambda number, room: drawn.outline_line(number, room, chosen_in(number)), mark, view
            )

        def card(number: int) -> Card:
            return drawn.card(number, picture.detail, chosen_in(number))

        arrows = drawn.drawn_arrows(scene.selection.arrow)
        shown = view._replace(height=view.height + picture.docked)
        rows = picture.rows(card, arrows, drawn.steps(), shown)
        return [*rows, overview_of(scene, picture, self._numbering, view)]

    def _corner(self, identifier: str) -> tuple[int, int]:
        """Return the column and the row of the pane where a stage's box has its upper left corner."""
        box = self.picture.box(self._numbering.number_of[identifier])
        return box.x - self._left, box.y - self._top

    def seen(self) -> list[str]:
        """Return the ids of the stages of whose boxes the upper left corner is in view."""
        if not self.display or not self._numbering.ids:
            return []
        width, height = self._room()
        corners = ((identifier, self._corner(identifier)) for identifier in self._numbering.ids)
        return [identifier for identifier, (x, y) in corners if 0 <= x < width and 0 <= y < height]

    def ink_line(self, row: int) -> InkLine:
        """Return one row of the frame."""
        if self._numbering.ids:
            return self._rows[row] if row < len(self._rows) else ()
        if row == max(0, self.content_size.height // 2 - 1):
            return (Ink("  An empty map. Press "), Ink("a", STRONG), Ink(" and type: Design 2d/2w 70%"))
        return ()

    # Pointing.

    def nearest(self, direction: Direction) -> str | None:
        """Return the stage nearest to the selected one in a direction."""
        stages = self._numbering.ids
        chosen = self._scene.selection.stage if self._scene else None
        if chosen is None:
            return stages[0] if stages else None
        found = self.picture.nearest(self._numbering.number_of[chosen], direction)
        return None if found is None else stages[found]

    def pan(self, columns: int, rows: int) -> None:
        """Look further to the right and down."""
        self._left, self._top = self._left + columns, self._top + rows
        self._keep_within()
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Tell which stage or arrow was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or not self._numbering.ids:
            return
        hit = self.picture.hit(offset.x + self._left, offset.y + self._top)
        if hit.stage is not None:
            self.post_message(self.Pointed(self._numbering.ids[hit.stage], None, event.chain > 1))
        elif hit.arrow is not None:
            self.post_message(self.Pointed(None, self._numbering.arrows[hit.arrow], event.chain > 1))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the map."""
        self._dragged_from = (event.screen_x, event.screen_y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the map along."""
        if self._dragged_from is not None and event.button:
            x, y = self._dragged_from
            self._dragged_from = (event.screen_x, event.screen_y)
            self.pan(x - event.screen_x, y - event.screen_y)

    def on_mouse_up(self) -> None:
        """Let go of the map."""
        self._dragged_from = None

    def on_mouse_scroll_down(self) -> None:
        """Look further down."""
        self.pan(0, _WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Look further up."""
        self.pan(0, -_WHEEL)

    def on_mouse_scroll_right(self) -> None:
        """Look further to the right."""
        self.pan(_WHEEL, 0)

    def on_mouse_scroll_left(self) -> None:
        """Look further to the left."""
        self.pan(-_WHEEL, 0)


def _chosen(scene: Scene) -> Chosen:
    """Return what is selected in the selected stage's box, with what is typed into it."""
    field = scene.field
    typed = None if field is None else lambda room: field_text(field.edit, room)
    return Chosen(scene.selection.figure, typed)
