"""Text inside XML and HTML: nothing that a map holds is read as markup."""

from html import escape
from typing import Final

from vsmap.model.text import visible

_NO_CHARACTERS: Final = dict.fromkeys((0xFFFE, 0xFFFF), 0xFFFD)
"""What XML 1.0 forbids beyond the control characters that `visible` replaces."""


def plain_text(text: str) -> str:
    """Make a text safe for any form: no control character, no override, nothing that XML forbids.

    >>> plain_text("a" + chr(0) + "b")
    'a␀b'
    """
    return visible(text).translate(_NO_CHARACTERS)


def marked_up(text: str) -> str:
    """Write a text between tags, or in an attribute in double quotes.

    >>> marked_up('<b> & "c" ]]>')
    '&lt;b&gt; &amp; &quot;c&quot; ]]&gt;'
    """
    return escape(plain_text(text))


def marked_up_lines(lines: list[str], between: str) -> str:
    """Write lines of text with a mark-up of their own between them."""
    return between.join(map(marked_up, lines))
