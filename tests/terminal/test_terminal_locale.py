"""What the environment says about the terminal."""

import pytest

from vsmap.terminal.locale import speaks_utf8


@pytest.mark.parametrize(
    ("environment", "unicode"),
    [
        ({}, True),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "de_DE.utf8@euro"}, True),
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "de_DE.ISO-8859-1"}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False),
        ({"LC_CTYPE": "C.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "C"}, True),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, True),
    ],
)
def test_the_locale_says_whether_there_is_unicode(environment: dict[str, str], unicode: bool) -> None:  # noqa: FBT001 - a column of the table
    """The first of LC_ALL, LC_CTYPE and LANG counts; what Python set itself does not, nor does silence."""
    assert speaks_utf8(environment) is unicode
