"""The overview bar under the map: where what is seen lies in the whole."""

from collections.abc import Iterator

from vsmap.drawing.card import Role, Row
from vsmap.drawing.glyphs import UNICODE
from vsmap.drawing.overview import Landmark, overview
from vsmap.drawing.picture import Picture
from vsmap.drawing.scene import Numbering
from vsmap.drawing.shape import Viewport
from vsmap.widgets.state import Scene


def overview_of(scene: Scene, picture: Picture, numbering: Numbering, view: Viewport) -> Row:
    """Return the bar for what a view shows of a picture: the worst highlights, and what is selected."""
    laid_out = picture.layout

    def landmarks() -> Iterator[Landmark]:
        for identifier in scene.worst:
            yield Landmark(laid_out.rank(numbering.number_of[identifier]), "!", Role.WASTE)
        chosen = numbering.number_of.get(scene.selection.stage or "")
        if chosen is not None:
            yield Landmark(laid_out.rank(chosen), UNICODE.bullet, Role.SELECTED_NAME)

    return overview(len(laid_out.columns), picture.seen(view), landmarks(), view.width, UNICODE)
