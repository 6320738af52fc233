"""The fonts of this system that pictures are set in, and which characters they have."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

MONOSPACED: Final = (
    ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf"),
    ("LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf"),
    ("NotoSansMono-Regular.ttf", "NotoSansMono-Bold.ttf"),
    ("UbuntuMono-R.ttf", "UbuntuMono-B.ttf"),
    ("consola.ttf", "consolab.ttf"),
    ("Courier New.ttf", "Courier New Bold.ttf"),
    ("cour.ttf", "courbd.ttf"),
)
"""Pairs of a regular and a bold TrueType file, the one with most characters first."""
FALLBACKS: Final = (
    *("DejaVuSans.ttf", "NotoSansSymbols2-Regular.ttf", "DroidSansFallbackFull.ttf", "wqy-microhei.ttc"),
    *("Arial Unicode.ttf", "NotoSansHebrew-Regular.ttf", "NotoSansArabic-Regular.ttf", "msyh.ttc"),
)
"""Files for characters that no monospaced font here has."""


def font_folders() -> list[Path]:
    """Return the folders in which this system keeps fonts, as far as they exist."""
    home = Path.home()
    folders = [
        *(home / ".local/share/fonts", home / ".fonts", home / "Library/Fonts"),
        *map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")),
    ]
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts")
    return [folder for folder in folders if folder.is_dir()]


def font_files() -> dict[str, Path]:
    """Return the TrueType files of this system by their names; of equal names the user's own."""
    found: dict[str, Path] = {}
    for path in _files():
        found.setdefault(path.name, path)
    return found


def _files() -> Iterator[Path]:
    for folder in font_folders():
        for root, _folders, names in os.walk(folder):
            yield from (
                Path(root) / name for name in sorted(names) if name.lower().endswith((".ttf", ".ttc"))
            )


def monospaced(files: dict[str, Path]) -> tuple[Path, Path] | None:
    """Return the regular and the bold file of the best monospaced font that is there."""
    for regular, bold in MONOSPACED:
        if regular in files:
            return files[regular], files.get(bold, files[regular])
    return None
