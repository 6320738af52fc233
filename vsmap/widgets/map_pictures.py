"""Which picture of the map is shown: the level of detail, wrapped or whole, swimlanes, or an outline."""

from dataclasses import replace
from typing import Literal

from textual.geometry import Size

from vsmap.drawing.layout import Layout, layout
from vsmap.drawing.outline import Outline
from vsmap.drawing.picture import Picture, has_room, largest_that_fits, rows_for_boxes
from vsmap.drawing.scene import DETAILS, Numbering, margins_of
from vsmap.drawing.shape import BOX, LOW_BOX, Detail, Shape
from vsmap.drawing.swimlanes import lanes_of
from vsmap.model.stream import ValueStream
from vsmap.model.telling import told_by
from vsmap.widgets.state import Scene

Mode = Literal["boxes", "lanes", "outline"]
_NAMES, _DETAILS = [*DETAILS], [*DETAILS.values()]


class MapPictures:
    """Keeps what was laid out as long as the structure of the map stays, and starts from it afterwards."""

    def __init__(self) -> None:
        self.mode: Mode = "boxes"
        self.numbering = Numbering(ValueStream())
        self._wants_information: bool | None = None
        """Whether a person wants to see who tells whom; None where it costs no detail. Never in swimlanes."""
        self._lanes: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())
        self._structure: tuple[object, ...] = ()
        self._layouts: dict[tuple[Detail, bool], Layout] = {}
        self._old_layouts: dict[tuple[Detail, bool], Layout] = {}
        self._chosen: tuple[Detail, bool] | None = None
        """Detail and wrapping that a person chose; None to fit."""
        self._picture: Picture | Outline | None = None
        self._fitted_to = Size(0, 0)

    def take(self, scene: Scene) -> bool:
        """Number stages and arrows anew if the structure changed; return whether it did."""
        stream = scene.stream
        lanes = lanes_of(stream) if self.mode == "lanes" else ((), ())
        told = tuple(told_by(stream))
        structure = (stream, stream.structure, margins_of(stream.map), self.mode, lanes, told)
        if structure == self._structure:
            return False
        self._structure, self._lanes = structure, lanes
        self.numbering = Numbering(stream, lanes[1])
        self._old_layouts, self._layouts = {**self._old_layouts, **self._layouts}, {}
        self._picture = None
        return True

    def picture(self, size: Size) -> Picture | Outline:
        """Return the map as it is looked at: as was chosen, else so that all of it is seen in that room."""
        if self._picture is None or self._fitted_to != size:
            self._fitted_to = size
            self._picture = self._made(size)
        return self._picture

    def _made(self, size: Size) -> Picture | Outline:
        if self.mode == "outline":
            return Outline(self.numbering.shape)
        if self.mode == "lanes":
            return self._in_lanes(size)
        if self._chosen is not None:
            detail, wrapped = self._chosen
            layout_at = self._untold_at if self._wants_information is False else self._layout_at
            return Picture(layout_at(detail), size.width if wrapped else 0)
        layout_at = self._layout_at if self._wants_information else self._untold_at
        return self._fitting(size) or Picture(layout_at(BOX))

    def _fitting(self, size: Size) -> Picture | None:
        """Return the picture of the largest detail that fits.

        Who tells whom gives way to it and to the ladder; where it is wanted still, the map may not fit.
        """
        untold = largest_that_fits(self._untold_at, size.width, size.height)
        if untold is None or not self.numbering.shape.information or self._wants_information is False:
            return untold
        told = largest_that_fits(self._layout_at, size.width, size.height)
        if (
            told is not None
            and told.detail.name == untold.detail.name
            and told.has_ladder == untold.has_ladder
        ):
            return told
        if self._wants_information:
            return replace(untold, layout=self._layout_at(untold.detail), has_ladder=False)
        return untold

    def _in_lanes(self, size: Size) -> Picture:
        """Return the picture in swimlanes: never wrapped, at the chosen detail or the largest that fits."""
        details = [self._chosen[0]] if self._chosen else [*reversed(_DETAILS)]
        pictures = [Picture(self._untold_at(detail), lanes=self._lanes[0]) for detail in details]
        fitting = (
            each for each in pictures if each.width <= size.width and each.height + each.docked <= size.height
        )
        return next(fitting, pictures[-1] if self._chosen else pictures[_DETAILS.index(BOX)])

    def _layout_at(self, detail: Detail) -> Layout:
        return self._kept_layout(self.numbering.shape, detail)

    def _untold_at(self, detail: Detail) -> Layout:
        return self._kept_layout(self.numbering.shape._replace(information=()), detail)

    def _kept_layout(self, shape: Shape, detail: Detail) -> Layout:
        key = detail, bool(shape.information)
        if key not in self._layouts:
            self._layouts[key] = layout(shape, detail, self._old_layouts.get(key))
        return self._layouts[key]

    def rows_for_boxes(self, width: int, most: int) -> int:
        """Return the fewest rows in which the whole map is seen as boxes; 0 if it takes more than `most`."""
        if self.mode != "boxes" or not has_room(LOW_BOX, self.numbering.shape.stages, width, most):
            return 0
        rows = rows_for_boxes(self._untold_at, width)
        return rows if rows <= most else 0

    def begin_with(self, detail: str) -> None:
        """Begin with a level of detail by its name; with `fit`, the largest at which all is seen."""
        self._choose((DETAILS[detail], False) if detail in DETAILS else None)

    def fit(self) -> None:
        """Take the largest detail at which the whole map is seen; an outline gives way to it."""
        self.mode = "boxes" if self.mode == "outline" else self.mode
        self._choose(None)

    def change_detail(self, step: int) -> None:
        """Show more (+1) or less (-1) in each box; less than chips is an outline."""
        shown = self._picture
        if not isinstance(shown, Picture):
            at, wrapped = -1, False
        else:
            at, wrapped = _NAMES.index(shown.detail.name), bool(shown.wrapped_to)
            if shown.detail is LOW_BOX and step > 0:
                step = 0  # as boxes that are no longer low they show more
        following = min(at + step, len(_DETAILS) - 1)
        if following < 0:
            self.mode = "outline"
            self._choose(None)
        else:
            self.mode = "boxes" if self.mode == "outline" else self.mode
            self._choose((_DETAILS[following], wrapped))

    def wrap(self) -> None:
        """Break the map into lines that fit, or show it in one piece; swimlanes and outlines give way."""
        shown = self._picture
        detail = shown.detail if isinstance(shown, Picture) else BOX
        wrapped = isinstance(shown, Picture) and bool(shown.wrapped_to)
        self.mode = "boxes"
        self._choose((detail, not wrapped))

    def switch(self, mode: Mode) -> None:
        """Show swimlanes or the outline, or boxes again."""
        self.mode = "boxes" if self.mode == mode else mode
        self._picture = None

    def show_information(self, *, shown: bool) -> None:
        """Draw who tells whom above the map, or do not."""
        self._wants_information, self._picture = shown, None

    @property
    def rows_of_information(self) -> int:
        """How many rows who tells whom takes above the map."""
        told = self._picture.layout.told if isinstance(self._picture, Picture) else ()
        return len({net.row for net in told}) + 1

    @property
    def shows_information(self) -> bool:
        """Whether who tells whom is drawn above the map, where there is any."""
        return isinstance(self._picture, Picture) and bool(self._picture.layout.shape.information)

    def _choose(self, chosen: tuple[Detail, bool] | None) -> None:
        self._chosen, self._picture = chosen, None
