"""The user's own directories: for what vsmap remembers, private, and for what a person sets."""

import os
from pathlib import Path
from typing import Final
from zlib import crc32

from vsmap.startup.places import config_path, state_path

SETTINGS_FILE: Final = "settings.toml"
_PRIVATE: Final = 0o700
_LONGEST: Final = 40


def state_directory(within: str = "") -> Path:
    """Return the directory for what vsmap remembers, or one within; readable by its owner alone.

    It is where VSMAP_STATE says, else where such things are kept on this system. Raises OSError.
    """
    directory = _state_path()
    for each in (directory, directory / within):
        each.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        if each.stat().st_mode & 0o777 != _PRIVATE:
            each.chmod(_PRIVATE)
    return directory / within


def journal_path(file: Path) -> Path:
    """Return where the journal of a map's file is while somebody works on the map; it need not be there.

    To look whether it is there costs one call of the system: a start with nothing to recover pays no more.
    """
    real = os.fsencode(os.path.realpath(file))
    name = os.fsdecode(real.rsplit(b"/", 1)[-1])[:_LONGEST]
    return journals_path() / f"{crc32(real):08x}-{name}.journal"


def any_journals() -> bool:
    """Tell whether there is any journal, at the price of a look into their directory."""
    try:
        return any(path.suffix != ".history" for path in journals_path().iterdir())
    except OSError:
        return False


def journals_path() -> Path:
    """Return where journals are; the directory need not be there."""
    return _state_path() / "journals"


def _state_path() -> Path:
    return Path(state_path())


def settings_path() -> Path:
    """Return where a person's settings are: in $VSMAP_CONFIG, else in the platform's directory for them."""
    return Path(config_path()) / SETTINGS_FILE
