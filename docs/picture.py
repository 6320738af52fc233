"""Makes the README's picture from the real program: `python docs/picture.py` writes docs/map-screen.svg."""

import asyncio
import re
from pathlib import Path

from vsmap.app import VsmapApp
from vsmap.screens.opening import sample_screen
from vsmap.storage.samples import sample_named

SIZE = (120, 40)
KEYS = ("end", "up", "up", "right", "2", "w")
"""An edit on its way: the release waits two weeks only, and the totals show what that moves."""


async def picture() -> str:
    """Run the editor on a sample without a terminal, type, and return what it shows as SVG."""
    sample = sample_named("deployment-in-months")
    if sample is None:
        raise LookupError("the sample deployment-in-months is missing")
    app = VsmapApp(sample_screen(sample))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*KEYS)
        await pilot.pause()
        svg = app.export_screenshot(title="vsmap deployment-in-months.vsm.toml")
    without_fonts = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return without_fonts.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


if __name__ == "__main__":
    Path(__file__).with_name("map-screen.svg").write_text(asyncio.run(picture()), encoding="utf-8")
