"""The sample maps as `vsmap draw` shows them, kept as text that was looked at by eye.

Run as a program it writes the texts anew; look at every one before keeping it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sample_maps import stream_of

from vsmap.analysis.report import analyse
from vsmap.drawing.card import Card, Row
from vsmap.drawing.glyphs import ASCII, UNICODE, Glyphs
from vsmap.drawing.layout import layout
from vsmap.drawing.scene import DETAILS, MapScene
from vsmap.drawing.shape import LOW_BOX, Detail
from vsmap.drawing.strips import draw_wrapped
from vsmap.drawing.wrap import wrap

GOLDENS: Final = Path(__file__).parent / "goldens"
NAMES: Final = (
    *("acme-stamping", "deployment-in-minutes", "deployment-in-months"),
    *("istqb-current", "lean-enterprise"),
)
TABLES: Final = (UNICODE, ASCII)
_WIDTHS: Final = {"80": 80, "160": 160, "unbroken": 10_000}


def golden(name: str, glyphs: Glyphs) -> Path:
    """Return where the drawings of a sample are kept."""
    return GOLDENS / f"{name}-{glyphs.name}.txt"


def drawn(name: str, glyphs: Glyphs) -> str:
    """Draw a sample at each detail, broken at 80 and at 160 columns and in one piece."""
    stream = stream_of(name)
    scene = MapScene(stream, analyse(stream))
    lines: list[str] = []
    for detail in (*DETAILS.values(), LOW_BOX):
        for width, columns in _WIDTHS.items():
            lines.append(f"--- {'low box' if detail is LOW_BOX else detail.name}, {width}")
            lines += _lines(scene, detail, columns, glyphs)
    return "\n".join(lines) + "\n"


def _lines(scene: MapScene, detail: Detail, columns: int, glyphs: Glyphs) -> Iterator[str]:
    laid_out = layout(scene.numbering.shape, detail)
    view = wrap(laid_out, min(columns, laid_out.width), scene.steps())

    def card(number: int) -> Card:
        return scene.card(number, detail)

    rows: list[Row] = draw_wrapped(view, card, scene.drawn_arrows(), (0, view.height), glyphs)
    for row in rows:
        yield "".join(run.text for run in row).rstrip()


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for each in NAMES:
        for table in TABLES:
            golden(each, table).write_text(drawn(each, table), "utf-8")
