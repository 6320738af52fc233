"""One cell of a table: a text that no spreadsheet takes for a formula, and the way back."""

import re
from typing import Final

from vsmap.exchange.markup import plain_text

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""Where spreadsheets see a formula (OWASP, CSV injection); quotes in front are part of the way back."""
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Write a text so that it stays a text; `unguarded` gives it back.

    >>> guarded("=1+1"), guarded("'=x"), guarded("a=b")
    ("'=1+1", "''=x", 'a=b')
    """
    safe = "\n".join(plain_text(line) for line in text.split("\n"))
    return f"'{safe}" if _FORMULA.match(safe) else safe


def unguarded(cell: str) -> str:
    """Return the text that `guarded` wrote; any other cell as it is.

    >>> unguarded("'=1+1"), unguarded("''=x"), unguarded("'quoted'")
    ('=1+1', "'=x", "'quoted'")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
