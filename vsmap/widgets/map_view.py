"""The map as a drawing: boxes and arrows, of which only what is seen is drawn."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.geometry import Region, Size
from textual.message import Message

from vsmap.drawing.card import Card
from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.picture import Picture, largest_that_fits
from vsmap.drawing.pointing import nearest
from vsmap.drawing.scene import DETAILS, Chosen, MapScene, Numbering, margins_of
from vsmap.drawing.shape import BOX, Box, Detail, Direction, Viewport
from vsmap.model.stream import ArrowRef, ValueStream
from vsmap.widgets.field_ink import field_text
from vsmap.widgets.ink import CURSOR, INK_OF_ROLE, STRONG, Ink, InkLine
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
        self._structure: tuple[object, ...] = ()
        self._numbering = Numbering(ValueStream())
        self._layouts: dict[Detail, Layout] = {}
        self._old_layouts: dict[Detail, Layout] = {}
        self._chosen: tuple[Detail, bool] | None = None
        """Detail and wrapping that a person chose; None to fit."""
        self._picture: Picture | None = None
        self._fitted_to = Size(0, 0)
        self._left, self._top = 0, 0
        self._rows: list[InkLine] = []
        self._dragged_from: tuple[int, int] | None = None

    # What is shown.

    def show(self, scene: Scene) -> list[Region]:
        """Show a scene, with the selected stage in view."""
        moved = self._scene is None or self._scene.selection.stage != scene.selection.stage
        self._scene = scene
        structure = (scene.stream, scene.stream.structure, margins_of(scene.stream.map))
        if structure != self._structure:
            self._structure = structure
            self._compile(scene)
            moved = True
        if moved:
            self._follow()
        return self.changes()

    def _compile(self, scene: Scene) -> None:
        """Number stages and arrows anew; what was laid out serves the next layout as a start."""
        self._numbering = Numbering(scene.stream)
        self._old_layouts, self._layouts = {**self._old_layouts, **self._layouts}, {}
        self._picture = None

    def _layout_at(self, detail: Detail) -> Layout:
        if detail not in self._layouts:
            self._layouts[detail] = layout(self._numbering.shape, detail, self._old_layouts.get(detail))
        return self._layouts[detail]

    @property
    def picture(self) -> Picture:
        """The map as it is looked at: as was chosen, else so that all of it is seen in the room there is."""
        if self._picture is None or self._fitted_to != self.content_size:
            self._fitted_to = self.content_size
            self._picture = self._chosen_picture() or self._fitting() or Picture(self._layout_at(BOX))
        return self._picture

    def _chosen_picture(self) -> Picture | None:
        if self._chosen is None:
            return None
        detail, wrapped = self._chosen
        return Picture(self._layout_at(detail), self.content_size.width if wrapped else 0)

    def _fitting(self) -> Picture | None:
        return largest_that_fits(self._layout_at, self.content_size.width, self.content_size.height)

    def begin_with(self, detail: str) -> None:
        """Begin with a level of detail by its name; with `fit`, the largest at which all is seen."""
        self._chosen = (DETAILS[detail], False) if detail in DETAILS else None

    def fit(self) -> None:
        """Take the largest detail at which the whole map is seen."""
        self._choose(None)

    def change_detail(self, step: int) -> None:
        """Show more (+1) or less (-1) in each box; the selected stage stays where it is on the screen."""
        details = list(DETAILS.values())
        at = details.index(self.picture.detail)
        detail = details[max(0, min(len(details) - 1, at + step))]
        self._choose((detail, bool(self.picture.wrapped_to)))

    def wrap(self) -> None:
        """Break the map into lines that fit, or show it in one piece."""
        self._choose((self.picture.detail, not self.picture.wrapped_to))

    def _choose(self, chosen: tuple[Detail, bool] | None) -> None:
        before = self._selected_box()
        self._chosen, self._picture = chosen, None
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
        return self.content_size.width, self.content_size.height - self.picture.docked

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
        width, height = self.content_size
        if self._scene is None or width <= 0 or height <= self.picture.docked or not self._numbering.ids:
            return []
        drawn = MapScene(self._scene.stream, self._scene.analysis, self._numbering)
        selection = self._scene.selection
        chosen = _chosen(self._scene)

        def card(number: int) -> Card:
            here = selection.stage == self._numbering.ids[number] and selection.arrow is None
            return drawn.card(number, self.picture.detail, chosen if here else None)

        view = Viewport(self._left, self._top, width, height)
        arrows = drawn.drawn_arrows(selection.arrow)
        rows = self.picture.rows(card, arrows, tuple(drawn.steps()), view)
        inks = [tuple(Ink(run.text, INK_OF_ROLE[run.role]) for run in row) for row in rows]
        for identifier, label in self._scene.labels.items():
            column, row = self._corner(identifier)
            if row in range(height - self.picture.docked) and 0 <= column <= width - len(label):
                inks[row] = overlaid(inks[row], column, Ink(label, CURSOR))
        return inks

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
        number = self._numbering.number_of[chosen]
        found = nearest(self.picture.layout, number, direction)
        if found is None and self.picture.wrapped_to and direction in {"up", "down"}:
            found = self._in_next_line(number, 1 if direction == "down" else -1)
        return None if found is None else stages[found]

    def _in_next_line(self, number: int, step: int) -> int | None:
        """Return the stage of a wrapped map that stands nearest in the lines below (+1) or above (-1)."""
        here = self.picture.box(number)
        boxes = [(each, self.picture.box(each)) for each in range(len(self._numbering.ids))]
        beyond = [(each, box) for each, box in boxes if (box.y - here.y) * step > 0]
        nearest_first = sorted(beyond, key=lambda pair: (abs(pair[1].y - here.y), abs(pair[1].x - here.x)))
        return nearest_first[0][0] if nearest_first else None

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
