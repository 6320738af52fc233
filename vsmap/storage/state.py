"""The user's state directory: private, and made when it is first needed."""

from pathlib import Path

_PRIVATE = 0o700


def state_directory() -> Path:
    """Return the directory for what vsmap remembers, readable by its owner alone; raises OSError."""
    from platformdirs import user_state_path  # noqa: PLC0415 - a command that remembers nothing needs it not

    directory = user_state_path("vsmap")
    directory.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    if directory.stat().st_mode & 0o777 != _PRIVATE:
        directory.chmod(_PRIVATE)
    return directory
