"""The largest detail at which a whole map is seen."""

from collections.abc import Sequence

from vsmap.drawing.ladder import Step
from vsmap.drawing.layout import layout
from vsmap.drawing.shape import Detail, Shape
from vsmap.drawing.wrap import Wrapped, wrap


def fitted(
    shape: Shape, details: Sequence[Detail], size: tuple[int, int], steps: Sequence[Step] = ()
) -> Wrapped:
    """Return the view of a map in the first detail at which all of it fits, wrapped where rows allow.

    Args:
        shape: The stages and arrows.
        details: The details to choose from, the largest first; the last one is taken where none fits.
        size: Columns and rows of the window.
        steps: The critical path, where each strip is to have its ladder.

    Raises:
        ValueError: There are no details to choose from.
    """
    width, height = size
    for detail in details:
        if detail is not details[-1] and shape.stages * detail.width * detail.height > width * height:
            continue
        view = wrap(layout(shape, detail), width, steps)
        if view.height <= height or detail is details[-1]:
            return view
    raise ValueError("no details to choose from")
