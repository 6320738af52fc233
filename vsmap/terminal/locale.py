"""What the environment says about the terminal."""

import os
from collections.abc import Mapping
from typing import Final

_UTF8: Final = ("utf-8", "utf8")


def speaks_utf8(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal is said to show Unicode: where nobody says otherwise it is.

    Python itself sets LC_CTYPE to C.UTF-8 where the locale is the bare C (PEP 538): that is no answer.
    """
    named = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if named[1] == "C.UTF-8" and not named[0]:
        named[1] = ""
    locale = next((each.lower() for each in named if each), "")
    return not locale or locale.partition("@")[0].endswith(_UTF8)
