"""Where vsmap keeps things, found without importing what finds such places on every system.

On Linux they are what the XDG Base Directory Specification says, as platformdirs reads it. Elsewhere
platformdirs is asked, whose import takes longer than Python's own start.
"""

import os
import sys


def state_path() -> str:
    """Return the directory for what vsmap remembers, or what VSMAP_STATE names; it may not exist yet."""
    told = os.environ.get("VSMAP_STATE")
    if told:
        return told
    if sys.platform == "linux":
        return _on_linux("XDG_STATE_HOME", "~/.local/state")
    from platformdirs import user_state_dir  # noqa: PLC0415 - as said above

    return user_state_dir("vsmap")


def config_path() -> str:
    """Return the directory for a person's settings, or what VSMAP_CONFIG names; it need not exist."""
    told = os.environ.get("VSMAP_CONFIG")
    if told:
        return told
    if sys.platform == "linux":
        return _on_linux("XDG_CONFIG_HOME", "~/.config")
    from platformdirs import user_config_dir  # noqa: PLC0415 - as said above

    return user_config_dir("vsmap")


def _on_linux(variable: str, usual: str) -> str:
    return os.path.join(os.environ.get(variable, "").strip() or os.path.expanduser(usual), "vsmap")
