"""Makes the pictures of docs/ from the real program: `python docs/picture.py`.

The README's picture shows an edit on its way; those of docs/screens/ show every sample in three windows. Each
of these names the sample that it was made of by its digest, so that one that is out of date is found.
"""

import asyncio
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from generate import SCREEN_SIZES

from vsmap.app import VsmapApp
from vsmap.screens.opening import sample_screen
from vsmap.storage.samples import Sample, sample_named, samples

DOCS: Final = Path(__file__).parent
SCREENS: Final = DOCS / "screens"
_EDITED: Final = ("end", "up", "up", "right", "2", "w")
"""An edit on its way: the release waits two weeks only, and the totals show what that moves."""
_ROOM_FOR_BOTH: Final = 120
"""Columns from which map and table are shown together; below, a key shows the map."""


def digest(sample: Sample) -> str:
    """Return what tells whether a picture was made of a sample as it is now."""
    return hashlib.sha256(sample.path.read_bytes()).hexdigest()[:16]


def screen_of(sample: Sample, columns: int, rows: int) -> Path:
    """Return where the picture of a sample in a window is kept."""
    return SCREENS / f"{sample.name}-{columns}x{rows}.svg"


async def picture(sample: Sample, size: tuple[int, int], keys: Sequence[str]) -> str:
    """Run the editor on a sample without a terminal, type, and return what it shows as SVG."""
    app = VsmapApp(sample_screen(sample))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        svg = app.export_screenshot(title=f"vsmap {sample.path.name}")
    return _small(svg)


def _small(svg: str) -> str:
    """Leave out fonts that are on no computer, and what repeats on each of thousands of cells."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<clipPath id="terminal-\d+-line-\d+">.*?</clipPath>\s*', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#terminal-\d+-line-\d+\)"', "", svg)
    svg = re.sub(r"<text[^>]*>(?:&#160;)*</text>", "", svg)
    svg = re.sub(r"terminal-\d+-", "t", svg)
    svg = re.sub(r' shape-rendering="crispEdges"', "", svg)
    svg = re.sub(r'="(\d+\.\d)\d+"', r'="\1"', svg)
    return _one_background(svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def _one_background(svg: str) -> str:
    """Fill what has the commonest background once, rather than run by run."""
    run = re.compile(r'<rect fill="(#\w+)" x="[\d.]+" y="[\d.]+" width="[\d.]+" height="[\d.]+"/>')
    ((colour, _count),) = Counter(run.findall(svg)).most_common(1)
    whole = re.search(r'<rect x="0" y="0" (width="[\d.]+" height="[\d.]+") />', svg)
    first = run.search(svg)
    if whole is None or first is None:
        raise LookupError("the picture has no background")
    behind = f'<rect fill="{colour}" x="0" y="0" {whole[1]}/>'
    others = run.sub(lambda found: "" if found[1] == colour else found[0], svg[first.start() :])
    return svg[: first.start()] + behind + others


async def _write_all(names: Sequence[str]) -> None:
    edited = sample_named("deployment-in-months")
    if edited is None:
        raise LookupError("the sample deployment-in-months is missing")
    if not names:
        svg = await picture(edited, (120, 40), _EDITED)
        (DOCS / "map-screen.svg").write_text(svg, encoding="utf-8")
    SCREENS.mkdir(exist_ok=True)
    for sample in samples():
        for columns, rows in SCREEN_SIZES if not names or sample.name in names else ():
            svg = await picture(sample, (columns, rows), () if columns >= _ROOM_FOR_BOTH else ("m",))
            made = f"{svg}<!-- made of {sample.path.name}, {digest(sample)} -->\n"
            screen_of(sample, columns, rows).write_text(made, encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write_all(sys.argv[1:]))
