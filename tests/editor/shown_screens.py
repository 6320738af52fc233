"""Whole screens that were looked at by eye, kept as text; run as a program it writes them anew."""

import asyncio
import sys
from pathlib import Path
from typing import Final, NamedTuple

sys.path.append(str(Path(__file__).parent.parent))

from driven import editor

GOLDENS: Final = Path(__file__).parent / "goldens"


class ShownScreen(NamedTuple):
    """A sample in a window, after some keys."""

    sample: str
    columns: int
    rows: int
    view: str
    keys: tuple[str, ...] = ()

    @property
    def golden(self) -> Path:
        """The file that holds the screen."""
        return GOLDENS / f"{self.sample}-{self.columns}x{self.rows}-{self.view}.txt"

    async def text(self) -> str:
        """Run the editor and give what it shows."""
        async with editor(self.sample, self.columns, self.rows) as driven:
            await driven.press(*self.keys)
            return driven.text()


ALL: Final = tuple(
    ShownScreen(sample, *window)
    for sample in ("lean-enterprise", "deployment-in-months")
    for window in (
        (80, 24, "table"),
        (80, 24, "map", ("m",)),
        (80, 24, "path", ("f4",)),
        (80, 24, "edited", ("right", "4", "w")),
        (120, 40, "both"),
    )
)


async def _write_all() -> None:
    GOLDENS.mkdir(exist_ok=True)
    for shown in ALL:
        shown.golden.write_text(await shown.text(), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(_write_all())
