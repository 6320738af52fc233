"""What the program itself is made of, as far as a frame can differ by it."""

import os
import sys


def files_of_program() -> list[str]:
    """Return the directories of the loaded packages of vsmap, and the first files of its toolkit.

    A directory changes when a file in it is replaced, as git, an installer and most editors do.
    """
    ours = [
        os.path.dirname(module.__file__)
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] == "vsmap" and hasattr(module, "__path__") and module.__file__
    ]
    toolkit = [sys.modules[name].__file__ for name in ("textual", "rich") if name in sys.modules]
    return [*ours, *(file for file in toolkit if file)]
